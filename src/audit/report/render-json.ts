/**
 * Owns the JSON report: the run itself, redacted unless it is asked for raw. Its schema is core/schema/audit-report.ts (published).
 * It is also what a later run is compared with.
 */
import type { AuditRun } from '../audit-run.ts';
import { redact } from './redact.ts';

export interface AuditReport extends AuditRun {
  /** False: values as they were sent, personal data possibly among them. */
  readonly redacted: boolean;
}

export interface Rawness {
  /** Keeps values and marks the report. */
  readonly raw?: boolean;
}

/** A report that was read back from its file is redacted already, and values cannot come back. */
export function reportOf(run: AuditRun | AuditReport, { raw = false }: Rawness = {}): AuditReport {
  if ('redacted' in run && run.redacted) return run;
  return raw ? { ...run, redacted: false } : { ...redact(run), redacted: true };
}

export function renderJson(run: AuditRun | AuditReport, options: Rawness = {}): string {
  return `${JSON.stringify(reportOf(run, options), null, 2)}\n`;
}
