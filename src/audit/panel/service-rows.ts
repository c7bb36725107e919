/**
 * Owns the rows of the panel: what the ledger says of a service (ledger-rows.ts) joined with what the browser reports, the verdict on both, and
 * the one state and cause that a marketer reads. Pure: the words come later (row-words.ts).
 */
import { OTHER_VENDORS, type ResolvedService } from '../../core/head-site.ts';
import type { LedgerEntry } from '../../core/ledger-entry.ts';
import { catalogueVendors } from '../catalogue-vendors.ts';
import type { Cause } from '../cause.ts';
import { isLeak } from '../judge/judge-vendor.ts';
import type { AuditVerdict } from '../verdict.ts';
import type { Leak } from './find-leak.ts';
import { hostOf, type LedgerRow, ledgerRows } from './ledger-rows.ts';
import { type PageView, pageVerdicts, type VendorSeen, vendorsSeen } from './page-sightings.ts';
import type { WireEntry } from './wire/wire-entry.ts';

/** `blocked`: held or stopped. `not-seen`: may run, and no request of it was seen. `unknown`: of nobody we know. */
export const ROW_STATES = ['blocked', 'released', 'allowed', 'leaked', 'not-seen', 'unknown'] as const;
export type RowState = (typeof ROW_STATES)[number];

/** `not-there`: agreed to, and nothing of it in the page. `no-request`: let go, and the browser reports no request. */
export type RowCause = Cause | 'not-there' | 'no-request' | `leak-${Leak['cause']}`;

export interface ServiceRow extends Omit<LedgerRow, 'state' | 'cause'> {
  readonly state: RowState;
  readonly verdict: AuditVerdict;
  readonly cause: RowCause;
  /** What left or was stored, oldest first. */
  readonly wire: readonly WireEntry[];
}

export interface ServiceRows {
  readonly rows: readonly ServiceRow[];
  /** Services of the config of which nothing was seen, and nothing expected. */
  readonly unseen: readonly ResolvedService[];
  /** By vendor id, or by host where nobody knows it. */
  readonly verdicts: Readonly<Record<string, AuditVerdict>>;
}

const BY_LEDGER: Readonly<Record<LedgerRow['state'], RowState>> = {
  held: 'blocked',
  dropped: 'blocked',
  undeclared: 'blocked',
  released: 'released',
  allowed: 'allowed',
  unlisted: 'unknown',
};

/** From the worst to the best: a row may stand for several vendors. */
const WORST: readonly AuditVerdict[] = ['leaked', 'missing', 'undeclared', 'attempted', 'unlisted'];

/**
 * @param isSettled the page had its time: what did not come will not come by itself.
 * @param findLeak looks in the page for what asked.
 */
export function serviceRows(
  view: PageView,
  isSettled: boolean,
  findLeak: (leaked: readonly WireEntry[], row: LedgerRow) => Leak,
): ServiceRows {
  const { site } = view.facts;
  const seen = vendorsSeen(view);
  const verdicts = pageVerdicts(view, seen);
  const standIns = [
    ...[...seen.values()]
      .filter((found) => found.wire.length > 0 && !isInLedger(found, view))
      .map((found) => standIn(view, found)),
    ...silent(view, seen, verdicts, isSettled).map((service) => standIn(view, { ...service, host: '', wire: [] })),
  ];
  const situation = { site, choice: view.moments.at(-1)?.choice ?? null, path: view.path };
  const { rows, unseen } = ledgerRows([...view.ledger, ...standIns], situation);
  const joined = rows.map((row): ServiceRow => {
    const found = [...seen.values()].filter(({ vendor, host }) =>
      vendor ? row.vendors.includes(vendor) : !row.vendors.length && !row.service && row.host === host,
    );
    const entries = row.entries.filter((entry) => !standIns.includes(entry));
    const wire = found.flatMap((vendor) => vendor.wire).toSorted((a, b) => a.timeMs - b.timeMs);
    const own = (row.vendors.length ? row.vendors : [row.host]).map((key) => verdicts[key]);
    const verdict = WORST.find((item) => own.includes(item)) ?? own.find(Boolean) ?? 'ok-silent';
    const base = { ...row, entries, facts: entries.length > 0 ? row.facts : [], wire, verdict };
    if (verdict === 'leaked') {
      const leakMs = found.flatMap(({ sightings }) => sightings.filter(isLeak).map(({ atMs }) => atMs));
      const leak = findLeak(
        wire.filter(({ timeMs }) => leakMs.includes(timeMs)),
        row,
      );
      return { ...base, state: 'leaked', cause: `leak-${leak.cause}`, lines: leak.lines };
    }
    if (verdict === 'missing' && isSettled)
      return { ...base, state: 'not-seen', cause: entries.length > 0 ? 'no-request' : 'not-there' };
    return { ...base, state: BY_LEDGER[row.state] };
  });
  const rank = ({ state }: ServiceRow) => Number(state !== 'leaked');
  return { rows: joined.toSorted((a, b) => rank(a) - rank(b)), unseen, verdicts };
}

function isInLedger({ vendor, host }: VendorSeen, { ledger }: PageView): boolean {
  return ledger.some((entry) => {
    if (entry.vendor === OTHER_VENDORS) return catalogueVendors(entry.url).includes(vendor);
    return vendor ? entry.vendor === vendor : !entry.vendor && !entry.service && hostOf(entry.url) === host;
  });
}

/** Agreed to, expected here, and nobody saw anything of it. */
function silent(
  { facts, ledger }: PageView,
  seen: ReadonlyMap<string, VendorSeen>,
  verdicts: ServiceRows['verdicts'],
  isSettled: boolean,
): readonly ResolvedService[] {
  if (!isSettled) return [];
  return facts.site.services.filter(
    ({ id, vendor }) =>
      verdicts[vendor] === 'missing' && !seen.has(vendor) && !ledger.some(({ service }) => service === id),
  );
}

/** What the ledger would say of what it did not see: it carries service, category and cause into the row. */
function standIn(
  { facts }: PageView,
  { vendor, host, wire }: Pick<VendorSeen, 'vendor' | 'host' | 'wire'>,
): LedgerEntry {
  const service = facts.site.services.find((item) => item.vendor === vendor);
  return {
    time: wire[0]?.timeMs ?? 0,
    kind: wire[0]?.kind ?? '',
    url: host && `https://${host}/`,
    vendor,
    service: service?.id ?? '',
    category: service?.category ?? '',
    verdict: service ? 'allowed' : vendor ? 'undeclared' : 'unlisted',
    chosen: true,
  };
}
