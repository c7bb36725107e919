/**
 * Owns the verdict on one vendor from what was seen of it: the small part of the judgement that panel and command line share.
 * Leaves to others: what was seen (sightings), what was allowed (expectation.ts), verdicts that read the content of requests (judge.ts).
 */
import type { AuditVerdict } from '../verdict.ts';
import type { Sighting, Standing } from './sighting.ts';

/** Whether this alone is a leak: out of the browser, or into its storage, without a grant. */
export function isLeak({ what, granted, early }: Sighting): boolean {
  return !granted && (what === 'stored' || (what === 'sent' && !early));
}

/** @param sightings in any order. */
export function judgeVendor(sightings: readonly Sighting[], standing: Standing): AuditVerdict {
  const { listed, necessary, expected, everGranted } = standing;
  const seen = (...kinds: Sighting['what'][]) => sightings.some(({ what }) => kinds.includes(what));
  if (listed === 'nowhere') return sightings.some(isLeak) ? 'leaked' : 'unlisted';
  if (sightings.some(isLeak)) return 'leaked';
  if (necessary) return 'ok-silent';
  if (listed === 'catalogue') return sightings.length ? 'undeclared' : 'ok-silent';
  if (sightings.some(({ what, granted }) => granted && what === 'sent')) return 'ok-fired';
  if (expected) return 'missing';
  if (everGranted && !seen('held', 'dropped', 'blocked')) return 'ok-silent';
  // What was held is what should be: the element waits. A call that was refused, a request that only the browser's policy stopped, is an attempt.
  if (seen('dropped') || (seen('blocked') && !seen('held'))) return 'attempted';
  return sightings.length ? 'ok-blocked' : 'ok-silent';
}
