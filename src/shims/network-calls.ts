/**
 * Owns the calls that send without an element: fetch, XMLHttpRequest, sendBeacon, WebSocket, EventSource, workers. A refused call gets
 * an address that cannot leave the browser, so it fails as the browser itself fails: fetch rejects with TypeError, XHR fires `error` (and
 * throws when synchronous), WebSocket fires `error` and `close`; sendBeacon says true (DESIGN §2).
 */
import { hook, hookOwn, patch } from '../platform/patch.ts';
import { type CallKind, type Realm, type ShimPolicy, textOf } from './shim-policy.ts';

/** Nothing was ever stored under it: a network error without a network (File API §8.3.2). */
export const NOWHERE = 'blob:kelisim';
/** Port 1 is a bad port (Fetch standard, "port blocking"): the connection fails before it is made. */
const NOWHERE_SOCKET = 'wss://localhost:1';

/** The address of a call, as the page's own conversion makes it, once; `fetch` must not throw what the conversion throws. */
function addressIn(args: unknown[], at: number, kind: CallKind): unknown {
  const target = args[at];
  if (Object.prototype.toString.call(target) === '[object Request]') return (target as Request).url;
  return kind === 'fetch' ? target : (args[at] = textOf(target));
}

export function shimNetworkCalls(realm: Realm, policy: ShimPolicy): void {
  /** Puts another address where the page's may not go. */
  const refuse =
    (kind: CallKind, at = 0, nowhere = NOWHERE) =>
    (args: unknown[]): undefined => {
      if (at < args.length && !policy.mayCall(kind, addressIn(args, at, kind))) args[at] = nowhere;
    };
  /** Does nothing, and says that it did. */
  const pretend = (kind: CallKind, answer: unknown) => (args: unknown[]) =>
    !args.length || policy.mayCall(kind, addressIn(args, 0, kind)) ? undefined : answer;
  // Functions of the global itself: in a page they are its own properties.
  hookOwn(realm, 'fetch', refuse('fetch'));
  hookOwn(realm, 'fetchLater', pretend('fetch', { activated: false }));
  hook(realm, 'WorkerGlobalScope', 'fetch', refuse('fetch'));
  hook(realm, 'Worklet Cache', 'addModule add', refuse('fetch'));
  hook(realm, 'XMLHttpRequest', 'open', refuse('xhr', 1));
  hook(realm, 'Navigator', 'sendBeacon', pretend('beacon', true));
  /** @param before may change the arguments; gives back what to do with what was made. */
  const construct = (name: string, before: (args: unknown[]) => ((made: { src: unknown }) => void) | void): void => {
    // A Proxy keeps statics, prototype and `new.target` as they are; `WebSocket.prototype.constructor` is one more way to the native.
    const native = realm[name];
    patch(realm, name, {
      construct(target, args, newTarget) {
        const after = before(args);
        const made = Reflect.construct(target, args, newTarget) as { src: unknown };
        if (after) after(made);
        return made;
      },
    });
    if (native && native.prototype.constructor === native) native.prototype.constructor = realm[name];
  };
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
  hookOwn(
    realm.URL,
    'createObjectURL',
    () => undefined,
    (url, _, [blob]) => policy.blobUrl(url, blob),
  );
  hookOwn(realm.URL, 'revokeObjectURL', ([url]) => policy.blobUrl(url));
}
