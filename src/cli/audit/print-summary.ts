/**
 * Owns what `kelisim audit` says on a terminal, in the language that was asked for: the result, each finding with its cause and what to change,
 * vendors by phases in words, what was not tested. Pure. Leaves to others: all the sentences (audit/report), files (write-reports.ts).
 */
import type { AuditRun } from '../../audit/audit-run.ts';
import { auditResult, resultWords, signOf } from '../../audit/report/audit-result.ts';
import type { Comparison } from '../../audit/report/compare-findings.ts';
import { comparisonWords } from '../../audit/report/comparison-words.ts';
import { bySeverity, findingWords, placeText } from '../../audit/report/finding-words.ts';
import { phaseTitle, skippedWords } from '../../audit/report/phase-words.ts';
import { oneLine, plainText } from '../../audit/report/plain-text.ts';
import { type Rawness, reportOf } from '../../audit/report/render-json.ts';
import { type ReportTextId, reportText } from '../../audit/report/report-text.ts';
import { vendorName } from '../../audit/report/vendor-words.ts';
import type { Finding } from '../../audit/verdict.ts';
import type { Language } from '../../core/language.ts';
import { textTable } from './text-table.ts';

export interface SummaryOptions extends Rawness {
  readonly language: Language;
  /** Characters in a line. */
  readonly width: number;
  readonly comparison?: Comparison;
}

/** All of it is in the reports; a terminal is read from its end. */
const FINDINGS_MAX = 30;

export function auditSummary(run: AuditRun, { language, width, comparison, raw = false }: SummaryOptions): string {
  const report = reportOf(run, { raw });
  const say = (id: ReportTextId, filling = {}) => reportText(id, filling)[language];
  const { state, sentence, counts, checks } = auditResult(report);
  const findings = report.judgement.findings.toSorted(bySeverity);
  const fresh = comparison && new Set(comparison.added.map(({ id }) => id));
  const badge = ({ id }: Finding): string => (fresh ? ` (${say(fresh.has(id) ? 'new' : 'known')})` : '');
  return [
    ...findings.slice(0, FINDINGS_MAX).flatMap((finding) => paragraph(finding, report, language, badge(finding))),
    ...(findings.length > FINDINGS_MAX ? [say('summary-more'), ''] : []),
    ...table(report, language, width),
    ...report.skipped.map(({ phase, why }) => {
      const title = phaseTitle(phase, report.phases, report.facts)[language];
      return oneLine(`– ${title}: ${say('not-looked')}. ${skippedWords(why)[language]}`);
    }),
    ...(report.skipped.length ? [''] : []),
    oneLine(`${resultWords(state)[language]}. ${sentence[language]}`),
    `${counts[language]} ${checks[language]}`,
    ...(comparison ? [comparisonWords(comparison)[language]] : []),
    '',
  ].join('\n');
}

function paragraph(finding: Finding, run: AuditRun, language: Language, badge: string): string[] {
  const say = (id: ReportTextId) => reportText(id)[language];
  const words = findingWords(finding, run);
  const place = finding.place ? placeText(finding.place) : finding.page;
  return [
    `${signOf(finding)} ${words.severity[language]}${badge}. ${oneLine(words.found[language])} ${oneLine(words.why[language])}`,
    `  ${say(finding.place ? 'place' : 'page')}: ${oneLine(place)}`,
    `  ${say('seen-in')}: ${words.phases[language]}`,
    ...words.names.map(([name, value]) => `  ${name[language]}: ${oneLine(value[language])}`),
    // In the judge's order: what mends it first.
    ...words.fixes.flatMap((fix, i) =>
      fixLines(fix, words.fixes.length > 1 ? `${say('to-do')} (${i + 1})` : say('to-do'), language),
    ),
    '',
  ];
}

function fixLines(
  { sentence, names, fix }: ReturnType<typeof findingWords>['fixes'][number],
  label: string,
  language: Language,
): string[] {
  const block = (id: 'before' | 'after' | 'paste', text: string): string[] => [
    `    ${reportText(id)[language]}:`,
    ...plainText(text)
      .split('\n')
      .map((line) => `      ${line}`),
  ];
  return [
    `  → ${label}: ${oneLine(sentence[language])}`,
    ...names.map(([name, value]) => `    ${name[language]}: ${oneLine(value[language])}`),
    ...(fix.before ? block('before', fix.before) : []),
    ...(fix.after ? block(fix.before ? 'after' : 'paste', fix.after) : []),
  ];
}

function table(run: AuditRun, language: Language, width: number): string[] {
  const { cells } = run.judgement;
  const owners = [...Map.groupBy(cells, ({ vendor, host }) => vendor || host).values()];
  if (!owners.length) return [];
  const phases = [...new Set([...run.phases.map(({ id }) => id), ...cells.map(({ phase }) => phase)])];
  const rows = owners.map((of) => [
    oneLine(vendorName(of[0]!, run.facts)[language], 40),
    ...phases.map((phase) => {
      const cell = of.find((item) => item.phase === phase);
      return cell ? `${signOf(cell)} ${reportText(`cell-${cell.verdict}`)[language]}` : '';
    }),
  ]);
  const heads = [
    reportText('service')[language],
    ...phases.map((phase) => oneLine(phaseTitle(phase, run.phases, run.facts)[language], 60)),
  ];
  return [...textTable([heads, ...rows], width), ''];
}
