/** docs/install-bitrix.md on a page as 1C-Bitrix puts it together: the mover of scripts, the composite cache, the ready-made file. */
import { codeBlock, guide } from '../support/guides.ts';
import { bitrixMover } from '../support/optimisers.ts';
import { counters, serveShop, shopHtml, SHOP_URL } from './install-page.ts';
import { acceptsAll, buildShop, looksAround, saysItIsLate } from './install-story.ts';
import { expect, test } from './story.ts';

const GUIDE = guide('install-bitrix.md');

for (const form of ['tagHtml', 'headHtml'] as const) {
  test(`A Bitrix page with ${form === 'tagHtml' ? 'tag.html' : 'head.html'} above ShowHead(), all JavaScript moved to its end: silent, closed, and open after the consent.`, async ({
    world,
    visitor,
    proof,
  }) => {
    const site = await buildShop(world);
    const options = { page: 'bitrix', tag: site[form], kelisim: site.outDir, optimiser: bitrixMover } as const;
    const html = shopHtml(options);
    // The mover did move: the core's file is the last thing of the body, Kelisim still the first of the head.
    expect(html.indexOf('core.min.js')).toBeGreaterThan(html.indexOf('</footer>'));
    serveShop(world, options);
    await looksAround(visitor, proof);
    expect(visitor.lines).toEqual([]);
    await acceptsAll(visitor, proof);
  });
}

test('The mover takes a tag without data-skip-moving along: one line says so, marked counters stay held all the same.', async ({
  world,
  visitor,
  proof,
}) => {
  const site = await buildShop(world);
  const bare = site.tagHtml.replace(' data-skip-moving="true"', '');
  serveShop(world, { page: 'bitrix', tag: bare, kelisim: site.outDir, optimiser: bitrixMover });
  await looksAround(visitor, proof);
  saysItIsLate(visitor);
  await acceptsAll(visitor, proof);
});

test('The ready-made file with its config as in the guide: the mover leaves both where they are.', async ({
  world,
  visitor,
  proof,
}) => {
  serveShop(world, {
    page: 'bitrix',
    tag: codeBlock(GUIDE, 'ready-made'),
    kelisim: world.genericDir,
    optimiser: bitrixMover,
  });
  await looksAround(visitor, proof);
  expect(visitor.lines).toEqual([]);
  await acceptsAll(visitor, proof);
});

/** As the composite puts a dynamic area in: its markup first, then each script of it, made anew. */
const COMPOSITE = `<script data-skip-moving="true">fetch('/dynamic.json').then((answer) => answer.json()).then(({ html, scripts }) => {
  const area = document.createElement('div'); area.innerHTML = html;
  document.getElementById('bxdynamic_counters_end').before(area);
  for (const code of scripts) { const made = document.createElement('script'); made.text = code; document.head.append(made); made.remove(); }
});</script>`;

for (const kelisim of [true, false]) {
  const outcome = kelisim ? 'is held until the consent, then runs once' : 'leaks without Kelisim (the control)';
  test(`What the composite cache loads later into a dynamic area ${outcome}.`, async ({ world, visitor, proof }) => {
    const site = await buildShop(world);
    const loader = /<script>([\s\S]*?)<\/script>/.exec(counters(['Meta (Facebook) Pixel'], 'printed'))![1]!;
    const html = '<img src="https://www.facebook.com/tr/?id=100000000000009&ev=Composite" alt="">';
    serveShop(world, {
      page: 'bitrix',
      tag: kelisim ? site.tagHtml : '',
      kelisim: site.outDir,
      head: '',
      body: COMPOSITE,
      optimiser: bitrixMover,
      files: () => ({ '/dynamic.json': JSON.stringify({ html, scripts: [loader] }) }),
    });
    const arriving = ['www.facebook.com/tr/?ev=Composite', 'www.facebook.com/tr/?ev=PageView'];
    if (kelisim) {
      await looksAround(visitor, proof);
      await visitor.acceptAll();
    } else await visitor.open(SHOP_URL);
    for (const address of arriving) await expect.poll(() => proof.count(address), address).toBe(1);
    expect(visitor.exceptions).toEqual([]);
  });
}
