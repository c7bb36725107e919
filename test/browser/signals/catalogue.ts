/** Owns vendors of the real catalogue as the signal tests play them: rules and consent calls as they ship, each on a path of the tracker. */
import type { VendorRule } from '../../../src/core/vendor.ts';
import { RULES } from '../../../src/vendors/generated/rules.ts';

/** `t/<id>` on the tracker's host. */
export function played(...ids: readonly string[]): Record<string, VendorRule> {
  return Object.fromEntries(ids.map((id) => [id, { ...RULES[id]!, m: `127.0.0.1/t/${id}` }]));
}
