/** Level header with a real nginx as the site's server and the maps that `kelisim head --nginx` prints. */
import { nginxMaps } from '../../src/cli/nginx-map.ts';
import { dayOf } from '../../src/core/choice-cookie.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import { mayDoWithoutNginx, NginxServer, NO_NGINX } from '../support/nginx-server.ts';
import { blockOf, chose, fenceDataOf, loadsOf, STATIC_PARTS, STATIC_VENDORS, expectVendors } from './fence-page.ts';
import { expect, test as base } from './story.ts';
import { Visitor } from './visitor.ts';

const JETFIN = 'https://jetfin.kz/';

/** `https://jetfin.kz/` with nginx behind the stand-in's TLS; Kelisim's own files come from nginx too. */
async function startSite(world: DemoWorld, body: string): Promise<NginxServer> {
  const { outDir } = world.built.jetfin;
  const page = `<!doctype html><html lang="ru"><head><meta charset="utf-8">${blockOf(world, 'jetfin', { level: 'header' })}${STATIC_PARTS['trackers-head']}</head><body>${body}</body></html>`;
  const nginx = await NginxServer.start(
    `include kelisim-jetfin.conf;
types { text/html html; text/javascript js; }
server {
  listen 127.0.0.1:PORT;
  root pages;
  add_header Content-Security-Policy $kelisim_jetfin_policy always;
  add_header Cache-Control "private, no-cache";
  location /kelisim/ { alias ${outDir}/; add_header Cache-Control "no-store"; }
}`,
    [
      { name: 'kelisim-jetfin.conf', text: nginxMaps(fenceDataOf(world, 'jetfin'), 'jetfin', dayOf(Date.now())) },
      { name: 'pages/index.html', text: page },
      { name: 'pages/apply/index.html', text: page },
    ],
  );
  world.standIn.setHost('jetfin.kz', { proxy: `http://127.0.0.1:${nginx.port}` });
  return nginx;
}

const test = base.extend<{ site: (body: string) => Promise<void> }>({
  site: async ({ world }, use) => {
    base.skip(mayDoWithoutNginx(), NO_NGINX);
    let nginx: NginxServer | undefined;
    await use(async (body) => void (nginx = await startSite(world, body)));
    await nginx?.stop();
  },
});

test('Static tags follow the cookie, by category, service and page; a choice reloads the page once.', async ({
  world,
  site,
  visitor,
  proof,
}) => {
  await site(STATIC_PARTS['trackers-body']);
  await visitor.open(JETFIN);
  await proof.nothingArrives();
  await visitor.acceptAll();
  await expect.poll(() => loadsOf(world, 'jetfin.kz/')).toBe(2);
  await expectVendors(proof, STATIC_VENDORS);
  expect(loadsOf(world, 'jetfin.kz/')).toBe(2);

  proof.clear();
  await visitor.open(`${JETFIN}apply/`);
  await expectVendors(proof, ['2gis', 'jivochat', 'yandex-metrica', 'youtube-embed']);

  await chose(visitor, world, 'jetfin', 'a.+jivochat');
  proof.clear();
  await visitor.open(JETFIN);
  await expectVendors(proof, ['jivochat', 'yandex-metrica']);
});

test('Without JavaScript the pixels in noscript stay silent before the choice and after a refusal, and speak after a consent.', async ({
  world,
  site,
  browser,
  proof,
}) => {
  await site('<noscript><img src="https://www.facebook.com/tr?id=1&amp;noscript=1" alt=""></noscript>');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const visitor = new Visitor(await context.newPage());
  for (const [grants, pixels] of [
    ['', 0],
    ['0', 0],
    ['d.-meta-pixel', 0],
    ['d', 1],
  ] as const) {
    if (grants) await chose(visitor, world, 'jetfin', grants);
    proof.clear();
    await visitor.open(JETFIN);
    await proof.quiet();
    expect(proof.count('www.facebook.com/tr'), grants).toBe(pixels);
  }
  await context.close();
});
