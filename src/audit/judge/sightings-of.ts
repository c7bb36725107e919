/**
 * Owns turning one visit of the driver into sightings: requests with every address of a redirect, names that were stored, the ledger, each with
 * whose it is and what was allowed in that moment.
 * Leaves to others: the verdict (judge-vendor.ts), causes.
 */
import { OTHER_VENDORS } from '../../core/head-site.ts';
import type { LedgerEntry } from '../../core/ledger-entry.ts';
import { catalogueVendors } from '../catalogue-vendors.ts';
import type { Observation, ObservedRequest, StorageChange } from '../observation.ts';
import type { SiteFacts } from '../site-facts.ts';
import type { Attribution, Owner } from './attribute.ts';
import type { StoredAttribution } from './attribute-stored.ts';
import { type Expectation, expectationOf } from './expectation.ts';
import type { Sighting, SightingKind } from './sighting.ts';
import { storageChanges } from './storage-changes.ts';

/** What was on its way when the visitor said no is not held against anybody. */
export const IN_FLIGHT_MS = 500;

/** A sighting with what it was made of. */
export interface Seen extends Sighting {
  /** Key of the party. */
  readonly party: string;
  readonly vendor: string;
  readonly owner: Owner;
  readonly stage: number;
  /** Page without query. */
  readonly page: string;
  readonly expectation: Expectation;
  readonly request?: ObservedRequest;
  readonly change?: StorageChange;
  readonly entry?: LedgerEntry;
}

/** Vendors by id, third parties that nobody lists by host. */
export function partyOf({ vendor, host }: Pick<Owner, 'vendor' | 'host'>): string {
  return vendor || host;
}

export function withoutQuery(address: string): string {
  return address.replace(/[?#].*/s, '');
}

export function sightingsOf(
  observation: Observation,
  facts: SiteFacts,
  attribution: Attribution,
  ofStored: StoredAttribution,
): Seen[] {
  const { stages, phase } = observation;

  function expected(owner: Owner, stage: number, atMs: number, page: string): Expectation {
    const now = stages[stage];
    const before = stages[stage - 1];
    const inFlight = now?.said === 'withdrawn' && before && atMs < now.startedAtMs + IN_FLIGHT_MS;
    const { said = 'nothing', choice = null } = (inFlight ? before : now) ?? {};
    const path = URL.parse(page)?.pathname ?? '/';
    return expectationOf(owner.vendor, facts, { said, phase, path, choice });
  }

  function seen(
    owner: Owner,
    what: SightingKind,
    kind: string,
    { atMs, stage, page = pageOf(observation, stage) }: { atMs: number; stage: number; page?: string },
  ): Seen {
    const expectation = expected(owner, stage, atMs, page);
    const { vendor, host } = owner;
    const { granted, early } = expectation;
    return {
      what,
      atMs,
      granted,
      early,
      host,
      kind,
      party: partyOf(owner),
      vendor,
      owner,
      stage,
      page: withoutQuery(page),
      expectation,
    };
  }

  const requests = observation.requests.flatMap((request): Seen[] => {
    const page = pageOfRequest(observation, request, attribution);
    const { atMs, stage, kind } = request;
    return ownersOf(request, attribution).map((owner) => ({
      ...seen(owner, request.outcome, kind, { atMs, stage, page }),
      request,
    }));
  });
  const stored = storageChanges(observation, attribution).flatMap((change): Seen[] => {
    const owner = ofStored(change);
    if (change.change === 'gone' || !isThird(owner)) return [];
    return [{ ...seen(owner, 'stored', change.area, change), change }];
  });
  const ledger = (observation.kelisim?.ledger ?? []).flatMap((entry): Seen[] => {
    const what = KIND_OF_VERDICT[entry.verdict];
    if (!what) return [];
    const atMs = entry.time - Date.parse(observation.startedAt);
    return ownersOfEntry(entry, attribution).map((owner) => ({
      ...seen(owner, what, entry.kind, { atMs, stage: entry.stage }),
      entry,
    }));
  });
  return [...requests, ...stored, ...ledger];
}

const KIND_OF_VERDICT: Readonly<Partial<Record<LedgerEntry['verdict'], SightingKind>>> = {
  held: 'held',
  dropped: 'dropped',
  released: 'released',
  undeclared: 'held',
};

function isThird({ is }: Owner): boolean {
  return is === 'vendor' || is === 'unlisted';
}

/** Every third party that this request reached, each once. What a vendor's frame loads is that vendor's doing: the page cannot hold it. */
function ownersOf(request: ObservedRequest, { ofAddress }: Attribution): Owner[] {
  const document = request.realm === 'frame' ? ofAddress(request.from) : null;
  if (document && isThird(document)) return [document];
  const owners = [...request.redirectedFrom, request.url].map(ofAddress).filter(isThird);
  return [...new Map(owners.map((owner) => [partyOf(owner), owner])).values()];
}

function ownersOfEntry(entry: LedgerEntry, { ofAddress }: Attribution): Owner[] {
  const { vendor, url, kind, verdict } = entry;
  const host = (kind !== 'cookie' && URL.parse(url)?.hostname) || '';
  const named = (id: string): Owner => ({ is: 'vendor', vendor: id, host, by: 'address' });
  if (vendor === OTHER_VENDORS) return catalogueVendors(url).map(named);
  if (vendor) return [named(vendor)];
  const owner = host ? ofAddress(url) : null;
  return owner?.is === 'unlisted' && verdict !== 'unlisted' ? [owner] : [];
}

function pageOf({ stages, url }: Observation, stage: number): string {
  return stages[stage]?.url ?? url;
}

/** The document that asked, where it is a page of the site: what leaves while the next page loads still belongs to the one before. */
function pageOfRequest(observation: Observation, request: ObservedRequest, { isOwnHost }: Attribution): string {
  const page = pageOf(observation, request.stage);
  if (request.realm !== 'page' || observation.stages[request.stage]?.kind === 'route') return page;
  const from = URL.parse(request.from);
  return from && /^https?:$/.test(from.protocol) && isOwnHost(from.hostname) ? request.from : page;
}
