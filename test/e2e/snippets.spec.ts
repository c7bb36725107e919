/**
 * docs/snippets.md, run: each snippet as the vendor prints it leaks without Kelisim; marked as the guide shows it sends nothing before the
 * choice and everything once after it; unmarked it is held too where the guide says so.
 */
import { readSnippets } from '../support/guides.ts';
import { buildOwn, only, serveOwn } from './one-truth-site.ts';
import { expect, test } from './story.ts';

const HOST = 'shop.example.kz';
const HOME = `https://${HOST}/`;
const APPLY = `https://${HOST}/apply`;

/** What arrives once a snippet runs, by the guide's headings. Written down from the snippets, not read from Kelisim's config. */
const ARRIVING: Readonly<Record<string, readonly string[]>> = {
  'Google Tag Manager': [
    'www.googletagmanager.com/gtm.js?id=GTM-DEMO009',
    'www.googletagmanager.com/gtag/js?id=G-DEMO0009',
    'www.google-analytics.com/g/collect?en=page_view',
  ],
  'Google Analytics 4 (gtag.js)': [
    'www.googletagmanager.com/gtag/js?id=G-DEMO0009',
    'www.google-analytics.com/g/collect?en=page_view',
  ],
  'Yandex Metrica': ['mc.yandex.ru/metrika/tag.js', 'mc.yandex.ru/watch/100000009'],
  'Meta (Facebook) Pixel': ['connect.facebook.net/en_US/fbevents.js', 'www.facebook.com/tr/?ev=PageView'],
  'TikTok Pixel': ['analytics.tiktok.com/i18n/pixel/events.js', 'analytics.tiktok.com/api/v2/pixel'],
  'VK pixel': ['vk.com/js/api/openapi.js', 'vk.com/rtrg'],
  'Top.Mail.ru and VK Ads': ['top-fwz1.mail.ru/js/code.js', 'top-fwz1.mail.ru/counter'],
  'Microsoft Clarity': ['www.clarity.ms/tag/democlar09', 'k.clarity.ms/collect'],
  Hotjar: ['static.hotjar.com/c/hotjar-1000009.js', 'content.hotjar.io/'],
  reCAPTCHA: ['www.google.com/recaptcha/api.js', 'www.google.com/recaptcha/api2/anchor'],
  'Google Fonts': ['fonts.googleapis.com/css2'],
  YouTube: ['www.youtube.com/embed/DEMOFILM009'],
  '2GIS map': ['widgets.2gis.com/js/DGWidgetLoader.js', 'widgets.2gis.com/widget'],
  Jivo: ['code.jivosite.com/widget/DEMO0009', 'telemetry.jivosite.com/visit/'],
  Calltouch: ['mod.calltouch.ru/init.js', 'mod.calltouch.ru/set_attrs_by_get.php'],
  Roistat: ['cloud.roistat.com/api/site/1.0/', 'collector.roistat.com/api/visit'],
  'Bitrix24 widget': ['cdn-ru.bitrix24.kz/b10000001/crm/site_button/', 'demo-portal.bitrix24.kz/pub/guest.json'],
};

/** They record sessions: "accept all" leaves them closed. */
const REPLAY: readonly string[] = ['Microsoft Clarity', 'Hotjar'];
/** Necessary on the application page, closed elsewhere. */
const ON_APPLY: readonly string[] = ['reCAPTCHA'];

const snippets = readSnippets();

test('The guide has a part for every snippet that is tried here, and no other.', () => {
  expect(snippets.map(({ title }) => title)).toEqual(Object.keys(ARRIVING));
});

test('All snippets as printed, on a page without Kelisim, leak (the control).', async ({ world, visitor, proof }) => {
  const site = await buildOwn(world, only([{ vendor: 'meta-pixel' }]));
  serveOwn(world, HOST, site, { tag: '', body: snippets.map(({ printed }) => printed).join('\n') });
  await visitor.open(HOME);
  for (const address of Object.values(ARRIVING).flat())
    await expect.poll(() => proof.count(address), address).toBeGreaterThan(0);
});

for (const { title, services, printed, marked, heldUnmarked } of snippets) {
  const arriving = ARRIVING[title] ?? [];
  const forms = heldUnmarked ? (['marked', 'unmarked'] as const) : (['marked'] as const);
  for (const form of forms) {
    test(`${title}: ${form} it sends nothing before the choice, and each request once after it.`, async ({
      world,
      visitor,
      proof,
    }) => {
      const site = await buildOwn(world, only([...services]));
      serveOwn(world, HOST, site, { body: form === 'marked' ? marked : printed });
      await visitor.open(HOME);
      await visitor.isUndecided();
      await proof.nothingArrives();
      if (ON_APPLY.includes(title)) await visitor.open(APPLY);
      else await visitor.acceptAll();
      if (REPLAY.includes(title)) {
        await visitor.hasDecided();
        await proof.nothingArrives();
        await visitor.openSettings();
        await visitor.showServices();
        await visitor.switchOn(services[0]!.vendor!);
        await visitor.save();
      }
      for (const address of arriving) await expect.poll(() => proof.count(address), address).toBe(1);
      await proof.quiet();
      for (const address of arriving) expect(proof.count(address), `${address}, still`).toBe(1);
      expect(visitor.exceptions).toEqual([]);
      expect(visitor.lines).toEqual([]);
    });
  }
}

test('A button that asks first, as the guide writes it, does nothing before the consent and works after it.', async ({
  world,
  visitor,
  proof,
}) => {
  const { marked, services } = snippets.find(({ title }) => title.startsWith('Meta'))!;
  const site = await buildOwn(world, only([...services]));
  const button = `<button onclick="window.fbq && fbq('track', 'Lead')">Lead</button>`;
  serveOwn(world, HOST, site, { body: marked + button });
  await visitor.open(HOME);
  await visitor.page.getByText('Lead', { exact: true }).click();
  await proof.nothingArrives();
  expect(visitor.exceptions).toEqual([]);
  await visitor.acceptAll();
  await expect.poll(() => proof.count('www.facebook.com/tr/?ev=PageView')).toBe(1);
  await visitor.page.getByText('Lead', { exact: true }).click();
  await expect.poll(() => proof.count('www.facebook.com/tr/?ev=Lead')).toBe(1);
});
