/**
 * Owns the page's realms: its own window and every frame that shares its origin (about:blank, srcdoc, own pages), each with its own natives.
 * Known by `Element.prototype`: WebKit keeps a frame's WindowProxy from about:blank to srcdoc (gate-facts §5.2).
 */
import { shimAttributes } from '../../shims/attributes.ts';
import { shimCookieWrites } from '../../shims/cookie-writes.ts';
import { shimFormSubmits } from '../../shims/form-submits.ts';
import { shimHtmlSinks } from '../../shims/html-sinks.ts';
import { shimInsertions } from '../../shims/insertions.ts';
import { shimNetworkCalls } from '../../shims/network-calls.ts';
import type { Realm, ShimPolicy } from '../../shims/shim-policy.ts';
import { shimUrlProperties } from '../../shims/url-property.ts';
import { observe } from './observe.ts';
import { policy } from './policy.ts';

const seen = new WeakSet();
/** The newest frame of each realm. */
const newest = new WeakMap();
const complete: ShimPolicy = { ...policy, newFrames };

/** Guards a realm, once. */
export function enter(realm: Realm): void {
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
  observe(realm.document);
  // A frame that went on to another page of this origin is a new realm.
  realm.addEventListener('load', () => enterAll(realm), true);
}

/** Guards a realm's frames when there are new ones: they come last. */
function newFrames(realm: Realm, nodes: readonly unknown[] = []): void {
  const last = realm[realm.length - 1];
  if (last && newest.get(realm) !== last) {
    newest.set(realm, last);
    enterAll(realm);
  }
  for (const node of nodes) tryEnter(node && (node as HTMLIFrameElement).contentWindow);
}

function enterAll(realm: Realm): void {
  for (let i = realm.length; i--; ) tryEnter(realm[i]);
}

function tryEnter(realm: Realm): void {
  try {
    if (realm) enter(realm);
  } catch (_) {
    // Another origin.
  }
}
