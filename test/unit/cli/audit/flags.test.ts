/** What may be asked of `kelisim audit` and `kelisim discover`: each refusal names the option and the way out. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AuditFlags, PHASE_KINDS, readWishes } from '../../../../src/cli/audit/audit-flags.ts';
import { readDurationMs } from '../../../../src/cli/audit/read-duration.ts';
import { readVisits } from '../../../../src/cli/audit/read-visits.ts';
import type { VisitFlags } from '../../../../src/cli/audit/visit-flags.ts';

const URL = 'https://misal.kz/';
let folder: string;
let login: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kelisim-flags-'));
  login = join(folder, 'login.mjs');
  writeFileSync(login, 'export default async () => {};');
  writeFileSync(join(folder, 'login.txt'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

function refusals(flags: VisitFlags, ...urls: string[]): readonly string[] {
  const read = readVisits(urls.length ? urls : [URL], flags);
  return 'refusals' in read ? read.refusals : [];
}

describe('How the visits are made', () => {
  test('becomes options of the driver, in its units', () => {
    const flags: VisitFlags = {
      repeats: '5',
      parallel: '1',
      settle: '500ms',
      budget: '10m',
      language: 'ru',
      viewport: '360x800',
      mobile: true,
      route: ['/calculator'],
      script: login,
      accept: '#yes',
      reject: '#no',
      withdraw: ['#menu', '#off'],
      allowOrigin: ['https://id.misal.kz/'],
      browser: process.execPath,
      browserArg: ['--proxy-server=x'],
      ignoreCertificateErrors: true,
    };
    expect(readVisits([URL, 'https://www.misal.kz/kk'], flags)).toEqual({
      options: {
        urls: [URL, 'https://www.misal.kz/kk'],
        repeats: 5,
        parallel: 1,
        settleMs: 500,
        budgetMs: 600_000,
        language: 'ru',
        viewport: { width: 360, height: 800 },
        isMobile: true,
        routes: ['/calculator'],
        script: login,
        banner: { accept: '#yes', reject: '#no', withdraw: ['#menu', '#off'] },
        allowOrigins: ['https://id.misal.kz'],
        browserPath: process.execPath,
        browserArgs: ['--proxy-server=x'],
        ignoreCertificateErrors: true,
      },
    });
  });

  test('says nothing of what was not asked for: the driver has its own defaults', () => {
    expect(readVisits([URL], {})).toEqual({ options: { urls: [URL] } });
  });

  test.each<[VisitFlags, RegExp]>([
    [{ repeats: '0' }, /--repeats 0: write a number from 1 to 20/],
    [{ repeats: '21' }, /from 1 to 20/],
    [{ repeats: 'three' }, /from 1 to 20/],
    [{ parallel: '9' }, /--parallel 9: .*1 to 8/],
    [{ settle: '8 seconds' }, /--settle 8 seconds: .*500ms to 60s/],
    [{ settle: '2m' }, /500ms to 60s/],
    [{ budget: '5s' }, /--budget 5s: .*10s to 120m/],
    [{ language: 'de' }, /--language de: the languages are kk, ru, en/],
    [{ viewport: '1280' }, /--viewport 1280: .*as 1280x800/],
    [{ viewport: '100x800' }, /from 240 to 4000/],
    [{ route: ['calculator'] }, /--route calculator: .*starts with one \//],
    [{ route: ['//evil.example'] }, /starts with one \//],
    [{ accept: ' ' }, /--accept is empty: write a CSS selector/],
    [{ withdraw: ['#a', ''] }, /--withdraw is empty/],
    [{ allowOrigin: ['id.misal.kz'] }, /--allow-origin id\.misal\.kz: .*as https:\/\/id\.example\.kz/],
    [{ allowOrigin: ['https://id.misal.kz/login'] }, /scheme and host alone/],
    [{ script: '/nowhere/login.mjs' }, /--script \/nowhere\/login\.mjs: no such file/],
    [{ browser: '/nowhere/chrome' }, /--browser \/nowhere\/chrome: no such file/],
    [{ browserArg: ['proxy'] }, /--browser-arg proxy: .*starts with --/],
  ])('refuses %o', (flags, why) => {
    expect(refusals(flags)).toEqual([expect.stringMatching(why)]);
  });

  test('refuses a script that is no module', () => {
    expect(refusals({ script: join(folder, 'login.txt') })).toEqual([
      expect.stringMatching(/ends in \.js, \.mjs or \.ts/),
    ]);
  });

  test.each<[string[], RegExp]>([
    [['misal.kz'], /^misal\.kz: write the whole address, as https:\/\/misal\.kz\.$/],
    [['file:///tmp/x.html'], /write the whole address/],
    [['https://misal.kz', 'https://other.kz/'], /are two sites/],
    [Array.from({ length: 51 }, () => URL), /51 addresses: 50 at once are enough/],
  ])('refuses the addresses %j', (urls, why) => {
    expect(refusals({}, ...urls)).toEqual([expect.stringMatching(why)]);
  });

  test('takes loopback addresses and ports, for test servers', () => {
    expect(refusals({}, 'http://localhost:8080/', 'http://localhost:8080/apply')).toEqual([]);
    expect(refusals({}, 'http://127.0.0.1:8080/')).toEqual([]);
  });

  test('names all that is wrong at once', () => {
    expect(refusals({ repeats: '0', language: 'de' }, 'misal.kz')).toHaveLength(3);
  });
});

test.each([
  ['8', 8_000],
  ['1.5s', 1_500],
  ['500ms', 500],
  ['2m', 120_000],
  ['1h', null],
  ['', null],
  ['-1', null],
])('The time %j is %s ms.', (text, ms) => {
  expect(readDurationMs(text)).toBe(ms);
});

describe('What comes of them', () => {
  const wishesOf = (flags: AuditFlags) => {
    const read = readWishes(flags);
    return 'wishes' in read ? read.wishes : read.refusals;
  };

  test('is all phases, all reports and failing on errors, when nothing is said', () => {
    expect(wishesOf({})).toEqual({ formats: ['html', 'json', 'junit', 'markdown'], failOn: 'error' });
  });

  test('takes phases in any order, once each, and makes them in theirs', () => {
    expect(wishesOf({ phases: 'withdraw, reject,reject' })).toMatchObject({ phases: ['reject', 'withdraw'] });
    expect(wishesOf({ phases: 'main,gpc' })).toMatchObject({
      phases: ['no-choice', 'reject', 'accept', 'only', 'withdraw', 'gpc'],
    });
    expect(wishesOf({ phases: 'all' })).toMatchObject({ phases: PHASE_KINDS });
  });

  test('takes some reports only', () => {
    expect(wishesOf({ out: 'x', format: 'junit,html' })).toMatchObject({ formats: ['junit', 'html'] });
  });

  test.each<[AuditFlags, RegExp]>([
    [{ phases: 'P1' }, /--phases P1: write some of no-choice, reject, accept/],
    [{ phases: 'constructor' }, /--phases constructor/],
    [{ phases: '' }, /--phases/],
    [{ out: 'x', format: 'pdf' }, /--format pdf: write some of html, json, junit, markdown/],
    [{ format: 'html' }, /--format says which files are written; add --out/],
    [{ failOn: 'fatal' }, /--fail-on fatal: write error, warning, note or never/],
    [{ failOnNew: true }, /--fail-on-new compares with an earlier report; add --baseline/],
    [{ failOnNew: true, baseline: 'x', failOn: 'never' }, /leave one of them out/],
    [{ raw: true }, /--raw .*add --out or --json/],
  ])('refuses %o', (flags, why) => {
    expect(wishesOf(flags)).toEqual([expect.stringMatching(why)]);
  });
});
