/**
 * Owns a finding as one visit gives it, and putting those of all visits together: one finding per vendor, verdict, cause and place, with every
 * phase it was seen in.
 * Leaves to others: making drafts (leaks.ts, residues.ts, …).
 */
import type { Observation, Place } from '../observation.ts';
import type { Evidence, Finding, Severity } from '../verdict.ts';
import { SEVERITIES } from '../verdict.ts';
import { groupBy } from './group-by.ts';
import { findingId, stablePath } from './finding-id.ts';
import { type Seen, withoutQuery } from './sightings-of.ts';

export interface Draft extends Omit<Finding, 'id' | 'phases' | 'evidence'> {
  /** Tells two findings of one cause and place apart: kind of personal data, name of a cookie. */
  readonly of?: string;
  /** The element as every page has it (finding-id.ts stableSnippet): one snippet on ten pages is one finding. */
  readonly snippet?: string;
  readonly evidence: Evidence;
}

/** A report shows a few, not ten thousand. */
const MOST_IDS = 20;

export function evidenceOf({ phase, repeat }: Observation, seen: readonly Seen[]): Evidence {
  const stored = seen.flatMap(({ change }) => (change ? [change.name] : []));
  return {
    phase: phase.id,
    repeat,
    requests: [...new Set(seen.flatMap(({ request }) => (request ? [request.id] : [])))].slice(0, MOST_IDS),
    stored: [...new Set(stored)].toSorted().slice(0, MOST_IDS),
    atMs: Math.max(0, Math.min(...seen.map(({ atMs }) => atMs))),
  };
}

/** What is said of a vendor as a whole; which of its requests came first differs from run to run. */
const OF_THE_VENDOR: readonly string[] = ['undeclared', 'unlisted', 'missing', 'inconclusive', 'late-default'];

export function idOf({ vendor, host, verdict, cause, place, element, of = '', snippet }: Draft): string {
  if (OF_THE_VENDOR.includes(verdict)) return findingId([vendor || host, verdict, cause, of]);
  if (snippet) return findingId([vendor || host, verdict, cause, snippet, of]);
  // The element as it is written, else the line: what stands above it may change from visit to visit.
  const where = element ? element.replace(/[?][^"'\s>]*/g, '') : place ? `${place.line}` : '';
  return findingId([vendor || host, verdict, cause, place ? stablePath(place.url) : '', where, of]);
}

/** Findings in a stable order: the worst first, then by vendor. The order of the drafts does not matter. */
export function mergeDrafts(drafts: readonly Draft[], phaseOrder: readonly string[]): Finding[] {
  const groups = groupBy(drafts, idOf);
  const findings = [...groups].map(([id, group]): Finding => {
    const sorted = group.toSorted(
      (a, b) => phaseOrder.indexOf(a.evidence.phase) - phaseOrder.indexOf(b.evidence.phase) || compare(a, b),
    );
    const { of: _of, snippet: _snippet, evidence: _evidence, ...first } = sorted[0]!;
    const phases = [...new Set(sorted.map(({ evidence }) => evidence.phase))];
    const severity = sorted.map((draft) => draft.severity).reduce(worse);
    const host = group.map((draft) => draft.host).toSorted((a, b) => +!a - +!b || order(a, b))[0]!;
    const evidence = sorted.map((draft) => draft.evidence);
    const fixes = first.fixes.map((fix) => (fix.place ? { ...fix, place: withoutQueryAt(fix.place) } : fix));
    return { ...first, id, host, severity, phases, evidence, fixes, place: first.place && withoutQueryAt(first.place) };
  });
  return findings.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
      order(a.vendor || a.host, b.vendor || b.host) ||
      order(a.verdict, b.verdict) ||
      order(a.id, b.id),
  );
}

/** An address of a page may carry what a visitor typed. */
function withoutQueryAt(place: Place): Place {
  return { ...place, url: withoutQuery(place.url) };
}

function worse(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) < SEVERITIES.indexOf(b) ? b : a;
}

function order(a: string, b: string): number {
  return a < b ? -1 : +(a > b);
}

function compare(a: Draft, b: Draft): number {
  const { evidence: x } = a;
  const { evidence: y } = b;
  return x.repeat - y.repeat || order(a.page, b.page) || x.atMs - y.atMs || order(x.requests.join(), y.requests.join());
}
