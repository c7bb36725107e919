/** Where placeholders stand: exactly over what is held, whatever its size is made of; nowhere else; and what they cost. */
import { fenceDataOf, loadsOf, serveFence, serveHeader } from './fence-page.ts';
import { paintedWhole, shiftsOf } from './layout-shifts.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

const JETFIN = 'https://jetfin.kz/';
const FRAME = 'data-kelisim="youtube-embed" data-src="https://www.youtube.com/embed/X"';
const WIDTHS_PX = [360, 1280];

/** Frames as pages have them, each in a way of its own to be as large as it is. */
const SHAPES = `<style>
  .wide { position: relative; padding-bottom: 56.25%; height: 0; } .wide iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; }
  .ratio { width: 100%; aspect-ratio: 16 / 9; height: auto; border: 0; border-radius: 20px; }
  .row { display: flex; gap: 12px; justify-content: flex-end; } .row iframe { flex: 1 1 200px; min-width: 0; height: 190px; }
  .grid { display: grid; grid-template-columns: 1fr 2fr; gap: 10px; } .float { float: right; width: 45%; height: 160px; margin: 10px 0 10px 20px; }
  .scroller { overflow: auto; height: 220px; } .scroller p { height: 120px; } .last > :last-child { margin-bottom: 0; }
</style>
<div class="wide"><iframe id="s1" title="16:9" ${FRAME}></iframe></div>
<p>before <iframe id="s2" ${FRAME} width="300" height="150"></iframe> after</p>
<iframe id="s3" class="ratio" ${FRAME}></iframe>
<div class="row"><b>text</b><iframe id="s4" ${FRAME}></iframe></div>
<div class="grid"><i>text</i><iframe id="s5" ${FRAME} style="width:100%;height:100%"></iframe></div>
<div><iframe id="s6" class="float" ${FRAME}></iframe>text beside it</div>
<div class="scroller"><p>above</p><iframe id="s7" ${FRAME} width="250" height="200"></iframe><p>below</p></div>
<div style="transform:scale(.8)"><iframe id="s8" ${FRAME} width="280" height="180"></iframe></div>
<video id="s9" src="https://www.youtube.com/embed/film" width="280" height="160"></video>
<object id="s10" data="https://www.youtube.com/embed/object" width="280" height="160"></object>
<iframe id="s11" src="https://www.youtube.com/embed/unmarked" width="280" height="160"></iframe>`;

/** What must have none: without room, and what nobody could open or see. */
const PIXELS = `<iframe ${FRAME} width="1" height="1"></iframe><iframe ${FRAME} style="display:none"></iframe>
<div hidden><iframe ${FRAME}></iframe></div><iframe ${FRAME} width="40" height="40"></iframe>`;
const SILENT = `<iframe data-kelisim="hotjar" data-src="https://vars.hotjar.com/box" width="300" height="200"></iframe>
<div aria-hidden="true"><iframe ${FRAME} width="300" height="200"></iframe></div>`;
const UNSEEN = `<iframe ${FRAME} width="300" height="200" style="visibility:hidden"></iframe><iframe ${FRAME} width="50" height="300"></iframe>`;

/** How far each placeholder is from what it stands for, in pixels; the largest difference of the four edges. */
function distances({ page }: Visitor): Promise<Record<string, number>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('[id^="s"]:is(iframe,video,object)')].map((element) => {
        const host = element.nextElementSibling;
        const box = host?.shadowRoot?.querySelector('section')?.getBoundingClientRect();
        const own = element.getBoundingClientRect();
        const edges = box && [box.x - own.x, box.y - own.y, box.right - own.right, box.bottom - own.bottom];
        return [element.id, edges ? Math.max(...edges.map(Math.abs)) : 9999];
      }),
    ),
  );
}

async function areInPlace(visitor: Visitor, when: string): Promise<void> {
  await expect
    .poll(async () => Math.max(...Object.values(await distances(visitor))), { message: when })
    .toBeLessThan(1);
}

