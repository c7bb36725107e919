/** docs/install-wordpress.md on a page as wp_head() prints it: each optimiser of the guide's table, with both forms of the tag. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { autoptimize, liteSpeedDelay, rocketLoader, wpRocketDefer, wpRocketDelay } from '../support/optimisers.ts';
import { counters, serveShop, type ShopOptions, shopHtml, SHOP_URL } from './install-page.ts';
import { acceptsAll, buildShop, looksAround, saysItIsLate } from './install-story.ts';
import type { OwnSite } from './one-truth-site.ts';
import { expect, test } from './story.ts';

/** The shop with the form of the guide's table behind an optimiser. */
type Shop = (site: OwnSite) => ShopOptions;

const page = (site: OwnSite, tag: string, optimiser: (html: string) => string): ShopOptions => ({
  page: 'wordpress',
  tag,
  kelisim: site.outDir,
  optimiser,
});

function aggregated(site: OwnSite, tag: string): ShopOptions {
  const read = (path: string) =>
    path.startsWith('/kelisim/') ? readFileSync(join(site.outDir, path.slice('/kelisim/'.length)), 'utf8') : ';';
  let files: Readonly<Record<string, string>> = {};
  const options = page(site, tag, (html) => {
    const made = autoptimize(html, read);
    files = made.files;
    return made.html;
  });
  return { ...options, files: () => files };
}

const IN_PLACE: Readonly<Record<string, Shop>> = {
  'WP Rocket delays JavaScript, head.html': (site) => page(site, site.headHtml, wpRocketDelay),
  'WP Rocket delays JavaScript, tag.html': (site) => page(site, site.tagHtml, wpRocketDelay),
  'WP Rocket defers files, head.html': (site) => page(site, site.headHtml, wpRocketDefer),
  'WP Rocket defers files, tag.html excluded by "kelisim"': (site) =>
    page(site, site.tagHtml, (html) => wpRocketDefer(html, ['kelisim'])),
  'LiteSpeed Cache delays JavaScript, head.html': (site) => page(site, site.headHtml, liteSpeedDelay),
  'LiteSpeed Cache delays JavaScript, tag.html': (site) => page(site, site.tagHtml, liteSpeedDelay),
  'Autoptimize aggregates, head.html': (site) => aggregated(site, site.headHtml),
  'Autoptimize aggregates, tag.html between its comments': (site) =>
    aggregated(site, `<!--noptimize-->${site.tagHtml}<!--/noptimize-->`),
  'Rocket Loader, head.html': (site) => page(site, site.headHtml, rocketLoader),
};

for (const [title, shop] of Object.entries(IN_PLACE)) {
  test(`${title}: Kelisim stays first, the page is silent, closed, and open after the consent.`, async ({
    world,
    visitor,
    proof,
  }) => {
    const options = shop(await buildShop(world));
    // The optimiser is at work: jQuery is no longer what it was.
    expect(shopHtml(options)).not.toContain(
      '<script src="/wp-includes/js/jquery/jquery.min.js?ver=3.7.1" id="jquery-core-js"></script>',
    );
    serveShop(world, options);
    await looksAround(visitor, proof);
    expect(visitor.lines).toEqual([]);
    await acceptsAll(visitor, proof);
  });
}

const bare = (tag: string): string => tag.replace(/ data-[a-z-]+="[^"]*"/g, '');

const MOVED: Readonly<Record<string, Shop>> = {
  'WP Rocket defers tag.html': (site) => page(site, site.tagHtml, wpRocketDefer),
  'WP Rocket delays a tag without the attributes': (site) => page(site, bare(site.tagHtml), wpRocketDelay),
  'LiteSpeed Cache delays a tag without the attributes': (site) => page(site, bare(site.tagHtml), liteSpeedDelay),
};

for (const [title, shop] of Object.entries(MOVED)) {
  test(`${title}: one line says so, and what is marked stays held all the same.`, async ({ world, visitor, proof }) => {
    serveShop(world, shop(await buildShop(world)));
    await looksAround(visitor, proof);
    saysItIsLate(visitor);
    await acceptsAll(visitor, proof);
  });
}

test('Autoptimize serves tag.html as a changed copy: the browser refuses it, no banner comes, what is marked stays closed and what is not marked leaves, as the guide warns.', async ({
  world,
  visitor,
  proof,
}) => {
  const site = await buildShop(world);
  const options = { ...aggregated(site, site.tagHtml), head: counters(['Meta (Facebook) Pixel'], 'printed') };
  const refusals: string[] = [];
  visitor.page.on('console', (message) => void (/integrity/.test(message.text()) && refusals.push(message.text())));
  serveShop(world, options);
  await visitor.open(SHOP_URL);
  await expect.poll(() => refusals.length).toBeGreaterThan(0);
  await expect.poll(() => proof.count('www.facebook.com/tr/?ev=PageView')).toBe(1);
  await proof.quiet();
  expect(proof.vendors()).toEqual(['meta-pixel']);
  await expect(visitor.banner).toHaveCount(0);
});
