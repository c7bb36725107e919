/**
 * Owns which cookies and storage keys the visits left, and whose each is: by the name in the catalogue, else by who wrote it. Pure.
 * Leaves to others: values (an observation has none), what the config says about them (propose-config.ts, compare-config.ts).
 */
import { matchesName } from '../../core/name-pattern.ts';
import type { Disclosures } from '../../core/vendor.ts';
import type { Observation, StorageArea, StorageChange } from '../observation.ts';
import type { AddressSorter, Whose } from './address-sorter.ts';
import { lifetimeDiffers } from './lifetime.ts';

export interface SeenCookie {
  readonly area: StorageArea;
  readonly name: string;
  /** Domain of a cookie, origin of everything else. */
  readonly where: string;
  readonly party: 'first' | 'third';
  /** Vendor or service id; '' when it is the site's own or nobody's. */
  readonly vendor: string;
  /** `name`: the catalogue knows it. `writer`: only who wrote it is known. `site`: the site wrote it. `nobody`: nobody saw who. */
  readonly by: 'name' | 'writer' | 'site' | 'nobody';
  /** Domain of a host nobody knows that wrote it, '' otherwise. */
  readonly domain: string;
  /** The longest that was seen; null for a session. */
  readonly lifetimeSeconds: number | null;
  /** What the catalogue says: ISO 8601, 'session', null when it does not know; absent when it does not know the name. */
  readonly known?: string | null;
  readonly differs: boolean;
  /** The name alone tells whose it is: one vendor has it, and the catalogue is sure of it. */
  readonly isSure: boolean;
  readonly phases: readonly string[];
}

interface Known {
  readonly vendor: string;
  readonly pattern: string;
  readonly lifetime: string | null;
  readonly party: string;
  readonly area: string;
  readonly unsure: boolean;
}

/** Kelisim's own: nobody's find (core/storage-keys.ts and its `kelisim.…` keys). */
const OURS = /^kelisim(?:\.|$)/;

export function seenCookies(
  observations: readonly Observation[],
  sort: AddressSorter,
  options: {
    readonly disclosures: Disclosures;
    /** Vendors whose requests were seen: of two that use one name, the one that is there. */
    readonly present: ReadonlySet<string>;
    readonly ownDomains: ReadonlySet<string>;
    readonly domainOf: (host: string) => string;
  },
): SeenCookie[] {
  const known = knownNames(options.disclosures);
  const found = new Map<string, SeenCookie>();
  for (const { phase, storage, requests } of observations) {
    const changes = [...storage, ...requests.flatMap(fromHeaders)].filter(({ change }) => change !== 'gone');
    for (const change of changes) {
      if (OURS.test(change.name)) continue;
      const host =
        change.area === 'cookie' ? change.where.replace(/^\./, '') : (URL.parse(change.where)?.hostname ?? '');
      const party = options.ownDomains.has(options.domainOf(host)) ? 'first' : 'third';
      const key = [change.area, change.name, host].join(' ');
      const before = found.get(key);
      const owner = before ?? ownerOf(change, party, known, sort, options.present);
      const longest = longer(before, change.lifetimeSeconds);
      found.set(key, {
        ...owner,
        area: change.area,
        name: change.name,
        where: host,
        party,
        lifetimeSeconds: longest,
        differs: owner.known !== undefined && change.area === 'cookie' && lifetimeDiffers(owner.known, longest),
        phases: [...new Set([...(before?.phases ?? []), phase.id])],
      });
    }
  }
  return [...found.values()];
}

/** The browser may refuse a third party's cookie, and then it stands in no storage; that it was set is seen all the same. */
function fromHeaders({ setCookies, url, atMs, stage }: Observation['requests'][number]): StorageChange[] {
  return setCookies.map(({ name, domain, lifetimeSeconds }) => ({
    stage,
    atMs,
    area: 'cookie',
    change: lifetimeSeconds !== null && lifetimeSeconds <= 0 ? 'gone' : 'new',
    name,
    where: domain || (URL.parse(url)?.hostname ?? ''),
    path: '',
    lifetimeSeconds,
    valueHash: '',
    writer: { header: url },
  }));
}

type Owner = Pick<SeenCookie, 'vendor' | 'by' | 'domain' | 'known' | 'isSure'>;

function ownerOf(
  change: StorageChange,
  party: 'first' | 'third',
  known: readonly Known[],
  sort: AddressSorter,
  present: ReadonlySet<string>,
): Owner {
  const area = change.area === 'cookie' ? '' : change.area;
  const named = known.filter(
    (entry) => entry.area === area && entry.party === party && matchesName(entry.pattern, change.name),
  );
  const writer = writerOf(change, sort);
  // Of several, whoever wrote it; else the one that is there; else nobody is sure.
  const one =
    named.find(({ vendor }) => vendor === writer?.vendor) ??
    named.find(({ vendor }) => present.has(vendor)) ??
    (named.length === 1 ? named[0] : undefined);
  if (one) {
    const isSure = named.length === 1 && !one.unsure;
    return { vendor: one.vendor, by: 'name', domain: '', known: one.lifetime, isSure };
  }
  const isSure = false;
  if (!writer) return { vendor: '', by: 'nobody', domain: '', isSure };
  if (writer.kind === 'own') return { vendor: '', by: 'site', domain: '', isSure };
  return { vendor: writer.vendor, by: 'writer', domain: writer.kind === 'unlisted' ? writer.domain : '', isSure };
}

/** The nearest stranger in the code that wrote it: the gate and the site's own functions stand in between. */
function writerOf({ writer }: StorageChange, sort: AddressSorter): Whose | null {
  if (!writer) return null;
  const addresses = 'header' in writer ? [writer.header] : writer.chain.map(({ url }) => url);
  const all = addresses.flatMap((address) => sort(address) ?? []);
  return all.find(({ kind }) => kind !== 'own') ?? all[0] ?? null;
}

function longer(before: SeenCookie | undefined, seconds: number | null): number | null {
  if (before === undefined || before.lifetimeSeconds === null) return seconds;
  return seconds === null ? before.lifetimeSeconds : Math.max(before.lifetimeSeconds, seconds);
}

function knownNames(disclosures: Disclosures): Known[] {
  return Object.entries(disclosures).flatMap(([vendor, { cookies }]) =>
    cookies.map(({ name, lifetime, party = 'first', area = 'cookie', unsure = false }) => ({
      vendor,
      unsure,
      pattern: name,
      lifetime,
      party,
      area: area === 'cookie' ? '' : area,
    })),
  );
}
