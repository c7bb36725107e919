/** One truth within one page: single-page navigation, two tags, head and client of different ages, unlisted hosts, Global Privacy Control. */
import { buildOwn, has, ledgerOf, loadsOf, only, serveOwn } from './one-truth-site.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

const HOST = 'shop.example.kz';
const PAGE = `https://${HOST}/`;
const PIXEL = `<img alt="" data-kelisim="vk-pixel" data-src="https://vk.com/rtrg?p=marked">`;
const SERVICES = [{ vendor: 'vk-pixel' }, { vendor: 'meta-pixel' }, { vendor: '2gis' }];

/** What a single-page site does when the visitor goes on. */
async function goTo({ page }: Visitor, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    document.querySelector('main')!.textContent = to;
  }, path);
}

test('A single-page site: going on neither runs released tags again nor asks again, before the choice and after it.', async ({
  world,
  visitor,
  proof,
}) => {
  const site = await buildOwn(world, only(SERVICES));
  const code = `new Image().src = 'https://www.facebook.com/tr?ev=PageView'`;
  serveOwn(world, HOST, site, {
    body: `${PIXEL}<script type="text/plain" data-kelisim="meta-pixel">window.runs = (window.runs || 0) + 1; ${code}</script><script type="text/plain" data-kelisim="2gis" src="https://widgets.2gis.com/js/DGWidgetLoader.js"></script>`,
  });
  await visitor.open(PAGE);
  await goTo(visitor, '/products/');
  await expect(visitor.page.locator('kelisim-banner')).toHaveCount(1);
  await expect(visitor.banner).toBeVisible();
  await proof.nothingArrives();
  await visitor.acceptAll();
  await visitor.hasDecided();
  await expect.poll(() => proof.vendors()).toEqual(['2gis', 'meta-pixel', 'vk-pixel']);
  for (const path of ['/', '/products/', '/about/#top', '/']) {
    await goTo(visitor, path);
    await visitor.hasDecided();
  }
  await visitor.page.goBack();
  await visitor.page.evaluate(() => dispatchEvent(new HashChangeEvent('hashchange')));
  await proof.quiet();
  for (const address of [
    'vk.com/rtrg?p=marked',
    'www.facebook.com/tr?ev=PageView',
    'widgets.2gis.com/js/DGWidgetLoader.js',
  ])
    expect([address, proof.count(address)]).toEqual([address, 1]);
  expect(await visitor.page.evaluate(() => (window as unknown as { runs: number }).runs)).toBe(1);
  expect(loadsOf(world, HOST)).toBe(1);
});

test('A single-page site: a path where a service never runs closes it at once, a path where it alone runs opens it, without a new choice.', async ({
  world,
  visitor,
  proof,
}) => {
  const site = await buildOwn(
    world,
    only([
      { vendor: 'vk-pixel', notOn: ['/apply'] },
      { vendor: 'meta-pixel', onlyOn: ['/thanks'] },
    ]),
  );
  serveOwn(world, HOST, site, {
    body: `${PIXEL}<img alt="" data-kelisim="meta-pixel" data-src="https://www.facebook.com/tr?ev=Lead">`,
  });
  await visitor.open(`${PAGE}apply/`);
  await visitor.acceptAll();
  await proof.nothingArrives();
  await goTo(visitor, '/');
  await expect.poll(() => proof.count('vk.com/rtrg?p=marked')).toBe(1);
  expect(proof.vendors()).toEqual(['vk-pixel']);
  await goTo(visitor, '/thanks/you/');
  await expect.poll(() => proof.count('www.facebook.com/tr?ev=Lead')).toBe(1);
  await goTo(visitor, '/apply/step-2/');
  proof.clear();
  await visitor.page.evaluate(() => {
    for (const url of ['https://vk.com/rtrg?p=late', 'https://www.facebook.com/tr?ev=late']) {
      new Image().src = url;
      navigator.sendBeacon(url);
    }
  });
  await proof.nothingArrives();
  expect(await visitor.choiceCookie()).toMatch(/\.fadb$/);
});

