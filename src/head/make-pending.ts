/**
 * Owns writing down a choice in the turn it was made (DESIGN §4). Leaves making the consent record of it, and delivery, to the client.
 */
import type { DecidedBy } from '../core/api.ts';
import type { RecordAction } from '../core/consent-record.ts';
import type { Language } from '../core/language.ts';
import type { PendingRecord } from '../core/pending-record.ts';
import { PENDING_PREFIX } from '../core/storage-keys.ts';
import { keep } from '../platform/keep.ts';
import { site } from './state.ts';

declare const KELISIM_VERSION: string;

/** @returns null when it was kept; the pending record when the browser keeps nothing, for the client to take from memory. */
export function makePending(
  choice: string,
  action: RecordAction,
  { surface, event }: DecidedBy,
  language: Language,
  shownAt: number | null,
): PendingRecord | null {
  const key = crypto.getRandomValues(new Uint32Array(3)).join('-');
  const pending: PendingRecord = {
    v: 1,
    stamp: site.stamp,
    categories: site.categories,
    widget: KELISIM_VERSION,
    key,
    at: Date.now(),
    shownAt,
    choice,
    action,
    surface: surface || 'api',
    gesture: event
      ? ({
          isTrusted: event.isTrusted,
          detail: event.detail,
          pointerType: event.pointerType,
        } as PendingRecord['gesture'])
      : null,
    language,
    path: location.pathname.replace(/\d{4,}/g, ':n'),
    gpc: !!(navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl,
  };
  return keep(PENDING_PREFIX + key, JSON.stringify(pending)) ? null : pending;
}
