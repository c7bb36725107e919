/**
 * Owns the page's realms: its own window and every frame that shares its origin (about:blank, srcdoc, own pages), each with its own natives.
 * Known by `Element.prototype`: WebKit keeps a frame's WindowProxy from about:blank to srcdoc (gate-facts §5.2).
 */
import { shimAttributes } from '../../shims/attributes.ts';
import { shimCookieWrites } from '../../shims/cookie-writes.ts';
import { shimFormSubmits, watchSubmits } from '../../shims/form-submits.ts';
import { shimHtmlSinks } from '../../shims/html-sinks.ts';
import { shimInsertions } from '../../shims/insertions.ts';
import { shimNetworkCalls } from '../../shims/network-calls.ts';
import type { Realm, ShimPolicy } from '../../shims/shim-policy.ts';
import { shimUrlProperties } from '../../shims/url-property.ts';
import { afterChange } from '../state.ts';
import { releaseReady } from './held-elements.ts';
import { observe } from './observe.ts';
import { policy } from './policy.ts';

const seen = new WeakSet();
/** The newest frame of each realm. */
const newest = new WeakMap();
const complete: ShimPolicy = {
  ...policy,
  newFrames,
  newFrame: tryEnter,
  newRoot(root) {
    if (seen.has(root)) return;
    seen.add(root);
    observe(root);
    watchSubmits(root, complete);
  },
};

// The parser brings frames too, and runs our observer before the next script.
afterChange.push(() => newFrames(window));

/** Guards a realm and its document, each once: Chromium gives the window of about:blank another document for srcdoc. */
export function enter(realm: Realm): void {
  const { document } = realm;
  if (!seen.has(document)) {
    seen.add(document);
    observe(document);
    watchSubmits(document, complete);
    enterRoots(document);
    document.addEventListener('DOMContentLoaded', () => enterRoots(document));
    // A frame that has (or went on to) a page of this origin; before its own listeners.
    document.addEventListener(
      'load',
      (event: Event) => tryEnter((event.target as HTMLIFrameElement).contentWindow),
      true,
    );
  }
  const { prototype } = realm.Element;
  if (seen.has(prototype)) return;
  seen.add(prototype);
  shimUrlProperties(realm, complete);
  shimAttributes(realm, complete);
  shimInsertions(realm, complete);
  shimNetworkCalls(realm, complete);
  shimFormSubmits(realm, complete);
  shimCookieWrites(realm, complete);
  shimHtmlSinks(realm, complete);
}

/** Guards the open shadow roots of the page's own markup: the parser fills them and tells nobody. Of a closed one no script knows. */
function enterRoots(within: ParentNode): void {
  for (const { shadowRoot } of within.querySelectorAll('*')) {
    if (!shadowRoot) continue;
    complete.newRoot(shadowRoot);
    enterRoots(shadowRoot);
  }
  releaseReady();
}

/** Guards a realm's frames when there are new ones: they come last. */
function newFrames(realm: Realm): void {
  // Not `realm[-1]`: a slow lookup by name, on every page without frames.
  const last = realm.length && realm[realm.length - 1];
  if (!last || newest.get(realm) === last) return;
  newest.set(realm, last);
  for (let i = realm.length; i--; ) tryEnter(realm[i]);
}

/** @param realm window or document of a frame, null when there is none. */
function tryEnter(realm: Realm): void {
  try {
    if (realm) enter(realm.defaultView || realm);
  } catch (_) {
    // Another origin.
  }
}
