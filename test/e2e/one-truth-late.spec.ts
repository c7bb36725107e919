/**
 * A head script that comes late, by the owner's hand or an optimiser's, in the shapes that Bitrix, Rocket Loader and WP Rocket give it although
 * the printed tag asks to be left alone: said in one line, and from then on it holds what comes, marked tags all the time.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildOwn, has, ledgerOf, only, type OwnPage, type OwnSite, serveOwn } from './one-truth-site.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

const HOST = 'shop.example.kz';
const MARKED = `<img alt="" data-kelisim="vk-pixel" data-src="https://vk.com/rtrg?p=marked"><script type="text/plain" data-kelisim="meta-pixel">new Image().src = 'https://www.facebook.com/tr?ev=marked'</script>`;
const OTHER = `<script src="/site.js"></script>`;
/** A vendor's tag that nobody marked: it may be asked for, but may not run once the gate stands. */
const UNMARKED = `<script src="https://mc.yandex.ru/metrika/unmarked.js"></script>`;

/** Attributes that ask optimisers to leave a tag alone: one that ignores them does not see them either. */
const bare = (tag: string): string => tag.replace(/ data-[a-z-]+="[^"]*"/g, '');
const srcOf = (tag: string): string => /src="([^"]*)"/.exec(tag)![1]!;
const fileOf = (site: OwnSite): string =>
  readFileSync(join(site.outDir, srcOf(site.tagHtml).replace('/kelisim/', '')), 'utf8');

/** Rocket Loader's way: every script gets a type that does not run; its own, at the end, makes each anew once the page is there. */
const ROCKET_LOADER = `<script>document.addEventListener('DOMContentLoaded', () => {
  const all = [...document.querySelectorAll('script[type^="c0ffee-"]')];
  const next = () => { const old = all.shift(); if (!old) return;
    const made = document.createElement('script'); for (const { name, value } of old.attributes) if (name !== 'type') made.setAttribute(name, value);
    made.type = old.type.replace('c0ffee-', ''); made.async = false; made.onload = made.onerror = next; old.replaceWith(made); };
  next(); });</script>`;
/** WP Rocket's way: scripts wait under another attribute for the visitor's first movement, then come one after the other. */
const WP_ROCKET = `<script>addEventListener('mousemove', async () => { for (const old of document.querySelectorAll('script[type="rocketlazyloadscript"]'))
  await new Promise((done) => { const made = document.createElement('script'); made.async = false; made.onload = made.onerror = done; made.src = old.dataset.rocketSrc; old.replaceWith(made); setTimeout(done, 500); }); }, { once: true });</script>`;

const SHAPES: Readonly<Record<string, (site: OwnSite) => OwnPage>> = {
  async: ({ tagHtml }) => ({ tag: tagHtml.replace('<script ', '<script async ') }),
  defer: ({ tagHtml }) => ({ tag: tagHtml.replace('<script ', '<script defer ') }),
  'at the end of the body': ({ tagHtml }) => ({ tag: '', body: MARKED + OTHER + tagHtml }),
  'inline at the end of the body': ({ headHtml }) => ({ tag: '', body: MARKED + headHtml }),
  'low in the head, after another file': ({ tagHtml }) => ({ tag: OTHER + tagHtml }),
  'moved to the end of the body with all other scripts (Bitrix)': ({ tagHtml }) => ({
    tag: '',
    body: `${MARKED}<footer></footer>${bare(tagHtml)}${OTHER}${UNMARKED}`,
  }),
  'made anew after the page was read (Rocket Loader)': ({ tagHtml }) => ({
    tag: bare(tagHtml).replace('<script ', '<script type="c0ffee-text/javascript" '),
    body: `${MARKED}<script type="c0ffee-text/javascript" src="https://mc.yandex.ru/metrika/unmarked.js"></script>${ROCKET_LOADER}`,
  }),
  "made anew at the visitor's first movement (WP Rocket)": ({ tagHtml }) => ({
    tag: `<script type="rocketlazyloadscript" data-rocket-src="${srcOf(tagHtml)}"></script>`,
    body: `${MARKED}<script type="rocketlazyloadscript" data-rocket-src="https://mc.yandex.ru/metrika/unmarked.js"></script>${WP_ROCKET}`,
  }),
  'run from a data: address': (site) => ({
    tag: `${OTHER}<script src="data:text/javascript;base64,${Buffer.from(fileOf(site)).toString('base64')}"></script>`,
  }),
  'run from a blob: address': (site) => ({
    tag: `${OTHER}<script type="text/x-kept" id="kept">${fileOf(site)}</script><script>{ const s = document.createElement('script'); s.src = URL.createObjectURL(new Blob([document.getElementById('kept').textContent])); document.head.append(s) }</script>`,
  }),
};

