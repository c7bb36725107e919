/**
 * Owns the hosts that are no vendor's: what the site needs of its own, presets of site systems, strangers that only deliver files, and strangers
 * that may do anything. A stranger counts as a file store when every request of it was a plain fetch of a file for the page: no query, no
 * body, no cookie, and no code of it called anybody else. That is what was seen, not what it is: the owner is told so.
 * Pure. Leaves to others: what stands in the config about them (propose-config.ts).
 */
import { HOST_PRESETS, type HostPreset } from '../../core/host-presets.ts';
import { createMatcher } from '../../vendors/matcher.ts';
import type { SeenCookie } from './seen-cookies.ts';
import type { SeenRequest } from './seen-requests.ts';

/** A registrable domain nobody knows. */
export interface SeenStranger {
  readonly domain: string;
  readonly hosts: readonly string[];
  /** `script: 2`, in the browser's own words. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Query keys and whether anything was sent in a body: what an owner can ask about. Never values. */
  readonly queryKeys: readonly string[];
  readonly sendsBody: boolean;
  readonly cookies: readonly string[];
  /** Vendors and domains that its code called. */
  readonly brings: readonly string[];
  /** Who brought it: a vendor, a domain, or places in the site. */
  readonly broughtBy: readonly string[];
  readonly phases: readonly string[];
  readonly isFileStore: boolean;
}

export interface SeenHosts {
  /** Of the pages themselves: the site's own place, which needs no listing. */
  readonly pages: readonly string[];
  /** Hosts of the site's domain beside those of its pages. */
  readonly own: readonly string[];
  readonly presets: readonly HostPreset[];
  readonly strangers: readonly SeenStranger[];
}

const FILE_KINDS = ['script', 'stylesheet', 'font', 'image', 'media', 'manifest', 'texttrack'];
const PLACES_MAX = 5;

export function seenHosts(
  requests: readonly SeenRequest[],
  cookies: readonly SeenCookie[],
  pageHosts: ReadonlySet<string>,
): SeenHosts {
  const presetOf = createMatcher(
    Object.fromEntries(Object.entries(HOST_PRESETS).map(([name, hosts]) => [name, hosts.join(' ')])),
  );
  const own = new Set<string>();
  const presets = new Set<HostPreset>();
  const byDomain = new Map<string, SeenRequest[]>();
  for (const seen of requests) {
    const { whose, request } = seen;
    const url = new URL(request.url);
    const preset = presetOf(url.hostname, url.pathname, url.search);
    if (whose.kind === 'own' && !pageHosts.has(whose.host)) own.add(whose.host);
    else if (whose.kind === 'unlisted' && preset !== undefined) presets.add(preset as HostPreset);
    else if (whose.kind === 'unlisted') byDomain.set(whose.domain, [...(byDomain.get(whose.domain) ?? []), seen]);
  }
  const strangers = [...byDomain].map(([domain, of]) => strangerOf(domain, of, requests, cookies));
  return { pages: [...pageHosts], own: [...own].sort(), presets: [...presets].sort(), strangers };
}

function strangerOf(
  domain: string,
  of: readonly SeenRequest[],
  all: readonly SeenRequest[],
  cookies: readonly SeenCookie[],
): SeenStranger {
  const kinds: Record<string, number> = {};
  for (const { request } of of) kinds[request.kind] = (kinds[request.kind] ?? 0) + 1;
  const queryKeys = unique(of.flatMap(({ request }) => [...new URL(request.url).searchParams.keys()]));
  const sendsBody = of.some(({ request }) => request.body !== '' || request.method !== 'GET');
  const names = unique(cookies.filter((cookie) => cookie.domain === domain).map(({ name }) => name));
  const brings = unique(
    all
      .filter(({ bringer }) => bringer?.kind === 'unlisted' && bringer.domain === domain)
      .map(({ whose }) => whose.vendor || whose.domain),
  );
  const broughtBy = unique(of.map(({ bringer, place }) => (bringer ? bringer.vendor || bringer.domain : place)));
  const isFile = of.every(({ request }) => FILE_KINDS.includes(request.kind));
  return {
    domain,
    hosts: unique(of.map(({ whose }) => whose.host)).sort(),
    kinds,
    queryKeys,
    sendsBody,
    cookies: names,
    brings,
    broughtBy: broughtBy.filter(Boolean).slice(0, PLACES_MAX),
    phases: unique(of.map(({ phase }) => phase)),
    // What a vendor brought goes with that vendor's consent, not into the list of what always passes.
    isFileStore:
      isFile &&
      !queryKeys.length &&
      !sendsBody &&
      !names.length &&
      !brings.length &&
      of.every(({ bringer }) => bringer === null),
  };
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}
