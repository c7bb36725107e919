/**
 * Owns the finding `missing` of one visit: granted, expected on a page that was visited, and nothing of it came.
 * Leaves to others: why (causes-missing.ts).
 */
import { RULES } from '../../vendors/generated/rules.ts';
import { becauseMissing } from './causes-missing.ts';
import { type Draft, evidenceOf } from './draft.ts';
import { expectationOf } from './expectation.ts';
import { groupBy } from './group-by.ts';
import { catalogueCategory } from './expectation.ts';
import type { Seen } from './sightings-of.ts';
import type { Visit } from './visit.ts';

/** Statuses from here on are a refusal: the vendor's server was asked and its code did not come. */
const FIRST_ERROR_STATUS = 400;

/** Services that are to come in this visit, by vendor, with the page they are to come on. */
export function expectedVendors({ observation, facts }: Visit): Map<string, string> {
  const expected = new Map<string, string>();
  const { phase, stages } = observation;
  if (phase.kind !== 'accept' && phase.kind !== 'only') return expected;
  for (const { vendor } of facts.site.services) {
    if (!hasAddress(vendor, facts.site.rules)) continue;
    for (const { said, url, choice } of stages) {
      const path = URL.parse(url)?.pathname ?? '/';
      const { expected: comes, necessary } = expectationOf(vendor, facts, { said, phase, path, choice });
      if (comes && !necessary && !expected.has(vendor)) expected.set(vendor, url);
    }
  }
  return expected;
}

/** What only keeps names in storage never fires. */
function hasAddress(vendor: string, rules: Readonly<Record<string, string>>): boolean {
  return !!(RULES[vendor]?.m ?? rules[vendor]);
}

/** Also when it came too early: a leak is told as that. */
function hasFired(seen: readonly Seen[]): boolean {
  return seen.some(({ what, request }) => what === 'sent' && (request?.status ?? 0) < FIRST_ERROR_STATUS);
}

/** @param traces vendors that were seen in any visit: asked for, held, dropped. */
export function missingOf(visit: Visit, traces: ReadonlySet<string>): Draft[] {
  const { observation, facts, seen } = visit;
  if (observation.troubles.some(({ isFatal }) => isFatal)) return [];
  const byVendor = groupBy(seen, ({ vendor }) => vendor);
  return [...expectedVendors(visit)].flatMap(([vendor, url]): Draft[] => {
    const own = byVendor.get(vendor) ?? [];
    if (hasFired(own)) return [];
    const service = facts.site.services.find((one) => one.vendor === vendor)!;
    const because = becauseMissing(visit, service, own);
    const isTraced = traces.has(vendor) || because.cause !== 'not-there';
    // A container that is on no page is one name too many in the config; what it was to bring is asked for by itself.
    if (service.contains && !isTraced) return [];
    return [
      {
        verdict: 'missing',
        severity: isTraced ? 'error' : 'warning',
        vendor,
        host: own.find(({ request }) => request)?.host ?? '',
        category: service.category || catalogueCategory(vendor),
        page: url.replace(/[?#].*/s, ''),
        ...because,
        evidence: own.length
          ? evidenceOf(observation, own)
          : { phase: observation.phase.id, repeat: observation.repeat, requests: [], stored: [], atMs: 0 },
      },
    ];
  });
}
