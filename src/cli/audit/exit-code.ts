/**
 * Owns what the exit code of `kelisim audit` says, and what goes before what: a leak that was seen is one (1), whatever else stayed open (2);
 * what stayed open is never a pass. Pure. Leaves to others: 3 and 4, which end the run before there is a judgement (audit-command.ts).
 */
import type { AuditRun } from '../../audit/audit-run.ts';
import type { PhaseKind } from '../../audit/observation.ts';
import { type Finding, SEVERITIES } from '../../audit/verdict.ts';
import type { FailLevel } from './audit-flags.ts';

export const EXIT = { clean: 0, findings: 1, inconclusive: 2, usage: 3, nothingSeen: 4 } as const;

export interface Asked {
  readonly failOn: FailLevel;
  /** Findings that count; all, or the new ones. */
  readonly counted: readonly Finding[];
  /** Phases that were asked for by name: one of these that could not be made leaves something open. */
  readonly phases?: readonly PhaseKind[];
}

export function exitCodeOf(run: AuditRun, { failOn, counted, phases }: Asked): number {
  if (failOn !== 'never' && counted.some((finding) => isAsBadAs(finding, failOn))) return EXIT.findings;
  return openQuestions(run, phases).length ? EXIT.inconclusive : EXIT.clean;
}

/** An inconclusive finding is no finding: it is an open question. */
export function isAsBadAs({ verdict, severity }: Finding, level: Exclude<FailLevel, 'never'>): boolean {
  return verdict !== 'inconclusive' && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(level);
}

/** Ids of phases of which something was not learnt. */
export function openQuestions(
  { judgement, observations, phases, skipped }: AuditRun,
  asked?: readonly PhaseKind[],
): string[] {
  const unclear = judgement.cells.filter(({ verdict }) => verdict === 'inconclusive').map(({ phase }) => phase);
  const findings = judgement.findings
    .filter(({ verdict }) => verdict === 'inconclusive')
    .flatMap((item) => item.phases);
  // A visit that failed may have no cell at all: of a site of which nothing is known beforehand, nothing was expected.
  const blind = phases
    .filter(({ id }) => {
      const visits = observations.filter(({ phase }) => phase.id === id);
      return visits.length > 0 && visits.every(({ troubles }) => troubles.some(({ isFatal }) => isFatal));
    })
    .map(({ id }) => id);
  // A site without a way to withdraw cannot be asked to withdraw; a phase that did not fit into the time was simply not looked at.
  const left = skipped
    .filter(
      ({ phase, why }) => why === 'over-time' || asked?.some((kind) => phase === kind || phase.startsWith(`${kind}-`)),
    )
    .map(({ phase }) => phase);
  return [...new Set([...unclear, ...findings, ...blind, ...left])];
}
