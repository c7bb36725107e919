/**
 * Owns the question "whose is this address": a vendor of the catalogue, a service that the site describes itself, ours, the site's own, a host
 * that the config lets pass, or a third party that nobody lists. By host and path and query, by what the host's DNS says, by a path of the
 * site's own that is like a vendor's.
 * Leaves to others: names in storage (attribute-stored.ts), what of it was allowed (expectation.ts).
 */
import { RULES } from '../../vendors/generated/rules.ts';
import { createMatcher, createPackedMatcher, type Matcher } from '../../vendors/matcher.ts';
import { ofCatalogue } from '../catalogue-vendors.ts';
import type { SiteFacts } from '../site-facts.ts';
import { vendorOfPath } from './proxy-paths.ts';

export interface Owner {
  /** `nothing`: not fetched from anywhere (data:, blob:, an extension). */
  readonly is: 'vendor' | 'unlisted' | 'own' | 'ours' | 'passing' | 'nothing';
  /** Vendor id, or the id of a service that describes itself; '' otherwise. */
  readonly vendor: string;
  /** Without port. */
  readonly host: string;
  /** How a vendor was recognised. */
  readonly by: 'address' | 'cname' | 'own-path';
}

export interface Attribution {
  /** @param address whole, with its query. */
  readonly ofAddress: (address: string) => Owner;
  /** Whether this host is of the site itself. */
  readonly isOwnHost: (host: string) => boolean;
}

/** Names of Kelisim's files: the head's and, beside it or in a folder named by its content, the client's. */
const OUR_FILE = /\/(?:kelisim(?:[.-][\w.-]+)?\.js|k[0-9a-f]{10}\/[\w.-]+\.js)$/;
const NOTHING: Owner = { is: 'nothing', vendor: '', host: '', by: 'address' };

/** Rules of a config are plain, those of a head file packed: a packed one has no dot before its path. */
function isPacked(rules: string): boolean {
  return rules.split(' ').every((rule) => !rule.replace(/\/.*/, '').includes('.'));
}

function matcherOf(rules: Readonly<Record<string, string>>): Matcher {
  const entries = Object.entries(rules).filter(([, text]) => text);
  const plain = createMatcher(Object.fromEntries(entries.filter(([, text]) => !isPacked(text))));
  const packed = createPackedMatcher(Object.fromEntries(entries.filter(([, text]) => isPacked(text))));
  return (host, path, query) => plain(host, path, query) ?? packed(host, path, query);
}

/** On a loopback test site `www.facebook.com.localhost` plays www.facebook.com (RFC 6761 §6.3: never a real host). */
export function playedHost(host: string): string {
  return host.replace(/(\.[a-z0-9-]+)\.localhost$/, '$1');
}

/**
 * @param pages addresses of the site's pages.
 * @param cnames where the DNS of a host leads.
 */
export function createAttribution(
  facts: SiteFacts,
  pages: readonly string[],
  domainOf: (host: string) => string,
  cnames: Readonly<Record<string, readonly string[]>> = {},
): Attribution {
  const { services, rules, pass } = facts.site;
  const own = Object.fromEntries(
    services.filter(({ vendor }) => !Object.hasOwn(RULES, vendor)).map(({ vendor }) => [vendor, rules[vendor] ?? '']),
  );
  const ofSite = matcherOf(own);
  const passes = matcherOf(Object.fromEntries(pass.map((text, i) => [String(i), text])));
  const domain = (host: string) => domainOf(playedHost(host)) || host;
  const ownDomains = new Set(pages.map((page) => domain(URL.parse(page)?.hostname ?? '')));
  const known = new Map<string, Owner>();

  function ownerOf(address: string): Owner {
    const url = URL.parse(address);
    if (!url || !/^(?:http|ws)s?:$/.test(url.protocol)) return NOTHING;
    const { hostname, pathname, search } = url;
    const host = playedHost(hostname.replace(/\.$/, ''));
    const owner = (is: Owner['is'], vendor = '', by: Owner['by'] = 'address'): Owner => ({ is, vendor, host, by });
    if (facts.endpointHost && hostname === facts.endpointHost) return owner('ours');
    const vendor = ofSite(host, pathname, search) ?? ofCatalogue(host, pathname, search);
    if (vendor) return owner('vendor', vendor);
    if (OUR_FILE.test(pathname)) return owner('ours');
    for (const target of cnames[hostname] ?? []) {
      const behind = ofSite(target, pathname, search) ?? ofCatalogue(target, pathname, search);
      if (behind) return owner('vendor', behind, 'cname');
    }
    const proxied = vendorOfPath(pathname, search);
    if (proxied) return owner('vendor', proxied, 'own-path');
    if (ownDomains.has(domain(hostname))) return owner('own');
    return owner(passes(host, pathname, search) === undefined ? 'unlisted' : 'passing');
  }

  return {
    ofAddress(address) {
      const found = known.get(address) ?? ownerOf(address);
      known.set(address, found);
      return found;
    },
    isOwnHost: (host) => ownDomains.has(domain(host)),
  };
}
