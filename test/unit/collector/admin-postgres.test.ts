/** The admin side on PostgreSQL: the same answers as on SQLite, from the real server. */
import { expect, onTestFinished, test } from 'vitest';
import { createAdminApp } from '../../../src/collector/admin/admin-app.ts';
import { canonicalise, sha256 } from '../../../src/collector/canonicalise.ts';
import { makeToken, TOKEN_SCOPES } from '../../../src/collector/evidence/admin-token.ts';
import { RequestCounters } from '../../../src/collector/request-counters.ts';
import { openStorage } from '../../../src/collector/storage/open-storage.ts';
import { mayDoWithoutPostgres, PostgresServer } from '../../support/postgres-server.ts';
import { makeRecord, NOW_MS, recordId } from './collector-fixture.ts';

const AT = '2026-07-01T09:03:05.678Z';

test.skipIf(mayDoWithoutPostgres())(
  'On PostgreSQL too a record is found, counted, exported with a fitting manifest, erased by its subject, and noted.',
  async () => {
    const server = await PostgresServer.start();
    onTestFinished(() => server.stop());
    const storage = await openStorage(server.makeDatabase('admin'));
    onTestFinished(() => storage.close());
    const records = [1, 2, 3].map((number) => makeRecord(number, number === 3 ? { subject: 'Z'.repeat(22) } : {}));
    const checked = records.map((record) => {
      const body = canonicalise(record) ?? '';
      return { record, body, hash: sha256(body) };
    });
    await storage.store(checked, AT);
    const { secret, token } = makeToken('pg', TOKEN_SCOPES, AT);
    await storage.addToken(token);
    const log = () => undefined;
    const app = createAdminApp({ storage, now: () => NOW_MS, log, counters: new RequestCounters() });
    const ask = async (path: string, init: RequestInit = {}): Promise<Response> =>
      app.request(path, { ...init, headers: { ...init.headers, Authorization: `Bearer ${secret}` } });

    const first = (await (await ask('/v1/admin/records?limit=2')).json()) as { records: object[]; next: number };
    expect(first.records).toHaveLength(2);
    const second = (await (await ask(`/v1/admin/records?limit=2&before=${first.next}`)).json()) as {
      records: object[];
    };
    expect(second).toMatchObject({ records: [{ record: { id: recordId(1) } }], next: null });
    expect(await (await ask('/v1/admin/statistics?from=2026-07-01&to=2026-07-01')).json()).toMatchObject({
      records: 3,
    });
    expect(await (await ask(`/records/${recordId(1)}?lang=en`)).text()).toContain(recordId(1));

    const file = await ask('/v1/admin/exports?format=jsonl&site=demo-site');
    const text = await file.text();
    const address = /^<([^>]+)>/.exec(file.headers.get('Link') ?? '')?.[1] ?? '';
    expect(await (await ask(address)).json()).toMatchObject({ rows: 3, sha256: sha256(text) });

    const erase = (dryRun: boolean) =>
      ask('/v1/admin/erasures', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ v: 1, subject: makeRecord(1).subject, dryRun }),
      });
    expect(await (await erase(true)).json()).toEqual({ v: 1, dryRun: true, count: 2 });
    expect(await (await erase(false)).json()).toEqual({ v: 1, dryRun: false, count: 2 });
    expect((await ask(`/v1/admin/records/${recordId(1)}`)).status).toBe(404);
    expect((await ask(`/v1/admin/records/${recordId(3)}`)).status).toBe(200);
    expect(await (await ask('/v1/admin/erasures')).json()).toMatchObject({
      erasures: [{ at: AT, site: 'demo-site', reason: 'subject', count: 2 }],
    });
  },
  60_000,
);
