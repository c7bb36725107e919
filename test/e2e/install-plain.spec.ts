/** docs/install-plain.md on a plain page: both forms, Cloudflare's Rocket Loader, the ready-made file, captchas and fonts. */
import type { SiteConfig } from '../../src/core/config.ts';
import { codeBlock, guide } from '../support/guides.ts';
import { rocketLoader } from '../support/optimisers.ts';
import { COUNTERS, counters, serveShop, SHOP_URL } from './install-page.ts';
import { acceptsAll, buildShop, looksAround } from './install-story.ts';
import { buildOwn, only } from './one-truth-site.ts';
import { expect, test } from './story.ts';

const GUIDE = guide('install-plain.md');

for (const form of ['tagHtml', 'headHtml'] as const) {
  test(`A plain page with ${form === 'tagHtml' ? 'tag.html' : 'head.html'} where the guide says, Rocket Loader on: silent, closed, and open after the consent.`, async ({
    world,
    visitor,
    proof,
  }) => {
    const site = await buildShop(world);
    serveShop(world, { page: 'plain', tag: site[form], kelisim: site.outDir, optimiser: rocketLoader });
    await looksAround(visitor, proof);
    expect(visitor.lines).toEqual([]);
    await acceptsAll(visitor, proof);
  });
}

test('Rocket Loader, which leaves the printed tag alone, does delay a tag without the attributes: the line says so (the control).', async ({
  world,
  visitor,
}) => {
  const site = await buildShop(world);
  const bare = site.tagHtml.replace(/ data-[a-z-]+="[^"]*"/g, '');
  serveShop(world, { page: 'plain', tag: bare, kelisim: site.outDir, optimiser: rocketLoader });
  await visitor.open(SHOP_URL);
  await visitor.isUndecided();
  expect(visitor.lines.join()).toContain('not first in head');
});

test('The ready-made file with the config of the guide in the page: silent, closed, and open after the consent.', async ({
  world,
  visitor,
  proof,
}) => {
  serveShop(world, { page: 'plain', tag: codeBlock(GUIDE, 'ready-made'), kelisim: world.genericDir });
  await looksAround(visitor, proof);
  expect(visitor.lines).toEqual([]);
  await acceptsAll(visitor, proof);
});

test('The ready-made file with the config of the guide behind an address: the same.', async ({
  world,
  visitor,
  proof,
}) => {
  const config = /<script type="application\/json"[^>]*>([\s\S]*?)<\/script>/.exec(codeBlock(GUIDE, 'ready-made'))![1]!;
  serveShop(world, {
    page: 'plain',
    tag: codeBlock(GUIDE, 'ready-made-address'),
    kelisim: world.genericDir,
    files: () => ({ '/site.json': config }),
  });
  await looksAround(visitor, proof);
  await acceptsAll(visitor, proof);
  expect(visitor.lines).toEqual([]);
});

test('A captcha and fonts that nobody declared stay closed after "accept all"; with the lines of the guide the captcha runs on its page before any choice and the fonts come after it.', async ({
  world,
  visitor,
  proof,
}) => {
  const parts = { head: counters(['Google Fonts']), body: counters(['reCAPTCHA']) };
  const undeclared = await buildShop(world);
  serveShop(world, { page: 'plain', tag: undeclared.tagHtml, kelisim: undeclared.outDir, ...parts });
  await visitor.open(`${SHOP_URL}apply`);
  await visitor.acceptAll();
  await visitor.hasDecided();
  await proof.nothingArrives();

  await visitor.page.context().clearCookies();
  const lines = JSON.parse(`[${codeBlock(GUIDE, 'captcha-and-fonts').replace(/,$/, '')}]`) as SiteConfig['services'];
  const declared = await buildOwn(world, only([...COUNTERS, ...lines]));
  serveShop(world, { page: 'plain', tag: declared.tagHtml, kelisim: declared.outDir, ...parts });
  await visitor.open(SHOP_URL);
  await visitor.isUndecided();
  await proof.nothingArrives();
  await visitor.open(`${SHOP_URL}apply`);
  await visitor.isUndecided();
  await expect.poll(() => proof.count('www.google.com/recaptcha/api2/anchor')).toBe(1);
  await proof.quiet();
  expect(proof.vendors()).toEqual(['recaptcha']);
  await visitor.acceptAll();
  await expect.poll(() => proof.count('fonts.googleapis.com/css2')).toBe(1);
});
