/** Owns one finding of `kelisim check`: where, what, how bad, why, and what to do. Leaves to others: printing (print-findings.ts). */
import type { ConfigFinding } from '../../core/schema/config-finding.ts';
import { CHECK_CODES, type CheckFindingCode, type Severity } from './check-codes.ts';

export interface CheckFinding {
  /** `services[2].vendor`, `apply.html:23`, `policy-ru.txt:10`. */
  readonly path: string;
  /** A code of check-codes.ts, or one of the schema's (core/schema/config-finding.ts). */
  readonly code: string;
  readonly severity: Severity;
  readonly refs: string;
  readonly message: string;
  readonly remedy: string;
}

/** @param message what is so here; without one, the code's own sentence. */
export function finding(
  code: CheckFindingCode,
  path: string,
  message: string = CHECK_CODES[code].what,
  remedy: string = CHECK_CODES[code].remedy,
): CheckFinding {
  const { severity, refs } = CHECK_CODES[code];
  return { path, code, severity, refs, message, remedy };
}

/** The schema's messages have the remedy behind the first semicolon or colon that follows what is wrong. */
export function schemaFinding({ path, code, message }: ConfigFinding): CheckFinding {
  const [what = '', ...rest] = message.split('; ');
  return { path: path || 'the file', code, severity: 'error', refs: '', message: what, remedy: rest.join('; ') };
}
