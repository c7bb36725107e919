/**
 * Owns the note after a choice that counts from the next page: a few words at the upper edge, read out politely, that stay until they are
 * closed or the page is left. Takes no focus and decides nothing. Clean under a strict style policy and Trusted Types.
 */
import type { KelisimApi } from '../../core/api.ts';
import { RELOAD_TEXTS } from '../i18n/generated/reload-texts.ts';
import type { ReloadReason } from './reload-once.ts';

const STYLE = `:host{all:initial;position:fixed;inset:0 0 auto;z-index:2147483646;pointer-events:none}
div{pointer-events:auto;display:flex;gap:12px;align-items:start;justify-content:space-between;box-sizing:border-box;max-width:640px;margin:8px auto;
padding:12px 16px;border:1px solid GrayText;border-radius:8px;background:Canvas;color:CanvasText;font:16px/1.4 system-ui,sans-serif;color-scheme:light dark}
button{flex:none;font:inherit;color:inherit;background:none;border:1px solid currentcolor;border-radius:6px;min-height:32px;padding:2px 12px;cursor:pointer}
@media print{:host{display:none}}`;

let note: HTMLElement | undefined;

/** @param touched the reason was a form that the visitor has begun to fill in. */
export function tellNextPage(api: KelisimApi, why: ReloadReason, touched: boolean): void {
  const language = api.inner.language();
  const texts = RELOAD_TEXTS[language];
  const text = touched ? `${texts[why]} ${texts.kept}` : texts[why];
  note?.remove();
  note = document.createElement('kelisim-note');
  note.lang = language;
  const root = note.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const words = document.createElement('span');
  words.setAttribute('role', 'status');
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = texts.close;
  close.addEventListener('click', () => note?.remove());
  const box = document.createElement('div');
  box.append(words, close);
  root.append(box);
  (document.body ?? document.documentElement).append(note);
  // A live region is read out when its text changes, not when it appears with it.
  setTimeout(() => (words.textContent = text));
}
