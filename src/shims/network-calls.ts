/**
 * Owns the calls that send without an element: fetch, XMLHttpRequest, sendBeacon, WebSocket. A refused call gets an address that cannot leave
 * the browser, so it fails as the browser itself fails: fetch rejects with TypeError, XHR fires `error` (and throws when synchronous),
 * WebSocket fires `error` and `close`; sendBeacon says true (DESIGN §2).
 */
import { patch } from '../platform/patch.ts';
import type { CallKind, Realm, ShimPolicy } from './shim-policy.ts';

/** Nothing was ever stored under it: a network error without a network (File API §8.3.2). */
const NOWHERE = 'blob:kelisim';
/** Port 1 is a bad port (Fetch standard, "port blocking"): the connection fails before it is made. */
const NOWHERE_SOCKET = 'wss://localhost:1';

export function shimNetworkCalls(realm: Realm, policy: ShimPolicy): void {
  const shim = (target: object, name: string, kind: CallKind, at: number) =>
    patch(
      target,
      name,
      (native) =>
        function (...args) {
          const target = args[at];
          if (at < args.length && !policy.call(kind, (target && target.url) || target)) {
            if (kind === 'beacon') return true;
            args[at] = NOWHERE;
          }
          return native.apply(this, args);
        },
    );
  shim(realm, 'fetch', 'fetch', 0);
  shim(realm.XMLHttpRequest.prototype, 'open', 'xhr', 1);
  shim(realm.Navigator.prototype, 'sendBeacon', 'beacon', 0);
  patch(
    realm,
    'WebSocket',
    (native) =>
      // A Proxy keeps statics, prototype and `new.target` as they are; `WebSocket.prototype.constructor` is one more way to the native.
      (native.prototype.constructor = new Proxy(native, {
        construct(target, args, newTarget) {
          if (args.length && !policy.call('socket', args[0])) args[0] = NOWHERE_SOCKET;
          return Reflect.construct(target, args, newTarget) as object;
        },
      })),
  );
}
