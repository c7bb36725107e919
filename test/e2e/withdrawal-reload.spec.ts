/** The reload after a withdrawal: where loaded code cannot be stopped otherwise, once, never over what the visitor entered. */
import { heartbeat, beatsOf } from './heartbeat.ts';
import { buildOwn, loadsOf, only, serveOwn, withdraw } from './one-truth-site.ts';
import { expect, test } from './story.ts';

const HOST = 'shop.example.kz';
const PAGE = `https://${HOST}/`;
const METRICA = `<script type="text/plain" data-kelisim="yandex-metrica" src="https://mc.yandex.ru/metrika/tag.js"></script>`;
const TIKTOK = `<script>window.ttq = []; for (const name of ['page', 'holdConsent', 'grantConsent', 'revokeConsent']) ttq[name] = (...args) => { ttq.push([name, ...args]); (window.told = window.told || []).push(name) };</script><script type="text/plain" data-kelisim="tiktok-pixel" src="https://analytics.tiktok.com/i18n/pixel/events.js"></script>`;
const FORM = `<form><input name="name" aria-label="name"></form>`;

test('A withdrawal reloads a page whose loaded code cannot be stopped, once; then the code is gone, nothing arrives, and nothing is asked again.', async ({
  world,
  visitor,
  proof,
  trouble,
}) => {
  const site = await buildOwn(world, only([{ vendor: 'yandex-metrica' }]));
  serveOwn(world, HOST, site, { body: METRICA + FORM });
  trouble({ host: 'mc.yandex.ru', path: '/metrika/', alter: () => heartbeat('https://mc.yandex.ru/watch/1') });
  await visitor.open(PAGE);
  await visitor.acceptAll();
  await expect.poll(() => proof.count('mc.yandex.ru/watch/1?beat=')).toBeGreaterThan(5);
  expect(await beatsOf(visitor.page)).toBeGreaterThan(1);
  const loadedAgain = visitor.page.waitForEvent('load');
  await withdraw(visitor);
  await loadedAgain;
  await proof.quiet();
  proof.clear();
  await visitor.hasDecided();
  expect(await beatsOf(visitor.page), 'the code is gone').toBe(0);
  await proof.nothingArrives();
  // Not again by a second withdrawal, nor by the next page.
  await withdraw(visitor);
  await proof.quiet();
  expect(loadsOf(world, HOST)).toBe(0);
  expect(visitor.exceptions).toEqual([]);
});

test('After a withdrawal, accepting and withdrawing again on the next page reloads that page too.', async ({
  world,
  visitor,
  proof,
}) => {
  const site = await buildOwn(world, only([{ vendor: 'yandex-metrica' }]));
  serveOwn(world, HOST, site, { body: METRICA });
  await visitor.open(PAGE);
  for (let i = 1; i <= 2; i++) {
    await visitor.page.evaluate(() =>
      (window as unknown as { kelisim: { decide(d: string): void } }).kelisim.decide('accept-all'),
    );
    await expect.poll(() => proof.count('mc.yandex.ru/metrika/tag.js')).toBe(i);
    const loadedAgain = visitor.page.waitForEvent('load');
    await withdraw(visitor);
    await loadedAgain;
    await proof.quiet();
  }
  expect(loadsOf(world, HOST)).toBe(3);
});

test('With something typed into a form the page is not reloaded: the visitor is told, the gate is closed, and what was typed stays.', async ({
  world,
  visitor,
  proof,
  trouble,
}) => {
  const site = await buildOwn(world, only([{ vendor: 'yandex-metrica' }]));
  serveOwn(world, HOST, site, { body: METRICA + FORM });
  trouble({ host: 'mc.yandex.ru', path: '/metrika/', alter: () => heartbeat('https://mc.yandex.ru/watch/1') });
  await visitor.open(PAGE);
  await visitor.acceptAll();
  await expect.poll(() => proof.count('mc.yandex.ru/watch/1?beat=')).toBeGreaterThan(2);
  await visitor.page.locator('input').fill('Айгерім');
  await withdraw(visitor);
  await expect(visitor.page.locator('kelisim-note [role="status"]')).toContainText('вы ввели');
  await proof.quiet();
  proof.clear();
  const tried = await beatsOf(visitor.page);
  await expect.poll(() => beatsOf(visitor.page)).toBeGreaterThan(tried + 3);
  await proof.nothingArrives();
  expect(loadsOf(world, HOST)).toBe(0);
  await expect(visitor.page.locator('input')).toHaveValue('Айгерім');
});

