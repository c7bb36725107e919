/** Level header: the package's middleware as the site's server. The policy comes with the page, JavaScript or not. */
import { createHash } from 'node:crypto';
import { kelisimHeader } from '../../src/cli/kelisim-header.ts';
import { ARRIVALS } from './expected-arrivals.ts';
import {
  blockOf,
  chose,
  loadsOf,
  NOSCRIPT_PARTS,
  serveHeader,
  STATIC_PARTS,
  STATIC_VENDORS,
  expectVendors,
} from './fence-page.ts';
import { expect, test } from './story.ts';
import { Visitor } from './visitor.ts';

const JETFIN = 'https://jetfin.kz/';
test('Before the choice nothing arrives of static tags; accepting reloads once, everything arrives once, the choice is delivered.', async ({
  world,
  visitor,
  proof,
  collector,
}) => {
  serveHeader(world, 'jetfin');
  await visitor.open(JETFIN);
  await proof.nothingArrives();
  await visitor.acceptAll();
  await expect.poll(() => loadsOf(world, 'jetfin.kz/')).toBe(2);
  await visitor.hasDecided();
  await visitor.readToTheEnd();
  await proof.quiet();
  proof.eachOnce(ARRIVALS.jetfin.accepted);
  expect(loadsOf(world, 'jetfin.kz/')).toBe(2);
  await expect.poll(() => collector.rows().length).toBe(1);
  expect(visitor.exceptions).toEqual([]);
});

test('Static tags follow the cookie: by category, by service, by page.', async ({ world, visitor, proof }) => {
  serveHeader(world, 'jetfin', { parts: STATIC_PARTS });
  for (const [grants, path, vendors] of [
    ['', '', []],
    ['0', '', []],
    ['a', '', ['yandex-metrica']],
    ['0.+jivochat', '', ['jivochat']],
    ['fadb', '', STATIC_VENDORS],
  ] as const) {
    if (grants) await chose(visitor, world, 'jetfin', grants);
    proof.clear();
    await visitor.open(JETFIN + path);
    await expectVendors(proof, vendors, grants);
  }
});

test('Without JavaScript the pixels in noscript stay silent before the choice, and speak after a consent of an earlier visit.', async ({
  world,
  browser,
  proof,
}) => {
  serveHeader(world, 'jetfin', { parts: NOSCRIPT_PARTS });
  const context = await browser.newContext({ javaScriptEnabled: false });
  const visitor = new Visitor(await context.newPage());
  await visitor.open(JETFIN);
  await proof.nothingArrives();
  await chose(visitor, world, 'jetfin', 'a');
  await visitor.open(JETFIN);
  await expectVendors(proof, ['yandex-metrica']);
  proof.clear();
  await chose(visitor, world, 'jetfin', 'fadb');
  await visitor.open(JETFIN);
  await expectVendors(proof, ['meta-pixel', 'yandex-metrica']);

  // The control: without the policy they speak at once.
  world.serve('jetfin', { level: 'none', parts: NOSCRIPT_PARTS });
  proof.clear();
  await context.clearCookies();
  await visitor.open(JETFIN);
  await expectVendors(proof, ['meta-pixel', 'yandex-metrica']);
  await context.close();
});

test("The policy stands beside the site's own, which stays as it is.", async ({ world, visitor, proof }) => {
  serveHeader(world, 'jetfin', { parts: STATIC_PARTS, headers: { 'content-security-policy': "img-src 'self'" } });
  await chose(visitor, world, 'jetfin', 'fadb');
  const answer = await visitor.page.goto(JETFIN);
  const policies = (await answer!.headersArray()).filter(
    ({ name }) => name.toLowerCase() === 'content-security-policy',
  );
  expect(policies.map(({ value }) => value)).toEqual(["img-src 'self'", expect.stringContaining('kelisim.invalid')]);
  // Images are the site's to forbid: of Meta and VK only the scripts come.
  await proof.quiet();
  expect(proof.vendors()).toEqual(STATIC_VENDORS);
  expect(proof.count('www.facebook.com/tr')).toBe(0);
});

test('A page the browser has kept is opened by the choice too: a 304 carries the new policy.', async ({
  world,
  visitor,
  proof,
}) => {
  // A site on which everything can be granted, so that there is no policy afterwards.
  const { config } = world.built.jetfin;
  const open = { ...config, services: config.services.filter(({ vendor }) => vendor === 'yandex-metrica') };
  const middleware = kelisimHeader(open);
  const html = `<!doctype html><html lang="ru"><head><meta charset="utf-8"></head><body>
    <script async src="https://mc.yandex.ru/metrika/tag.js?static"></script>
    <img src="https://www.unlisted-tracker.example/x.gif" alt=""></body></html>`;
  const etag = `"${createHash('sha256').update(html).digest('hex')}"`;
  const statuses: number[] = [];
  world.standIn.setHost('jetfin.kz', (incoming, outgoing) =>
    middleware(incoming, outgoing, () => {
      const status = incoming.headers['if-none-match'] === etag ? 304 : 200;
      if (incoming.url === '/') statuses.push(status);
      outgoing.writeHead(status, { 'content-type': 'text/html', 'cache-control': 'private, no-cache', etag });
      outgoing.end(status === 200 ? html : undefined);
    }),
  );
  await visitor.open(JETFIN);
  await proof.nothingArrives();
  const { fenceData } = await import('../../src/core/fence-data.ts');
  const { resolveSite } = await import('../../src/core/resolve-site.ts');
  const { RULES } = await import('../../src/vendors/generated/rules.ts');
  const { scope } = fenceData(resolveSite(open, RULES));
  const value = `1.${scope}.${Math.floor(Date.now() / 86_400_000)}.a`;
  await visitor.page.context().addCookies([{ name: 'kelisim', value, url: JETFIN }]);
  await visitor.page.evaluate(() => location.replace(location.href));
  await expect.poll(() => statuses).toEqual([200, 304]);
  await expectVendors(proof, ['unlisted', 'yandex-metrica']);
});

test('Kelisim inline at level header: no file of its own is needed before the page, and the policy holds as with the tag.', async ({
  world,
  visitor,
  proof,
}) => {
  const tag = blockOf(world, 'jetfin', { level: 'header', form: 'inline' });
  serveHeader(world, 'jetfin', { parts: STATIC_PARTS, tag });
  await visitor.open(JETFIN);
  await proof.nothingArrives();
  await visitor.acceptAll();
  await expect.poll(() => loadsOf(world, 'jetfin.kz/')).toBe(2);
  await expectVendors(proof, STATIC_VENDORS);
});
