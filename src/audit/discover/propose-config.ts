/**
 * Owns making a whole site.json of what the visits saw. What cannot be seen (who the operator is, which policy is in force, what a stranger is
 * for) stands there as an empty text that `kelisim check` refuses, and is listed; nothing is invented, and nothing empty can go live.
 * Pure. Leaves to others: looking (seen-*.ts), comparing (compare-config.ts), words on the terminal (cli).
 */
import type { ServiceConfig, SiteConfig } from '../../core/config.ts';
import { LANGUAGES } from '../../core/language.ts';
import type { Disclosures } from '../../core/vendor.ts';
import { RULES } from '../../vendors/generated/rules.ts';
import type { Observation } from '../observation.ts';
import type { SiteFacts } from '../site-facts.ts';
import { createAddressSorter } from './address-sorter.ts';
import { listBlanks } from './list-blanks.ts';
import { pageHints } from './page-hints.ts';
import { type Proposal, PROPOSAL_VERSION, type Remark, type Skeleton } from './proposal.ts';
import { type SeenCookie, seenCookies } from './seen-cookies.ts';
import { seenHosts, type SeenStranger } from './seen-hosts.ts';
import { seenRequests } from './seen-requests.ts';
import { type SeenVendor, seenVendors } from './seen-vendors.ts';

export interface DiscoverOptions {
  readonly observations: readonly Observation[];
  readonly domainOf: (host: string) => string;
  readonly disclosures: Disclosures;
  readonly facts?: SiteFacts;
}

export function proposeConfig({ observations, domainOf, disclosures, facts }: DiscoverOptions): Proposal {
  const pages = [
    ...new Set(observations.flatMap(({ url, stages }) => [url, ...stages.map((stage) => stage.url)])),
  ].filter((page) => /^https?:/.test(page));
  const pageHosts = new Set(pages.map((page) => new URL(page).hostname));
  const ownDomains = new Set([...pageHosts].map(domainOf));
  const cnames = Object.assign({}, ...observations.map((observation) => observation.cnames)) as Observation['cnames'];
  const sort = createAddressSorter({ pages, domainOf, cnames, ...(facts && { facts }) });
  const requests = seenRequests(observations, sort);
  const present = new Set(requests.map(({ whose }) => whose.vendor).filter(Boolean));
  const cookies = seenCookies(observations, sort, { disclosures, present, ownDomains, domainOf });
  const vendors = seenVendors(requests, observations, cookies);
  const hosts = seenHosts(requests, cookies, pageHosts);
  const hints = pageHints(observations);

  const endpointHost = hints.endpoint === null ? '' : new URL(hints.endpoint).hostname;
  const stores = hosts.strangers.filter(({ isFileStore }) => isFileStore);
  const described = hosts.strangers.filter(
    ({ isFileStore, domain }) => !isFileStore && (endpointHost === '' || domain !== domainOf(endpointHost)),
  );
  const aliases = vendors.flatMap((vendor) => vendor.aliases);
  const necessary = [...hosts.own, ...stores.flatMap((store) => store.hosts)].filter(
    (host) => host !== endpointHost && !aliases.includes(host),
  );
  const services: ServiceConfig[] = [
    ...vendors.filter(({ vendor }) => Object.hasOwn(RULES, vendor)).map((vendor) => serviceOf(vendor, described)),
    ...described.map(skeletonOf),
  ];
  const keep = keptNames(cookies);
  const languages = LANGUAGES.filter((language) => language !== 'en' || hints.languages.includes('en'));
  const config: SiteConfig = {
    $schema: './node_modules/kelisim/dist/schema/site.schema.json',
    version: 1,
    site: siteId(observations, [...ownDomains][0] ?? ''),
    languages,
    operators: [{ name: { kk: '', ru: '' }, bin: '', address: { kk: '', ru: '' }, email: '' }],
    policy: { edition: '', url: { kk: '', ru: '' } },
    services,
    ...((necessary.length > 0 || hosts.presets.length > 0) && {
      hosts: {
        ...(necessary.length > 0 && { necessary }),
        ...(hosts.presets.length > 0 && { presets: [...hosts.presets] }),
      },
    }),
    ...(keep.length > 0 && { cookies: { keep } }),
    unlisted: 'allow',
    ...(hints.endpoint !== null && { sync: { endpoint: hints.endpoint } }),
  };
  return {
    version: PROPOSAL_VERSION,
    config,
    blanks: listBlanks(config, hints, hosts.strangers),
    remarks: remarksOn(config, vendors, stores, hints.languages),
    vendors,
    cookies,
    hosts,
    hints,
  };
}

