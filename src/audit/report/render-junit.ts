/**
 * Owns the JUnit report for build servers: one suite per phase, one case per service. Not certain is an error, never a pass and never skipped,
 * which build servers count as fine. Leaves to others: exit codes (cli/audit).
 */
import { XMLBuilder } from 'fast-xml-parser';
import type { Language } from '../../core/language.ts';
import type { AuditRun } from '../audit-run.ts';
import { type Cell, SEVERITIES, type Severity } from '../verdict.ts';
import { isBlind, isUnsure } from './audit-result.ts';
import { findingWords, oneName, placeText } from './finding-words.ts';
import { phaseTitle } from './phase-words.ts';
import { plainText } from './plain-text.ts';
import { type Rawness, reportOf } from './render-json.ts';
import { reportText } from './report-text.ts';
import { vendorName } from './vendor-words.ts';

export interface JunitOptions extends Rawness {
  readonly language?: Language;
  /** From this severity on a case fails. Default `error`. */
  readonly failOn?: Severity;
  /** Ids of findings that an earlier report has: a case with no others does not fail. */
  readonly known?: ReadonlySet<string>;
}

interface XmlNode {
  readonly [name: string]: string | number | XmlNode | readonly XmlNode[];
}

export function renderJunit(run: AuditRun, options: JunitOptions = {}): string {
  const report = reportOf(run, options);
  const phases = [
    ...new Set([...report.phases.map(({ id }) => id), ...report.judgement.cells.map(({ phase }) => phase)]),
  ];
  const suites = phases.map((phase) => suiteOf(phase, report, options));
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true });
  const total = (key: string) => suites.reduce((sum, suite) => sum + Number(suite[key]), 0);
  return builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    testsuites: {
      '@_name': 'kelisim audit',
      '@_tests': total('@_tests'),
      '@_failures': total('@_failures'),
      '@_errors': total('@_errors'),
      '@_skipped': 0,
      '@_time': (report.durationMs / 1000).toFixed(3),
      '@_timestamp': report.startedAt,
      testsuite: suites,
    },
  });
}

function suiteOf(phase: string, run: AuditRun, options: JunitOptions): XmlNode {
  const language = options.language ?? 'en';
  const cells = run.judgement.cells.filter((cell) => cell.phase === phase);
  const name = attribute(phaseTitle(phase, run.phases, run.facts)[language]);
  const cases = cells.map((cell) => caseOf(cell, run, options));
  // A build server takes a suite without cases for a good one.
  if (!cases.length && isBlind(run, phase)) cases.push(blindCase(phase, name, language));
  return {
    '@_name': name,
    '@_id': attribute(phase),
    '@_tests': cases.length,
    '@_failures': cases.filter((item) => 'failure' in item).length,
    '@_errors': cases.filter((item) => 'error' in item).length,
    '@_skipped': 0,
    testcase: cases,
  };
}

function blindCase(phase: string, name: string, language: Language): XmlNode {
  const outcome = { '@_type': 'inconclusive', '@_message': attribute(reportText('verdict.inconclusive')[language]) };
  return { '@_name': name, '@_classname': attribute(`kelisim.${phase}`), '@_time': 0, error: outcome };
}

function caseOf(cell: Cell, run: AuditRun, { language = 'en', failOn = 'error', known }: JunitOptions): XmlNode {
  const message = reportText(`verdict.${cell.verdict}`)[language];
  const text = detailsOf(cell, run, language);
  const base = {
    '@_name': attribute(vendorName(cell, run.facts)[language]),
    '@_classname': attribute(`kelisim.${cell.phase}`),
    '@_time': 0,
  };
  const outcome = { '@_type': cell.verdict, '@_message': attribute(message), '#text': plainText(text, 20_000) };
  if (isUnsure(cell)) return { ...base, error: outcome };
  const isKnown = known !== undefined && cell.findings.length > 0 && cell.findings.every((id) => known.has(id));
  const isBad = SEVERITIES.indexOf(cell.severity) >= Math.max(1, SEVERITIES.indexOf(failOn));
  if (isBad && !isKnown) return { ...base, failure: outcome };
  return text ? { ...base, 'system-out': plainText(text, 20_000) } : base;
}

function detailsOf(cell: Cell, run: AuditRun, language: Language): string {
  return run.judgement.findings
    .filter(({ id }) => cell.findings.includes(id))
    .map((finding) => {
      const words = findingWords(finding, run);
      return [
        words.found[language],
        words.why[language],
        ...words.names.map((name) => oneName(name)[language]),
        finding.place ? placeText(finding.place) : finding.page,
        ...words.fixes.flatMap(({ sentence, fix }) => [sentence[language], fix.after ?? '']),
      ]
        .filter(Boolean)
        .join('\n');
    })
    .join('\n\n');
}

/** The builder escapes; line ends in an attribute would be read as spaces. */
function attribute(text: string): string {
  return plainText(text.replace(/\s+/g, ' '), 300);
}
