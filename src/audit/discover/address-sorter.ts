/**
 * Owns whose an address is, as far as anybody can know: the site's own, a vendor's of the catalogue, a service's that the config describes, or
 * nobody's. Pure. Leaves to others: registrable domains (the caller has the public suffix list), what follows from it (seen-services.ts …).
 */
import type { SiteFacts } from '../site-facts.ts';
import { RULES } from '../../vendors/generated/rules.ts';
import { createMatcher } from '../../vendors/matcher.ts';

export interface Whose {
  readonly kind: 'own' | 'vendor' | 'unlisted';
  /** Vendor id, or the id of a service that describes itself; '' otherwise. */
  readonly vendor: string;
  readonly host: string;
  readonly domain: string;
  /** Host that a name of the site's own leads to, where that is how the vendor was found. */
  readonly alias?: string;
}

/** Null for what is no http address (`about:`, `data:`, `blob:`, an inline script). */
export type AddressSorter = (address: string) => Whose | null;

export interface SorterOptions {
  /** Addresses of the pages that were visited. */
  readonly pages: readonly string[];
  readonly domainOf: (host: string) => string;
  readonly cnames?: Readonly<Record<string, readonly string[]>>;
  /** Of a config: its services that describe themselves are known then. */
  readonly facts?: SiteFacts;
}

export function createAddressSorter({ pages, domainOf, cnames = {}, facts }: SorterOptions): AddressSorter {
  const ownDomains = new Set(pages.map((page) => domainOf(new URL(page).hostname)));
  const match = createMatcher({
    ...Object.fromEntries(Object.entries(RULES).map(([id, { m }]) => [id, m])),
    ...describedRules(facts),
  });
  const vendorOf = (host: string, { pathname, search }: URL) =>
    // On a loopback test site `www.facebook.com.localhost` plays www.facebook.com (RFC 6761 §6.3: never a real host).
    match(host.replace(/\.localhost$/, ''), pathname, search) ?? '';
  return (address) => {
    const url = /^(?:https?|wss?):/.test(address) ? URL.parse(address) : null;
    if (!url) return null;
    const host = url.hostname;
    const domain = domainOf(host);
    if (!ownDomains.has(domain)) {
      const vendor = vendorOf(host, url);
      return { kind: vendor ? 'vendor' : 'unlisted', vendor, host, domain };
    }
    for (const alias of cnames[host] ?? []) {
      const vendor = vendorOf(alias, url);
      if (vendor) return { kind: 'vendor', vendor, host, domain, alias };
    }
    // A service of the config may have a host of the site's own.
    const described = vendorOf(host, url);
    return described && !Object.hasOwn(RULES, described)
      ? { kind: 'vendor', vendor: described, host, domain }
      : { kind: 'own', vendor: '', host, domain };
  };
}

/** Only a config's rules are plain text; those of a page are packed. */
function describedRules(facts: SiteFacts | undefined): Record<string, string> {
  if (facts?.source !== 'config') return {};
  const { services, rules } = facts.site;
  return Object.fromEntries(
    services.filter(({ vendor }) => !Object.hasOwn(RULES, vendor)).map(({ id }) => [id, rules[id] ?? '']),
  );
}