function serviceOf({ vendor, ids, contains }: SeenVendor, described: readonly SeenStranger[]): ServiceConfig {
  const isContainer = RULES[vendor]?.t === 1;
  const brought = described.filter(({ broughtBy }) => isContainer && broughtBy.includes(vendor));
  const inside = [...contains, ...brought.map(({ domain }) => idOf(domain))];
  return {
    vendor,
    ...(inside.length > 0 && { contains: inside }),
    ...(ids.length > 0 && { ids: [...ids] }),
  };
}

function skeletonOf({ domain, hosts, cookies }: SeenStranger): Skeleton {
  const first = cookies.filter((name) => /^[^\s;,=*]+$/.test(name));
  return {
    id: idOf(domain),
    name: '',
    hosts: [...hosts],
    ...(first.length > 0 && { cookies: first }),
    category: '',
    purpose: { kk: '', ru: '' },
    provider: { name: '', country: '' },
  };
}

/** Cookies the site itself wrote and no vendor of the catalogue claims: what the eraser must never touch. */
function keptNames(cookies: readonly SeenCookie[]): string[] {
  const names = cookies
    .filter(({ area, party, by, vendor }) => {
      const isNecessary = RULES[vendor]?.c === 'n';
      return area === 'cookie' && party === 'first' && (by === 'site' || (by === 'name' && isNecessary));
    })
    .map(({ name }) => name);
  return [...new Set(names)].filter((name) => /^[^\s;,=*]+$/.test(name)).sort();
}

function siteId(observations: readonly Observation[], domain: string): string {
  return observations.map(({ kelisim }) => kelisim?.site).find(Boolean) ?? idOf(domain.replace(/\..*/, ''));
}

/** What the schema takes for an id; a domain in Cyrillic is in its `xn--` form here. */
function idOf(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 40)
      .replace(/^-|-$/g, '') || 'site'
  );
}

function remarksOn(
  { services, hosts, languages }: SiteConfig,
  vendors: readonly SeenVendor[],
  stores: readonly SeenStranger[],
  seen: readonly string[],
): Remark[] {
  const remarks: Remark[] = [];
  for (const { vendor, by, aliases } of vendors) {
    const path = `services[${services.findIndex((service) => service.vendor === vendor)}]`;
    if (by === 'cookie')
      remarks.push({
        path,
        text: `${vendor} is known by its cookies alone; leave it out if the site does not use it.`,
      });
    if (by === 'ledger')
      remarks.push({
        path,
        text: `${vendor} was held on the page and never contacted, so its ids and cookies are not known.`,
      });
    if (aliases.length)
      remarks.push({
        path,
        text: `${vendor} answers under ${aliases.join(', ')}, a name of the site's own: no rule of the catalogue holds it there.`,
      });
  }
  for (const { domain, hosts: of, kinds } of stores)
    remarks.push({
      path: `hosts.necessary[${(hosts?.necessary ?? []).indexOf(of[0]!)}]`,
      text: `${domain} only delivered files (${Object.keys(kinds).join(', ')}), without query, body or cookie; make it a service if it is more than that.`,
    });
  const unseen = (languages ?? []).filter((language) => !seen.includes(language));
  if (unseen.length)
    remarks.push({
      path: 'languages',
      text: `No page in ${unseen.join(', ')} was seen; the notice speaks Kazakh and Russian all the same.`,
    });
  return remarks;
}
