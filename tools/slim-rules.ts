/**
 * Owns the catalogue as the panel's file carries it: by whom an address is, its category, whether it is a container. Consent calls and cookie names
 * are the gate's, and a third of the file; as lines it is smaller by a hundred bytes than as objects. Used by tools/build.ts.
 */
import type { VendorRules } from '../src/core/vendor.ts';

/** A module that exports `RULES`, as src/vendors/generated/rules.ts does: `id category[!] rule rule …,…`, `!` for a container. */
export function slimRules(rules: VendorRules): string {
  const lines = Object.entries(rules).map(([id, { m, c, t }]) => `${id} ${c ?? ''}${t ? '!' : ''} ${m}`);
  return `export const RULES = Object.fromEntries('${lines.join()}'.split(',').map((line) => {
    const [id, kind, ...rules] = line.split(' ');
    return [id, { m: rules.join(' '), c: kind.replace('!', ''), t: kind.includes('!') }];
  }));`;
}
