/**
 * Owns finding elements that the parser or page code put into the document: marked ones, and unmarked static ones of known vendors.
 * An unmarked static script gets an inert type before the parser prepares it, so it never runs; its request may have left already
 * (no page script can stop the browser's look-ahead: gate-facts §1.1).
 */
import { HIDDEN, URL_SELECTOR, urlAttributes } from '../../shims/url-attributes.ts';
import { guarded } from '../report.ts';
import { afterChange } from '../state.ts';
import { watchEmbed } from './embeds.ts';
import { addressOf, attributeOf, mayGo, putAttribute, releaseReady, SCRIPT_TYPE } from './held-elements.ts';
import { closeStyles, look as lookAtStyles } from './styles.ts';

const INERT = 'text/plain';
const seen = new WeakSet<Element>();

/** A shim has judged this element already. */
export function markSeen(element: Element): void {
  seen.add(element);
}

function look(element: Element): void {
  const tag = element.localName;
  if (tag === 'style' || attributeOf(element, 'style')) lookAtStyles(element as HTMLElement);
  if (seen.has(element)) return;
  seen.add(element);
  if (attributeOf(element, `${HIDDEN}placeholder`)) watchEmbed(element);
  const marked = attributeOf(element, 'data-kelisim');
  if (tag === 'script') return lookAtScript(element, marked);
  const frame = attributeOf(element, `${HIDDEN}srcdoc`);
  if (frame) {
    putAttribute(element, `${HIDDEN}srcdoc`, null);
    // Through its own sink; a task later, as below.
    setTimeout(() => ((element as HTMLIFrameElement).srcdoc = frame));
  }
  for (const name of urlAttributes(tag)) {
    // Hidden by the markup filter or on the element this is a clone of, marked by the author, or plain.
    const from = [HIDDEN, marked ? 'data-' : '', '']
      .map((prefix) => prefix + name)
      .filter((key) => attributeOf(element, key))[0];
    if (!from) continue;
    const value = attributeOf(element, from)!;
    const goes = mayGo(element, name, value);
    if (from === name && goes) continue;
    if (from !== HIDDEN + name) putAttribute(element, from, null);
    // A task later: Chromium never navigates a parser-inserted frame whose src is set in the observer's microtask.
    if (goes) setTimeout(putAttribute, 0, element, name, value);
  }
}

function lookAtScript(element: Element, marked: string | null): void {
  const type = attributeOf(element, 'type') || '';
  const kept = attributeOf(element, `${HIDDEN}type`);
  const hidden = attributeOf(element, `${HIDDEN}src`);
  const inert = kept !== null || type === INERT || hidden !== null;
  const src = hidden || addressOf(element);
  // Speculation rules carry their URLs in their text.
  const rules = type === 'speculationrules' && closeStyles(element.textContent) !== element.textContent;
  if (rules) return putAttribute(element, 'type', INERT);
  if (!(marked || src) || !(type === INERT ? marked || kept !== null : SCRIPT_TYPE.test(type))) return;
  const real = kept !== null ? kept : type === INERT ? attributeOf(element, 'data-type') || '' : type;
  // Anything but a plain yes, an exception too, keeps it from running.
  if (guarded(() => mayGo(element, 'type', src, real, inert))) return;
  putAttribute(element, 'type', INERT);
  if (hidden === null) return;
  putAttribute(element, `${HIDDEN}src`, null);
  putAttribute(element, 'src', hidden);
}

const { matches, querySelectorAll } = Element.prototype;

/** Looks at a node and all below it. Natively: a form's field may be called `querySelectorAll`. */
export function lookBelow(node: Node): void {
  const isElement = node.nodeType === 1;
  if (isElement && matches.call(node, URL_SELECTOR)) guarded(() => look(node as Element));
  if (!node.firstChild) return;
  const all: ArrayLike<Element> & Iterable<Element> = isElement
    ? querySelectorAll.call(node, URL_SELECTOR)
    : (node as ParentNode & Node).querySelectorAll(URL_SELECTOR);
  for (const element of all) guarded(() => look(element));
}

const observer = new MutationObserver((records) => {
  for (const { addedNodes, target, attributeName } of records) {
    addedNodes.forEach(lookBelow);
    // Whichever way a style was set: it is fetched for when the page is drawn, which is later.
    if (attributeName) guarded(() => lookAtStyles(target as HTMLElement));
  }
  // Marked scripts of a returning visitor run as the parser brings them.
  releaseReady();
  afterChange.forEach(guarded);
});

export function observe(root: Node): void {
  lookBelow(root);
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ['style', 'lang'] });
}
