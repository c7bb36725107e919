/** Owns turning plain host rules into what the head's matcher reads. Leaves to others: the packing itself (matcher.ts). */
import type { HeadSite } from '../core/head-site.ts';
import type { VendorRules } from '../core/vendor.ts';
import { packRules } from './matcher.ts';

/** For a site's own file. */
export function packHosts(site: HeadSite): HeadSite {
  return {
    ...site,
    rules: Object.fromEntries(Object.entries(site.rules).map(([id, text]) => [id, packRules(text)])),
    pass: site.pass.map(packRules),
  };
}

/** For the generic file. */
export function packCatalogue(rules: VendorRules): VendorRules {
  return Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, { ...rule, m: packRules(rule.m) }]));
}
