/**
 * Owns turning ledger and wire of a page view into sightings by vendor, and the verdict on each: the same module judges them as on the command
 * line (judge/judge-vendor.ts). Pure but for what it is given. Leaves to others: rows and words.
 */
import { matchesName } from '../../core/name-pattern.ts';
import type { LedgerEntry } from '../../core/ledger-entry.ts';
import { OTHER_VENDORS } from '../../core/head-site.ts';
import { RULES } from '../../vendors/generated/rules.ts';
import { catalogueVendors } from '../catalogue-vendors.ts';
import type { Attribution } from '../judge/attribute.ts';
import { type Expectation, expectationOf, trackerLetter } from '../judge/expectation.ts';
import { judgeVendor } from '../judge/judge-vendor.ts';
import type { Sighting, SightingKind } from '../judge/sighting.ts';
import type { SiteFacts } from '../site-facts.ts';
import type { AuditVerdict } from '../verdict.ts';
import { choiceAt, type ChoiceMoment } from './choice-moments.ts';
import type { WireEntry } from './wire/wire-entry.ts';

/** All that is known of a page view. */
export interface PageView {
  readonly facts: SiteFacts;
  readonly owners: Pick<Attribution, 'ofAddress'>;
  readonly ledger: readonly LedgerEntry[];
  readonly wire: readonly WireEntry[];
  readonly moments: readonly ChoiceMoment[];
  /** Path of the page. */
  readonly path: string;
  /** Services that a placeholder opened for this page view. */
  readonly once: Readonly<Record<string, boolean>>;
  /** Undefined until the later part is there. */
  readonly isRecording?: ((vendor: string, url: string) => boolean) | undefined;
  /** The browser's list of resources had room for all: what it does not name was not asked for. */
  readonly isComplete: boolean;
}

export interface VendorSeen {
  /** Vendor id, '' for a host that nobody knows. */
  readonly vendor: string;
  readonly host: string;
  readonly sightings: Sighting[];
  /** What left, or was stored. */
  readonly wire: WireEntry[];
}

/** A request that was under way when the consent was withdrawn is no leak. */
const GRACE_MS = 500;
/** The clock of resources and that of choices differ by a little. */
const SKEW_MS = 50;

const WHAT: Readonly<Record<WireEntry['what'], SightingKind | ''>> = {
  sent: 'sent',
  refused: 'blocked',
  stored: 'stored',
  tried: '',
  failed: '',
};

function grantAt(vendor: string, { facts, moments, path, once }: PageView, timeMs: number): Expectation {
  const choice = choiceAt(moments, timeMs);
  const said = choice ? 'only' : 'nothing';
  const expectation = expectationOf(vendor, facts, { said, phase: { id: 'panel', kind: 'only' }, path, choice });
  const isOnce = facts.site.services.some((service) => service.vendor === vendor && once[service.id] !== undefined);
  if (isOnce) return { ...expectation, granted: true };
  const letter = trackerLetter(vendor);
  if (!expectation.necessary || !letter) return expectation;
  // The config calls a tracker necessary: the gate lets it through, and nobody was asked (judge/declared-away.ts).
  return { ...expectation, necessary: false, granted: !!choice?.letters.includes(letter) };
}

/** By vendor id, or by host where nobody knows it. */
export function vendorsSeen(view: PageView): Map<string, VendorSeen> {
  const seen = new Map<string, VendorSeen>();
  const add = (
    vendor: string,
    host: string,
    sighting: Omit<Sighting, 'granted' | 'early' | 'host'>,
    url: string,
    entry?: WireEntry,
  ) => {
    const key = vendor || host;
    const found = seen.get(key) ?? { vendor, host, sightings: [], wire: [] };
    seen.set(key, found);
    const at = (shift: number) => grantAt(vendor, view, sighting.atMs + shift);
    const { early } = at(0);
    // The config says that it does not record the screen (judge/declared-away.ts).
    const isDenied = view.facts.site.services.some(
      (service) => service.vendor === vendor && service.letter && !service.replay && view.isRecording?.(vendor, url),
    );
    const granted = !isDenied && [0, -GRACE_MS, SKEW_MS].some((shift) => at(shift).granted);
    found.sightings.push({
      ...sighting,
      // Its server was told all the same: of use to nobody, but a leak where nobody had agreed.
      ...(granted && entry && failed.has(url) && { what: 'failed' }),
      granted,
      early,
      host,
    });
    if (entry) found.wire.push(entry);
  };
  const urlsOf = (wanted: WireEntry['what']) =>
    new Set(view.wire.flatMap(({ what, url }) => (what === wanted ? [url] : [])));
  const refused = urlsOf('refused');
  const failed = urlsOf('failed');
  for (const entry of view.wire) {
    const what = WHAT[entry.what];
    // Chromium lists what a policy refused among what it fetched.
    if (!what || (what === 'sent' && refused.has(entry.url))) continue;
    const sighting = { what, atMs: entry.timeMs, kind: entry.kind };
    if (entry.kind === 'cookie') {
      const service = view.facts.site.services.find(({ cookies = '' }) =>
        cookies.split(' ').some((pattern) => matchesName(pattern, entry.url)),
      );
      if (service) add(service.vendor, '', sighting, '', entry);
      continue;
    }
    const { is, vendor, host } = view.owners.ofAddress(entry.url);
    if (is === 'vendor' || is === 'unlisted') add(vendor, host, sighting, entry.url, entry);
  }
  for (const { time, kind, url, vendor, verdict } of view.ledger) {
    const what = whatOf(kind, url, verdict, view.isComplete);
    const host = URL.parse(url)?.hostname ?? '';
    if (!what) continue;
    for (const id of vendor === OTHER_VENDORS ? catalogueVendors(url) : [vendor])
      if (id || host) add(id, host, { what, atMs: time, kind }, url);
  }
  return seen;
}

/** What the ledger let go the browser reports itself; but a socket, or what its list had no room for, only the ledger tells. */
function whatOf(kind: string, url: string, verdict: LedgerEntry['verdict'], isComplete: boolean): SightingKind | '' {
  if (verdict === 'held' || verdict === 'dropped' || verdict === 'released') return verdict;
  if (verdict === 'undeclared') return 'held';
  return kind !== 'cookie' && url && (kind === 'socket' || !isComplete) ? 'sent' : '';
}

/** As on the command line (judge/missing.ts): what only keeps names never fires, and a container that is on no page is one name too many. */
function comes(vendor: string, { facts }: PageView, found: VendorSeen | undefined): boolean {
  const { services, rules } = facts.site;
  const isContainer = services.some((service) => service.vendor === vendor && service.contains);
  return (!isContainer || !!found) && !!(RULES[vendor]?.m ?? rules[vendor]);
}

/** The verdict on each vendor of the config, and on whoever else was seen (by host, where nobody knows it). */
export function pageVerdicts(view: PageView, seen: ReadonlyMap<string, VendorSeen>): Record<string, AuditVerdict> {
  const ids = new Set([...view.facts.site.services.map(({ vendor }) => vendor), ...seen.keys()]);
  const verdict = (key: string): AuditVerdict => {
    const found = seen.get(key);
    const vendor = found ? found.vendor : key;
    const expectations = view.moments.map(({ timeMs }) => grantAt(vendor, view, timeMs));
    const last = expectations.at(-1)!;
    return judgeVendor(found?.sightings ?? [], {
      ...last,
      expected: comes(vendor, view, found) && expectations.some(({ expected }) => expected),
      everGranted: expectations.some(({ granted }) => granted),
    });
  };
  return Object.fromEntries([...ids].map((key) => [key, verdict(key)]));
}
