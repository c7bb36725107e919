/** Backends that are not the collector, and words that the collector does not have yet. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import SqliteDatabase from 'better-sqlite3';
import { buildOwn } from './one-truth-site.ts';
import { expect, test } from './story.ts';

interface Seen {
  readonly method: string;
  readonly key: string | undefined;
  readonly asks: string | undefined;
  readonly body: string;
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

// What an earlier story sent is no part of this one.
test.beforeEach(({ world }) => world.standIn.clear());

test('A backend of the owner that answers by its status gets the record with the headers of the config, after one preflight; a login page is no acknowledgement.', async ({
  world,
  serve,
  visitor,
}) => {
  const own = await buildOwn(world, (config) => ({
    ...config,
    sync: { endpoint: 'https://consent.jetfin.kz/api', acknowledge: 'status', headers: { 'X-Site-Key': 'k-1' } },
  }));
  serve('jetfin', { tag: own.tagHtml, kelisim: own.outDir });
  const seen: Seen[] = [];
  let login = true;
  world.standIn.setHost('consent.jetfin.kz', (incoming, outgoing) => {
    void bodyOf(incoming).then((body) => {
      const { method = '', headers } = incoming;
      seen.push({
        method,
        key: headers['x-site-key'] as string | undefined,
        asks: headers['access-control-request-headers'],
        body,
      });
      const cors = {
        'access-control-allow-origin': 'https://jetfin.kz',
        'access-control-allow-headers': 'x-site-key, content-type',
      };
      if (method === 'OPTIONS') outgoing.writeHead(204, cors).end();
      else if (login) outgoing.writeHead(200, { ...cors, 'content-type': 'text/html' }).end('<!doctype html>Log in');
      else outgoing.writeHead(201, cors).end();
    });
  });
  await visitor.open('https://jetfin.kz/');
  await visitor.acceptAll();
  const posts = () => seen.filter(({ method }) => method === 'POST');
  await expect.poll(() => posts().length).toBeGreaterThan(0);
  expect(seen[0]).toMatchObject({ method: 'OPTIONS', asks: 'x-site-key', key: undefined, body: '' });
  expect(await visitor.page.evaluate(() => localStorage.getItem('kelisim.outbox')), 'kept').toBe('1');

  login = false;
  await expect
    .poll(() => visitor.page.evaluate(() => localStorage.getItem('kelisim.outbox')), { timeout: 15_000 })
    .toBeNull();
  expect(posts().at(-1)!.key).toBe('k-1');
  const { records } = JSON.parse(posts().at(-1)!.body) as { records: { action: string; site: string }[] };
  expect(records).toMatchObject([{ action: 'accept-all', site: 'jetfin' }]);
});

test('A notice that the collector lacks is posted once, by the first visitor, and any record can be shown with its exact words.', async ({
  world,
  serve,
  visitor,
  collector,
}) => {
  serve('jetfin');
  const posted = () =>
    world.standIn.received('consent.jetfin.kz').filter(({ path }) => path === '/v1/sites/jetfin/notices').length;
  await visitor.open('https://jetfin.kz/');
  await visitor.acceptAll();
  await expect.poll(posted).toBe(1);
  await expect.poll(() => collector.count('notice-stored')).toBe(1);
  const [record] = collector.records();
  const db = new SqliteDatabase(collector.file, { readonly: true });
  const notices = db.prepare<[], { hash: string; text: string }>('SELECT hash, text FROM notices').all();
  db.close();
  expect(notices.map(({ hash }) => hash)).toEqual([record!.notice]);
  expect(createHash('sha256').update(notices[0]!.text).digest('hex')).toBe(record!.notice);
  expect(JSON.parse(notices[0]!.text)).toMatchObject({
    version: 1,
    site: 'jetfin',
    banner: { kk: {}, ru: {}, en: {} },
  });

  await visitor.forget();
  await visitor.open('https://jetfin.kz/');
  await visitor.rejectAll();
  await expect.poll(() => collector.rows().length).toBe(2);
  await sleep(500);
  expect(posted(), 'the next visitor is not asked').toBe(1);
});
