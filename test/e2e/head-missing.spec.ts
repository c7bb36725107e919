/** The one exception of the promise: the head script itself does not come. What is marked stays closed; what is not is open, and named here. */
import { DEMO_SITES } from '../support/demo-world.ts';
import { ARRIVALS } from './expected-arrivals.ts';
import { expect, test } from './story.ts';

/** Vendors whose tags the demo pages do not mark, and what those bring: open without the head script. */
const OPEN = {
  jetfin: [
    'calltouch',
    'google-ads',
    'google-analytics-4',
    'google-tag-manager',
    'meta-pixel',
    'vk-pixel',
    'yandex-metrica',
    'yandex-webvisor',
  ],
  kengo: ['bitrix24-widget', 'microsoft-clarity', 'tiktok-pixel', 'top-mail-ru-vk-ads', 'yandex-metrica'],
  kreditomat: [
    'google-ads',
    'google-analytics-4',
    'google-tag-manager',
    'hotjar',
    'meta-pixel',
    'roistat',
    'yandex-metrica',
    'yandex-webvisor',
    'youtube-embed',
  ],
} as const;

for (const site of DEMO_SITES) {
  const { accepted, replay, marked } = ARRIVALS[site];
  const closed = marked.join(', ');

  test(`When the head script of ${site}.kz is missing (404) the marked tags stay closed (${closed}); open are exactly ${OPEN[site].join(', ')}.`, async ({
    serve,
    visitor,
    proof,
    trouble,
  }) => {
    serve(site);
    trouble({ host: `${site}.kz`, path: /^\/kelisim\/kelisim\.[0-9a-f]{10}\.js$/, status: 404 });
    await visitor.open(`https://${site}.kz/`);
    await visitor.readToTheEnd();
    await proof.quiet();
    expect(await visitor.page.evaluate(() => 'kelisim' in window)).toBe(false);
    expect(proof.vendors()).toEqual([...OPEN[site]]);
    for (const vendor of marked) expect(proof.vendors()).not.toContain(vendor);
    const all = Object.keys({ ...accepted, ...replay });
    expect(
      all.filter((vendor) => !proof.vendors().includes(vendor)).sort(),
      'together they are the whole page',
    ).toEqual([...marked].sort());
  });
}

test('A head script that was altered on its way does not run (integrity), as if it were missing.', async ({
  world,
  serve,
  visitor,
  proof,
}) => {
  const { tagHtml } = world.built.jetfin;
  serve('jetfin', { tag: tagHtml.replace(/sha384-./, (text) => (text.endsWith('A') ? 'sha384-B' : 'sha384-A')) });
  await visitor.open('https://jetfin.kz/');
  await visitor.readToTheEnd();
  await proof.quiet();
  expect(await visitor.page.evaluate(() => 'kelisim' in window)).toBe(false);
  expect(proof.vendors()).toEqual([...OPEN.jetfin]);
});
