/**
 * Owns what every shim asks and reports. The shims know browser APIs and nothing of consent: the gate hands in a policy that enforces,
 * the audit one that only watches. Implementations must not throw; only an explicit true lets something through.
 * The names are like nothing in the DOM: the head's build shortens them (tools/build.ts).
 */

export type CallKind = 'fetch' | 'xhr' | 'beacon' | 'socket' | 'events' | 'form' | 'image';
// biome-ignore lint/suspicious/noExplicitAny: a window, of this or another document; interfaces are looked up by name
export type Realm = any;

export interface ShimPolicy {
  /** An element is about to get a URL. True: it goes natively. False: the policy keeps `value` (it may be a TrustedScriptURL) and puts it later. */
  mayHave(element: Element, attribute: string, value: unknown): boolean;
  /** The page takes an attribute away: what is kept for it is void. */
  mayForget(element: Element, attribute: string): void;
  /** The URL kept for an element, undefined when none is: what the page's own getter must see. */
  keptFor(element: Element, attribute: string): string | undefined;
  /** Markup is about to be parsed. Returns it with the URLs that may not load renamed out of the browser's sight. */
  inMarkup(html: string): string;
  /** A style text is about to be parsed. Returns it with the URLs that may not load made harmless. */
  inStyles(text: string): string;
  /** Markup of a frame's whole document: the realm that it will be is to be guarded before its first script. */
  inFrame(html: string, frame: Element): string;
  /** Nodes are about to come from another document, or have just been made: whatever in them may not load is to be held. */
  lookBelow(node: Node): void;
  /** Something was inserted into a realm's document: there may be new frames, each a realm of its own. */
  newFrames(realm: Realm): void;
  /** The page asks for a frame's window or document. */
  newFrame(content: Realm): void;
  /** A shadow root was made. */
  newRoot(root: Node): void;
  /** What a released script writes; false when the page may write natively. */
  writeLate(to: Node, html: string): boolean;
  /** A call is about to leave; `url` as the page gave it. */
  mayCall(kind: CallKind, url: unknown): boolean;
  /** A cookie is about to be written. */
  mayWrite(name: string): boolean;
  /** A blob: URL was made, or is about to be revoked (`blob` undefined). */
  blobUrl(url: string, blob?: Blob): void;
  /** A worker is about to start: returns the address to start instead. */
  workerFor(url: unknown, options: unknown): unknown;
}

/** A value as the page's own conversion makes it, once: it may throw, as natively. What Trusted Types made stays an object, null stays null. */
export function textOf(value: unknown): unknown {
  return typeof value === 'string' ||
    value === null ||
    Object.prototype.toString.call(value).startsWith('[object Trusted')
    ? value
    : `${value as number}`;
}
