/**
 * What the audit's driver sees of a site, held against what the stand-in server received, and what it says of sites that behave badly. One
 * browser per worker, as for many audits one after the other.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { AuditOptions } from '../../src/audit/audit-options.ts';
import type { AuditRun } from '../../src/audit/audit-run.ts';
import { CannotObserve } from '../../src/audit/driver/cannot-observe.ts';
import { launchBrowser, type LaunchedBrowser } from '../../src/audit/driver/launch-browser.ts';
import { runAudit } from '../../src/audit/driver/run-audit.ts';
import type { Observation, ObservedRequest } from '../../src/audit/observation.ts';
import { CHROMIUM_FLAGS } from '../../tools/chromium-flags.ts';
import { browsersFromEnvironment } from '../../tools/find-browsers.ts';
import { runAhead } from '../support/run-ahead.ts';
import { startStandIn, type StandIn } from '../support/stand-in-server.ts';
import { AUDITED, SITE, TRACKER } from './audited-site.ts';

const SETTLE_MS = 900;
/** Two visits, with all their waits at their longest, on a machine that is busy. */
const BOUND_MS = 40_000;
const MISFORTUNES_AT_A_TIME = 4;
const browserPath = browsersFromEnvironment().chromium ?? '';

interface World {
  readonly standIn: StandIn;
  readonly browser: LaunchedBrowser;
  /** The page with one of each mechanism, visited once. */
  mechanisms?: Promise<Observation>;
}

const test = base.extend<object, { world: World }>({
  world: [
    async ({ playwright: _ }, use) => {
      const standIn = await startStandIn({ pages: AUDITED });
      const browserArgs = [...CHROMIUM_FLAGS, ...standIn.chromiumFlags];
      const browser = await launchBrowser({ browserPath, browserArgs });
      await use({ standIn, browser });
      await browser.close();
      await standIn.close();
    },
    { scope: 'worker' },
  ],
});

test.describe.configure({ mode: 'parallel', timeout: 120_000 });

function audit({ browser }: World, path: string, more: Partial<AuditOptions> = {}): Promise<AuditRun> {
  const urls = [SITE + path];
  const options = { urls, phases: ['no-choice'] as const, repeats: 1, settleMs: SETTLE_MS, ...more };
  return runAudit(options, undefined, { browser });
}

async function visit(world: World, path: string, more: Partial<AuditOptions> = {}): Promise<Observation> {
  const { observations } = await audit(world, path, more);
  expect(observations).toHaveLength(1);
  return observations[0]!;
}

function codes({ troubles }: Observation): string[] {
  return [...new Set(troubles.map(({ code, isFatal }) => (isFatal ? `${code}!` : code)))].sort();
}

function mechanisms(world: World): Promise<Observation> {
  return (world.mechanisms ??= visit(world, '/mechanisms', { settleMs: 4_000 }));
}

/** Requests to the tracker, by path. */
function tracked({ requests }: Observation): Map<string, ObservedRequest> {
  const found = requests.filter(({ url }) => new URL(url).host === new URL(TRACKER).host);
  return new Map(found.map((request) => [new URL(request.url).pathname, request]));
}

// First, because it takes longest: the others are done beside it.
test('A page that hangs or crashes ends its visit, and the next visit goes on', async ({ world }) => {
  const folder = mkdtempSync(join(tmpdir(), 'kelisim-audit-'));
  const script = join(folder, 'crash.mjs');
  writeFileSync(
    script,
    'export default async (page) => { page.once("load", () => page.goto("chrome://crash").catch(() => {})); };',
  );
  const hung = await visit(world, '/hangs', { budgetMs: 14_000 });
  expect(hung.requests.map(({ url }) => url)).toContain(`${SITE}/hangs`);
  const crashed = await visit(world, '/', { script });
  expect(codes(crashed)).toContain('crash!');
  expect(codes(await visit(world, '/'))).toEqual([]);
  rmSync(folder, { recursive: true });
});

