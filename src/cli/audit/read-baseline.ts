/** Owns reading an earlier report.json for `--baseline`: its findings, or in one sentence why not. Leaves to others: comparing (audit/report). */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AUDIT_RUN_VERSION, type AuditRun } from '../../audit/audit-run.ts';
import type { Baseline } from '../../audit/report/compare-findings.ts';

export type ReadBaseline = { readonly baseline: Baseline } | { readonly refusals: readonly string[] };

export function readBaseline(file: string): ReadBaseline {
  const path = resolve(file);
  const refuse = (why: string): ReadBaseline => ({ refusals: [`--baseline ${file}: ${why}`] });
  if (!existsSync(path))
    return refuse('no such file; run once without --baseline and keep the report.json that --out writes.');
  const run = parsed(readFileSync(path, 'utf8'));
  if (run?.version !== AUDIT_RUN_VERSION || !Array.isArray(run.judgement?.findings))
    return refuse('is no report.json of this version; run once without --baseline and keep the one that --out writes.');
  return { baseline: { startedAt: run.startedAt ?? '', judgement: run.judgement } };
}

function parsed(text: string): Partial<AuditRun> | null {
  try {
    return JSON.parse(text) as Partial<AuditRun>;
  } catch {
    return null;
  }
}
