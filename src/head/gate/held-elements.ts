/**
 * Owns the elements that wait: what was kept from them, and giving it back on the original element, in order, once.
 * Leaves to others: whether they may go (judge.ts), finding them (observe.ts), calls that bring them (policy.ts).
 *
 * Two ways to hold a script, both measured in three engines (gate-facts §1.4, §3): a parser-inserted or marked one keeps its src and
 * gets an inert type; one that page code makes never gets its src. Re-inserting the former runs it without writing its src again,
 * so it works under Trusted Types too.
 */
import type { LedgerKind } from '../../core/ledger-entry.ts';
import type { Put } from '../../shims/shim-policy.ts';
import { guarded } from '../report.ts';
import { judgeElement } from './judge.ts';
import { note } from './ledger.ts';

/** Where a URL is put out of the browser's sight: `data-kelisim-src` … */
export const HIDDEN = 'data-kelisim-';

interface HeldElement {
  readonly element: Element;
  readonly attribute: string;
  /** The URL, as the page gave it (string or TrustedScriptURL); '' for an inline script. */
  readonly value: unknown;
  readonly mark: string;
  /** Puts the value natively; absent when the type was kept back. */
  readonly put: Put | undefined;
  /** Type to restore, null for none. */
  readonly type: string | null;
  /** The page gave the element something else meanwhile. */
  void?: boolean;
}

/** What waits under one mark or vendor, in document order. */
interface Queue {
  items: HeldElement[];
  /** External scripts that have started, must keep order and have not finished. */
  pending: number;
}

const { setAttribute, removeAttribute, getAttribute } = Element.prototype;
const { insertBefore } = Node.prototype;
const queues: Record<string, Queue> = {};
const byElement = new WeakMap<Element, Record<string, HeldElement>>();
const released = new WeakSet<Element>();
let ownNonce = '';
let ready = false;

/** Under a nonce policy only what carries the gate's own nonce is let go: releasing makes a script trusted (gate-facts §3 CSP pages). */
export function useNonce(nonce: string): void {
  ownNonce = nonce;
}

/** Native attribute reading and writing, past any patch. */
export function attributeOf(element: Element, name: string): string | null {
  return getAttribute.call(element, name);
}

export function putAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) removeAttribute.call(element, name);
  else setAttribute.call(element, name, value);
}

function kindOf(element: Element, value: unknown): LedgerKind {
  return value ? element.localName : 'inline';
}

/**
 * Judges an element that gets (or has) a URL; holds it when it may not go.
 *
 * @param attribute attribute to keep back; '' for the type of a script. `put`, `type`: see HeldElement.
 * @param inert the author made it inert: it waits for its turn even when it may go.
 * @returns true when nothing stands in its way.
 */
export function mayGo(
  element: Element,
  attribute: string,
  value: unknown,
  put?: Put,
  type: string | null = null,
  inert?: boolean,
): boolean {
  const mark = attributeOf(element, 'data-kelisim') || '';
  const kept = byElement.get(element) || {};
  if (kept[attribute]) kept[attribute].void = true;
  delete kept[attribute];
  const found = judgeElement(mark, value);
  if (!found) return true;
  const item: HeldElement = { element, attribute, value, mark, put, type };
  if (found.open && inert) ready = true;
  else note(kindOf(element, value), value, found, 'held');
  if (found.open && !inert) return true;
  // Prefixed: a mark may be called like something that every object has (`constructor`).
  const key = `=${mark || found.vendor}`;
  (queues[key] = queues[key] || { items: [], pending: 0 }).items.push(item);
  kept[attribute] = item;
  byElement.set(element, kept);
  return false;
}

export function keptUrl(element: Element, attribute: string): unknown {
  const item = (byElement.get(element) || {})[attribute];
  return item && item.value;
}

/**
 * Lets go what may go of a queue, ordered scripts one after the other; a slow one holds up no other queue. Not by `async=false`: the browser
 * has one such list for the whole document. What has to wait is preloaded, so that all fetches start at once.
 */
function run(queue: Queue): void {
  const { items } = queue;
  queue.items = [];
  for (const item of items) {
    if (!item.void && !guarded(() => start(item, queue))) queue.items.push(item);
  }
}

/** @returns false when the element has to wait on. */
function start({ element, value, mark, put, type }: HeldElement, queue: Queue): boolean {
  const script = element as HTMLScriptElement;
  const found = judgeElement(mark, value);
  const ordered = !put && attributeOf(script, 'async') === null;
  if ((found && !found.open) || (!put && ownNonce && script.nonce !== ownNonce)) return false;
  if (ordered && queue.pending) {
    if (value && !type && !released.has(script)) preload(script);
    return false;
  }
  byElement.delete(script);
  if (put) put(value);
  else {
    released.add(script);
    putAttribute(script, 'type', type);
    const { parentNode } = script;
    // A script that the page took out meanwhile loads nothing: nobody waits for it.
    if (ordered && value && parentNode) {
      queue.pending++;
      for (const end of ['load', 'error']) {
        script.addEventListener(end, () => {
          queue.pending--;
          run(queue);
        });
      }
    }
    if (parentNode) insertBefore.call(parentNode, script, script.nextSibling);
  }
  if (found) note(kindOf(element, value), value, found, 'released');
  return true;
}

function preload(script: HTMLScriptElement): void {
  const { crossOrigin, integrity, src } = script;
  released.add(script);
  document.head.appendChild(
    Object.assign(document.createElement('link'), { rel: 'preload', as: 'script', crossOrigin, integrity, href: src }),
  );
}

/** Lets everything go that may go now. */
export function release(): void {
  ready = false;
  for (const key of Object.keys(queues)) run(queues[key]!);
}

/** The same, when something inert came that may go. */
export function releaseReady(): void {
  if (ready) release();
}

/**
 * Takes what a released script writes with document.write: it is no longer the parser's, so natively the call would replace the whole page
 * (HTML standard, document.open). The markup goes before the script, where it would have stood.
 */
export function writeLate(html: string): boolean {
  const script = document.currentScript;
  if (!script || !released.has(script)) return false;
  script.before(document.createRange().createContextualFragment(html));
  return true;
}