test.describe('An audit of a page with one of each mechanism', () => {
  // In one worker, where that page is visited once.
  test.describe.configure({ mode: 'default' });

  test('sees every request that the server received, from pages, frames and workers, and no other', async ({
    world,
  }) => {
    const seen = await mechanisms(world);
    const sent = tracked(seen);
    const paths = world.standIn.received('pixel.tracker.kz').map(({ path }) => path);
    expect([...sent.keys()].sort()).toEqual([...new Set(paths)].sort());
    expect([...sent.keys()].sort()).toEqual(
      [
        'async.gif',
        'beacon',
        'events',
        'fetch',
        'frame.gif',
        'parsed.gif',
        'preload.js',
        'redirected.gif',
        'service',
        'set.gif',
        'socket',
        'srcdoc.gif',
        'style.gif',
        'worker',
      ].map((name) => `/${name}`),
    );
    for (const request of sent.values()) expect(request.outcome, request.url).toBe('sent');
    expect(Object.fromEntries([...sent].map(([path, { realm }]) => [path, realm]))).toMatchObject({
      '/parsed.gif': 'page',
      '/frame.gif': 'frame',
      '/srcdoc.gif': 'frame',
      '/worker': 'worker',
      '/service': 'service-worker',
    });
    expect(sent.get('/fetch')).toMatchObject({ method: 'POST', body: 'name=value', kind: 'fetch' });
    expect(sent.get('/beacon')).toMatchObject({ method: 'POST', body: 'beaconed', kind: 'ping' });
    expect(sent.get('/socket')).toMatchObject({ kind: 'websocket' });
    expect(sent.get('/events')).toMatchObject({ kind: 'eventsource' });
    expect(sent.get('/parsed.gif')!.setCookies).toEqual([{ name: 'tracked', domain: '', lifetimeSeconds: 60 }]);
    expect(sent.get('/redirected.gif')).toMatchObject({
      redirectedFrom: [`${SITE}/go`],
      initiator: { kind: 'redirect', element: { tag: '<img src="/go" alt="">' } },
    });
  });

  test('leads each request back to the element or the line of script that began it', async ({ world }) => {
    const sent = tracked(await mechanisms(world));
    const url = `${SITE}/mechanisms`;
    const element = (path: string) => sent.get(path)?.initiator.element;
    expect(element('/parsed.gif')).toMatchObject({
      tag: `<img src="${TRACKER}/parsed.gif?id=7" alt="">`,
      place: { url, line: 15, column: 1 },
    });
    expect(element('/preload.js')).toMatchObject({ place: { url, line: 3 } });
    expect(element('/style.gif')).toMatchObject({ tag: '<style>', place: { url, line: 4 } });
    expect(element('/set.gif')).toMatchObject({ place: { url, line: 16 } });
    expect(element('/frame.gif')).toMatchObject({ place: { url: 'https://frame.other.kz/frame', line: 2 } });
    expect(sent.get('/frame.gif')!.initiator.through).toEqual(['https://frame.other.kz/frame']);
    const { chain, element: inline } = sent.get('/async.gif')!.initiator;
    expect(chain[0]).toMatchObject({ url, line: 7, inFunction: 'later' });
    expect(chain.at(-1)).toMatchObject({ url, line: 9 });
    expect(inline).toMatchObject({ tag: '<script>', place: { url, line: 5 } });
    const fetched = sent.get('/fetch')!.initiator;
    expect(fetched.chain[0]).toMatchObject({ url: `${SITE}/own.js`, line: 2 });
    expect(fetched.through).toEqual([`${SITE}/own.js`]);
    expect(sent.get('/worker')!.initiator).toMatchObject({
      kind: 'worker',
      through: [`${SITE}/worker.js`],
    });
  });

  test('tells what was stored and who wrote it, and without JavaScript what the page has for that case', async ({
    world,
  }) => {
    const seen = await mechanisms(world);
    const stored = new Map(seen.storage.map((item) => [`${item.area} ${item.name}`, item]));
    expect([...stored.keys()].sort()).toEqual([
      'cacheStorage by-cache',
      'cookie hop',
      'cookie inline_cookie',
      'indexedDB by-file',
      'localStorage by-inline',
      `serviceWorker ${SITE}/service.js`,
    ]);
    expect(stored.get('cookie hop')).toMatchObject({
      where: 'audited.kz',
      path: '/',
      writer: { header: `${SITE}/go` },
    });
    expect(stored.get('cookie inline_cookie')).toMatchObject({ writer: { chain: [{ line: 11 }] } });
    expect(stored.get('cookie inline_cookie')!.lifetimeSeconds).toBeGreaterThan(3_500);
    expect(stored.get('localStorage by-inline')).toMatchObject({ where: SITE, writer: { chain: [{ line: 10 }] } });
    expect(stored.get('localStorage by-inline')!.valueHash).toBe('6b86b273ff34fce1');
    const still = tracked(await visit(world, '/mechanisms', { phases: ['no-script'] }));
    expect([...still.keys()]).toContain('/noscript.gif');
    expect([...still.keys()]).not.toContain('/async.gif');
    expect(still.get('/noscript.gif')!.initiator.element).toMatchObject({ place: { line: 17 } });
  });
});

