/** Owns writes to `document.cookie` and `cookieStore.set`. Reading is never touched; cookies that a server sets cannot be seen here. */
import { hook } from '../platform/patch.ts';
import { type Realm, type ShimPolicy, textOf } from './shim-policy.ts';

export function shimCookieWrites(realm: Realm, policy: ShimPolicy): void {
  hook(realm, 'Document CookieStore', 'cookie set', (args) => {
    const [first] = args;
    const line = `${textOf((first && first.name) || first) as number}`;
    // The name ends at the first `=` (RFC 6265 §5.2). What was converted is what is written: a page's object may say two things.
    if (!first || !first.name) args[0] = line;
    return policy.mayWrite(line.split('=')[0]!.trim()) ? undefined : Promise.resolve();
  });
}
