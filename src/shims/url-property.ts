/** Owns the URL properties of elements (`script.src`, `img.src` and so `new Image()`, `iframe.src`, `link.href` …). */
import { patch } from '../platform/patch.ts';
import type { Realm, ShimPolicy } from './shim-policy.ts';
import { ROWS } from './url-attributes.ts';

export function shimUrlProperties(realm: Realm, policy: ShimPolicy): void {
  for (const [, type, ...names] of ROWS) {
    const found = (realm as unknown as Record<string, { prototype: object } | undefined>)[`HTML${type}Element`];
    for (const name of names) {
      const target = found && found.prototype;
      patch(
        target,
        name,
        (native) =>
          function (value) {
            if (policy.element(this, name, value, (kept) => native.call(this, kept))) native.call(this, value);
          },
        'set',
      );
      patch(
        target,
        name,
        (native) =>
          function () {
            // Loaders look for themselves by `src` (counter snippets scan document.scripts): they must find the held URL.
            const kept = policy.kept(this, name);
            return kept === undefined ? native.call(this) : kept;
          },
        'get',
      );
    }
  }
}
