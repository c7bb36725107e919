/**
 * Owns the elements that wait: what was kept from them, and giving it back on the original element, in order, once.
 * Leaves to others: whether they may go (judge.ts), finding them (observe.ts), calls that bring them (policy.ts).
 *
 * What is kept stands on the element itself, under `data-kelisim-<attribute>`: a clone carries it along, and when the page replaces or removes
 * the URL it is void. Two ways to hold a script, both measured in three engines (gate-facts §1.4, §3): a parser-inserted or marked one keeps
 * its src and gets an inert type; one that page code makes never gets its src. Re-inserting the former runs it without writing its src again,
 * so it works under Trusted Types too.
 */
import type { Verdict } from '../../core/ledger-entry.ts';
import { HIDDEN } from '../../shims/url-attributes.ts';
import { guarded } from '../report.ts';
import { watchEmbed } from './embeds.ts';
import { type Judgement, judgeElement } from './judge.ts';
import { note } from './ledger.ts';

/** The names are like nothing in the DOM: the head's build shortens them. */
interface HeldElement {
  readonly holder: Element;
  /** What is kept back: an attribute with a URL, or the type of a script. */
  readonly heldPart: string;
  /** The URL, as the page gave it (string or TrustedScriptURL); '' for an inline script. */
  readonly address: unknown;
  readonly mark: string;
  /** What stands under the hidden attribute as long as this is not void. */
  readonly kept: string;
}

/** What waits under one mark or vendor, in document order. */
interface Queue {
  items: HeldElement[];
  /** External scripts that have started, must keep order and have not finished. */
  pending: number;
}

/** Executable types (HTML standard, "JavaScript MIME type", `module`, and none). */
export const SCRIPT_TYPE = /^$|module|(?:java|ecma)script/i;

const { setAttribute, removeAttribute, getAttribute } = Element.prototype;
const { insertBefore } = Node.prototype;
const queues: Record<string, Queue> = {};
const released = new WeakSet<Element>();
export let ownNonce = '';
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

/**
 * Judges an element that gets (or has) a URL; holds it when it may not go.
 *
 * @param heldPart, address: see HeldElement. @param type type to give back to a script.
 * @param inert the author made it inert: it waits for its turn even when it may go.
 * @returns true when nothing stands in its way.
 */
export function mayGo(holder: Element, heldPart: string, address: unknown, type?: string, inert?: boolean): boolean {
  const mark = attributeOf(holder, 'data-kelisim') || '';
  const found = judgeElement(mark, address);
  putAttribute(holder, HIDDEN + heldPart, null);
  if (!found) return true;
  if (found.isOpen && inert) ready = true;
  else tell(holder, address, found, 'held');
  if (found.isOpen && !inert) return true;
  const kept = type === undefined ? `${address as number}` : type;
  putAttribute(holder, HIDDEN + heldPart, kept);
  // Prefixed: a mark may be called like something that every object has (`constructor`).
  const key = `=${mark || found.ofVendor}`;
  (queues[key] = queues[key] || { items: [], pending: 0 }).items.push({ holder, heldPart, address, mark, kept });
  guarded(() => watchEmbed(holder));
  return false;
}

/** The address of a script; of an SVG script it is `href`. */
export function addressOf(script: Element): string {
  return attributeOf(script, 'src') || attributeOf(script, 'href') || '';
}

function tell(holder: Element, address: unknown, found: Judgement, word: Verdict): void {
  note(address ? holder.localName : 'inline', address, found, word);
}

/**
 * Lets go what may go of a queue, ordered scripts one after the other; a slow one holds up no other queue. Not by `async=false`: the browser
 * has one such list for the whole document. What has to wait is preloaded, so that all fetches start at once.
 */
function run(queue: Queue): void {
  const { items } = queue;
  queue.items = [];
  for (const item of items) {
    if (attributeOf(item.holder, HIDDEN + item.heldPart) === item.kept && !guarded(() => start(item, queue)))
      queue.items.push(item);
  }
}

/** @returns false when the element has to wait on. */
function start({ holder, heldPart, address: first, mark, kept }: HeldElement, queue: Queue): boolean {
  const script = holder as HTMLScriptElement;
  const whole = heldPart === 'type';
  // Of an inert script the page may have changed it meanwhile.
  const address = whole ? addressOf(script) : first;
  const found = judgeElement(mark, address);
  const ordered = whole && attributeOf(script, 'async') === null;
  if ((found && !found.isOpen) || (whole && ownNonce && script.nonce !== ownNonce)) return false;
  if (ordered && queue.pending) {
    if (address && !kept && !released.has(script)) preload(script);
    return false;
  }
  putAttribute(script, HIDDEN + heldPart, null);
  const { parentNode } = script;
  if (!whole) {
    putAttribute(script, heldPart, address as string);
    // A player that ran out of sources looks at none that gets its address later.
    if (script.localName === 'source' && parentNode && 'load' in parentNode) (parentNode as HTMLMediaElement).load();
  } else {
    released.add(script);
    putAttribute(script, 'type', kept || null);
    // A script that stands in no page (any more), or that this browser does not run, loads nothing: nobody waits for it.
    const runs = script.isConnected && script.ownerDocument.defaultView && !script.noModule && SCRIPT_TYPE.test(kept);
    if (ordered && address && runs) {
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
  if (found) tell(script, address, found, 'released');
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
export function writeLate(to: Node, html: string): boolean {
  const script = document.currentScript;
  if (to !== document || !script || !released.has(script)) return false;
  script.before(document.createRange().createContextualFragment(html));
  return true;
}