test('An audit tells every request of shared workers once, also what they ask before anybody can listen', async ({
  world,
}) => {
  world.standIn.clear();
  const seen = await visit(world, '/shared');
  const since = Date.parse(seen.startedAt);
  const arrived = world.standIn.received('pixel.tracker.kz').filter(({ time }) => time >= since);
  const expected = Array.from({ length: 8 }, (_, i) => [`/first-${i + 1}`, `/later-${i + 1}`]).flat();
  expect(arrived.map(({ path }) => path).sort()).toEqual(expected.toSorted());
  const told = seen.requests.filter(({ url }) => url.startsWith(TRACKER));
  expect(told.map(({ url }) => new URL(url).pathname).sort()).toEqual(expected.toSorted());
  for (const { url, realm, outcome, from, atMs, stage } of told) {
    const number = /\d+$/.exec(url)![0];
    const asked = { realm: 'worker', outcome: 'sent', from: `${SITE}/shared.js?${number}`, stage: 0 };
    expect({ realm, outcome, from, stage }).toEqual(asked);
    expect(atMs).toBeGreaterThan(0);
    expect(atMs).toBeLessThan(seen.durationMs);
  }
});

test('What a policy forbids is blocked, not sent, and the page is still observed', async ({ world }) => {
  world.standIn.clear();
  const seen = await visit(world, '/policy');
  const outcomes = Object.fromEntries(
    [...tracked(seen)].map(([path, { outcome, why }]) => [path, `${outcome} ${why}`]),
  );
  expect(outcomes).toMatchObject({ '/forbidden.gif': 'blocked csp', '/forbidden': 'blocked csp' });
  expect(world.standIn.received('pixel.tracker.kz')).toEqual([]);
  expect(codes(seen)).toEqual([]);
});

test('What a service worker passes on was sent, what it answers itself was not', async ({ world }) => {
  const seen = await visit(world, '/served', { settleMs: 2_500 });
  const sent = tracked(seen);
  expect([...sent.keys()]).toEqual(['/passed.gif']);
  expect(sent.get('/passed.gif')).toMatchObject({
    realm: 'service-worker',
    outcome: 'sent',
    from: `${SITE}/served`,
    initiator: { element: { tag: '<script>' } },
  });
});

const MISFORTUNES: readonly (readonly [
  name: string,
  path: string,
  troubles: readonly string[],
  more?: Partial<AuditOptions>,
])[] = [
  ['never comes to rest', '/loud', ['never-settled']],
  ['waits for a script of its own that never comes', '/unread', ['never-settled', 'never-settled!']],
  ['opens dialogs', '/dialogs', ['dialog']],
  ['answers with an error', '/broken', ['http-error!']],
  ['stands behind a captcha', '/wall', ['captcha!']],
  ['opens windows that nobody clicked for', '/windows', []],
  ['goes to another site', '/leaves', ['left-origin']],
  ['starts a download', '/saves', ['download']],
  ['asks for too much', '/many', ['too-many-requests'], { requestsMax: 100 }],
];

