/**
 * Owns what a whole run comes to, once for all formats: passed, failed, not certain; who was contacted without consent; the counts.
 * Leaves to others: single verdicts (judge/), exit codes (cli/audit), the words (locales/).
 */
import type { Localised } from '../../core/language.ts';
import type { AuditRun } from '../audit-run.ts';
import type { Observation } from '../observation.ts';
import type { Cell, Finding, Severity } from '../verdict.ts';
import { reportText } from './report-text.ts';
import { vendorNames } from './vendor-words.ts';

export type ResultState = 'pass' | 'warn' | 'unsure' | 'fail' | 'nothing';

export interface AuditResult {
  readonly state: ResultState;
  /** The first sentence: did data go anywhere without consent? */
  readonly sentence: Localised;
  readonly counts: Localised;
  readonly checks: Localised;
}

/** Signs beside the words, for whoever sees no colour; plain characters that every font has. */
export const SIGNS: Readonly<Record<Severity | 'unsure', string>> = {
  none: '✓',
  note: '•',
  warning: '!',
  error: '✗',
  unsure: '?',
};

export function auditResult(run: AuditRun): AuditResult {
  const { cells, findings } = run.judgement;
  const sure = findings.filter((finding) => !isUnsure(finding));
  const count = (severity: Severity) => sure.filter((finding) => finding.severity === severity).length;
  const unsure = cells.filter(isUnsure).length + doubtsWithoutCell(run).length;
  return {
    state: stateOf(run),
    sentence: contactSentence(run),
    counts: reportText('result-counts', {
      errors: count('error'),
      warnings: count('warning'),
      notes: count('note'),
      unsure,
    }),
    checks: reportText('result-checks', {
      vendors: new Set(cells.map(({ vendor, host }) => vendor || host)).size,
      cells: cells.length,
      fine: cells.filter(({ verdict }) => verdict.startsWith('ok-')).length,
    }),
  };
}

export function resultWords(state: ResultState): Localised {
  return reportText(state === 'nothing' ? 'result-unsure' : `result-${state}`);
}

export function isUnsure({ verdict }: Pick<Cell | Finding, 'verdict'>): boolean {
  return verdict === 'inconclusive';
}

/** Sign of a cell or of a finding. */
export function signOf({ verdict, severity }: Pick<Cell, 'verdict' | 'severity'>): string {
  return SIGNS[isUnsure({ verdict }) ? 'unsure' : severity];
}

/** Only visits from which something follows; a run without one says nothing, and least of all that all is well. */
export function isUsable({ troubles }: Observation): boolean {
  return !troubles.some(({ isFatal }) => isFatal);
}

/** No visit of this phase says anything: it was cut short each time, or there was no time for it. */
export function isBlind({ observations }: AuditRun, phaseId: string): boolean {
  return !observations.some((seen) => seen.phase.id === phaseId && isUsable(seen));
}

/** A visit that was cut short where no service was expected leaves a finding and no cell. */
function doubtsWithoutCell({ judgement: { cells, findings } }: AuditRun): Finding[] {
  const unsure = new Set(cells.filter(isUnsure).map(({ phase }) => phase));
  return findings.filter((finding) => isUnsure(finding) && !finding.phases.some((phase) => unsure.has(phase)));
}

function stateOf(run: AuditRun): ResultState {
  const { cells, findings } = run.judgement;
  const has = (severity: Severity) =>
    [...cells, ...findings].some((item) => item.severity === severity && !isUnsure(item));
  if (has('error')) return 'fail';
  if (!run.observations.some(isUsable)) return 'nothing';
  if ([...cells, ...findings].some(isUnsure)) return 'unsure';
  return has('warning') ? 'warn' : 'pass';
}

function contactSentence(run: AuditRun): Localised {
  const { cells } = run.judgement;
  const contacted = cells.filter(isContactWithoutConsent);
  if (contacted.length) return reportText('result-contact', { vendors: vendorNames(contacted, run.facts) });
  if (!run.observations.some(isUsable)) return reportText('result-nothing');
  return reportText(
    [...cells, ...run.judgement.findings].some(isUnsure) ? 'result-contact-unsure' : 'result-no-contact',
  );
}

/** A service that no config names was never asked for, so whatever reached it did so without consent; a leftover counts once a request follows. */
function isContactWithoutConsent({ verdict, severity, requests }: Cell): boolean {
  if (verdict === 'leaked') return true;
  return (verdict === 'undeclared' || verdict === 'residual') && severity === 'error' && requests > 0;
}