const WITHOUT: readonly (readonly [
  title: string,
  services: readonly string[],
  withdrawal: { reload?: boolean },
  body: string,
])[] = [
  ['a vendor that is stopped by its own call', ['tiktok-pixel'], {}, TIKTOK],
  ['a site that wants none', ['tiktok-pixel', 'yandex-metrica'], { reload: false }, TIKTOK + METRICA],
];

for (const [title, services, withdrawal, body] of WITHOUT) {
  test(`A withdrawal from ${title} reloads nothing, and the vendor hears of it.`, async ({ world, visitor, proof }) => {
    const site = await buildOwn(
      world,
      only(
        services.map((vendor) => ({ vendor })),
        { withdrawal },
      ),
    );
    serveOwn(world, HOST, site, { body });
    await visitor.open(PAGE);
    await visitor.acceptAll();
    await expect.poll(() => proof.vendors()).toEqual([...services].sort());
    await proof.quiet();
    proof.clear();
    await withdraw(visitor);
    await proof.nothingArrives();
    expect(loadsOf(world, HOST)).toBe(0);
    // The held snippet's queue heard the grant, now the withdrawal.
    expect(await visitor.page.evaluate(() => (window as unknown as { told: string[] }).told)).toEqual([
      'grantConsent',
      'revokeConsent',
    ]);
  });
}

test('A withdrawal from a vendor that was never contacted on this page reloads nothing.', async ({
  world,
  visitor,
  proof,
}) => {
  const site = await buildOwn(world, only([{ vendor: 'yandex-metrica' }]));
  serveOwn(world, HOST, site, (path) => ({ body: path === '/' ? METRICA : '' }));
  await visitor.open(PAGE);
  await visitor.acceptAll();
  await expect.poll(() => proof.vendors()).toEqual(['yandex-metrica']);
  await visitor.open(`${PAGE}about/`);
  await proof.quiet();
  proof.clear();
  await withdraw(visitor);
  await proof.nothingArrives();
  expect(loadsOf(world, HOST)).toBe(0);
});

test('Other tabs with the loaded code are reloaded too: a hidden one at once, one that is seen but not in use when it is hidden, one with something typed not at all.', async ({
  world,
  visitor,
  proof,
}) => {
  const site = await buildOwn(world, only([{ vendor: 'yandex-metrica' }]));
  serveOwn(world, HOST, site, { body: METRICA + FORM });
  await visitor.open(PAGE);
  await visitor.acceptAll();
  const tabs = {
    hidden: await visitor.openTab(`${PAGE}hidden/`),
    seen: await visitor.openTab(`${PAGE}seen/`),
    typed: await visitor.openTab(`${PAGE}typed/`),
  };
  // Playwright tells every tab that it is seen and in use.
  const pretend = (tab: typeof visitor, hidden: boolean) =>
    tab.page.evaluate((isHidden) => {
      Object.defineProperty(document, 'hidden', { get: () => isHidden, configurable: true });
      document.hasFocus = () => false;
    }, hidden);
  await pretend(tabs.hidden, true);
  await pretend(tabs.seen, false);
  await pretend(tabs.typed, true);
  await tabs.typed.page.locator('input').fill('Айгерім');
  await expect.poll(() => proof.count('mc.yandex.ru/metrika/tag.js')).toBe(4);
  await proof.quiet();
  const loadsOfPath = (path: string) =>
    world.standIn.log.entries.filter((entry) => entry.host === HOST && entry.path === path).length;
  await withdraw(visitor);
  await expect.poll(() => loadsOfPath('/hidden/')).toBe(2);
  await expect.poll(() => loadsOfPath('/')).toBe(2);
  await proof.quiet();
  expect([loadsOfPath('/seen/'), loadsOfPath('/typed/')]).toEqual([1, 1]);
  await pretend(tabs.seen, true);
  await tabs.seen.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(() => loadsOfPath('/seen/')).toBe(2);
  await proof.quiet();
  expect(loadsOfPath('/typed/')).toBe(1);
  await expect(tabs.typed.page.locator('input')).toHaveValue('Айгерім');
  // None of them contacts anybody, reloaded or not.
  expect(proof.count('mc.yandex.ru/metrika/tag.js')).toBe(4);
});
