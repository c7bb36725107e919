/** Owns writes to `document.cookie` and `cookieStore.set`. Reading is never touched; cookies that a server sets cannot be seen here. */
import { hook } from '../platform/patch.ts';
import { type Realm, type ShimPolicy, textOf } from './shim-policy.ts';

export function shimCookieWrites(realm: Realm, policy: ShimPolicy): void {
  hook(realm, 'Document', 'cookie', (args) => {
    const line = (args[0] = `${textOf(args[0]) as number}`);
    // The name ends at the first `=`, the pair at the first `;` (RFC 6265 §5.2).
    return policy.mayWrite(line.split(/[=;]/)[0]!.trim()) ? undefined : null;
  });
  hook(realm, 'CookieStore', 'set', ([first]) => {
    const name: unknown = first && typeof first === 'object' ? first.name : first;
    return policy.mayWrite(`${name as number}`) ? undefined : Promise.resolve();
  });
}
