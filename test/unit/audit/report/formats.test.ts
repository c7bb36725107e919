/** What the JSON, JUnit and Markdown reports say of a run, and what a comparison with an earlier one finds. */
import Ajv from 'ajv';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import * as v from 'valibot';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { AuditRun } from '../../../../src/audit/audit-run.ts';
import { auditResult } from '../../../../src/audit/report/audit-result.ts';
import { compareFindings } from '../../../../src/audit/report/compare-findings.ts';
import { renderHtml } from '../../../../src/audit/report/html/render-html.ts';
import { type AuditReport, renderJson } from '../../../../src/audit/report/render-json.ts';
import { renderJunit } from '../../../../src/audit/report/render-junit.ts';
import { renderMarkdown } from '../../../../src/audit/report/render-markdown.ts';
import { auditReportSchema, type CheckedAuditReport } from '../../../../src/core/schema/audit-report.ts';
import { auditJsonSchema } from '../../../../tools/audit-json-schema.ts';
import { cleanRun, sampleRun } from './sample-run.ts';

const validate = new Ajv({ allErrors: true, strict: false }).compile(auditJsonSchema());

describe('The JSON report', () => {
  test.each([
    ['redacted', renderJson(sampleRun())],
    ['raw', renderJson(sampleRun(), { raw: true })],
    ['of a clean site', renderJson(cleanRun())],
    ['of nothing', renderJson(sampleRun({ observations: [], judgement: { cells: [], findings: [] }, phases: [] }))],
  ])('%s fits the published schema and the validator', (_, text) => {
    const report: unknown = JSON.parse(text);
    expect(validate(report), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(v.safeParse(auditReportSchema, report).success).toBe(true);
  });

  test.each([
    ['another version', { version: 2 }],
    ['no word on redaction', { redacted: undefined }],
    ['a date in words', { startedAt: 'вчера' }],
    [
      'a verdict of nobody',
      { judgement: { cells: [{ ...sampleRun().judgement.cells[0], verdict: 'fine' }], findings: [] } },
    ],
    ['a phase without a kind', { phases: [{ id: 'x' }] }],
    ['a count below nought', { repeats: 0 }],
  ])('with %s fits neither', (_, change) => {
    const report: unknown = JSON.parse(
      JSON.stringify({ ...(JSON.parse(renderJson(sampleRun())) as object), ...change }),
    );
    expect(validate(report)).toBe(false);
    expect(v.safeParse(auditReportSchema, report).success).toBe(false);
  });

  test('is, by its types, what the schema says, and loses nothing when it is read', () => {
    expectTypeOf<AuditReport>().toExtend<Readonly<CheckedAuditReport> | AuditReport>();
    type Fields<T> = keyof T;
    expectTypeOf<Fields<CheckedAuditReport>>().toEqualTypeOf<Fields<AuditReport>>();
    expectTypeOf<Fields<CheckedAuditReport['observations'][number]>>().toEqualTypeOf<
      Fields<AuditRun['observations'][number]>
    >();
    expectTypeOf<Fields<CheckedAuditReport['judgement']['findings'][number]>>().toEqualTypeOf<
      Fields<AuditRun['judgement']['findings'][number]>
    >();
    const report: unknown = JSON.parse(renderJson(sampleRun()));
    expect(v.parse(auditReportSchema, report)).toEqual(report);
  });

  test('has words for each of its fields in the published schema', () => {
    const { properties } = auditJsonSchema() as { properties: Record<string, { description?: string }> };
    for (const name of Object.keys(auditReportSchema.entries))
      expect(properties[name]?.description, name).toMatch(/\.$/);
  });
});

interface Case {
  readonly '@_name': string;
  readonly failure?: { readonly '@_type': string; readonly '#text': string };
  readonly error?: object;
  readonly skipped?: unknown;
}
interface Suite {
  readonly '@_id': string;
  readonly '@_tests': string;
  readonly '@_failures': string;
  readonly '@_errors': string;
  readonly testcase: readonly Case[];
}

function suitesOf(xml: string): Suite[] {
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    isArray: (name) => name === 'testsuite' || name === 'testcase',
  });
  return (parser.parse(xml) as { testsuites: { testsuite: Suite[] } }).testsuites.testsuite;
}

describe('The JUnit report', () => {
  test('has a suite per phase and a case per service, failing from the asked severity on', () => {
    const run = sampleRun();
    for (const failOn of ['note', 'warning', 'error'] as const) {
      const cases = suitesOf(renderJunit(run, { failOn })).flatMap(({ testcase }) => testcase);
      expect(cases).toHaveLength(run.judgement.cells.length);
      const order = ['none', 'note', 'warning', 'error'];
      const bad = run.judgement.cells.filter(
        ({ severity, verdict }) => verdict !== 'inconclusive' && order.indexOf(severity) >= order.indexOf(failOn),
      );
      expect(cases.filter(({ failure }) => failure)).toHaveLength(bad.length);
    }
  });

  test('calls what is not certain an error: it is neither passed nor skipped', () => {
    const suites = suitesOf(renderJunit(sampleRun()));
    const gpc = suites.find((suite) => suite['@_id'] === 'gpc');
    const unsure = gpc?.testcase.find(({ error }) => error);
    expect(unsure?.['@_name']).toContain('Microsoft');
    expect(gpc?.['@_errors']).toBe('1');
    expect(suites.flatMap(({ testcase }) => testcase).every(({ skipped }) => skipped === undefined)).toBe(true);
  });

  test('says why and what to paste, and does not fail for what the baseline knows', () => {
    const run = sampleRun();
    const failures = suitesOf(renderJunit(run)).flatMap(({ testcase }) =>
      testcase.flatMap(({ failure }) => failure ?? []),
    );
    expect(failures[0]?.['#text']).toContain('<script type="text/plain" data-kelisim="meta-pixel"');
    const known = new Set(run.judgement.findings.map(({ id }) => id));
    expect(renderJunit(run, { known })).not.toContain('<failure');
    expect(renderJunit(run, { known: new Set([...known].slice(1)) })).toContain('<failure');
  });

  test('stays XML whatever a page calls its things', () => {
    const run = sampleRun();
    const odd = ']]>&<"\u0000\u0008\ud800\ufffe\u202e';
    const cells = run.judgement.cells.map((cell) => ({ ...cell, vendor: '', host: odd }));
    const findings = run.judgement.findings.map((finding) => ({
      ...finding,
      vendor: '',
      host: odd,
      element: odd,
      names: { [odd]: odd },
    }));
    suitesOf(renderJunit({ ...run, judgement: { cells, findings } }));
  });
});