for (const width of WIDTHS_PX) {
  test(`At ${width} px eleven kinds of frames are covered exactly, when they come, scroll and change their size, and nothing moves: layout shift 0, when the frames come back too.`, async ({
    serve,
    visitor,
    proof,
  }) => {
    serve('jetfin', { parts: { film: SHAPES, map: '' }, change: paintedWhole });
    await visitor.page.setViewportSize({ width, height: 900 });
    await visitor.open(JETFIN);
    await expect(visitor.page.locator('kelisim-placeholder')).toHaveCount(11);
    await areInPlace(visitor, 'when they come');
    await visitor.page.locator('.scroller').evaluate((element) => element.scrollTo(0, 90));
    await visitor.readToTheEnd();
    await areInPlace(visitor, 'scrolled');
    expect(await shiftsOf(visitor)).toEqual([]);

    await visitor.acceptAll();
    await expect(visitor.page.locator('kelisim-placeholder')).toHaveCount(0);
    await proof.quiet();
    // The stand-in counter of the site moves nothing either; only embeds are looked at here.
    expect(
      (await shiftsOf(visitor)).filter(({ moved }) => moved.some((name) => /FRAME|PLACEHOLDER/i.test(name))),
    ).toEqual([]);
  });
}

test('They follow when the window becomes narrow and when a neighbour grows.', async ({ serve, visitor }) => {
  serve('jetfin', { parts: { film: SHAPES, map: '' } });
  await visitor.page.setViewportSize({ width: 1280, height: 900 });
  await visitor.open(JETFIN);
  await expect(visitor.page.locator('kelisim-placeholder')).toHaveCount(11);
  await visitor.page.setViewportSize({ width: 500, height: 900 });
  await areInPlace(visitor, 'narrow');
  await visitor.page.locator('.row b').evaluate((element) => (element.textContent = 'a much longer text than before'));
  await areInPlace(visitor, 'a neighbour has grown');
});

for (const [title, act] of [
  ['load once', 'load-once'],
  ['always allow', 'always-allow'],
] as const) {
  for (const width of WIDTHS_PX) {
    test(`On the demo page nothing moves by "${title}" at ${width} px.`, async ({ serve, visitor, proof }) => {
      serve('jetfin', { change: paintedWhole });
      await visitor.page.setViewportSize({ width, height: 760 });
      await visitor.open(JETFIN);
      // By key: right after the page was scrolled Chromium hands a click to the frame that stood there before.
      for (const name of ['YouTube', '2GIS']) await visitor.placeholderButton(name, act).press('Enter');
      await expect(visitor.page.locator('.map iframe')).toBeVisible();
      await proof.quiet();
      expect(await shiftsOf(visitor)).toEqual([]);
    });
  }
}

test('A frame in a closed part of the page gets its placeholder when the part is opened; one that page code removes takes it along.', async ({
  serve,
  visitor,
}) => {
  const film = `<details id="part" style="position:relative"><summary>film</summary><iframe id="s1" ${FRAME} width="300" height="200"></iframe></details>`;
  serve('jetfin', { parts: { film, map: '' } });
  await visitor.open(JETFIN);
  await expect(visitor.banner).toBeVisible();
  await visitor.page.locator('#part summary').click();
  await expect(visitor.placeholder('YouTube')).toBeVisible();
  await visitor.page.locator('#part iframe').evaluate((element) => element.remove());
  await expect(visitor.page.locator('kelisim-placeholder')).toHaveCount(0);
});

test('Pixels, hidden frames and frames of vendors that the config does not name have none, and the page loads nothing more of Kelisim.', async ({
  world,
  serve,
  visitor,
  proof,
}) => {
  const own = () => world.standIn.received('jetfin.kz').filter(({ path }) => /\/kelisim\/.*\.js$/.test(path)).length;
  serve('jetfin', { parts: { film: PIXELS, map: '' } });
  await visitor.open(JETFIN);
  await proof.quiet();
  expect(own(), 'the head script alone').toBe(1);

  proof.clear();
  serve('jetfin', { parts: { film: SILENT, map: '' } });
  await visitor.open(JETFIN);
  await proof.quiet();
  expect(own(), 'head, client, and the file that finds nothing to do').toBe(3);

  serve('jetfin', {
    parts: { film: `${PIXELS}${SILENT}${UNSEEN}<iframe ${FRAME} width="300" height="200"></iframe>`, map: '' },
  });
  await visitor.open(JETFIN);
  await expect(visitor.page.locator('kelisim-placeholder section:visible')).toHaveCount(1);
});

