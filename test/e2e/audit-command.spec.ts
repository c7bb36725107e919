/**
 * The audit as an owner runs it: the built command line against the demonstration sites, with a browser of its own that it starts itself.
 * Few phases, one visit each: what the phases and verdicts can do is shown elsewhere; here the whole chain from the options to the exit code.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import type { AuditRun } from '../../src/audit/audit-run.ts';
import type { SiteConfig } from '../../src/core/config.ts';
import { CHROMIUM_FLAGS } from '../../tools/chromium-flags.ts';
import { browsersFromEnvironment } from '../../tools/find-browsers.ts';
import { expect, test as story } from './story.ts';

const ROOT = join(import.meta.dirname, '../..');
const BIN = join(ROOT, 'dist/cli/kelisim.js');
const CONFIG = join(ROOT, 'demo/jetfin/site.json');
const JETFIN = 'https://jetfin.kz/';
/** Two busy cores, a browser of its own, several page views. */
const RUN_MS = 120_000;
const QUICK = ['--repeats', '1', '--settle', '4s', '--language', 'en'];
const PIXEL = '<script async src="https://connect.facebook.net/en_US/fbevents.js"></script>';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

interface CommandLine {
  readonly folder: string;
  /** In a browser that reaches the stand-in only. */
  readonly kelisim: (...args: readonly string[]) => Promise<Ran>;
}

