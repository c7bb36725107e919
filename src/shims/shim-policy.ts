/**
 * Owns what every shim asks and reports. The shims know browser APIs and nothing of consent: the gate hands in a policy that enforces,
 * the audit one that only watches. Implementations must not throw; only an explicit true lets something through.
 */

export type CallKind = 'fetch' | 'xhr' | 'beacon' | 'socket';
export type Put = (value: unknown) => void;
export type Realm = Window & typeof globalThis;

export interface ShimPolicy {
  /**
   * An element is about to get a URL. True: it goes natively. False: the policy keeps `value` (it may be a TrustedScriptURL) and puts it later.
   */
  element(element: Element, attribute: string, value: unknown, put: Put): boolean;
  /** The URL kept for an element, undefined when none is: what the page's own getter must see. */
  kept(element: Element, attribute: string): string | undefined;
  /** Markup is about to be parsed. Returns it with the URLs that may not load renamed out of the browser's sight. */
  markup(html: string): string;
  /** A call is about to leave; `url` as the page gave it. */
  call(kind: CallKind, url: unknown): boolean;
  /** A cookie is about to be written. */
  cookie(name: string): boolean;
}
