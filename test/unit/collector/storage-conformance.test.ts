/** One suite for both databases: what the collector may rely on, and what the database itself refuses. */
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { summariseTallies } from '../../../src/collector/admin/summarise-tallies.ts';
import { canonicalise, sha256 } from '../../../src/collector/canonicalise.ts';
import type { CheckedRecord } from '../../../src/collector/check-record.ts';
import { openStorage } from '../../../src/collector/storage/open-storage.ts';
import { type FoundRecord, type RecordStorage, StorageBusyError } from '../../../src/collector/storage/storage.ts';
import type { ConsentRecord } from '../../../src/core/consent-record.ts';
import { mayDoWithoutPostgres, PostgresServer } from '../../support/postgres-server.ts';
import { makeRecord, recordId, temporaryFolder } from './collector-fixture.ts';

const AT = '2026-07-01T09:03:05.678Z';

interface TestDatabase {
  readonly address: string;
  /** Runs SQL past the collector, as the owner of the database. */
  sql(text: string): void;
}

function checked(number: number, changes: Partial<ConsentRecord> = {}): CheckedRecord {
  const record = makeRecord(number, changes);
  const body = canonicalise(record) ?? '';
  return { record, body, hash: sha256(body) };
}

async function all(storage: RecordStorage, filter = {}): Promise<FoundRecord[]> {
  const rows: FoundRecord[] = [];
  for await (const row of storage.rows(filter)) rows.push(row);
  return rows;
}

