/** The record of a choice: what it says, and that it arrives, once, whatever happens on the way. */
import { readdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { loseAnswers } from '../support/disk-collector.ts';
import { expect, test } from './story.ts';

/** A failed delivery is tried again after two seconds at most, spread over one more. */
const TRY_AGAIN_MS = 10_000;

test('With the collector down a choice is kept when the page closes; with the collector up again the next page view delivers it, once.', async ({
  serve,
  visitor,
  proof,
  collector,
}) => {
  serve('jetfin');
  await collector.stop();
  await visitor.open('https://jetfin.kz/');
  await visitor.acceptAll();
  await expect
    .poll(() => proof.count('www.google-analytics.com/g/collect'), 'released without waiting for a server')
    .toBe(1);
  await visitor.page.close();

  await collector.start();
  expect(collector.rows()).toEqual([]);
  const context = visitor.page.context();
  const later = await context.newPage();
  await later.goto('https://jetfin.kz/policy/');
  await expect.poll(() => collector.rows().length, { timeout: TRY_AGAIN_MS }).toBe(1);
  expect(collector.records()[0]).toMatchObject({ action: 'accept-all', path: '/', storage: 'local' });

  await later.goto('https://jetfin.kz/kk/policy/');
  const waiting = () => later.evaluate(() => Object.keys(localStorage).filter((key) => /pending|outbox/.test(key)));
  await expect.poll(waiting, { message: 'left to deliver', timeout: TRY_AGAIN_MS }).toEqual([]);
  await proof.quiet();
  expect(collector.rows(), 'rows in SQLite after one more page view').toHaveLength(1);
});

test('When an answer is lost the record is sent again and answered "duplicate": one row in SQLite, and the browser forgets it.', async ({
  world,
  serve,
  visitor,
  collector,
}) => {
  serve('kengo');
  world.standIn.setHost('consent.kengo.kz', loseAnswers(collector.url));
  await visitor.open('https://kengo.kz/');
  await visitor.rejectAll();
  await expect.poll(() => collector.count('stored')).toBe(1);
  world.standIn.setHost('consent.kengo.kz', { proxy: collector.url });
  await visitor.open('https://kengo.kz/policy/');
  await expect.poll(() => collector.count('duplicate'), { timeout: TRY_AGAIN_MS }).toBeGreaterThan(0);
  await expect.poll(() => visitor.page.evaluate(() => localStorage.getItem('kelisim.outbox'))).toBeNull();
  expect(collector.rows()).toHaveLength(1);
  expect(collector.count('stored')).toBe(1);
  expect(collector.count('conflict')).toBe(0);
});

test('The record says in which language, by which words and under which policy edition was decided what, and nothing of who or from where.', async ({
  world,
  serve,
  visitor,
  collector,
}) => {
  const { outDir } = world.built.jetfin;
  serve('jetfin', { route: (path) => path.replace(/^\/loans\/\d+\/order-\d+\//, '/kk/') });
  await visitor.open('https://jetfin.kz/loans/77001234567/order-12/?iin=900101300123&utm_source=mail#private');
  await expect(visitor.banner).toHaveAttribute('lang', 'kk');
  await visitor.openSettings();
  await visitor.showServices();
  await visitor.switchOn('functional', 'yandex-webvisor');
  await visitor.save();
  await expect.poll(() => collector.rows().length).toBe(1);
  const [row] = collector.rows();
  const [record] = collector.records();

  expect(record).toMatchObject({
    v: 1,
    site: 'jetfin',
    language: 'kk',
    policy: world.built.jetfin.config.policy.edition,
    decisions: { necessary: 'necessary', functional: 'granted', analytics: 'denied', advertising: 'denied' },
    services: { 'yandex-webvisor': true },
    surface: 'settings',
    action: 'save',
    origin: 'https://jetfin.kz',
    path: '/loans/:n/order-12/',
    gpc: false,
    test: false,
  });
  expect(row!.record_id).toBe(record!.id);
  expect(Date.parse(record!.validUntil) - Date.parse(record!.decidedAt)).toBe(180 * 86_400_000);
  expect(Date.parse(record!.shownAt!)).toBeLessThanOrEqual(Date.parse(record!.decidedAt));
  const notices = readdirSync(join(outDir, 'notices'));
  expect(notices).toEqual([`${record!.notice}.json`]);
  const words = readFileSync(join(outDir, 'notices', notices[0]!));
  expect(createHash('sha256').update(words).digest('hex'), 'the words shown hash to what the record names').toBe(
    record!.notice,
  );
  const heading = await visitor.page.evaluate(
    () => (window as unknown as { kelisim: { version: string } }).kelisim.version,
  );
  expect(record!.widget).toBe(heading);

  const userAgent = await visitor.page.evaluate(() => navigator.userAgent);
  for (const secret of ['77001234567', '900101300123', 'utm_source', 'private', '127.0.0.1', userAgent, 'Chrome']) {
    expect(row!.body, `"${secret}" in the row`).not.toContain(secret);
  }
});
