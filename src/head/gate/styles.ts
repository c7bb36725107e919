/**
 * Owns URLs in style texts: one that may not load gets an address in front that loads nothing, and loses it again when it may.
 * Leaves to others: where style texts come from (shims/html-sinks.ts, observe.ts).
 */
import { guarded } from '../report.ts';
import { attributeOf } from './held-elements.ts';
import { judgeUrl } from './judge.ts';
import { note } from './ledger.ts';

/** CSS Values §4.5: an address that is never fetched. */
const NOWHERE = 'about:invalid#';

/** Names of namespaces are no addresses. @returns the text with each absolute URL that may not go made harmless; '' when judging failed. */
export function closeStyles(text: string): string {
  return (
    guarded(() =>
      text.replace(/(about:invalid#)?((?:https?:)?\/\/(?!www\.w3\.org)[^\s"'()<>\\]+)/gi, (all, closed, url) => {
        const found = judgeUrl(url);
        if (!found || found.isOpen) return closed ? url : all;
        if (!closed) note('style', url, found, 'held');
        return NOWHERE + url;
      }),
    ) || ''
  );
}

/** Elements whose styles were closed, wherever they are. */
const closed = new Set<HTMLElement>();

/** Gives styles back what may load now. */
export function releaseStyles(): void {
  for (const element of closed) guarded(() => look(element));
}

/** Closes (or opens) the styles of one element. */
export function look(element: HTMLElement): void {
  const own = element.localName === 'style';
  const text = (own ? element.textContent : attributeOf(element, 'style')) || '';
  if (text.indexOf('//') < 0) return;
  const next = closeStyles(text);
  if (next.indexOf(NOWHERE) < 0) closed.delete(element);
  else closed.add(element);
  if (next === text) return;
  if (own) element.textContent = next;
  else element.style.cssText = next;
}
