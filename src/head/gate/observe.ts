/**
 * Owns finding elements that the parser or page code put into the document: marked ones, and unmarked static ones of known vendors.
 * An unmarked static script gets an inert type before the parser prepares it, so it never runs; its request may have left already
 * (no page script can stop the browser's look-ahead: gate-facts §1.1).
 */
import { URL_TAGS, urlAttributes } from '../../shims/url-attributes.ts';
import { guarded } from '../report.ts';
import { afterChange } from '../state.ts';
import { attributeOf, HIDDEN, mayGo, putAttribute, releaseReady } from './held-elements.ts';

const INERT = 'text/plain';
/** Executable types (HTML standard, "JavaScript MIME type", `module`, and none). */
const SCRIPT_TYPE = /^$|module|(?:java|ecma)script/i;
const SELECTOR = URL_TAGS.replace(/\|/g, ',');
const seen = new WeakSet<Element>();

/** A shim has judged this element already. */
export function markSeen(element: Element): void {
  seen.add(element);
}

function look(element: Element): void {
  const tag = element.localName;
  const names = urlAttributes(tag);
  if (!names[0] || seen.has(element)) return;
  seen.add(element);
  const marked = attributeOf(element, 'data-kelisim');
  if (tag === 'script') return lookAtScript(element, marked);
  for (const name of names) {
    // Hidden by the markup filter, marked by the author, or plain.
    const from = [HIDDEN, marked ? 'data-' : '', '']
      .map((prefix) => prefix + name)
      .filter((key) => attributeOf(element, key))[0];
    if (!from) continue;
    const value = attributeOf(element, from)!;
    const put = (kept: unknown) => putAttribute(element, name, kept as string);
    const goes = mayGo(element, name, value, put);
    if (from === name && goes) continue;
    putAttribute(element, from, null);
    // A task later: Chromium never navigates a parser-inserted frame whose src is set in the observer's microtask.
    if (goes) setTimeout(put, 0, value);
  }
}

function lookAtScript(element: Element, marked: string | null): void {
  const type = attributeOf(element, 'type');
  const hidden = attributeOf(element, `${HIDDEN}src`);
  const inert = type === INERT || hidden !== null;
  const src = hidden || attributeOf(element, 'src') || '';
  if (!(marked || src) || !(type === INERT ? marked : SCRIPT_TYPE.test(type || ''))) return;
  // Anything but a plain yes, an exception too, keeps it from running.
  if (
    guarded(() => mayGo(element, '', src, undefined, type === INERT ? attributeOf(element, 'data-type') : type, inert))
  )
    return;
  putAttribute(element, 'type', INERT);
  if (hidden !== null) putAttribute(element, 'src', hidden);
}

function lookBelow(node: Node): void {
  if (node.nodeType !== 1) return;
  guarded(() => look(node as Element));
  if ((node as Element).firstElementChild) {
    for (const element of (node as Element).querySelectorAll(SELECTOR)) guarded(() => look(element));
  }
}

export function observe(): void {
  lookBelow(document.documentElement);
  new MutationObserver((records) => {
    for (const record of records) record.addedNodes.forEach(lookBelow);
    // Marked scripts of a returning visitor run as the parser brings them.
    releaseReady();
    guarded(afterChange);
  }).observe(document, { childList: true, subtree: true });
}
