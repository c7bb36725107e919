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
  const script = tag === 'script';
  if (script && attributeOf(element, `${HIDDEN}src`) === null) {
    const type = attributeOf(element, 'type') || '';
    const src = attributeOf(element, 'src') || '';
    const inert = type === INERT;
    if (marked ? inert || SCRIPT_TYPE.test(type) : src && SCRIPT_TYPE.test(type)) {
      if (!mayGo(element, '', src, undefined, inert ? attributeOf(element, 'data-type') : type || null, inert)) putAttribute(element, 'type', INERT);
    }
    return;
  }
  for (const name of names) {
    // Hidden by the markup filter, marked by the author, or plain.
    const from = [HIDDEN + name, ...(marked ? [`data-${name}`] : []), name].filter((key) => attributeOf(element, key))[0];
    if (!from) continue;
    const value = attributeOf(element, from)!;
    const put = (kept: unknown) => putAttribute(element, name, kept as string);
    const goes = mayGo(element, name, value, put);
    if (from === name && goes) continue;
    putAttribute(element, from, null);
    if (goes) put(value);
  }
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
