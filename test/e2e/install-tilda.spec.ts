/**
 * docs/install-tilda.md on a page as Tilda publishes it: the box for the HEAD section stands below Tilda's own files, the files of Kelisim lie
 * on another host, Tilda's counters and statistics come later by themselves.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite } from '../../src/cli/build-site.ts';
import type { SiteConfig } from '../../src/core/config.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import { codeBlock, guide } from '../support/guides.ts';
import { serveShop, SHOP_URL } from './install-page.ts';
import { looksAround, saysItIsLate } from './install-story.ts';
import type { Proof } from './proof.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

const GUIDE = guide('install-tilda.md');
const FILES = 'static.example.kz';
/** What Tilda's page needs to be one; the rest is counters. */
const TILDA = ['neo.tildacdn.com', 'static.tildacdn.pro', 'thb.tildacdn.pro', 'ws.tildacdn.com'];
const STATISTICS = '/js/tilda-stat-1.0.min.js';

/** Tilda's hosts: its files, among them the statistics, which report to a host of their own. */
function serveTilda(world: DemoWorld): { statistics: () => number } {
  let count = 0;
  for (const host of TILDA)
    world.standIn.setHost(host, (incoming, outgoing) => {
      const path = (incoming.url ?? '/').replace(/\?.*/s, '');
      outgoing.writeHead(200, { 'content-type': path.endsWith('.css') ? 'text/css' : 'text/javascript' });
      if (path === STATISTICS) count++;
      outgoing.end(
        path === STATISTICS
          ? `document.cookie = 'tildauid=1; path=/'; navigator.sendBeacon('https://stat.tildaapi.com/event/', '{}');`
          : '/* of Tilda */',
      );
    });
  return { statistics: () => count };
}

/** The owner's own host for the files, with the header that the guide asks for. */
function serveFiles(world: DemoWorld, folder: string, cors = true): void {
  world.standIn.setHost(FILES, (incoming, outgoing) => {
    const path = (incoming.url ?? '/').replace(/\?.*/s, '').replace('/kelisim/', '/');
    outgoing.writeHead(200, { 'content-type': 'text/javascript', ...(cors && { 'access-control-allow-origin': '*' }) });
    outgoing.end(readFileSync(join(folder, path)));
  });
}

const readyMade = codeBlock(GUIDE, 'ready-made');
const config = JSON.parse(
  /<script type="application\/json"[^>]*>([\s\S]*?)<\/script>/.exec(readyMade)![1]!,
) as SiteConfig;

async function story(world: DemoWorld, tag: string, visitor: Visitor, proof: Proof): Promise<void> {
  const { statistics } = serveTilda(world);
  serveShop(world, { page: 'tilda', tag });
  await looksAround(visitor, proof);
  expect(statistics(), 'Tilda’s statistics before the choice').toBe(0);
  // Tilda's files stand above the box: the guide says to expect this one line.
  saysItIsLate(visitor);
  expect((await visitor.page.context().cookies()).map(({ name }) => name)).toEqual([]);
  await visitor.openSettings();
  await visitor.settingsButton('accept-all').click();
  for (const address of [
    'mc.yandex.ru/watch/100000008',
    'mc.yandex.ru/watch/100000009',
    'code.jivosite.com/widget/DEMO0009',
    'www.facebook.com/tr/?ev=PageView',
    'stat.tildaapi.com/event/',
  ])
    await expect.poll(() => proof.count(address), address).toBe(1);
  expect(statistics()).toBe(1);
  await proof.quiet();
  // Tilda's statistics are no vendor of the catalogue: the guide's config describes them.
  expect(proof.vendors()).toEqual(['jivochat', 'meta-pixel', 'unlisted', 'yandex-metrica']);
  expect(visitor.exceptions).toEqual([]);
}

test('A Tilda page with the ready-made file from the owner’s own host, as in the guide: one line, nothing before the choice, Tilda’s counters and statistics too, everything after it.', async ({
  world,
  visitor,
  proof,
}) => {
  serveFiles(world, world.genericDir);
  await story(world, readyMade, visitor, proof);
});

test('A Tilda page with head.html built for the owner’s own host: the same.', async ({ world, visitor, proof }) => {
  const outDir = join(world.workDir, `tilda-${process.pid}`);
  const built = await buildSite({ config, outDir, distDir: world.genericDir, publicPath: `https://${FILES}/kelisim/` });
  expect(built.findings).toEqual([]);
  serveFiles(world, outDir);
  await story(world, built.headHtml, visitor, proof);
});

test('Without the header the settings do not come, but refusing and accepting work.', async ({
  world,
  visitor,
  proof,
}) => {
  serveTilda(world);
  serveFiles(world, world.genericDir, false);
  serveShop(world, { page: 'tilda', tag: readyMade });
  await visitor.open(SHOP_URL);
  await visitor.rejectAll();
  await visitor.hasDecided();
  await visitor.launcher.click();
  await expect.poll(() => visitor.lines.join()).toContain('client not loaded');
  await expect(visitor.settings).toHaveCount(0);
  await proof.nothingArrives();
});

test('On a Tilda page without Kelisim all of it leaves (the control).', async ({ world, visitor, proof }) => {
  const { statistics } = serveTilda(world);
  serveShop(world, { page: 'tilda', tag: '' });
  await visitor.open(SHOP_URL);
  await expect.poll(() => proof.count('mc.yandex.ru/watch/100000008')).toBe(1);
  await expect.poll(() => proof.count('stat.tildaapi.com/event/')).toBe(1);
  expect(statistics()).toBe(1);
});
