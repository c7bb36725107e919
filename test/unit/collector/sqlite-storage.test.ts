import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { summariseTallies } from '../../../src/collector/admin/summarise-tallies.ts';
import { openSqliteStorage } from '../../../src/collector/storage/open-storage.ts';
import { makeRecord, recordId, startCollector, temporaryFolder } from './collector-fixture.ts';

test.for([
  `UPDATE records SET body = '{}'`,
  'DELETE FROM records',
  `UPDATE OR REPLACE records SET hash = 'x'`,
  `UPDATE notices SET text = '{}'`,
  'DELETE FROM notices',
])('The database refuses by itself: %s', async (sql) => {
  const collector = await startCollector();
  await collector.send(makeRecord(1));
  const db = new SqliteDatabase(collector.file);
  db.exec(`INSERT INTO notices VALUES ('h', 's', 't', '{"n":1}')`);
  const before = collector.rows();
  expect(() => db.exec(sql)).toThrow('append-only');
  expect(db.prepare('SELECT text FROM notices').pluck().all()).toEqual(['{"n":1}']);
  db.close();
  expect(collector.rows()).toEqual(before);
});

test.for([
  `INSERT OR REPLACE INTO records (record_id, site, received_at, decided_at, test, hash, body) VALUES ('${recordId(1)}', 's', 't', 't', 0, 'x', '{}')`,
  `INSERT OR REPLACE INTO records (seq, record_id, site, received_at, decided_at, test, hash, body) VALUES (1, 'other', 's', 't', 't', 0, 'x', '{}')`,
])('A replacing insert leaves the stored row as it was: %s', async (sql) => {
  const collector = await startCollector();
  await collector.send(makeRecord(1));
  const before = collector.rows();
  const db = new SqliteDatabase(collector.file);
  db.exec(sql);
  db.close();
  expect(collector.rows()).toEqual(before);
});

test('The file is made with its folder, for its owner only, and has a write-ahead log and a schema version; a second start keeps the rows.', async () => {
  const file = join(temporaryFolder(), 'new', 'folder', 'records.sqlite');
  for (const start of [1, 2]) {
    const storage = await openSqliteStorage(file);
    const checked = { record: makeRecord(start), body: '{}', hash: 'h' };
    expect(await storage.store([checked], '2026-07-01T00:00:00.000Z')).toEqual(['stored']);
    expect(existsSync(`${file}-wal`)).toBe(true);
    await storage.close();
  }
  expect(statSync(file).mode & 0o077).toBe(0);
  const db = new SqliteDatabase(file, { readonly: true });
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.prepare('SELECT version FROM schema_version').pluck().all()).toEqual([1, 2]);
  expect(db.prepare('SELECT record_id FROM records ORDER BY seq').pluck().all()).toEqual([recordId(1), recordId(2)]);
  db.close();
});

test('An acknowledged row is synced: the connection writes with synchronous=FULL.', async () => {
  const opened: InstanceType<typeof SqliteDatabase>[] = [];
  const Watched = function (file: string, options: object) {
    const database = new SqliteDatabase(file, options);
    opened.push(database);
    return database;
  } as unknown as typeof SqliteDatabase;
  const storage = await openSqliteStorage(join(temporaryFolder(), 'a.sqlite'), {
    load: async () => ({ default: Watched }),
  });
  expect(
    opened.filter((database) => !database.readonly).map((one) => one.pragma('synchronous', { simple: true })),
  ).toEqual([2]);
  await storage.close();
});

test('A batch that fails half-way leaves nothing of itself, neither rows nor counts, and the storage goes on.', async () => {
  const file = join(temporaryFolder(), 'a.sqlite');
  const storage = await openSqliteStorage(file);
  const good = { record: makeRecord(1), body: JSON.stringify(makeRecord(1)), hash: 'h' };
  const broken = { ...good, record: makeRecord(2), hash: null as unknown as string };
  await expect(storage.store([good, broken], '2026-07-01T00:00:00.000Z')).rejects.toThrow('NOT NULL');
  expect([await storage.count({}), await storage.tallies({})]).toEqual([0, []]);
  expect(await storage.store([good], '2026-07-01T00:00:00.000Z')).toEqual(['stored']);
  expect(await storage.find(recordId(1))).toMatchObject({ body: good.body });
  expect(summariseTallies(await storage.tallies({}))).toMatchObject({ records: 1 });
  await storage.close();
});

test('A file of a newer Kelisim is left alone, with a sentence.', async () => {
  const file = join(temporaryFolder(), 'a.sqlite');
  await (await openSqliteStorage(file)).close();
  const db = new SqliteDatabase(file);
  db.exec(`INSERT INTO schema_version VALUES (99, 't')`);
  db.close();
  await expect(openSqliteStorage(file)).rejects.toThrow(
    /^.*written by a newer Kelisim \(schema 99\): update this one\.$/,
  );
});

test('A file that is no database is left alone, with a sentence.', async () => {
  const file = join(temporaryFolder(), 'notes.txt');
  writeFileSync(file, 'these are my notes, not a database. '.repeat(200));
  await expect(openSqliteStorage(file)).rejects.toThrow(/^Cannot use .* as the collector's database: .*\.$/);
});

test('When better-sqlite3 is missing, one sentence says how to install it; when it cannot be loaded, how to mend it.', async () => {
  const file = join(temporaryFolder(), 'a.sqlite');
  const failing = (code: string) => async () => {
    throw Object.assign(new Error('boom'), { code });
  };
  await expect(openSqliteStorage(file, { load: failing('ERR_MODULE_NOT_FOUND') })).rejects.toThrow(
    /not installed: run "npm install better-sqlite3"\.$/,
  );
  await expect(openSqliteStorage(file, { load: failing('ERR_DLOPEN_FAILED') })).rejects.toThrow(
    /cannot be loaded \(boom\): run "npm rebuild better-sqlite3"\.$/,
  );
  expect(existsSync(file)).toBe(false);
});
