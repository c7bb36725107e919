/**
 * Owns the hosts of services that describe themselves, where the facts do not have them: a built page keeps their rules as hashes. The ledger
 * names the service with the address.
 */
import { RULES } from '../../vendors/generated/rules.ts';
import type { Observation } from '../observation.ts';
import type { SiteFacts } from '../site-facts.ts';

export function learnHosts(
  facts: SiteFacts,
  observations: readonly Observation[],
  isOwnHost: (host: string) => boolean,
): SiteFacts {
  const { services, rules } = facts.site;
  const unknown = services.filter(({ vendor }) => !Object.hasOwn(RULES, vendor) && !rules[vendor]);
  if (!unknown.length) return facts;
  const learnt = new Map<string, Set<string>>(unknown.map(({ vendor }) => [vendor, new Set()]));
  for (const { kelisim } of observations) {
    for (const { vendor, url, kind } of kelisim?.ledger ?? []) {
      const address = kind === 'cookie' ? null : URL.parse(url);
      // On the site's own host only this path is the service's.
      if (address?.host)
        learnt.get(vendor)?.add(isOwnHost(address.hostname) ? address.hostname + address.pathname : address.hostname);
    }
  }
  const more = Object.fromEntries([...learnt].map(([vendor, hosts]) => [vendor, [...hosts].toSorted().join(' ')]));
  return { ...facts, site: { ...facts.site, rules: { ...rules, ...more } } };
}