test('Three Kelisim tags on one page, one of them inline: one banner, a line on the console for each that is too many, marked tags run once.', async ({
  world,
  visitor,
  proof,
}) => {
  const site = await buildOwn(world, only(SERVICES));
  serveOwn(world, HOST, site, { tag: site.tagHtml + site.headHtml, head: site.tagHtml, body: PIXEL });
  await visitor.open(PAGE);
  await expect(visitor.page.locator('kelisim-banner')).toHaveCount(1);
  await visitor.acceptAll();
  await expect.poll(() => proof.count('vk.com/rtrg?p=marked')).toBe(1);
  await proof.quiet();
  expect(proof.count('vk.com/rtrg?p=marked')).toBe(1);
  expect(visitor.lines.map((line) => line.trim())).toEqual(Array(2).fill('error kelisim: second tag ignored'));
  expect(visitor.exceptions).toEqual([]);
});

for (const [title, protocol] of [
  ['a newer client meets an older head', 0],
  ['an older client meets a newer head', 2],
] as const) {
  test(`When ${title}, banner, gate and delivery go on, settings ask to reload, nothing opens and nothing throws.`, async ({
    world,
    visitor,
    proof,
    collector,
    serve,
  }) => {
    const { headHtml } = world.built.jetfin;
    expect(headHtml).toContain('protocol:1');
    serve('jetfin', { tag: headHtml.replace('protocol:1', `protocol:${protocol}`) });
    await visitor.open('https://jetfin.kz/');
    await proof.nothingArrives();
    const questions: string[] = [];
    visitor.page.on('dialog', (dialog) => {
      questions.push(`${dialog.type()} ${dialog.message()}`);
      void dialog.dismiss();
    });
    await visitor.page.locator('kelisim-banner [data-kelisim-action="settings"]').click();
    await expect.poll(() => questions.length).toBe(1);
    expect(questions[0]).toContain('confirm Сайт обновился.');
    await expect(visitor.settings).toHaveCount(0);
    await proof.nothingArrives();
    await visitor.rejectAll();
    await visitor.hasDecided();
    await expect.poll(() => collector.records().length).toBe(1);
    await visitor.page.evaluate(() =>
      (window as unknown as { kelisim: { decide(d: string): void } }).kelisim.decide('accept-all'),
    );
    await expect.poll(() => proof.vendors().length).toBeGreaterThan(3);
    await expect.poll(() => collector.records().length).toBe(2);
    expect(visitor.exceptions).toEqual([]);
    expect(visitor.lines).toEqual([]);
  });
}

test('An older head that lacks what a newer client would use: choices are kept and delivered, nothing throws into the page.', async ({
  world,
  visitor,
  proof,
  collector,
  serve,
}) => {
  // As the first release: without the fence and the way past the cookie guard.
  const older = `<script>{ const { inner } = window.kelisim; for (const name of ['writeCookie', 'fence']) delete inner[name]; }</script>`;
  serve('jetfin', { tag: world.built.jetfin.headHtml.replace('protocol:1', 'protocol:0') + older });
  await visitor.page.context().addCookies([{ name: '_fbp', value: '1', url: 'https://jetfin.kz/' }]);
  await visitor.open('https://jetfin.kz/');
  await visitor.page.evaluate(() => (window as unknown as { kelisim: { withdraw(): void } }).kelisim.withdraw());
  await proof.nothingArrives();
  expect(await has(visitor, 'advertising')).toBe(false);
  expect(visitor.exceptions).toEqual([]);
  await visitor.reload();
  expect(await visitor.choiceCookie()).toMatch(/\.0$/);
  expect(collector.records().length).toBeLessThanOrEqual(1);
});

