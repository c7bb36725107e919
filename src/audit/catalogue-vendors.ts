/**
 * Owns finding the vendor of an address in the whole catalogue, for what a site's own file knows only as "one of the others" (OTHER_VENDORS).
 * Several answers when only the query would tell them apart: the ledger keeps no query, and a wrong name would send people the wrong way.
 */
import { createMatcher } from '../vendors/matcher.ts';
import { RULES } from '../vendors/generated/rules.ts';

/** The whole catalogue, by host, path and query. */
export const ofCatalogue = createMatcher(Object.fromEntries(Object.entries(RULES).map(([id, { m }]) => [id, m])));

/** Vendors that are told apart by a query key, each with the addresses of those rules alone. */
const byQuery = Object.entries(RULES).flatMap(([id, { m }]) => {
  const rules = m.split(' ').filter((rule) => rule.includes('?'));
  return rules.length
    ? [{ id, fits: createMatcher({ [id]: rules.map((rule) => rule.replace(/\?.*/, '')).join(' ') }) }]
    : [];
});

/** @param address origin and path, as the ledger keeps it. Returns vendor ids, none when the catalogue does not know it. */
export function catalogueVendors(address: string): string[] {
  const url = URL.parse(address);
  if (!url) return [];
  // On a loopback test site `www.facebook.com.localhost` plays www.facebook.com (RFC 6761 §6.3: never a real host).
  const host = url.hostname.replace(/\.localhost$/, '');
  const found = ofCatalogue(host, url.pathname, '');
  const others = byQuery.filter(({ fits }) => fits(host, url.pathname, '')).map(({ id }) => id);
  return [...new Set([...others, ...(found === undefined ? [] : [found])])];
}