const test = story.extend<CommandLine>({
  folder: async ({ playwright: _ }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'kelisim-audit-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
  kelisim: async ({ world, folder }, use) => {
    const flags = [...CHROMIUM_FLAGS, ...world.standIn.chromiumFlags].flatMap((flag) => ['--browser-arg', flag]);
    const { chromium } = browsersFromEnvironment();
    const browser = [...(chromium === null ? [] : ['--browser', chromium]), ...flags];
    await use(
      (command, ...args) =>
        new Promise((resolve) => {
          execFile(execPath, [BIN, command!, ...args, ...browser], { cwd: folder }, (problem, out, error) => {
            resolve({ code: problem ? Number(problem.code) : 0, out, error });
          });
        }),
    );
  },
});

test.describe.configure({ timeout: RUN_MS });

test('The owner of jetfin.kz audits the site: nothing reached anybody without consent, everything fires after it, and the reports lie in the folder.', async ({
  serve,
  kelisim,
  folder,
  proof,
  collector,
}) => {
  serve('jetfin');
  const asked = ['--config', CONFIG, '--phases', 'no-choice,accept', '--out', 'audit', ...QUICK];
  const { code, out, error } = await kelisim('audit', JETFIN, ...asked);
  expect(error).toContain('/2 no-choice (1) https://jetfin.kz/');
  expect(out).toContain('no service that needs consent received data without it');
  expect(out).toMatch(/Meta Pixel +✓ stopped +✓ fired/);
  expect(code, out + error).toBe(0);
  // The vendors' side agrees: accept all was really clicked.
  expect(proof.vendors()).toContain('meta-pixel');
  expect(readdirSync(join(folder, 'audit')).sort()).toEqual([
    'junit.xml',
    'report.html',
    'report.json',
    'screenshots',
    'summary.md',
  ]);
  expect(readdirSync(join(folder, 'audit/screenshots')).length).toBeGreaterThan(0);
  const run = JSON.parse(readFileSync(join(folder, 'audit/report.json'), 'utf8')) as AuditRun;
  expect(run.facts.operators?.[0]?.bin).toBe('180940010094');
  expect(run.judgement.findings).toEqual([]);
  expect(readFileSync(join(folder, 'audit/junit.xml'), 'utf8')).toContain('failures="0"');
  const html = readFileSync(join(folder, 'audit/report.html'), 'utf8');
  for (const part of ['Meta Pixel', 'Mogo Kazakhstan', 'data:image/webp;base64,']) expect(html).toContain(part);
  const records = collector.records();
  expect(records.length).toBeGreaterThan(0);
  for (const record of records) expect(record).toMatchObject({ test: true });
});

test('Somebody pastes a pixel above the Kelisim script: the audit fails, names line and remedy; with the report as baseline only what is new fails.', async ({
  serve,
  kelisim,
  folder,
}) => {
  const agents: string[] = [];
  serve('jetfin', {
    change: (html) => html.replace('<meta charset="utf-8">', `<meta charset="utf-8">\n  ${PIXEL}`),
    middleware: (incoming, _outgoing, next) => {
      agents.push(String(incoming.headers['user-agent']));
      next();
    },
  });
  const asked = ['--config', CONFIG, '--phases', 'no-choice', '--format', 'json', ...QUICK, '--settle', '2s'];
  const found = await kelisim('audit', JETFIN, ...asked, '--out', 'before');
  expect(found.code, found.out + found.error).toBe(1);
  expect(found.out).toContain('Meta Pixel');
  expect(found.out).toContain('Its tag stands in the page above the Kelisim script');
  expect(found.out).toContain('Place: https://jetfin.kz/:5:');
  expect(found.out).toContain(PIXEL);
  expect(found.out).toContain('<script type="text/plain" data-kelisim="meta-pixel"');
  expect(readdirSync(join(folder, 'before')).sort()).toEqual(['report.json', 'screenshots']);

  expect(agents.filter((agent) => agent.includes('Mobile'))).toEqual([]);

  const compared = ['--baseline', 'before/report.json', '--fail-on-new', '--mobile'];
  const known = await kelisim('audit', JETFIN, ...asked, '--out', 'after', ...compared);
  expect(known.out).toContain('(known before)');
  expect(known.code, known.out + known.error).toBe(0);
  expect(agents.at(-1)).toContain('Android');
});

test('The owner of a site without Kelisim gets a config proposed; where Kelisim and a config are, nothing differs but what was pasted since.', async ({
  serve,
  kelisim,
  folder,
}) => {
  serve('jetfin', { level: 'none' });
  const stranger = '<script src="https://new.example/t.js?a=1"></script>';
  serve('kengo', { change: (html) => html.replace('</body>', `${stranger}</body>`) });
  const compared = ['--config', join(ROOT, 'demo/kengo/site.json'), ...QUICK];
  const [first, later] = await Promise.all([
    kelisim('discover', JETFIN, '--out', 'site.json', ...QUICK),
    kelisim('discover', 'https://kengo.kz/', ...compared),
  ]);

  expect(first.code, first.out + first.error).toBe(0);
  const config = JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8')) as SiteConfig;
  expect(config.services).toContainEqual({
    vendor: 'google-tag-manager',
    contains: ['google-analytics-4', 'google-ads'],
    ids: ['GTM-DEMO001'],
  });
  expect(config.services).toContainEqual({ vendor: 'meta-pixel', ids: ['100000000000001'] });
  expect(config.operators[0]?.bin).toBe('');
  expect(first.out).toMatch(/policy\.url\.ru: .*\n +seen: https:\/\/jetfin\.kz\/policy\//);
  const checked = await kelisimAlone('check', join(folder, 'site.json'));
  expect(checked.out).toContain('operators[0].bin');

  expect(later.out).toMatch(/^new +services: new-example was seen/m);
  expect(later.out).toContain('site.json: 1 new, ');
  expect(later.code).toBe(1);
});

test('What cannot work is said with the remedy before anything is visited, and a site that does not answer is no clean site.', async ({
  world,
  trouble,
  kelisim,
  folder,
}) => {
  world.standIn.clear();
  const wrong = await kelisim('audit', 'jetfin.kz', '--fail-on', 'fatal', '--out', 'audit');
  expect(wrong).toMatchObject({ code: 3, out: '' });
  expect(wrong.error).toContain('jetfin.kz: write the whole address, as https://jetfin.kz.');
  expect(wrong.error).toContain('--fail-on fatal: write error, warning, note or never.');
  expect(await kelisim('audit', JETFIN, '--fail-onn', 'error')).toMatchObject({ code: 3 });
  expect(await kelisim('discover')).toMatchObject({ code: 3 });
  expect(existsSync(join(folder, 'audit'))).toBe(false);
  expect(world.standIn.log.entries).toEqual([]);

  trouble({ host: 'jetfin.kz', abort: true });
  const dead = await kelisim('audit', JETFIN, '--phases', 'no-choice', ...QUICK);
  expect(dead.error).toContain(JETFIN);
  expect(dead).toMatchObject({ code: 4, out: '' });
});

function kelisimAlone(...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(execPath, [BIN, ...args], (problem, out, error) => {
      resolve({ code: problem ? Number(problem.code) : 0, out, error });
    });
  });
}