test('A returning visitor who agreed to everything loads no file of placeholders on a page with film and map.', async ({
  world,
  serve,
  visitor,
  proof,
  collector,
}) => {
  serve('jetfin');
  await visitor.open(JETFIN);
  await visitor.acceptAll();
  await expect.poll(() => collector.rows().length).toBe(1);
  await proof.quiet();
  proof.clear();
  await visitor.reload();
  await visitor.readToTheEnd();
  await proof.quiet();
  expect(world.standIn.received('jetfin.kz').filter(({ path }) => path.startsWith('/kelisim/'))).toHaveLength(1);
});

for (const file of [/kelisim-show-placeholders-/, /kelisim-client\.js$/, /site-ru-[^/]+\.js$/]) {
  test(`When ${String(file)} does not come the place stays empty, nothing is received, and accepting works.`, async ({
    world,
    serve,
    visitor,
    proof,
    trouble,
  }) => {
    serve('jetfin');
    trouble({ host: 'jetfin.kz', path: file, status: 404, delayMs: 600 });
    await visitor.open(JETFIN);
    // Also not when the window changes its size again and again, while the file is awaited and after it did not come.
    for (const width of [900, 800, 700]) await visitor.page.setViewportSize({ width, height: 700 });
    await proof.nothingArrives();
    await expect(visitor.page.locator('kelisim-placeholder')).toHaveCount(0);
    expect(visitor.exceptions).toEqual([]);
    for (const width of [710, 810, 910]) await visitor.page.setViewportSize({ width, height: 700 });
    const isClient = String(file).includes('client');
    // Without the client nobody is there to say it; the browser's own console names the file.
    await expect
      .poll(() => visitor.lines.filter((line) => line.includes('placeholders')))
      .toHaveLength(isClient ? 0 : 1);
    expect(world.standIn.received('jetfin.kz').filter(({ path }) => file.test(path))).toHaveLength(1);
    await visitor.acceptAll();
    await proof.quiet();
    expect(proof.vendors()).toEqual(expect.arrayContaining(['2gis', 'youtube-embed']));
  });
}

for (const [level, serveLevel] of [
  ['fence', serveFence],
  ['header', serveHeader],
] as const) {
  test(`At level ${level} only "always allow" is offered; it reloads the page once, and the film comes.`, async ({
    world,
    visitor,
    proof,
  }) => {
    serveLevel(world, 'jetfin');
    await visitor.open(JETFIN);
    const film = visitor.placeholder('YouTube');
    await expect(film).toContainText('страница загрузится заново');
    await expect(visitor.placeholderButton('YouTube', 'load-once')).toHaveCount(0);
    await proof.nothingArrives();
    proof.clear();
    await visitor.placeholderButton('YouTube', 'always-allow').click();
    await expect(visitor.page.locator('iframe.film')).toHaveAttribute('src', /youtube/);
    await proof.quiet();
    expect(proof.vendors()).toEqual(['youtube-embed']);
    expect(loadsOf(world, 'jetfin.kz/')).toBe(1);
    expect(await visitor.choiceCookie()).toContain(fenceDataOf(world, 'jetfin').scope);
    await expect(visitor.placeholder('2GIS')).toBeVisible();
  });
}

test('Under `style-src self` and Trusted Types placeholders are drawn, styled, and load what is asked for.', async ({
  serve,
  visitor,
  proof,
}) => {
  serve('jetfin', {
    parts: { 'trackers-head': '', 'trackers-body': '' },
    headers: {
      'content-security-policy': "style-src 'self'; require-trusted-types-for 'script'; script-src 'self' https:",
    },
  });
  await visitor.open(JETFIN);
  await expect(visitor.placeholder('YouTube')).toHaveCSS('overflow', 'auto');
  await visitor.placeholderButton('YouTube', 'load-once').click();
  await proof.quiet();
  expect(proof.vendors()).toEqual(['youtube-embed']);
  expect(visitor.exceptions).toEqual([]);
});