function conformance(makeDatabase: () => TestDatabase): void {
  async function start(options: { maxWaitingRows?: number } = {}) {
    const database = makeDatabase();
    const storage = await openStorage(database.address, options);
    onTestFinished(() => storage.close());
    return { database, storage };
  }

  test('A record is stored once: the same again is a duplicate, the same id with other words a conflict, and the first row stands.', async () => {
    const { storage } = await start();
    const first = checked(1);
    const other = checked(1, { policy: 'other' });
    expect(await storage.store([first, first, other], AT)).toEqual(['stored', 'duplicate', 'conflict']);
    expect(await storage.store([other, first, checked(2)], AT)).toEqual(['conflict', 'duplicate', 'stored']);
    expect(await storage.find(recordId(1))).toEqual({ body: first.body, receivedAt: AT });
    expect(await storage.find(recordId(3))).toBeNull();
    expect(await storage.count({})).toBe(2);
  });

  test('Many senders at once get their own answers, each id is stored once, and one broken batch costs nobody else theirs.', async () => {
    const { storage } = await start();
    const broken = { ...checked(999), hash: null as unknown as string };
    const batches = Array.from({ length: 60 }, (_, i) => [checked(i % 20), checked(100 + i)]);
    const answers = await Promise.allSettled([
      ...batches.map((batch) => storage.store(batch, AT)),
      storage.store([checked(500), broken], AT),
    ]);
    expect(answers.at(-1)?.status).toBe('rejected');
    const results = answers.slice(0, -1).map((answer) => (answer.status === 'fulfilled' ? answer.value : ['rejected']));
    expect(results.filter(([first]) => first === 'stored')).toHaveLength(20);
    expect(results.filter(([first]) => first === 'duplicate')).toHaveLength(40);
    expect(results.every(([, second]) => second === 'stored')).toBe(true);
    const ids = (await all(storage)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(80);
    expect(await storage.find(recordId(500)), 'beside the broken one').toBeNull();
    expect(summariseTallies(await storage.tallies({}))).toMatchObject({ records: 80 });
  });

  test('When more waits than may wait, the next is refused at once with nothing stored, and later it is taken.', async () => {
    const { storage } = await start({ maxWaitingRows: 3 });
    const first = storage.store([checked(1), checked(2), checked(3)], AT);
    await expect(storage.store([checked(4)], AT)).rejects.toThrow(StorageBusyError);
    expect(await first).toEqual(['stored', 'stored', 'stored']);
    expect(await storage.store([checked(4)], AT)).toEqual(['stored']);
  });

  test('Search, count and export narrow alike by every part of a filter; pages go backwards, exports forwards.', async () => {
    const { storage } = await start();
    await storage.store([checked(1), checked(2, { subject: 'ZZZZZZZZZZZZZZZZZZZZZZ' })], '2026-07-01T00:00:00.000Z');
    await storage.store([checked(3, { action: 'withdraw', language: 'ru' })], '2026-07-02T00:00:00.000Z');
    await storage.store([checked(4, { site: 'other', policy: 'p2', test: true })], '2026-07-03T00:00:00.000Z');
    const ids = async (filter: object) => (await all(storage, filter)).map(({ id }) => Number(`0x${id.slice(-4)}`));
    for (const [filter, expected] of [
      [{}, [1, 2, 3, 4]],
      [{ site: 'other' }, [4]],
      [{ id: recordId(2) }, [2]],
      [{ subject: 'ZZZZZZZZZZZZZZZZZZZZZZ' }, [2]],
      [{ from: '2026-07-02T00:00:00.000Z', to: '2026-07-03T00:00:00.000Z' }, [3]],
      [{ action: 'withdraw' }, [3]],
      [{ language: 'ru' }, [3]],
      [{ policy: 'p2' }, [4]],
      [{ test: false }, [1, 2, 3]],
      [{ site: 'other', language: 'ru' }, []],
    ] as const) {
      expect(await ids(filter), JSON.stringify(filter)).toEqual(expected);
      expect(await storage.count(filter), JSON.stringify(filter)).toBe(expected.length);
      const found = await storage.search(filter, 10);
      expect(found.map(({ id }) => Number(`0x${id.slice(-4)}`)).reverse()).toEqual(expected);
    }
    const [newest, next] = await storage.search({}, 2);
    const older = await storage.search({}, 2, next?.seq);
    expect([newest?.id, next?.id, ...older.map(({ id }) => id)]).toEqual([4, 3, 2, 1].map(recordId));
  });

  test('An export sees one moment: what is stored while it runs is not in it, and storing goes on.', async () => {
    const { storage } = await start();
    const many = Array.from({ length: 1200 }, (_, i) => checked(i));
    for (let at = 0; at < many.length; at += 200) await storage.store(many.slice(at, at + 200), AT);
    let seen = 0;
    for await (const row of storage.rows({})) {
      if (seen++ === 10) expect(await storage.store([checked(5000)], AT)).toEqual(['stored']);
      expect(sha256(row.body)).toBe(row.hash);
    }
    expect(seen).toBe(1200);
    expect(await storage.count({})).toBe(1201);
    for await (const _ of storage.rows({})) break;
  });

  test('Erasing deletes rows, leaves a tombstone each, is logged by site, and a copy sent again is not stored again.', async () => {
    const { storage } = await start();
    await storage.store([checked(1), checked(2), checked(3, { subject: 'ZZZZZZZZZZZZZZZZZZZZZZ' })], AT);
    const filter = { subject: checked(1).record.subject };
    const erasure = { at: '2026-08-01T00:00:00.000Z', reason: 'subject' };
    expect(await storage.erase(filter, erasure, true)).toBe(2);
    expect(await storage.count({}), 'a dry run deletes nothing').toBe(3);
    expect(await storage.erase(filter, erasure, false)).toBe(2);
    expect((await all(storage)).map(({ id }) => id)).toEqual([recordId(3)]);
    expect(await storage.findErasure(recordId(1))).toEqual(erasure);
    expect(await storage.findErasure(recordId(3))).toBeNull();
    expect(await storage.erasures()).toEqual([{ ...erasure, site: 'demo-site', count: 2 }]);
    expect(await storage.store([checked(1), checked(2, { policy: 'x' })], AT)).toEqual(['duplicate', 'conflict']);
    expect(await storage.count({})).toBe(1);
    expect(await storage.erase(filter, erasure, false), 'nothing is left to erase').toBe(0);
  });

  test('A notice is kept once and given back as it was; a site has no room for more than its share.', async () => {
    const { storage } = await start();
    const notice = { hash: 'a'.repeat(64), site: 's', text: '{"kk":"Келісім"}' };
    expect(await storage.storeNotice(notice, AT, 1)).toBe('stored');
    expect(await storage.storeNotice(notice, AT, 1)).toBe('duplicate');
    expect(await storage.storeNotice({ ...notice, hash: 'b'.repeat(64) }, AT, 1)).toBe('full');
    expect(await storage.findNotice(notice.hash)).toBe(notice.text);
    expect(await storage.findNotice('b'.repeat(64))).toBeNull();
  });

  test('A record of a newer schema is kept as it came, once, up to the share of its site and day.', async () => {
    const { storage } = await start();
    const record = { hash: 'a'.repeat(64), id: recordId(1), site: 's', body: '{"v":2}' };
    expect(await storage.quarantine(record, AT, 1)).toBe('quarantined');
    expect(await storage.quarantine(record, AT, 1)).toBe('quarantined');
    expect(await storage.quarantine({ ...record, hash: 'b'.repeat(64) }, AT, 1)).toBe('full');
    expect(await storage.quarantine({ ...record, hash: 'c'.repeat(64), site: 't' }, AT, 1)).toBe('quarantined');
  });

  test('Tallies count by site, day, kind and name, without the test records.', async () => {
    const { storage } = await start();
    await storage.store([checked(1), checked(2, { action: 'withdraw' }), checked(3, { test: true })], AT);
    await storage.store([checked(1)], AT);
    const rows = await storage.tallies({ site: 'demo-site', from: '2026-07-01', to: '2026-07-01' });
    const count = (kind: string, name: string) => rows.find((row) => row.kind === kind && row.name === name)?.count;
    expect(count('record', '')).toBe(2);
    expect(count('test', '')).toBe(1);
    expect([count('action', 'save'), count('action', 'withdraw'), count('input', 'pointer')]).toEqual([1, 1, 2]);
    expect([count('granted', 'analytics'), count('denied', 'advertising')]).toEqual([2, 2]);
    expect(await storage.tallies({ from: '2026-07-02' })).toEqual([]);
  });

  test('Tokens are kept by name, once; the log of the admin side takes lines; the probe writes and leaves nothing.', async () => {
    const { storage } = await start();
    const token = { name: 'office', hash: 'a'.repeat(64), scopes: ['read', 'export'] as const, createdAt: AT };
    expect(await storage.addToken(token)).toBe(true);
    expect(await storage.addToken({ ...token, hash: 'b'.repeat(64) })).toBe(false);
    expect(await storage.tokens()).toEqual([token]);
    await storage.logAdmin({ at: AT, token: 'office', what: 'export', count: 3 });
    await storage.probe();
    expect(await storage.removeToken('office')).toBe(true);
    expect(await storage.removeToken('office')).toBe(false);
  });

  test.for([
    `UPDATE records SET body = '{}'`,
    'DELETE FROM records',
    `UPDATE notices SET text = '{}'`,
    'DELETE FROM notices',
    'DELETE FROM quarantine',
    'DELETE FROM tombstones',
  ])('The database refuses by itself: %s', async (sql) => {
    const { storage, database } = await start();
    await storage.store([checked(1), checked(2)], AT);
    await storage.storeNotice({ hash: 'a'.repeat(64), site: 's', text: '{}' }, AT, 9);
    await storage.quarantine({ hash: 'a'.repeat(64), id: recordId(1), site: 's', body: '{"v":2}' }, AT, 9);
    await storage.erase({ id: recordId(2) }, { at: AT, reason: 'subject' }, false);
    expect(() => database.sql(sql)).toThrow('append-only');
    expect(await storage.find(recordId(1))).toEqual({ body: checked(1).body, receivedAt: AT });
  });
}

describe('The storage on SQLite', () => {
  conformance(() => {
    const address = join(temporaryFolder(), 'records.sqlite');
    return {
      address,
      sql: (text) => {
        const db = new SqliteDatabase(address);
        try {
          db.exec(text);
        } finally {
          db.close();
        }
      },
    };
  });
});

describe.skipIf(mayDoWithoutPostgres())('The storage on PostgreSQL', () => {
  let server: PostgresServer;
  let made = 0;

  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server?.stop());

  conformance(() => {
    const name = `t${++made}`;
    return { address: server.makeDatabase(name), sql: (text) => void server.query(text, name) };
  });
});