test.describe('A page that', () => {
  // In one worker, where they are looked at beside each other.
  test.describe.configure({ mode: 'default' });
  let outcome: (path: string) => Promise<{ readonly seen: Observation; readonly tookMs: number }>;

  test.beforeAll(({ world }) => {
    world.standIn.clear();
    const paths = MISFORTUNES.map(([, path]) => path);
    outcome = runAhead(paths, MISFORTUNES_AT_A_TIME, async (path) => {
      const began = Date.now();
      const seen = await visit(world, path, MISFORTUNES.find((one) => one[1] === path)![3]);
      return { seen, tookMs: Date.now() - began };
    });
  });

  for (const [name, path, troubles, more] of MISFORTUNES) {
    test(`${name} is answered for in bounded time, with the reason`, async ({ world }) => {
      const { seen, tookMs } = await outcome(path);
      expect(codes(seen)).toEqual(troubles);
      expect(seen.stages).toHaveLength(1);
      expect(seen.requests.length).toBeLessThanOrEqual(more?.requestsMax ?? 10_000);
      // Of none of them, whichever was looked at beside this one.
      expect(world.standIn.received('pixel.tracker.kz')).toEqual([]);
      expect(tookMs).toBeLessThan(BOUND_MS);
    });
  }
});

test('An audit that sees no page at all says so instead of passing', async ({ world }) => {
  const loop = await audit(world, '/loop').catch((error: unknown) => error);
  expect(loop).toBeInstanceOf(CannotObserve);
  expect(String(loop)).toContain('ERR_TOO_MANY_REDIRECTS');
  const flags = world.standIn.chromiumFlags.filter((flag) => !flag.includes('spki'));
  const strict = { urls: [`${SITE}/`], phases: ['no-choice'] as const, repeats: 1, settleMs: SETTLE_MS, browserPath };
  const browserArgs = [...CHROMIUM_FLAGS, ...flags];
  const [refused, lenient] = await Promise.all([
    runAudit({ ...strict, browserArgs }).catch(String),
    runAudit({ ...strict, browserArgs, ignoreCertificateErrors: true }),
  ]);
  expect(refused).toContain('ERR_CERT_AUTHORITY_INVALID');
  expect(lenient.observations[0]!.titles).toEqual(['Тихо']);
});

test('A banner in Kazakh that is not Kelisim’s is accepted, refused and withdrawn by its words', async ({ world }) => {
  const phases = ['reject', 'accept', 'only', 'withdraw', 'head-missing'] as const;
  const { observations, skipped, facts } = await audit(world, '/banner', { phases, parallel: 4 });
  expect(facts.source).toBe('none');
  expect(skipped).toEqual([
    { phase: 'only', why: 'no-category-switches' },
    { phase: 'head-missing', why: 'no-kelisim' },
  ]);
  const told = observations.map((seen) => ({
    phase: seen.phase.id,
    troubles: codes(seen),
    stages: seen.stages.map(({ kind, banner }) => `${kind} ${String(banner)}`),
    agreed: seen.requests.filter(({ url }) => url === `${TRACKER}/agreed.gif`).map(({ stage }) => stage),
  }));
  expect(told).toEqual([
    { phase: 'reject', troubles: [], stages: ['arrival true', 'choice false', 'reload false'], agreed: [] },
    { phase: 'accept', troubles: [], stages: ['arrival true', 'choice false'], agreed: [1] },
    {
      phase: 'withdraw',
      troubles: [],
      stages: ['arrival true', 'choice false', 'withdrawal false', 'reload false'],
      agreed: [1],
    },
  ]);
});
