/** What lies in the browser from before: erased when it is refused, the site's own left alone, and what comes back named. */
import { buildOwn, only, serveOwn, withdraw } from './one-truth-site.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

const HOST = 'www.example.com.kz';
const PAGE = `https://${HOST}/kk/apply/`;
const SERVICES = ['google-analytics-4', 'meta-pixel', 'yandex-metrica', 'adriver', 'vimeo-embed'].map((vendor) => ({
  vendor,
}));
/** Names of the site's own, which catalogues elsewhere give to vendors. */
const OWN = ['uid', 'cid', 'player', 'i'];

async function cookiesOf({ page }: Visitor): Promise<string[]> {
  return (await page.context().cookies()).map(({ name, domain, path }) => `${name} ${domain} ${path}`).sort();
}

test('A first refusal erases what lay there before it, on every domain and path level, in all storage; the cookies uid, cid, player and i survive.', async ({
  world,
  visitor,
  proof,
}) => {
  const site = await buildOwn(world, only(SERVICES));
  serveOwn(world, HOST, site, {});
  const cookie = (name: string, domain: string, path = '/') => ({ name, value: '1', domain, path, secure: true });
  await visitor.page.context().addCookies([
    ...OWN.map((name) => cookie(name, HOST)),
    ...OWN.map((name) => cookie(name, '.example.com.kz')),
    cookie('_ga', '.example.com.kz'),
    cookie('_ga_ABC', '.www.example.com.kz'),
    cookie('_fbp', HOST),
    cookie('_ym_uid', '.example.com.kz', '/kk'),
    cookie('_ym_d', HOST, '/kk/apply/'),
    // HttpOnly: out of any page's reach, and no page writes it.
    { ...cookie('_ym_isad', HOST), httpOnly: true },
  ]);
  await visitor.open(PAGE);
  await visitor.page.evaluate(async () => {
    localStorage.setItem('_ym_retryReqs', '1');
    localStorage.setItem('basket', '1');
    await new Promise((resolve) => (indexedDB.open('basket').onsuccess = resolve));
  });
  expect((await cookiesOf(visitor)).length).toBe(14);
  await visitor.rejectAll();
  const ownLeft = OWN.flatMap((name) => [`${name} .example.com.kz /`, `${name} ${HOST} /`]);
  await expect
    .poll(() => cookiesOf(visitor))
    .toEqual([...ownLeft, `_ym_isad ${HOST} /`, 'kelisim .example.com.kz /'].sort());
  const left = await visitor.page.evaluate(async () => [
    ...Object.keys(localStorage).filter((key) => !key.startsWith('kelisim')),
    ...(await indexedDB.databases()).map(({ name }) => name).filter((name) => name === 'basket'),
  ]);
  expect(left).toEqual(['basket', 'basket']);
  await proof.nothingArrives();
  expect(visitor.lines).toEqual([]);
});

test('Databases of a refused vendor go too, those of the site stay.', async ({ world, visitor }) => {
  const site = await buildOwn(world, only([{ vendor: 'adjust-web' }]));
  serveOwn(world, HOST, site, {});
  await visitor.open(PAGE);
  await visitor.page.evaluate(async () => {
    for (const name of ['adjust-sdk', 'adjust']) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
      });
      database.close();
    }
  });
  await visitor.rejectAll();
  const names = () =>
    visitor.page.evaluate(async () =>
      (await indexedDB.databases()).map(({ name }) => name).filter((name) => name?.startsWith('adjust')),
    );
  await expect.poll(names).toEqual(['adjust']);
});

test('What loaded code writes again is erased again after five seconds, and named with who claims it.', async ({
  world,
  visitor,
}) => {
  const site = await buildOwn(world, only(SERVICES, { withdrawal: { reload: false } }));
  // The guard drops cookies; storage it cannot guard.
  const code = `setInterval(() => localStorage.setItem('_ym_again', '1'), 50)`;
  serveOwn(world, HOST, site, { body: `<script type="text/plain" data-kelisim="yandex-metrica">${code}</script>` });
  await visitor.open(PAGE);
  await visitor.acceptAll();
  await expect.poll(() => visitor.page.evaluate(() => localStorage.getItem('_ym_again'))).toBe('1');
  await withdraw(visitor);
  await expect.poll(() => visitor.lines, { timeout: 9000 }).toHaveLength(1);
  expect(visitor.lines[0]).toContain(
    'warning kelisim: erased after the refusal and there again: "_ym_again" (localStorage; yandex-metrica)',
  );
  const returners = await visitor.page.evaluate(
    () => (window as unknown as { kelisim: { inner: { returners: unknown } } }).kelisim.inner.returners,
  );
  expect(returners).toEqual([
    { area: 'localStorage', name: '_ym_again', services: ['yandex-metrica'], when: 'same-page' },
  ]);
});

test('A cookie that the server sets again on the next page load is erased there and named; a page that finds nothing ends the search.', async ({
  world,
  visitor,
}) => {
  const site = await buildOwn(world, only(SERVICES));
  let sets = true;
  serveOwn(world, HOST, site, () => ({
    headers: sets ? { 'set-cookie': ['_fbp=server; Path=/; Domain=example.com.kz', 'uid=1; Path=/'] } : {},
  }));
  await visitor.open(PAGE);
  await visitor.rejectAll();
  const names = async () => (await visitor.page.context().cookies()).map(({ name }) => name).sort();
  await expect.poll(names).toEqual(['kelisim', 'uid']);
  expect(visitor.lines).toEqual([]);
  const due = () => visitor.page.evaluate(() => localStorage.getItem('kelisim.erased'));
  expect(await due()).toBe('[1,"cookie _fbp"]');

  await visitor.open(`https://${HOST}/kk/`);
  await expect.poll(names).toEqual(['kelisim', 'uid']);
  await expect.poll(() => visitor.lines).toHaveLength(1);
  expect(visitor.lines[0]).toContain('"_fbp" (cookie; meta-pixel)');
  expect(await due()).not.toBeNull();

  sets = false;
  await visitor.open(`https://${HOST}/kk/`);
  await expect.poll(due, { timeout: 9000 }).toBeNull();
  expect(visitor.lines).toHaveLength(1);
  // From then on a page view pays for the head alone.
  world.standIn.clear();
  await visitor.open(`https://${HOST}/kk/`);
  await visitor.hasDecided();
  expect(world.standIn.log.entries.filter(({ path }) => path.includes('kelisim-client'))).toEqual([]);
});

test('Who accepts after all keeps what the vendors wrote, and nobody looks any more.', async ({ world, visitor }) => {
  const site = await buildOwn(world, only(SERVICES));
  serveOwn(world, HOST, site, {});
  await visitor.page.context().addCookies([{ name: '_fbp', value: '1', url: `https://${HOST}/` }]);
  await visitor.open(PAGE);
  await visitor.rejectAll();
  const due = () => visitor.page.evaluate(() => localStorage.getItem('kelisim.erased'));
  await expect.poll(due).not.toBeNull();
  await visitor.page.evaluate(() => {
    (window as unknown as { kelisim: { decide(d: string): void } }).kelisim.decide('accept-all');
    document.cookie = '_fbp=2; path=/';
  });
  await expect.poll(due).toBeNull();
  await visitor.reload();
  expect((await visitor.page.context().cookies()).map(({ name }) => name)).toContain('_fbp');
});