describe('The Markdown summary', () => {
  test('answers first whether data went anywhere without consent, in each language', () => {
    expect(renderMarkdown(sampleRun(), 'en').split('\n')[2]).toMatch(
      /^\*\*There are faults\.\*\* Without .*Meta Pixel/,
    );
    expect(renderMarkdown(sampleRun(), 'ru').split('\n')[2]).toMatch(
      /^\*\*Есть ошибки\.\*\* Без согласия .*Meta Pixel/,
    );
    expect(renderMarkdown(sampleRun(), 'kk').split('\n')[2]).toMatch(
      /^\*\*Қателер бар\.\*\* .*келісімінсіз.*Meta Pixel/,
    );
    expect(renderMarkdown(cleanRun(), 'ru').split('\n')[2]).toMatch(/^\*\*Как и должно быть\.\*\* .* ни один сервис/);
  });

  test('never says that all is well when nothing was seen or not everything is certain', () => {
    const run = cleanRun();
    const broken = run.observations.map((observation) => ({
      ...observation,
      troubles: [{ atMs: 1, code: 'navigation', detail: '', isFatal: true }],
    }));
    expect(auditResult({ ...run, observations: broken }).state).toBe('nothing');
    expect(renderMarkdown({ ...run, observations: broken }, 'en')).toContain('Nothing could be observed');
    // Of a site of which nothing is known beforehand there are no cells then.
    const blind = { ...run, observations: broken, judgement: { cells: [], findings: [] } };
    expect(renderMarkdown(blind, 'en')).toContain('- ? **No choice**: not certain');
    expect(renderMarkdown(blind, 'en')).not.toContain('**: as expected');
    const rows = renderHtml(blind, 'en').match(/<td role="cell" class="is-\w+">/g) ?? [];
    expect(new Set(rows)).toEqual(new Set(['<td role="cell" class="is-unsure">']));
    expect(renderJunit(blind)).toMatch(/<testsuite name="No choice" id="no-choice" tests="1" failures="0" errors="1"/);
    const cells = run.judgement.cells.map((cell, i) => (i ? cell : { ...cell, verdict: 'inconclusive' as const }));
    const unsure = { ...run, judgement: { cells, findings: [] } };
    expect(auditResult(unsure).state).toBe('unsure');
    expect(renderMarkdown(unsure, 'en')).toContain('not everything could be established');
  });

  test('counts a visit that was cut short as not certain, and not as a warning, where it left no cell', () => {
    const run = cleanRun();
    const [found] = sampleRun().judgement.findings;
    const names = { trouble: 'login', detail: '/login' };
    const doubt = {
      ...found!,
      verdict: 'inconclusive',
      severity: 'warning',
      cause: 'trouble',
      vendor: '',
      names,
    } as const;
    const result = auditResult({ ...run, judgement: { ...run.judgement, findings: [doubt] } });
    expect(result.state).toBe('unsure');
    expect(result.counts.en).toMatch(/warnings: 0.*not certain: 1/i);
    expect(result.sentence.en).toContain('not everything could be established');
  });

  test('keeps strangers’ text from becoming markup', () => {
    const run = sampleRun();
    const odd = '](javascript:x)<b>`a``|_*#\n# boo';
    const findings = run.judgement.findings.map((finding) => ({
      ...finding,
      vendor: '',
      host: odd,
      names: { cookies: odd },
      fixes: [{ code: 'add-host' as const, after: 'x\n````\n# boo' }],
    }));
    const text = renderMarkdown({ ...run, judgement: { cells: [], findings } }, 'en');
    expect(text).toContain('`````\nx\n````\n# boo\n`````');
    const outside = text.replace(/^(`{3,})\n[^]*?\n\1$/gm, '').replace(/(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)/g, '');
    expect(outside).toContain('\\](javascript:x)\\<b\\>');
    expect(outside).not.toMatch(/[^\\][<\]]|^# boo/m);
  });
});

describe('A comparison with an earlier report', () => {
  test('tells new, known and fixed findings apart by their ids', () => {
    const [first, second, third] = sampleRun().judgement.findings;
    if (!first || !second || !third) throw new Error('the sample has findings');
    const baseline = { ...sampleRun(), judgement: { cells: [], findings: [first, second] } };
    const comparison = compareFindings([second, third], baseline);
    expect(comparison).toEqual({ added: [third], known: [second], fixed: [first], baselineAt: baseline.startedAt });
    expect(compareFindings([second, third], [first, second])).toEqual({ ...comparison, baselineAt: '' });
  });

  test('is said in the summary', () => {
    const run = sampleRun();
    const comparison = compareFindings(run.judgement.findings, {
      ...run,
      judgement: { findings: run.judgement.findings.slice(2) },
    });
    const text = renderMarkdown(run, 'en', { comparison });
    expect(text).toContain('new 2, known before 10, fixed 0');
    expect(text).toContain('(new): Meta Pixel');
  });
});