/** What a page's code does later on, in every usual way. */
async function sendLate(visitor: Visitor): Promise<void> {
  await visitor.page.evaluate(() => {
    for (const url of ['https://vk.com/rtrg?p=late', 'https://www.facebook.com/tr?ev=late']) {
      new Image().src = url;
      navigator.sendBeacon(url);
      fetch(url, { mode: 'no-cors' }).catch(() => undefined);
    }
    document.body.append(
      Object.assign(document.createElement('script'), { src: 'https://mc.yandex.ru/metrika/late.js' }),
    );
    document.body.insertAdjacentHTML('beforeend', '<iframe src="https://vk.com/rtrg?p=late-frame"></iframe>');
    document.cookie = '_fbp=late; path=/';
  });
}

test('Without Kelisim everything that comes late leaves: the control.', async ({ world, visitor, proof }) => {
  const site = await buildOwn(world, only([{ vendor: 'vk-pixel' }]));
  serveOwn(world, HOST, site, { tag: '', body: MARKED });
  await visitor.open(`https://${HOST}/`);
  await sendLate(visitor);
  for (const [address, times] of [
    ['vk.com/rtrg?p=late', 4],
    ['www.facebook.com/tr?ev=late', 3],
    ['mc.yandex.ru/metrika/late.js', 1],
  ] as const)
    await expect.poll(() => proof.count(address), address).toBe(times);
  expect((await visitor.page.context().cookies()).map(({ name }) => name)).toContain('_fbp');
});

for (const [title, shape] of Object.entries(SHAPES)) {
  test(`A head script ${title}: one line says so, marked tags stay held, what comes afterwards is held, and acceptance lets go.`, async ({
    world,
    visitor,
    proof,
  }) => {
    const services = ['vk-pixel', 'meta-pixel', 'yandex-metrica'].map((vendor) => ({ vendor }));
    const site = await buildOwn(world, only(services));
    serveOwn(world, HOST, site, { body: MARKED, ...shape(site) });
    await visitor.open(`https://${HOST}/`);
    await visitor.page.mouse.move(50, 50);
    await visitor.isUndecided();
    // Soft: what is held has to be known also where nothing was said.
    expect
      .soft(visitor.lines.map((line) => line.trim()))
      .toEqual(['error kelisim: not first in head: what stood before was not held']);
    await sendLate(visitor);
    await proof.quiet();
    expect(proof.arrivals().filter(({ path }) => !path.endsWith('/unmarked.js'))).toEqual([]);
    expect((await visitor.page.context().cookies()).map(({ name }) => name)).toEqual([]);
    if (title.includes('made anew')) expect(proof.arrivals(), 'made after the gate').toEqual([]);
    const { length } = (await ledgerOf(visitor)).filter(({ verdict }) => verdict === 'held' || verdict === 'dropped');
    expect(length).toBeGreaterThan(5);
    await visitor.acceptAll();
    for (const address of ['vk.com/rtrg?p=marked', 'www.facebook.com/tr?ev=marked', 'mc.yandex.ru/metrika/late.js'])
      await expect.poll(() => proof.count(address), address).toBe(1);
    expect(await has(visitor, 'advertising')).toBe(true);
    expect(visitor.exceptions).toEqual([]);
  });
}

test('A head script in its place says nothing: the printed tag and the printed inline form, the generic file with its config before it.', async ({
  world,
  visitor,
}) => {
  const site = await buildOwn(world, only([{ vendor: 'vk-pixel' }]));
  for (const tag of [site.tagHtml, site.headHtml]) {
    serveOwn(world, HOST, site, { tag: tag + OTHER, body: MARKED });
    await visitor.open(`https://${HOST}/`);
    await visitor.isUndecided();
  }
  const config = JSON.stringify({ ...world.built.jetfin.config, sync: undefined }).replaceAll('<', '\\u003c');
  world.serve('jetfin', {
    kelisim: world.genericDir,
    tag: `<script type="application/json" id="kelisim-config">${config}</script><script src="/kelisim/head/kelisim.js"></script>`,
  });
  await visitor.open('https://jetfin.kz/');
  await visitor.isUndecided();
  expect(visitor.lines).toEqual([]);
});
