/** Owns `--strict`: hosts that nobody knows are errors. Pure; the judgement itself calls them warnings, as every site has some. */
import type { AuditRun } from '../../audit/audit-run.ts';
import type { AuditVerdict, Severity } from '../../audit/verdict.ts';

export function beStrict(run: AuditRun): AuditRun {
  const { cells, findings } = run.judgement;
  return { ...run, judgement: { cells: cells.map(raised), findings: findings.map(raised) } };
}

function raised<T extends { readonly verdict: AuditVerdict; readonly severity: Severity }>(item: T): T {
  return item.verdict === 'unlisted' ? { ...item, severity: 'error' } : item;
}
