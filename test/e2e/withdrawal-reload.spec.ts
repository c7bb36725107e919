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
    // The held snippet heard the denial, then the grant, now the withdrawal.
    expect(await visitor.page.evaluate(() => (window as unknown as { told: string[] }).told)).toEqual([
      'holdConsent',
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
