/**
 * What the guides say of level fence: its block survives the optimisers of Bitrix and WordPress, and a preset opens what the system needs and
 * nothing of its statistics.
 */
import { pasteBlock } from '../../src/cli/fence-block.ts';
import { resolveConfig } from '../../src/cli/resolve-config.ts';
import type { SiteConfig } from '../../src/core/config.ts';
import { fenceData } from '../../src/core/fence-data.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import { autoptimize, bitrixMover, wpRocketDelay } from '../support/optimisers.ts';
import { COUNTERS, serveShop, type ShopOptions } from './install-page.ts';
import { looksAround } from './install-story.ts';
import { buildOwn, only, type OwnSite } from './one-truth-site.ts';
import { expect, test } from './story.ts';

interface FenceShop {
  readonly site: OwnSite;
  readonly block: string;
}

async function fenceShop(world: DemoWorld, form: 'tag' | 'inline', more: Partial<SiteConfig> = {}): Promise<FenceShop> {
  const change = only(COUNTERS, more);
  const site = await buildOwn(world, change);
  const fence = fenceData(resolveConfig(change(world.built.jetfin.config)));
  return { site, block: pasteBlock({ level: 'fence', built: site, distDir: world.genericDir, fence, form }) };
}

const SHOPS: Readonly<Record<string, { form: 'tag' | 'inline'; options: Omit<ShopOptions, 'tag'> }>> = {
  'Bitrix moves all JavaScript': { form: 'tag', options: { page: 'bitrix', optimiser: bitrixMover } },
  'WP Rocket delays JavaScript': { form: 'inline', options: { page: 'wordpress', optimiser: wpRocketDelay } },
  'Autoptimize aggregates': {
    form: 'inline',
    options: { page: 'wordpress', optimiser: (html) => autoptimize(html, () => ';').html },
  },
};

for (const [title, { form, options }] of Object.entries(SHOPS)) {
  test(`${title}, level fence (${form}): an unmarked static tag is not even asked for; after the consent and one reload everything runs.`, async ({
    world,
    visitor,
    proof,
  }) => {
    const { site, block } = await fenceShop(world, form);
    // Unmarked and static: no script can stop it, the fence does.
    const body = '<script src="//code.jivosite.com/widget/DEMO0009" async></script>';
    serveShop(world, { ...options, tag: block, kelisim: site.outDir, body });
    await looksAround(visitor, proof);
    expect(visitor.lines).toEqual([]);
    const reloaded = visitor.page.waitForEvent('load');
    await visitor.acceptAll();
    await reloaded;
    await visitor.page.mouse.move(30, 30);
    for (const address of ['code.jivosite.com/widget/DEMO0009', 'mc.yandex.ru/watch/100000009'])
      await expect.poll(() => proof.count(address), address).toBe(1);
    await proof.quiet();
    expect(proof.vendors()).toEqual(['jivochat', 'meta-pixel', 'yandex-metrica']);
    expect(visitor.exceptions).toEqual([]);
  });
}

/** An emoji, which a WordPress page needs, and what Jetpack counts with. */
const PICTURES = `<img src="https://s.w.org/images/core/emoji/15.0.3/svg/1f600.svg" alt=""><img src="https://pixel.wp.com/g.gif?v=ext" alt="">`;

for (const presets of [[], ['wordpress']] as const) {
  const outcome = presets.length > 0 ? 'comes, Jetpack’s statistics do not' : 'does not come either (the control)';
  test(`Behind the fence ${presets.length > 0 ? 'with' : 'without'} the preset "wordpress" the emoji of a page ${outcome}.`, async ({
    world,
    visitor,
    proof,
  }) => {
    const { site, block } = await fenceShop(world, 'tag', { hosts: { presets: [...presets] } });
    serveShop(world, { page: 'wordpress', tag: block, kelisim: site.outDir, body: PICTURES });
    await visitor.open('https://shop.example.kz/');
    await visitor.isUndecided();
    await proof.quiet();
    expect(proof.arrivals().map(({ host }) => host)).toEqual(presets.length > 0 ? ['s.w.org'] : []);
  });
}

test('A built page that blocks unknown hosts lets the hosts of its preset load, and no others of that system.', async ({
  world,
  visitor,
  proof,
}) => {
  const site = await buildOwn(world, only(COUNTERS, { unlisted: 'block', hosts: { presets: ['kaspi'] } }));
  const body = `<script>for (const src of ['https://kaspi.kz/kaspibutton/widget/ks-wi_ext.js', 'https://kaspi.kz/other.js']) document.body.append(Object.assign(document.createElement('script'), { src }))</script>`;
  serveShop(world, { page: 'plain', tag: site.tagHtml, kelisim: site.outDir, body });
  await visitor.open('https://shop.example.kz/');
  await visitor.isUndecided();
  await expect.poll(() => proof.count('kaspi.kz/kaspibutton/widget/ks-wi_ext.js')).toBe(1);
  await proof.quiet();
  expect(proof.arrivals().map(({ host, path }) => host + path)).toEqual(['kaspi.kz/kaspibutton/widget/ks-wi_ext.js']);
  await visitor.acceptAll();
  await expect.poll(() => proof.count('mc.yandex.ru/watch/100000009')).toBe(1);
});
