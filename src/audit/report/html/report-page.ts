/** Owns what every part of the HTML report is given: the run as it may be shown, its words, whose each request is. */
import type { AuditReport } from '../render-json.ts';
import type { Comparison } from '../compare-findings.ts';
import type { RequestOwners } from '../request-owners.ts';
import type { PageWords } from './page-words.ts';

export interface ReportPage {
  readonly run: AuditReport;
  readonly words: PageWords;
  readonly owners: RequestOwners;
  readonly screenshots: ReadonlyMap<string, Uint8Array>;
  readonly comparison: Comparison | null;
}
