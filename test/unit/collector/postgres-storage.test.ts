/** What is PostgreSQL's own: durability, roles, partitions by month, several collectors, a restart under load. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { summariseTallies } from '../../../src/collector/admin/summarise-tallies.ts';
import { canonicalise, sha256 } from '../../../src/collector/canonicalise.ts';
import { openStorage } from '../../../src/collector/storage/open-storage.ts';
import { openPostgres } from '../../../src/collector/storage/postgres/open-postgres.ts';
import { monthPartitions } from '../../../src/collector/storage/postgres/postgres-partitions.ts';
import { mayDoWithoutPostgres, PostgresServer } from '../../support/postgres-server.ts';
import { makeRecord, recordId } from './collector-fixture.ts';

const AT = '2026-07-01T09:03:05.678Z';

function checked(number: number, id = recordId(number)) {
  const record = makeRecord(number, { id });
  const body = canonicalise(record) ?? '';
  return { record, body, hash: sha256(body) };
}

/** A UUIDv7 of a moment. */
function idAt(iso: string): string {
  const hex = Date.parse(iso).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000001`;
}

test('Months follow each other without a gap, over the end of a year too.', () => {
  const months = monthPartitions(Date.parse('2026-11-20T12:00:00Z'));
  expect(months.map(({ name }) => name)).toEqual([
    'records_2026_10',
    'records_2026_11',
    'records_2026_12',
    'records_2027_01',
    'records_2027_02',
  ]);
  for (const [i, month] of months.slice(1).entries()) expect(month.from).toBe(months[i]?.to);
  const [october, november] = months;
  expect((november?.from ?? '~') <= idAt('2026-11-01T00:00:00.000Z')).toBe(true);
  expect((october?.to ?? '') > idAt('2026-10-31T23:59:59.999Z')).toBe(true);
});

test('When pg is missing, one sentence says how to install it; an unreachable server is named without the password.', async () => {
  const load = async () => {
    throw Object.assign(new Error('boom'), { code: 'ERR_MODULE_NOT_FOUND' });
  };
  await expect(openPostgres('postgres://u:secret@h/d', { load })).rejects.toThrow(/run "npm install pg"\.$/);
  const failure = await openPostgres('postgres://u:secret@127.0.0.1:9/records').catch((error: unknown) => error);
  expect(String(failure)).toMatch(/Cannot use the PostgreSQL database 127\.0\.0\.1\/records: .*ECONNREFUSED/);
  expect(String(failure)).not.toContain('secret');
});

describe.skipIf(mayDoWithoutPostgres())('A real PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server?.stop());

  async function open(name: string) {
    const storage = await openStorage(server.makeDatabase(name));
    onTestFinished(() => storage.close());
    return storage;
  }

  test('A database with synchronous_commit=off is refused: what it acknowledges may be lost.', async () => {
    const url = server.makeDatabase('relaxed');
    server.query('ALTER DATABASE relaxed SET synchronous_commit = off');
    await expect(openStorage(url)).rejects.toThrow(/^The PostgreSQL database runs with synchronous_commit=off/);
  });

  test('A server with fsync=off is refused too.', async () => {
    const careless = await PostgresServer.start(['fsync=off']);
    try {
      await expect(openStorage(careless.url)).rejects.toThrow(/^The PostgreSQL database runs with fsync=off/);
    } finally {
      await careless.stop();
    }
  }, 30_000);

  test('The process itself may not change or delete a row: the writer has no such grant.', async () => {
    const storage = await open('grants');
    expect(storage.appendOnlyBy).toBe('grants and triggers');
    await storage.store([checked(1)], AT);
    for (const sql of [
      `UPDATE records SET body = ''`,
      'DELETE FROM records',
      'TRUNCATE records',
      'DROP TABLE records',
    ]) {
      expect(() => server.query(`SET ROLE kelisim_writer; ${sql}`, 'grants'), sql).toThrow(
        /permission denied|must be owner/,
      );
    }
    const users = server.query(
      `SELECT DISTINCT usename FROM pg_stat_activity WHERE application_name = 'kelisim-collector' AND datname = 'grants'`,
    );
    expect(users).toBe('kelisim');
  });

  test('Where no role may be made, the triggers hold alone and the storage says so.', async () => {
    server.makeDatabase('managed');
    server.query(`CREATE USER tenant NOSUPERUSER NOCREATEROLE; ALTER DATABASE managed OWNER TO tenant`);
    server.query('ALTER SCHEMA public OWNER TO tenant', 'managed');
    const storage = await openStorage(server.urlOf('managed', 'tenant'));
    onTestFinished(() => storage.close());
    expect(storage.appendOnlyBy).toContain('no right');
    expect(await storage.store([checked(1)], AT)).toEqual(['stored']);
    expect(() => server.query('DELETE FROM records', 'managed')).toThrow('append-only');
  });

  test('Where an administrator made the role and gave it to the user, it is used although the user could not make it.', async () => {
    server.makeDatabase('given');
    server.query(
      `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'kelisim_writer') THEN CREATE ROLE kelisim_writer NOLOGIN; END IF; END $$;
       CREATE USER guest NOSUPERUSER NOCREATEROLE; GRANT kelisim_writer TO guest; ALTER DATABASE given OWNER TO guest`,
    );
    const storage = await openStorage(server.urlOf('given', 'guest'));
    onTestFinished(() => storage.close());
    expect(storage.appendOnlyBy).toBe('grants and triggers');
    expect(await storage.store([checked(1)], AT)).toEqual(['stored']);
    expect(() => server.query('SET ROLE kelisim_writer; DELETE FROM records', 'given')).toThrow('permission denied');
  });

  test('Records lie in the partition of their month, those of clocks that are years off in the default one, and all are found.', async () => {
    const storage = await open('months');
    const now = new Date().toISOString();
    const ids = [idAt(now), idAt('2019-01-01T00:00:00.000Z')];
    await storage.store(
      ids.map((id, i) => checked(i, id)),
      AT,
    );
    const places = server.query('SELECT tableoid::regclass FROM records ORDER BY seq', 'months').split('\n');
    expect(places).toEqual([`records_${now.slice(0, 7).replace('-', '_')}`, 'records_other']);
    for (const id of ids) expect(await storage.find(id)).not.toBeNull();
    expect(
      await storage.store(
        ids.map((id, i) => checked(i, id)),
        AT,
      ),
    ).toEqual(['duplicate', 'duplicate']);
  });

  test('Two collectors on one database store each id once, whoever gets it first, and their counts add up.', async () => {
    const url = server.makeDatabase('two');
    // Started together: one migrates, the other waits.
    const [one, two] = await Promise.all([openStorage(url), openStorage(url)]);
    onTestFinished(() => Promise.all([one.close(), two.close()]).then(() => undefined));
    const batches = Array.from({ length: 200 }, (_, i) => [checked(i)]);
    const answers = await Promise.all([
      ...batches.slice(0, 150).map((batch) => one.store(batch, AT)),
      ...batches.slice(50).map((batch) => two.store(batch, AT)),
    ]);
    const count = (result: string) => answers.flat().filter((answer) => answer === result).length;
    expect([count('stored'), count('duplicate'), count('conflict')]).toEqual([200, 100, 0]);
    expect(server.query('SELECT count(*), count(DISTINCT record_id) FROM records', 'two')).toBe('200|200');
    expect(summariseTallies(await one.tallies({}))).toMatchObject({ records: 200 });
    expect(server.query(`SELECT count(DISTINCT writer) FROM tallies`, 'two')).toBe('2');
  });

  test('Crashed and restarted under load, it has every row that was acknowledged, and the collector goes on.', async () => {
    const storage = await open('crash');
    const acknowledged: string[] = [];
    let refused = 0;
    const load = { stop: false };
    const post = async (from: number) => {
      for (let number = from; !load.stop; number += 4) {
        const item = checked(number);
        await storage.store([item], AT).then(
          (results) => results[0] === 'conflict' || acknowledged.push(item.record.id),
          async () => {
            refused++;
            await new Promise((resolve) => setTimeout(resolve, 20));
          },
        );
      }
    };
    const loads = [0, 1, 2, 3].map(post);
    for (let time = 0; time < 2; time++) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await server.crash();
      await server.resume();
    }
    const before = acknowledged.length;
    await expect.poll(() => acknowledged.length, { timeout: 5000 }).toBeGreaterThan(before + 20);
    load.stop = true;
    await Promise.all(loads);
    expect(refused).toBeGreaterThan(0);
    const stored = new Set(server.query('SELECT record_id FROM records', 'crash').split('\n'));
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    expect(stored.size).toBe(Number(server.query('SELECT count(*) FROM records', 'crash')));
  }, 30_000);
});
