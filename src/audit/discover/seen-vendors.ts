/**
 * Owns which vendors of the catalogue a site uses, by all that tells of them: requests, the gate's ledger (what was held never left), cookies
 * of vendors that have no address. With their ids, and what a tag manager brings. Pure.
 */
import { catalogueVendors } from '../catalogue-vendors.ts';
import type { Observation } from '../observation.ts';
import { RULES } from '../../vendors/generated/rules.ts';
import type { SeenCookie } from './seen-cookies.ts';
import { isContainer, type SeenRequest } from './seen-requests.ts';
import { siteIdIn } from './site-ids.ts';

export interface SeenVendor {
  readonly vendor: string;
  /** What tells of it; a request is the surest, a cookie the weakest. */
  readonly by: 'request' | 'ledger' | 'cookie';
  readonly hosts: readonly string[];
  /** Phase ids. */
  readonly phases: readonly string[];
  /** Pages, without query, on which it was asked for. */
  readonly pages: readonly string[];
  readonly ids: readonly string[];
  /** Vendor ids a container brought. */
  readonly contains: readonly string[];
  /** Hosts of the site's own that lead to the vendor by DNS. */
  readonly aliases: readonly string[];
  readonly requests: number;
}

type Growing = {
  -readonly [K in keyof SeenVendor]: SeenVendor[K] extends readonly string[] ? Set<string> : SeenVendor[K];
};

export function seenVendors(
  requests: readonly SeenRequest[],
  observations: readonly Observation[],
  cookies: readonly SeenCookie[],
): SeenVendor[] {
  const found = new Map<string, Growing>();
  const see = (vendor: string, by: SeenVendor['by']): Growing => {
    const before = found.get(vendor);
    if (before) return before;
    const sets = () => new Set<string>();
    const fresh: Growing = {
      vendor,
      by,
      hosts: sets(),
      phases: sets(),
      pages: sets(),
      ids: sets(),
      contains: sets(),
      aliases: sets(),
      requests: 0,
    };
    found.set(vendor, fresh);
    return fresh;
  };
  for (const { request, whose, phase, bringer } of requests) {
    if (whose.kind !== 'vendor') continue;
    const entry = see(whose.vendor, 'request');
    entry.requests++;
    entry.hosts.add(whose.host);
    entry.phases.add(phase);
    entry.pages.add(request.from.replace(/[?#].*$/s, ''));
    if (whose.alias !== undefined) entry.aliases.add(whose.host);
    const id = siteIdIn(whose.vendor, request.url);
    if (id !== undefined) entry.ids.add(id);
    // A container within a container opens nothing (core/choice.ts); it stands beside the other one.
    if (bringer && isContainer(bringer) && !isContainer(whose))
      see(bringer.vendor, 'request').contains.add(whose.vendor);
  }
  for (const { kelisim, phase, stages } of observations)
    for (const entry of kelisim?.ledger ?? [])
      for (const vendor of vendorsOf(entry.vendor, entry.url)) {
        const seen = see(vendor, 'ledger');
        seen.phases.add(phase.id);
        const page = stages[entry.stage]?.url.replace(/[?#].*$/s, '');
        if (page !== undefined) seen.pages.add(page);
      }
  for (const { vendor, phases, by, isSure, party } of cookies) {
    if (by !== 'name' || party !== 'first') continue;
    // A vendor with addresses that were never asked for: its name must be nobody else's (a server of the site's own may set it).
    if (!found.has(vendor) && !isSure && RULES[vendor]?.m !== '') continue;
    const seen = see(vendor, 'cookie');
    for (const phase of phases) seen.phases.add(phase);
  }
  return [...found.values()].map((entry) => ({
    ...entry,
    hosts: [...entry.hosts],
    phases: [...entry.phases],
    pages: [...entry.pages],
    ids: [...entry.ids].sort(),
    contains: [...entry.contains],
    aliases: [...entry.aliases],
  }));
}

/** The head's own file knows a vendor that the config does not name only as one of the others; two vendors of one address are no answer. */
function vendorsOf(vendor: string, address: string): string[] {
  if (Object.hasOwn(RULES, vendor)) return [vendor];
  const found = catalogueVendors(address);
  return found.length === 1 ? found : [];
}
