/**
 * Owns the summary in Markdown, for pull requests and messengers: lists, no table, since messengers show none. Text of strangers stands in code
 * spans and fences only. Leaves to others: everything in detail (the HTML report).
 */
import type { Language } from '../../core/language.ts';
import type { AuditRun } from '../audit-run.ts';
import { SEVERITIES } from '../verdict.ts';
import { auditResult, isBlind, isUnsure, resultWords, SIGNS, signOf } from './audit-result.ts';
import type { Comparison } from './compare-findings.ts';
import { comparisonWords } from './comparison-words.ts';
import { bySeverity, findingWords, placeText } from './finding-words.ts';
import { almatyTime } from './instant.ts';
import { phaseTitle, skippedWords } from './phase-words.ts';
import { oneLine, plainText } from './plain-text.ts';
import { type Rawness, reportOf } from './render-json.ts';
import { type ReportTextId, reportText } from './report-text.ts';
import { vendorName } from './vendor-words.ts';

export interface MarkdownOptions extends Rawness {
  readonly comparison?: Comparison;
}

/** A message that nobody scrolls to the end is none. */
const MAX_FINDINGS = 20;

export function renderMarkdown(run: AuditRun, language: Language, options: MarkdownOptions = {}): string {
  const report = reportOf(run, options);
  const say = (id: ReportTextId, filling = {}) => reportText(id, filling)[language];
  const { state, sentence, counts, checks } = auditResult(report);
  const { comparison } = options;
  const lines = [
    `# ${say('title')}`,
    '',
    ...(report.redacted ? [] : [`**${say('raw')}**`, '']),
    `**${escapeText(resultWords(state)[language])}.** ${escapeText(sentence[language])}`,
    '',
    `${counts[language]} ${checks[language]}`,
    '',
    ...(comparison ? [comparisonWords(comparison)[language], ''] : []),
    ...report.urls.map((url) => `- ${say('page')}: ${codeSpan(url)}`),
    `- ${say('date')}: ${almatyTime(report.startedAt)[language]}`,
    `- ${say('browser')}: ${escapeText(report.browser)}. ${say('tool')}: Kelisim ${escapeText(report.tool)}`,
    '',
    `## ${say('phases-made')}`,
    '',
    ...report.phases.map((phase) => phaseLine(phase.id, report, language)),
    ...report.skipped.map(({ phase, why }) => {
      const title = escapeText(phaseTitle(phase, report.phases, report.facts)[language]);
      return `- – **${title}**: ${say('not-looked')}. ${escapeText(skippedWords(why)[language])}`;
    }),
    '',
    `## ${say('findings')}`,
    '',
    ...findingLines(report, language, comparison),
    say('limit-server'),
    say('limit-browser', { browser: escapeText(report.browser) }),
  ];
  return `${lines.filter((line, i) => line || lines[i - 1]).join('\n')}\n`;
}

/** The worst of a phase, with the services it concerns. */
function phaseLine(id: string, run: AuditRun, language: Language): string {
  const title = escapeText(phaseTitle(id, run.phases, run.facts)[language]);
  const cells = run.judgement.cells.filter(({ phase }) => phase === id);
  const bad = cells
    .filter((cell) => isUnsure(cell) || cell.severity === 'warning' || cell.severity === 'error')
    .sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  const worst = bad[0];
  if (!worst) {
    const isSeen = !isBlind(run, id);
    const words = reportText(isSeen ? 'phase-fine' : 'cell-inconclusive')[language];
    return `- ${isSeen ? SIGNS.none : SIGNS.unsure} **${title}**: ${words}`;
  }
  const list = bad.map((cell) => {
    const name = escapeText(vendorName(cell, run.facts)[language]);
    return `${name} (${reportText(`cell-${cell.verdict}`)[language]})`;
  });
  return `- ${signOf(worst)} **${title}**: ${list.join(', ')}`;
}

function findingLines(run: AuditRun, language: Language, comparison?: Comparison): string[] {
  const say = (id: ReportTextId) => reportText(id)[language];
  const findings = run.judgement.findings.toSorted(bySeverity);
  if (!findings.length) return [say('findings-none'), ''];
  const isNew = new Set(comparison?.added.map(({ id }) => id));
  const blocks = findings.slice(0, MAX_FINDINGS).flatMap((finding) => {
    const words = findingWords(finding, run);
    const badge = comparison ? ` (${say(isNew.has(finding.id) ? 'new' : 'known')})` : '';
    return [
      `### ${signOf(finding)} ${words.severity[language]}${badge}: ${escapeText(words.vendor[language])}, ${words.verdict[language]}`,
      '',
      `${escapeText(words.found[language])} ${escapeText(words.why[language])}`,
      '',
      `- ${say('seen-in')}: ${escapeText(words.phases[language])}`,
      ...words.names.map(([name, value]) => `- ${escapeText(name[language])}: ${codeSpan(value[language])}`),
      `- ${finding.place ? say('place') : say('page')}: ${codeSpan(finding.place ? placeText(finding.place) : finding.page)}`,
      ...words.fixes.flatMap(({ sentence, names, fix }) => [
        `- ${say('to-do')}: ${escapeText(sentence[language])}`,
        ...names.map(([name, value]) => `  - ${escapeText(name[language])}: ${codeSpan(value[language])}`),
        ...(fix.after ? ['', fenced(fix.after), ''] : []),
      ]),
      '',
    ];
  });
  return findings.length > MAX_FINDINGS ? [...blocks, say('summary-more'), ''] : blocks;
}

/** CommonMark §2.4: a backslash before punctuation makes it mean itself. Only what could begin something, so that messengers stay readable. */
function escapeText(text: string): string {
  return oneLine(text, 300).replace(/[\\`*_[\]<>#|~]/g, '\\$&');
}

/** CommonMark §6.1: the fence of a code span is longer than any run of backticks in it. */
function codeSpan(text: string): string {
  const line = oneLine(text, 500);
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return line ? `${fence}${pad}${line}${pad}${fence}` : '–';
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${plainText(text)}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
