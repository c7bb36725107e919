/**
 * Owns the shape of a whole audit: what was asked, what was seen, what follows. The report, the baseline and the corpus read it; JSON is it.
 * The published schema is made from core/schema/audit-report.ts. Pure data.
 */
import type { Language } from '../core/language.ts';
import type { Observation, Phase } from './observation.ts';
import type { SiteFacts } from './site-facts.ts';
import type { Judgement } from './verdict.ts';

export const AUDIT_RUN_VERSION = 1;

export interface AuditRun {
  readonly version: typeof AUDIT_RUN_VERSION;
  /** Version of Kelisim that audited, and of its catalogue (the same number). */
  readonly tool: string;
  /** Name and version of the browser. */
  readonly browser: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly urls: readonly string[];
  readonly phases: readonly Phase[];
  readonly repeats: number;
  readonly language: Language;
  readonly facts: SiteFacts;
  readonly observations: readonly Observation[];
  readonly judgement: Judgement;
  /** Phases that were asked for and could not be made, with a code (`no-withdrawal`, `no-category-switches`, `over-time`…). */
  readonly skipped: readonly { readonly phase: string; readonly why: string }[];
}
