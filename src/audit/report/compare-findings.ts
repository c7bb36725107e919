/** Owns comparing findings with those of an earlier report: new, known before, fixed. A finding's id is the same from run to run (audit/verdict.ts). */
import type { Finding } from '../verdict.ts';

export interface Comparison {
  readonly added: readonly Finding[];
  readonly known: readonly Finding[];
  /** Of the earlier report, no longer there. */
  readonly fixed: readonly Finding[];
  /** When the earlier audit began, ISO 8601; '' when only its findings were given. */
  readonly baselineAt: string;
}

/** An earlier JSON report, as far as it is needed. */
export interface Baseline {
  readonly startedAt: string;
  readonly judgement: { readonly findings: readonly Finding[] };
}

export function compareFindings(findings: readonly Finding[], baseline: Baseline | readonly Finding[]): Comparison {
  const { earlier, baselineAt } =
    'judgement' in baseline
      ? { earlier: baseline.judgement.findings, baselineAt: baseline.startedAt }
      : { earlier: baseline, baselineAt: '' };
  const before = new Set(earlier.map(({ id }) => id));
  const now = new Set(findings.map(({ id }) => id));
  return {
    added: findings.filter(({ id }) => !before.has(id)),
    known: findings.filter(({ id }) => before.has(id)),
    fixed: earlier.filter(({ id }) => !now.has(id)),
    baselineAt,
  };
}
