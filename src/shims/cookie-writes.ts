/** Owns writes to `document.cookie` and `cookieStore.set`. Reading is never touched; cookies that a server sets cannot be seen here. */
import { patch } from '../platform/patch.ts';
import type { Realm, ShimPolicy } from './shim-policy.ts';

export function shimCookieWrites(realm: Realm, policy: ShimPolicy): void {
  patch(
    realm.Document.prototype,
    'cookie',
    (native) =>
      function (line) {
        // The name ends at the first `=` (RFC 6265 §5.2).
        if (policy.cookie(String(line).split('=')[0]!.trim())) native.call(this, line);
      },
    'set',
  );
  const store = (realm as unknown as { CookieStore?: { prototype: object } }).CookieStore;
  patch(
    store && store.prototype,
    'set',
    (native) =>
      function (...args) {
        return policy.cookie(String((args[0] && args[0].name) || args[0]))
          ? native.apply(this, args)
          : Promise.resolve();
      },
  );
}
