/** What stands in deploy/ and examples/own-backend/: nginx's own check and requests through it, and an own backend at the real outbox transport. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTransport } from '../../../src/client/outbox/transport.ts';
import type { ConsentRecord } from '../../../src/core/consent-record.ts';
import { mayDoWithoutNginx, NginxServer } from '../../support/nginx-server.ts';
import { makeRecord, recordId, SITE } from './collector-fixture.ts';

const ROOT = new URL('../../../', import.meta.url);
const BACKEND = new URL('examples/own-backend/plain-node.js', ROOT).href;

interface Seen {
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

describe.skipIf(mayDoWithoutNginx())('The nginx example', () => {
  test('is taken by nginx without a warning, and passes records, receipts and renewals and nothing else, with a cookie to renewals alone.', async () => {
    const seen: Seen[] = [];
    const port = await listen(
      createServer((request, response) => {
        seen.push({ url: request.url ?? '', headers: request.headers });
        response.end('{}');
      }),
    );
    const example = readFileSync(new URL('deploy/nginx-collector.conf', ROOT), 'utf8');
    const nginx = await NginxServer.start(
      'server { listen 127.0.0.1:PORT; include collector.conf; location / { return 404; } }',
      [{ name: 'collector.conf', text: example.replaceAll('127.0.0.1:8787', `127.0.0.1:${port}`) }],
    );
    onTestFinished(() => nginx.stop());
    const passed = ['/v1/sites/demo/records', '/v1/receipts/1', '/collector.css'];
    for (const path of passed) expect((await nginx.get(path, 'a=1')).status, path).toBe(200);
    for (const path of [
      '/',
      '/v1/statistics',
      '/healthz',
      '/v1/sites',
      '/v1/admin/records',
      '/v2/sites/a',
      '/v1/sites/../statistics',
    ])
      expect((await nginx.get(path)).status, path).toBe(404);
    expect(seen.map(({ url }) => url)).toEqual(passed);
    // The one route that answers with the visitor's own cookie.
    expect((await nginx.get('/v1/sites/demo/renew', 'a=1', 'site.example:8443')).status).toBe(200);
    expect(seen.at(-1)?.headers).toMatchObject({ cookie: 'a=1', host: 'site.example:8443' });
    for (const { headers } of seen.slice(0, 2)) {
      expect(headers['cookie'] ?? '').toBe('');
      expect(headers['x-forwarded-for'] ?? headers['x-real-ip'] ?? '').toBe('');
    }
    expect(nginx.errors).not.toMatch(/\[(?:warn|error|emerg)\]/);
  });
});

describe('An own backend without a framework', () => {
  async function startBackend(save: (site: string, records: ConsentRecord[]) => Promise<void>) {
    const { recordsListener } = (await import(BACKEND)) as {
      recordsListener(save: unknown): (request: unknown, response: unknown) => void;
    };
    const port = await listen(createServer(recordsListener(save) as Parameters<typeof createServer>[1]));
    const send = createTransport({
      endpoint: `http://127.0.0.1:${port}`,
      site: SITE,
      acknowledge: 'status',
      headers: {},
      fetch: (url, init) => fetch(url, init),
      now: Date.now,
    });
    return { send, url: `http://127.0.0.1:${port}` };
  }

  test('gets what the outbox sends, and its 200 counts as delivered for every record of the batch.', async () => {
    const saved: [string, string][] = [];
    const { send } = await startBackend(async (site, records) => {
      for (const { id } of records) saved.push([site, id]);
    });
    const outcome = await send([makeRecord(1), makeRecord(2)], { keepalive: false });
    expect(outcome).toEqual({
      kind: 'answered',
      results: new Map([
        [recordId(1), 'stored'],
        [recordId(2), 'stored'],
      ]),
    });
    expect(saved).toEqual([
      [SITE, recordId(1)],
      [SITE, recordId(2)],
    ]);
  });

  test('that cannot save says 503 and when to come again, and the outbox keeps the records.', async () => {
    const { send } = await startBackend(async () => {
      throw new Error('no disk');
    });
    expect(await send([makeRecord(1)], { keepalive: false })).toEqual({
      kind: 'later',
      code: 'http-503',
      waitMs: 30_000,
    });
  });

  test('refuses what is no batch, too large or at another address, and saves nothing of it.', async () => {
    let calls = 0;
    const { url } = await startBackend(async () => void calls++);
    const post = async (path: string, body: string) => (await fetch(`${url}${path}`, { method: 'POST', body })).status;
    expect(await post(`/v1/sites/${SITE}/records`, '{')).toBe(400);
    expect(await post(`/v1/sites/${SITE}/records`, 'null')).toBe(400);
    expect(await post(`/v1/sites/${SITE}/records`, '{"v":1}')).toBe(400);
    expect(await post(`/v1/sites/${SITE}/records`, ' '.repeat(50_000))).toBe(413);
    expect(await post('/v1/sites/A/records', '{"records":[]}')).toBe(404);
    expect(calls).toBe(0);
  });
});
