/**
 * Owns the table: one cell per vendor and phase, over all repeats and pages. A finding decides; without one, what was seen does.
 * Leaves to others: findings.
 */
import type { AuditVerdict, Cell, Finding, Severity } from '../verdict.ts';
import { SEVERITIES } from '../verdict.ts';
import { catalogueCategory, expectationOf } from './expectation.ts';
import { groupBy } from './group-by.ts';
import { judgeVendor } from './judge-vendor.ts';
import { expectedVendors } from './missing.ts';
import type { Seen } from './sightings-of.ts';
import type { Visit } from './visit.ts';

/** Of two findings of the same severity the one that says more. */
const WEIGHT: readonly AuditVerdict[] = [
  'leaked',
  'personal-data',
  'residual',
  'signal-mismatch',
  'late-default',
  'missing',
  'double',
  'undeclared',
  'unlisted',
  'inconclusive',
];

/** @param visits in a fixed order. */
export function cellsOf(visits: readonly Visit[], findings: readonly Finding[]): Cell[] {
  const parties = partiesOf(visits, findings);
  const phases = [...groupBy(visits, ({ observation }) => observation.phase.id)];
  return parties.flatMap(([party, { vendor, host }]) =>
    phases.map(([phase, group]): Cell => {
      const own = group.map(({ seen }) => seen.filter((one) => one.party === party));
      const found = findings.filter((one) => (one.vendor || one.host) === party && one.phases.includes(phase));
      const { verdict, severity } = verdictOf(found, group, own, vendor);
      return {
        vendor,
        host,
        category: categoryOf(group, own.flat(), vendor),
        phase,
        verdict,
        severity,
        requests: Math.max(0, ...own.map((seen) => new Set(seen.flatMap(sentId)).size)),
        findings: found.map(({ id }) => id),
      };
    }),
  );
}

function sentId({ what, request }: Seen): string[] {
  return what === 'sent' && request ? [request.id] : [];
}

type Party = { readonly vendor: string; readonly host: string };

/** The site's services in its own order, then what else was seen, by name. */
function partiesOf(visits: readonly Visit[], findings: readonly Finding[]): [string, Party][] {
  const parties = new Map<string, Party>();
  for (const { vendor } of visits[0]?.facts.site.services ?? []) parties.set(vendor, { vendor, host: '' });
  const others = [...visits.flatMap(({ seen }) => seen), ...findings.filter(({ cause }) => cause !== 'trouble')]
    .map(({ vendor, host }) => ({ vendor, host: vendor ? '' : host }))
    .filter(({ vendor, host }) => vendor || host)
    .toSorted((a, b) => ((a.vendor || a.host) < (b.vendor || b.host) ? -1 : 1));
  for (const party of others) {
    const key = party.vendor || party.host;
    if (!parties.has(key)) parties.set(key, party);
  }
  return [...parties];
}

function verdictOf(
  found: readonly Finding[],
  group: readonly Visit[],
  own: readonly (readonly Seen[])[],
  vendor: string,
): { verdict: AuditVerdict; severity: Severity } {
  const worst = found.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
      WEIGHT.indexOf(a.verdict) - WEIGHT.indexOf(b.verdict),
  )[0];
  if (worst) return worst;
  // Nothing may be concluded from what was not seen where every visit was cut short.
  if (group.every(({ observation }) => observation.troubles.some(({ isFatal }) => isFatal)))
    return { verdict: 'inconclusive', severity: 'warning' };
  const verdicts = group.map((visit, i) => plainVerdict(visit, own[i]!, vendor));
  const verdict =
    (['ok-fired', 'attempted', 'ok-blocked'] as const).find((one) => verdicts.includes(one)) ?? 'ok-silent';
  return { verdict, severity: verdict === 'attempted' ? 'note' : 'none' };
}

function plainVerdict(visit: Visit, seen: readonly Seen[], vendor: string): AuditVerdict {
  const { observation, facts } = visit;
  const { phase, stages } = observation;
  const all = stages.map(({ said, url, choice }) =>
    expectationOf(vendor, facts, { said, phase, path: URL.parse(url)?.pathname ?? '/', choice }),
  );
  // What counts in a withdrawal is what came after it.
  const last = phase.kind === 'withdraw' ? seen.filter(({ stage }) => stages[stage]?.said === 'withdrawn') : seen;
  const verdict = judgeVendor(last, {
    listed: all[0]?.listed ?? 'nowhere',
    necessary: all.some(({ necessary }) => necessary),
    expected: expectedVendors(visit).has(vendor),
    everGranted: phase.kind !== 'withdraw' && all.some(({ granted }) => granted),
  });
  return phase.kind === 'withdraw' && verdict === 'ok-silent' && seen.length && !all.some(({ necessary }) => necessary)
    ? 'ok-blocked'
    : verdict;
}

function categoryOf(group: readonly Visit[], seen: readonly Seen[], vendor: string): string {
  const service = group[0]?.facts.site.services.find((one) => one.vendor === vendor);
  return service?.category || seen[0]?.expectation.category || catalogueCategory(vendor);
}
