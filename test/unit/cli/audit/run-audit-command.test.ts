/** A whole run of `kelisim audit` and `kelisim discover` with a driver made by hand: what is said, written and answered. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AuditOptions } from '../../../../src/audit/audit-options.ts';
import type { AuditRun } from '../../../../src/audit/audit-run.ts';
import type { AuditFlags } from '../../../../src/cli/audit/audit-flags.ts';
import { type LoadDriver, loadWith } from '../../../../src/cli/audit/load-driver.ts';
import { runAuditCommand } from '../../../../src/cli/audit/run-audit-command.ts';
import { runDiscover } from '../../../../src/cli/audit/run-discover.ts';
import type { Language } from '../../../../src/core/language.ts';
import { auditRun, cell, finding, observation, PAGE, request } from '../../audit/observed.ts';
import { rightConfig } from '../check/right-site.ts';

class CannotObserve extends Error {}

const PIXEL = request('https://connect.facebook.net/en_US/fbevents.js');
let folder: string;
let out: string;
let error: string;
let asked: AuditOptions | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kelisim-run-'));
  out = error = '';
  asked = undefined;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((error += String(text)), true));
  process.exitCode = undefined;
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

function driving(run: AuditRun | Error): LoadDriver {
  return async () => ({
    CannotObserve,
    runAudit: async (options, tell) => {
      asked = options;
      tell?.({ kind: 'planned', visits: 1 });
      if (run instanceof Error) throw run;
      tell?.({ kind: 'visited', phase: 'no-choice', repeat: 1, url: PAGE });
      return { ...run, language: options.language ?? 'kk' };
    },
  });
}

async function audit(run: AuditRun | Error, flags: AuditFlags = {}): Promise<number | string | null | undefined> {
  await runAuditCommand([PAGE], { language: 'en', ...flags }, driving(run));
  return process.exitCode;
}

const leaked = auditRun({
  judgement: {
    cells: [
      cell({ verdict: 'leaked', severity: 'error', requests: 1, findings: ['0123456789ab'] }),
      cell({ phase: 'accept', verdict: 'ok-fired', requests: 1 }),
    ],
    findings: [finding()],
  },
  observations: [observation('no-choice', { requests: [PIXEL] }), observation('accept', { requests: [PIXEL] })],
  skipped: [{ phase: 'withdraw', why: 'no-withdrawal' }],
});
const clean = auditRun({
  judgement: { cells: [cell(), cell({ phase: 'accept', verdict: 'ok-fired' })], findings: [] },
});

describe('kelisim audit', () => {
  test('says each finding in a paragraph: what, why, where, when, what to do, and what to paste', async () => {
    expect(await audit(leaked)).toBe(1);
    const [paragraph = ''] = out.split('\n\n');
    expect(paragraph.split('\n')).toEqual([
      '✗ Fault. Meta Pixel: a request went out or something was stored, although the visitor had not agreed. Its tag stands in the page above the Kelisim script, so it ran before anything could hold it.',
      '  Place: https://misal.kz/:5:3',
      '  Seen in: No choice',
      '  → What to do: Move the tag below the Kelisim script.',
      '    Now:',
      '      <script src="a">',
      '    Put this instead:',
      '      <script type="text/plain" data-kelisim="meta-pixel" src="a">',
    ]);
  });

  test('shows vendors by phases in words, what was not tested, and ends with the result', async () => {
    await audit(leaked);
    expect(out).toMatch(/^Service +No choice +Accepted all$/m);
    expect(out).toMatch(/^Meta Pixel +✗ SENT +✓ fired$/m);
    expect(out).toContain('– Withdrew: not tested. No place to withdraw the consent was found on the page.');
    expect(out.trim().split('\n').slice(-2)[0]).toBe(
      'There are faults. Without the visitor’s consent, data went to: Meta Pixel.',
    );
  });

  test.each<[Language, RegExp]>([
    ['kk', /^✗ Қате\. Meta Pixel: .*\n {2}\S+: https:\/\/misal\.kz\/:5:3$/m],
    ['ru', /^✗ Ошибка\. Meta Pixel: .*\n {2}\S+: https:\/\/misal\.kz\/:5:3$/m],
  ])('says all of it in the language that was asked for (%s), and no word of English', async (language, paragraph) => {
    await audit(leaked, { language });
    expect(out).toMatch(paragraph);
    const own = out.replace(
      /<script[^>]*>|https:\S+|Meta Pixel|Kelisim|data-kelisim|site\.json|head|type|\bcookie\b/g,
      '',
    );
    expect(own).not.toMatch(/[A-Za-z]{3,}/);
  });

  test('speaks Kazakh when nothing is said', async () => {
    await audit(clean, { language: undefined } as unknown as AuditFlags);
    expect(asked?.language).toBeUndefined();
    expect(out).toMatch(/[әғқңөұүһі]/);
  });

  test('is silent on findings of a clean site, and answers 0', async () => {
    expect(await audit(clean)).toBe(0);
    expect(out).toMatch(/^Service/);
    expect(out).toContain('In the phases tested, no service that needs consent received data without it.');
  });

  test('writes the reports that were asked for, beside the folder for the pictures', async () => {
    await audit(leaked, { out: join(folder, 'a/b') });
    for (const file of ['report.html', 'report.json', 'junit.xml', 'summary.md'])
      expect(existsSync(join(folder, 'a/b', file)), file).toBe(true);
    expect(asked?.screenshotsDir).toBe(join(folder, 'a/b/screenshots'));
    expect(error).toContain('report.html, report.json, junit.xml, summary.md');
    await audit(leaked, { out: join(folder, 'c'), format: 'markdown' });
    expect(existsSync(join(folder, 'c/summary.md'))).toBe(true);
    expect(existsSync(join(folder, 'c/report.html'))).toBe(false);
  });

  test('compares with an earlier report, which it reads as it wrote it: known findings fail only without --fail-on-new', async () => {
    await audit(leaked, { out: folder });
    const baseline = join(folder, 'report.json');
    out = '';
    expect(await audit(leaked, { baseline })).toBe(1);
    expect(out).toContain('✗ Fault (known before). Meta Pixel');
    expect(out).toContain('new 0, known before 1, fixed 0');
    expect(await audit(leaked, { baseline, failOnNew: true })).toBe(0);
    const two = auditRun({
      ...leaked,
      judgement: { ...leaked.judgement, findings: [finding(), finding({ id: 'ffffffffffff', vendor: 'hotjar' })] },
    });
    out = '';
    expect(await audit(two, { baseline, failOnNew: true, out: join(folder, 'two') })).toBe(1);
    expect(out).toContain('✗ Fault (new). Hotjar');
  });

  test('prints the report itself with --json, and nothing else on the standard output', async () => {
    await audit(leaked, { json: true });
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      redacted: true,
      judgement: { findings: [{ id: '0123456789ab' }] },
    });
    out = '';
    await audit(leaked, { json: true, raw: true });
    expect(JSON.parse(out)).toMatchObject({ redacted: false });
  });

  test('makes errors of unknown hosts with --strict', async () => {
    const unlisted = finding({
      verdict: 'unlisted',
      severity: 'warning',
      vendor: '',
      host: 'x.example',
      cause: 'not-in-catalogue',
    });
    const run = auditRun({ judgement: { cells: [], findings: [unlisted] } });
    expect(await audit(run)).toBe(0);
    expect(await audit(run, { strict: true })).toBe(1);
  });

  test('lets no escape sequence of a page reach the terminal', async () => {
    const evil = '\u001B[2Jx';
    const place = { url: `https://misal.kz/${evil}`, line: 1, column: 1, inFunction: evil };
    await audit(
      auditRun({
        judgement: {
          cells: [],
          findings: [
            finding({
              place,
              host: evil,
              vendor: '',
              names: { cookie: evil },
              fixes: [{ code: 'mark', before: evil, after: evil, names: { tag: evil } }],
            }),
          ],
        },
      }),
    );
    expect(out).not.toContain('\u001B');
  });

  test('gives the driver what the config says of the site', async () => {
    const config = join(folder, 'site.json');
    writeFileSync(config, JSON.stringify(rightConfig()));
    await audit(clean, { config, phases: 'reject,no-choice' });
    expect(asked).toMatchObject({
      urls: [PAGE],
      phases: ['no-choice', 'reject'],
      facts: { source: 'config', operators: [{ bin: '001440000016' }], serviceNames: { 'own-chat': { ru: 'Chat' } } },
    });
  });

  test('answers 4 with the reason when nothing could be observed, and lets nobody take it for a report', async () => {
    expect(await audit(new CannotObserve('https://misal.kz/ does not answer.'), { out: folder })).toBe(4);
    expect([out, error]).toEqual(['', 'https://misal.kz/ does not answer.\n']);
    expect(existsSync(join(folder, 'report.json'))).toBe(false);
  });

  test('hides no fault of its own behind an exit code', async () => {
    await expect(audit(new TypeError('a bug'))).rejects.toThrow('a bug');
  });

  test('answers 3 before anything is visited, and names all that is wrong', async () => {
    expect(await audit(clean, { repeats: '0', failOn: 'x', config: 'none.json', baseline: 'none.json' })).toBe(3);
    expect(error.trim().split('\n')).toHaveLength(4);
    expect(asked).toBeUndefined();
    writeFileSync(join(folder, 'file'), '');
    error = '';
    expect(await audit(clean, { out: join(folder, 'file/x') })).toBe(3);
    expect(error).toMatch(/--out .*cannot be written to \(ENOTDIR\); name a folder/);
  });

  test('says in one sentence that playwright-core is missing, and how to get it; other trouble in loading it is not hidden', async () => {
    const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
    await runAuditCommand([PAGE], {}, () => loadWith(() => Promise.reject(missing)));
    expect(process.exitCode).toBe(3);
    expect(error).toContain('npm install playwright-core');
    expect(error.trim().split('\n')).toHaveLength(1);
    await expect(loadWith(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});

describe('kelisim discover', () => {
  const seen = auditRun({ observations: [observation('no-choice'), observation('accept', { requests: [PIXEL] })] });
  const discover = async (run: AuditRun | Error, flags: Parameters<typeof runDiscover>[1] = {}) => {
    await runDiscover([PAGE], flags, driving(run));
    return process.exitCode;
  };

  test('prints the config alone on the standard output, and the words beside it', async () => {
    expect(await discover(seen)).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ version: 1, site: 'misal', services: [{ vendor: 'meta-pixel' }] });
    expect(error).toContain('operators[0].bin: its BIN');
    expect(asked).toMatchObject({ phases: ['no-choice', 'accept'], repeats: 1 });
  });

  test('writes it to a file, never over another one unless told so', async () => {
    const file = join(folder, 'site.json');
    expect(await discover(seen, { out: file })).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ site: 'misal' });
    expect(out).toContain('meta-pixel');
    expect(await discover(seen, { out: file })).toBe(3);
    expect(error).toMatch(/is there already; give another name, or add --force/);
    process.exitCode = undefined;
    expect(await discover(seen, { out: file, force: true })).toBe(0);
    expect(await discover(seen, { force: true })).toBe(3);
  });

  test('answers 1 where a config differs, and 0 where it does not', async () => {
    const config = join(folder, 'site.json');
    const bare = { ...rightConfig(), categories: [], hosts: {}, sync: { endpoint: 'https://consent.misal.kz' } };
    writeFileSync(config, JSON.stringify({ ...bare, services: [{ vendor: 'meta-pixel' }] }));
    expect(await discover(seen, { config })).toBe(0);
    expect(out).toContain('0 new, 0 not seen any more, 0 different');
    writeFileSync(config, JSON.stringify({ ...bare, services: [{ vendor: 'jivochat' }] }));
    out = '';
    expect(await discover(seen, { config, json: true })).toBe(1);
    const { comparison } = JSON.parse(out) as { comparison: { differences: { kind: string; name: string }[] } };
    expect(comparison.differences.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'new-service meta-pixel',
      'gone-service jivochat',
    ]);
  });

  test('answers 2 where "accept all" could not be tried, unless there is no notice at all', async () => {
    const skipped = (why: string) => auditRun({ ...seen, skipped: [{ phase: 'accept', why }] });
    expect(await discover(skipped('no-accept'))).toBe(2);
    expect(error).toContain('Not everything could be seen: accept');
    error = '';
    expect(await discover(skipped('no-banner'))).toBe(0);
    expect(error).toContain('No notice was found on the page');
  });

  test('answers 4 when nothing could be observed, 3 when it is asked wrongly', async () => {
    expect(await discover(new CannotObserve('no browser'))).toBe(4);
    expect(await discover(seen, { settle: 'x' })).toBe(3);
  });
});
