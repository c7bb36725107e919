/** docs/install-gtm.md: the container is one thing, each vendor in it another; the recipe's triggers fire for what is granted and for nothing else. */
import type { SiteConfig } from '../../src/core/config.ts';
import { codeBlock, guide } from '../support/guides.ts';
import { firing, type Recipe } from '../support/gtm-recipe.ts';
import { counters, serveShop, SHOP_URL } from './install-page.ts';
import { looksAround } from './install-story.ts';
import { buildOwn, only, withdraw } from './one-truth-site.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

const SERVICES = JSON.parse(`[${codeBlock(guide('install-gtm.md'), 'services')}]`) as SiteConfig['services'];
/** A container with Google Analytics, Google Ads and Meta in it. */
const CONTAINER = counters(['Google Tag Manager']).replaceAll('GTM-DEMO009', 'GTM-DEMO003');
const UNMARKED = counters(['Google Tag Manager'], 'printed').replaceAll('GTM-DEMO009', 'GTM-DEMO003');
const RECIPE = JSON.parse(guide('gtm-container.json')) as Recipe;

const GTM = 'www.googletagmanager.com/gtm.js?id=GTM-DEMO003';
const ANALYTICS = 'www.google-analytics.com/g/collect?en=page_view';
const ADS = 'googleads.g.doubleclick.net/pagead/viewthroughconversion/';
const META = 'www.facebook.com/tr/?ev=PageView';

/** What an own event of the page and Kelisim's put into the data layer: commands left out. */
async function messages({ page }: Visitor): Promise<Record<string, unknown>[]> {
  const all = await page.evaluate(() => JSON.stringify((window as unknown as { dataLayer: unknown[] }).dataLayer));
  return (JSON.parse(all) as Record<string, unknown>[]).filter((item) => !('0' in item));
}

/** Which triggers fire at the events of that name, in order. */
async function fired(visitor: Visitor, event: string): Promise<string[][]> {
  return firing(RECIPE, await messages(visitor))
    .filter(([name]) => name === event)
    .map(([, triggers]) => triggers.map((name) => name.replace('Kelisim - ', '')));
}

for (const [title, head] of [
  ['marked', CONTAINER],
  ['as printed', UNMARKED],
] as const) {
  test(`A container ${title} is held; analytics lets it and Google Analytics go and nobody else of it; the rest follows without a reload.`, async ({
    world,
    visitor,
    proof,
  }) => {
    const site = await buildOwn(world, only(SERVICES));
    serveShop(world, { page: 'gtm', tag: site.tagHtml, kelisim: site.outDir, head, body: '' });
    await looksAround(visitor, proof);
    expect(visitor.lines).toEqual([]);

    await visitor.openSettings();
    await visitor.switchOn('analytics');
    await visitor.save();
    for (const address of [GTM, ANALYTICS]) await expect.poll(() => proof.count(address), address).toBe(1);
    await proof.quiet();
    expect(proof.vendors()).toEqual(['google-analytics-4', 'google-tag-manager']);

    await visitor.openSettings();
    await visitor.settingsButton('accept-all').click();
    for (const address of [ADS, META]) await expect.poll(() => proof.count(address), address).toBe(1);
    for (const address of [GTM, ANALYTICS]) expect(proof.count(address), `${address}, still`).toBe(1);
    expect(visitor.exceptions).toEqual([]);
  });
}

test('The same container on a page without Kelisim contacts all of them (the control).', async ({
  world,
  visitor,
  proof,
}) => {
  serveShop(world, { page: 'gtm', tag: '', head: UNMARKED, body: '' });
  await visitor.open(SHOP_URL);
  for (const address of [GTM, ANALYTICS, ADS, META]) await expect.poll(() => proof.count(address), address).toBe(1);
});

test('The triggers of the recipe: none before the choice, each category’s at its grant, again on the next page, none after a withdrawal; an own event is caught by the exceptions of what is not granted.', async ({
  world,
  visitor,
}) => {
  const site = await buildOwn(world, only(SERVICES));
  serveShop(world, { page: 'gtm', tag: site.tagHtml, kelisim: site.outDir, head: CONTAINER, body: '' });
  const lead = () =>
    visitor.page.evaluate(() => void (window as unknown as { dataLayer: unknown[] }).dataLayer.push({ event: 'lead' }));
  const none = ['no functional (exception)', 'no analytics (exception)', 'no advertising (exception)'];
  await visitor.open(SHOP_URL);
  await visitor.isUndecided();
  await lead();
  expect(await fired(visitor, 'kelisim.choice')).toEqual([]);
  expect(await fired(visitor, 'lead')).toEqual([none]);

  await visitor.openSettings();
  await visitor.switchOn('analytics');
  await visitor.save();
  const analytics = ['choice', 'analytics granted', 'no functional (exception)', 'no advertising (exception)'];
  expect(await fired(visitor, 'kelisim.choice')).toEqual([analytics]);

  await visitor.reload();
  await visitor.hasDecided();
  await lead();
  expect(await fired(visitor, 'kelisim.choice'), 'on the next page').toEqual([analytics]);
  expect(await fired(visitor, 'lead')).toEqual([['no functional (exception)', 'no advertising (exception)']]);

  await visitor.openSettings();
  await visitor.settingsButton('accept-all').click();
  const all = ['choice', 'functional granted', 'analytics granted', 'advertising granted'];
  await expect.poll(() => fired(visitor, 'kelisim.choice')).toEqual([analytics, all]);

  await Promise.all([visitor.page.waitForEvent('load'), withdraw(visitor)]);
  await visitor.page.waitForLoadState();
  await expect.poll(async () => (await fired(visitor, 'kelisim.choice')).at(-1)).toEqual(['choice', ...none]);
});
