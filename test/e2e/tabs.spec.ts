/** Two tabs of one visitor agree at once, without a reload. */
import { beatsAfter, beatsOf, heartbeat } from './heartbeat.ts';
import { buildOwn } from './one-truth-site.ts';
import { expect, test } from './story.ts';

/** A tab that heard of the choice a second later would have shown the visitor two truths. */
const AGREE_WITHIN_MS = 1000;

test('Accepting in one tab releases the other without a reload; withdrawing in one closes the other within a second.', async ({
  world,
  serve,
  visitor,
  proof,
  collector,
  trouble,
}) => {
  // The gate alone: what the reload after a withdrawal adds is told in withdrawal-reload.spec.ts.
  const own = await buildOwn(world, (config) => ({ ...config, withdrawal: { reload: false } }));
  serve('jetfin', { tag: own.tagHtml, kelisim: own.outDir });
  trouble({
    host: 'connect.facebook.net',
    path: '/en_US/',
    alter: (text) => text + heartbeat('https://www.facebook.com/tr/'),
  });
  await visitor.open('https://jetfin.kz/');
  const other = await visitor.openTab('https://jetfin.kz/kk/');
  await proof.nothingArrives();
  await other.isUndecided();
  const loadedAt = await other.page.evaluate(() => performance.timeOrigin);

  await visitor.page.bringToFront();
  await visitor.acceptAll();
  // Pages are told apart by what their hits say of the address.
  const hitOf = (path: string) =>
    proof.matching(`www.facebook.com/tr/?${encodeURIComponent(`https://jetfin.kz${path}`)}&ts`)[0];
  await expect.poll(() => hitOf('/kk/')).toBeDefined();
  const [accepted] = await waitForRecords(1);
  // How soon the tab itself knows is measured in one-truth-tabs.spec.ts; here two files have to load before the hit.
  expect(hitOf('/kk/')!.time).toBeGreaterThanOrEqual(Date.parse(accepted!.decidedAt));
  await other.hasDecided();
  await expect
    .poll(() => proof.count(`www.google-analytics.com/g/collect?${encodeURIComponent('https://jetfin.kz/kk/')}`))
    .toBe(1);

  await other.page.bringToFront();
  await other.openSettings();
  await other.rejectInSettings();
  const records = await waitForRecords(2);
  const moment = Date.parse(records[1]!.decidedAt);
  const tried = await beatsOf(visitor.page);
  await expect.poll(() => beatsOf(visitor.page)).toBeGreaterThan(tried + 3);
  await proof.quiet();
  expect(beatsAfter(proof.arrivals(), moment + AGREE_WITHIN_MS), 'sent by either tab a second after').toEqual([]);
  await visitor.page.bringToFront();
  expect(
    await visitor.page.evaluate(() =>
      (window as unknown as { kelisim: { has(id: string): boolean } }).kelisim.has('advertising'),
    ),
  ).toBe(false);
  expect(await other.page.evaluate(() => performance.timeOrigin), 'never reloaded').toBe(loadedAt);
  expect(collector.records()).toHaveLength(2);

  async function waitForRecords(count: number) {
    await expect.poll(() => collector.records().length).toBe(count);
    return collector.records();
  }
});