test('With unlisted hosts blocked, what nobody knows is held for good and named; the site itself, its subdomains and its necessary hosts work.', async ({
  world,
  visitor,
  proof,
}) => {
  const unlisted = ['https://pixel.unlisted-tracker.example/a.gif', 'https://cdn.unlisted-tracker.example/a.js'];
  const body = `<img src="${unlisted[0]}" alt=""><script src="${unlisted[1]}"></script><img src="https://img.example.kz/own.gif" alt=""><img src="https://pay.bank.example/need.gif" alt="">
    <script>fetch('${unlisted[0]}?call', { mode: 'no-cors' }).catch(() => 0); navigator.sendBeacon('${unlisted[0]}?beacon'); new Image().src = '${unlisted[0]}?image'</script>`;
  const open = await buildOwn(world, only(SERVICES));
  serveOwn(world, HOST, open, { body });
  await visitor.open(PAGE);
  // The control: by default it is let through and reported.
  await expect.poll(() => proof.matching('pixel.unlisted-tracker.example/a.gif').length).toBe(4);
  proof.clear();

  const closed = await buildOwn(
    world,
    only(SERVICES, { unlisted: 'block', hosts: { necessary: ['pay.bank.example'] } }),
  );
  serveOwn(world, HOST, closed, { tag: closed.headHtml, body });
  await visitor.open(PAGE);
  await visitor.acceptAll();
  await proof.quiet();
  await expect.poll(() => proof.count('img.example.kz/own.gif')).toBe(1);
  await expect.poll(() => proof.count('pay.bank.example/need.gif')).toBe(1);
  // Static unmarked pictures and scripts may be asked for by the look-ahead at this level; calls and made elements never are.
  const calls = proof.matching('pixel.unlisted-tracker.example/a.gif').filter(({ query }) => query !== '');
  expect(calls).toEqual([]);
  const verdicts = (await ledgerOf(visitor))
    .filter(({ url }) => url.includes('unlisted-tracker'))
    .map(({ verdict }) => verdict);
  expect([...new Set(verdicts)].sort()).toEqual(['dropped', 'held']);
});

const GPC = (page: Visitor['page']) =>
  page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }));

test('Global Privacy Control is kept in the record by default, and the visitor is asked.', async ({
  visitor,
  collector,
  serve,
}) => {
  serve('jetfin');
  await GPC(visitor.page);
  await visitor.open('https://jetfin.kz/');
  await visitor.isUndecided();
  await visitor.acceptAll();
  await expect.poll(() => collector.records().length).toBe(1);
  expect(collector.records()[0]).toMatchObject({ action: 'accept-all', gpc: true });
});

test('Global Privacy Control is a refusal where the config says so: no banner, one record, nothing leaves; a choice the visitor makes afterwards counts.', async ({
  world,
  visitor,
  collector,
  proof,
  serve,
}) => {
  const site = await buildOwn(world, (config) => ({ ...config, gpc: 'refuse' }));
  serve('jetfin', { tag: site.tagHtml, kelisim: site.outDir });
  await GPC(visitor.page);
  await visitor.page.context().addCookies([{ name: '_fbp', value: '1', url: 'https://jetfin.kz/' }]);
  await visitor.open('https://jetfin.kz/');
  await visitor.hasDecided();
  await proof.nothingArrives();
  await expect.poll(() => collector.records().length).toBe(1);
  expect(collector.records()[0]).toMatchObject({ action: 'reject-all', surface: 'api', gpc: true });
  await expect.poll(async () => (await visitor.page.context().cookies()).map(({ name }) => name)).toEqual(['kelisim']);
  // Not on every page anew.
  await visitor.reload();
  await visitor.hasDecided();
  await visitor.openSettings();
  await visitor.settingsButton('accept-all').click();
  await expect.poll(() => proof.vendors().length).toBeGreaterThan(3);
  await expect.poll(() => collector.records().length).toBe(2);
  await visitor.reload();
  expect(await has(visitor, 'advertising')).toBe(true);
  expect(collector.records()).toHaveLength(2);
});

test('Without the signal a config that would refuse asks as always.', async ({ world, visitor, proof, serve }) => {
  const site = await buildOwn(world, (config) => ({ ...config, gpc: 'refuse' }));
  serve('jetfin', { tag: site.tagHtml, kelisim: site.outDir });
  await visitor.open('https://jetfin.kz/');
  await visitor.isUndecided();
  await proof.nothingArrives();
});
