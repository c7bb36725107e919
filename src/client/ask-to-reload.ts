/**
 * Owns the one question asked when head and client are of different ages: settings of one must not be drawn by the other.
 * Native, and with a text of its own: the interface's texts belong to one age too.
 */
import type { KelisimApi } from '../core/api.ts';
import { ASK_TEXTS } from './i18n/generated/ask-texts.ts';

export function askToReload(api: KelisimApi): void {
  if (confirm((ASK_TEXTS[api.inner.language()] ?? ASK_TEXTS.kk).reload)) location.reload();
}
