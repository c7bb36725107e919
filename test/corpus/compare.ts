/**
 * Owns the comparison of what an audit found with what was planted. A finding belongs to the defect when it is about the same vendor or host:
 * one mistake may show in several ways. Everything else that is worth a warning is a false alarm.
 */
import type { AuditRun } from '../../src/audit/audit-run.ts';
import type { Cell, Finding } from '../../src/audit/verdict.ts';
import type { Defect } from './expected.ts';

export interface Compared {
  /** The planted defect was found, with its verdict, in the phases where it shows. */
  readonly isFound: boolean;
  readonly isCauseRight: boolean;
  readonly isFixRight: boolean;
  /** The finding that comes nearest, in short. */
  readonly said: string;
  readonly finding: Finding | null;
  /** Findings of the same defect beside it. */
  readonly beside: readonly string[];
  readonly falseAlarms: readonly string[];
  /** Cells without an answer. */
  readonly inconclusive: readonly string[];
}

const FINE: ReadonlySet<Cell['verdict']> = new Set([
  'ok-blocked',
  'ok-fired',
  'ok-silent',
  'attempted',
  'inconclusive',
]);

/** @param defect null for a clean site. */
export function compare({ judgement }: AuditRun, defect: Defect | null): Compared {
  const findings = judgement.findings.filter((finding) => isSerious(finding) && finding.verdict !== 'inconclusive');
  const isAboutIt = ({ vendor, host }: Finding): boolean =>
    defect !== null && (defect.vendor ? vendor === defect.vendor || host === defect.host : host === defect.host);
  const own = findings.filter(isAboutIt);
  const rank = (finding: Finding): number => {
    if (finding.verdict !== defect?.verdict) return 0;
    const isSeen = defect.phases.every((phase) => finding.phases.includes(phase));
    return 1 + (isSeen ? 2 : 0) + (finding.cause === defect.cause ? 1 : 0);
  };
  const nearest = own.toSorted((a, b) => rank(b) - rank(a))[0] ?? null;
  const isFound = nearest !== null && rank(nearest) >= 3;
  const cells = judgement.cells.filter((cell) => !FINE.has(cell.verdict) && cell.severity !== 'note');
  const unfounded = cells.filter(({ findings: ids, severity }) => ids.length === 0 && severity !== 'none');
  return {
    isFound,
    isCauseRight: isFound && nearest.cause === defect?.cause,
    isFixRight: isFound && nearest.fixes.some(({ code }) => code === defect?.fix),
    said: nearest === null ? '' : inShort(nearest),
    finding: nearest,
    beside: own.filter((finding) => finding !== nearest).map(inShort),
    falseAlarms: [
      ...findings.filter((finding) => !isAboutIt(finding)).map(inShort),
      ...(defect === null
        ? unfounded.map(({ vendor, host, phase, verdict }) => `${verdict} ${vendor || host} ${phase}`)
        : []),
    ],
    inconclusive: judgement.cells
      .filter(({ verdict }) => verdict === 'inconclusive')
      .map(({ vendor, host, phase }) => `${vendor || host} ${phase}`),
  };
}

export function isSerious({ severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning';
}

export function inShort({ verdict, cause, vendor, host, phases, fixes }: Finding): string {
  return `${verdict}/${cause} ${vendor || host} in ${phases.join(', ')} → ${fixes.map(({ code }) => code).join(', ')}`;
}

/** What must be equal from run to run: every serious finding and every cell. */
export function fingerprint({ judgement }: AuditRun): string {
  const findings = judgement.findings.filter(isSerious).map(({ id, verdict, cause }) => `${id} ${verdict} ${cause}`);
  const cells = judgement.cells.map(({ vendor, host, phase, verdict }) => `${vendor || host} ${phase} ${verdict}`);
  return [...findings.sort(), ...cells.sort()].join('\n');
}
