/**
 * Owns the rows of the panel: the ledger grouped by service, undeclared vendor or host, with the state, the counts and the cause of each.
 * Pure: the words come later (row-words.ts), so that a switch of the language changes nothing here.
 */
import type { CategoryId } from '../../core/category.ts';
import { OTHER_VENDORS, type ResolvedService } from '../../core/head-site.ts';
import type { LedgerEntry, Verdict } from '../../core/ledger-entry.ts';
import { RULES } from '../../vendors/generated/rules.ts';
import { type Cause, causeOf, isOpen, type Situation, serviceFor } from '../cause.ts';
import { catalogueVendors } from '../catalogue-vendors.ts';
import { configLines } from './config-lines.ts';

/** How often one verdict fell, and when last. */
export interface Fact {
  readonly verdict: Verdict;
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly last: number;
}

export interface LedgerRow {
  readonly key: string;
  /** Vendor ids, or the id of a service that describes itself; several when only the query would tell; none for an unlisted host. */
  readonly vendors: readonly string[];
  /** Service id of the config, '' when there is none. */
  readonly service: string;
  /** Host of the newest address, '' for an inline script. */
  readonly host: string;
  /** '' when unknown. */
  readonly category: CategoryId;
  readonly container: boolean;
  readonly state: Verdict;
  readonly facts: readonly Fact[];
  readonly cause: Cause;
  /** Pages of `only-on` and `not-on`. */
  readonly paths: readonly string[];
  /** What to write into the config, or what is wrong in the page, word for word. */
  readonly lines: readonly string[];
  /** Newest first. */
  readonly entries: readonly LedgerEntry[];
}

export interface LedgerRows {
  readonly rows: readonly LedgerRow[];
  /** Services of the config that nothing on this page belongs to. */
  readonly unseen: readonly ResolvedService[];
}

const VERDICTS: readonly Verdict[] = ['held', 'released', 'allowed', 'dropped', 'undeclared', 'unlisted'];

/** @param entries of the ledger, oldest first. */
export function ledgerRows(entries: readonly LedgerEntry[], situation: Situation): LedgerRows {
  const groups = new Map<string, { readonly vendors: readonly string[]; readonly entries: LedgerEntry[] }>();
  for (const entry of entries) {
    const vendors = vendorsOf(entry);
    const key = keyOf(entry, vendors);
    const group = groups.get(key) ?? { vendors, entries: [] };
    groups.set(key, group);
    group.entries.unshift(entry);
  }
  const { services } = situation.site;
  const place = ({ service, state }: LedgerRow) => {
    // What has to be put right first, then the config's order, then what nobody named.
    if (state === 'undeclared') return -1;
    const at = services.findIndex(({ id }) => id === service);
    return at < 0 ? services.length : at;
  };
  const rows = [...groups].map(([key, group]) => rowOf(key, group.vendors, group.entries, situation));
  return {
    rows: rows.toSorted((a, b) => place(a) - place(b)),
    unseen: services.filter(({ id }) => !rows.some(({ service }) => service === id)),
  };
}

function vendorsOf({ vendor, url }: LedgerEntry): readonly string[] {
  if (vendor === OTHER_VENDORS) return catalogueVendors(url);
  return vendor ? [vendor] : [];
}

export function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? '';
}

/** A vendor that is undeclared first and declared by a config that comes later stays one row: a service's id is its vendor's by default. */
function keyOf({ service, category, url }: LedgerEntry, vendors: readonly string[]): string {
  return service || vendors.join(' ') || `${category} ${hostOf(url)}`;
}

function rowOf(
  key: string,
  vendors: readonly string[],
  entries: readonly LedgerEntry[],
  situation: Situation,
): LedgerRow {
  const newest = entries[0]!;
  const facts = VERDICTS.flatMap((verdict) => {
    const same = entries.filter((entry) => entry.verdict === verdict);
    return same[0] ? [{ verdict, count: same.length, last: same[0].time }] : [];
  });
  const state = stateOf(newest, facts);
  const shown = entries.find(({ verdict }) => verdict === state) ?? newest;
  const { site } = situation;
  const service = serviceFor(shown, site);
  const cause = causeOf(shown, situation);
  return {
    key,
    vendors,
    service: shown.service,
    host: hostOf(shown.url),
    category: shown.category || (state === 'undeclared' ? catalogueCategory(vendors, site) : ''),
    container:
      !!service?.contains || (state === 'undeclared' && vendors.length > 0 && vendors.every((id) => RULES[id]?.t)),
    state,
    facts,
    cause,
    paths: (cause === 'only-on' ? service?.onlyOn : cause === 'not-on' ? service?.notOn : undefined) ?? [],
    lines: configLines(cause, { vendors, host: hostOf(shown.url), mark: shown.category }, site),
    entries,
  };
}

/** The one that all of them have; the catalogue's letter is the cookie's, necessary has none there. */
function catalogueCategory(vendors: readonly string[], { categories }: Situation['site']): CategoryId {
  const codes = new Set(vendors.map((id) => RULES[id]?.c));
  const [code] = codes;
  if (codes.size !== 1 || !code) return '';
  return code === 'n' ? 'necessary' : (categories.find(({ letter }) => letter === code)?.id ?? '');
}

/** The newest verdict; but what was dropped beside an element that still waits does not hide that it waits, and a late `allowed` not that it was released. */
function stateOf(newest: LedgerEntry, facts: readonly Fact[]): Verdict {
  const count = (verdict: Verdict) => facts.find((fact) => fact.verdict === verdict)?.count ?? 0;
  if (isOpen(newest)) return count('released') ? 'released' : 'allowed';
  return newest.verdict === 'dropped' && count('held') > count('released') ? 'held' : newest.verdict;
}
