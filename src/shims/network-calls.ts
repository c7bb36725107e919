/**
 * Owns the calls that send without an element: fetch, XMLHttpRequest, sendBeacon, WebSocket, EventSource, workers. A refused call gets
 * an address that cannot leave the browser, so it fails as the browser itself fails: fetch rejects with TypeError, XHR fires `error` (and
 * throws when synchronous), WebSocket fires `error` and `close`; sendBeacon says true (DESIGN §2).
 */
import { hook, patch } from '../platform/patch.ts';
import { type CallKind, type Realm, type ShimPolicy, textOf } from './shim-policy.ts';

/** Nothing was ever stored under it: a network error without a network (File API §8.3.2). */
export const NOWHERE = 'blob:kelisim';
/** Port 1 is a bad port (Fetch standard, "port blocking"): the connection fails before it is made. */
const NOWHERE_SOCKET = 'wss://localhost:1';

export function shimNetworkCalls(realm: Realm, policy: ShimPolicy): void {
  /** Puts another address where the page's may not go. */
  const refuse =
    (kind: CallKind, at = 0, nowhere = NOWHERE) =>
    (args: unknown[]): undefined => {
      const target = args[at] as { url?: unknown } | undefined;
      if (at < args.length && !policy.mayCall(kind, (target && target.url) || target)) args[at] = nowhere;
    };
  // Functions of the global itself: in a page they are its own properties.
  hook({ '': { prototype: realm } }, '', 'fetch', refuse('fetch'));
  hook({ '': { prototype: realm } }, '', 'fetchLater', ([url]) =>
    policy.mayCall('fetch', (url && url.url) || url) ? undefined : { activated: false },
  );
  hook(realm, 'WorkerGlobalScope', 'fetch', refuse('fetch'));
  hook(realm, 'Worklet Cache', 'addModule add', refuse('fetch'));
  hook(realm, 'XMLHttpRequest', 'open', refuse('xhr', 1));
  hook(realm, 'Navigator', 'sendBeacon', ([url]) => (policy.mayCall('beacon', url) ? undefined : true));
  /** @param before may change the arguments; gives back what to do with what was made. */
  const construct = (name: string, before: (args: unknown[]) => ((made: { src: unknown }) => void) | void) =>
    patch(realm, name, (native) => {
      // A Proxy keeps statics, prototype and `new.target` as they are; `WebSocket.prototype.constructor` is one more way to the native.
      const fake: typeof native = new Proxy(native, {
        construct(target, args, newTarget) {
          const after = before(args);
          const made = Reflect.construct(target, args, newTarget) as { src: unknown };
          if (after) after(made);
          return made;
        },
      });
      if (native.prototype.constructor === native) native.prototype.constructor = fake;
      return fake;
    });
  construct('WebSocket', refuse('socket', 0, NOWHERE_SOCKET));
  construct('WebSocketStream', refuse('socket', 0, NOWHERE_SOCKET));
  construct('EventSource', refuse('events'));
  construct('FontFace', (args) => {
    if (typeof args[1] === 'string') args[1] = policy.inStyles(args[1]);
  });
  // An element, so it is held: its URL goes the way of its property.
  construct('Audio', (args) => {
    const [url] = args.splice(0);
    if (url !== undefined)
      return (audio) => {
        audio.src = url;
      };
  });
  for (const name of ['Worker', 'SharedWorker'])
    construct(name, (args) => {
      if (args.length) args[0] = policy.workerFor(textOf(args[0]), args[1]);
    });
  patch(realm.URL, 'createObjectURL', (native) => (...args) => {
    const url: string = native.apply(realm.URL, args);
    policy.blobUrl(url, args[0]);
    return url;
  });
  patch(realm.URL, 'revokeObjectURL', (native) => (...args) => {
    policy.blobUrl(args[0]);
    native.apply(realm.URL, args);
  });
}
