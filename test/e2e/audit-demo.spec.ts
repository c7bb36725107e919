/** The audit's driver on a demo site with Kelisim: real clicks on its own buttons, choices that are kept, records that are marked as tests. */
import { runAudit } from '../../src/audit/driver/run-audit.ts';
import { CHROMIUM_FLAGS } from '../../tools/chromium-flags.ts';
import { browsersFromEnvironment } from '../../tools/find-browsers.ts';
import { vendorOfArrival } from './proof.ts';
import { expect, test } from './story.ts';

const browserPath = browsersFromEnvironment().chromium ?? '';

test('An audit answers Kelisim as a visitor does, sees what the server sees, and leaves records that are marked as tests', async ({
  world,
  collector,
  serve,
}) => {
  test.setTimeout(90_000);
  serve('jetfin', { level: 'inline' });
  world.standIn.clear();
  const run = await runAudit({
    urls: ['https://jetfin.kz/'],
    phases: ['reject', 'withdraw', 'only', 'head-missing', 'gpc'],
    repeats: 1,
    parallel: 4,
    settleMs: 4_000,
    browserPath,
    browserArgs: [...CHROMIUM_FLAGS, ...world.standIn.chromiumFlags],
  });
  expect(run.facts).toMatchObject({ source: 'page', endpointHost: 'consent.jetfin.kz', googleConsentMode: 'basic' });
  expect(run.skipped).toEqual([]);
  const fatal = run.observations.flatMap(({ phase, troubles }) =>
    troubles.filter(({ isFatal }) => isFatal).map((trouble) => [phase.id, trouble]),
  );
  expect(fatal).toEqual([]);
  const byPhase = new Map(run.observations.map((seen) => [seen.phase.id, seen]));
  const choices = [...byPhase].map(([id, { stages }]) => [id, ...stages.map(({ choice }) => choice?.letters ?? null)]);
  expect(Object.fromEntries(choices.map(([id, ...letters]) => [id, letters]))).toEqual({
    reject: [null, '', ''],
    withdraw: [null, 'fadb', '', ''],
    'only-functional': [null, 'f'],
    'only-analytics': [null, 'a'],
    'only-advertising': [null, 'd'],
    'only-personalised': [null, 'b'],
    'head-missing': [null],
    gpc: [null],
  });

  const own = /(?:^|\.)jetfin\.kz$/;
  const vendors = (stage: number) =>
    byPhase.get('withdraw')!.requests.filter((seen) => seen.stage === stage && !own.test(new URL(seen.url).host))
      .length;
  expect([0, 2, 3].map(vendors)).toEqual([0, 0, 0]);
  expect(vendors(1)).toBeGreaterThan(15);
  const named = (urls: readonly string[]) =>
    [
      ...new Set(
        urls
          .map((url) => new URL(url))
          .map(({ host, pathname: path, search: query }) => vendorOfArrival({ host, path, query })),
      ),
    ].sort();
  const seen = run.observations.flatMap(({ requests }) => requests.map(({ url }) => url));
  expect(named(seen.filter((url) => !own.test(new URL(url).host)))).toEqual(
    [...new Set(world.standIn.received().map(vendorOfArrival))].sort(),
  );

  const { storage } = byPhase.get('withdraw')!;
  const gone = storage.filter(({ stage, change }) => stage === 2 && change === 'gone').map(({ name }) => name);
  expect(gone).toEqual(expect.arrayContaining(['_ga', '_fbp', '_ym_uid']));
  const writer = storage.find(({ name, change }) => name === '_fbp' && change === 'new')?.writer;
  const writers = writer && 'chain' in writer ? writer.chain.map(({ url }) => url) : [];
  expect(new Set(writers)).toEqual(new Set(['https://connect.facebook.net/en_US/fbevents.js']));
  expect(byPhase.get('gpc')!.requests.some(({ outcome }) => outcome === 'blocked')).toBe(false);
  const records = collector.records();
  expect(records.length).toBeGreaterThanOrEqual(6);
  expect(records.filter((record) => !record.test)).toEqual([]);
  expect(records.filter((record) => !record.trusted)).toEqual([]);
});
