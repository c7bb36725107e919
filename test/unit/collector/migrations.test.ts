/** A file of every released version opens with all its rows, searchable and counted as new ones are. */
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { summariseTallies } from '../../../src/collector/admin/summarise-tallies.ts';
import { canonicalise, sha256 } from '../../../src/collector/canonicalise.ts';
import { openStorage } from '../../../src/collector/storage/open-storage.ts';
import { SQLITE_MIGRATIONS } from '../../../src/collector/storage/sqlite/sqlite-schema.ts';
import type { ConsentRecord } from '../../../src/core/consent-record.ts';
import { makeRecord, recordId, temporaryFolder } from './collector-fixture.ts';

/** A file as version 1 (Kelisim 0.1.0) left it. */
function fileOfVersion1(records: readonly ConsentRecord[]): string {
  const file = join(temporaryFolder(), 'records.sqlite');
  const db = new SqliteDatabase(file);
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE schema_version (version INTEGER NOT NULL, applied_at TEXT NOT NULL) STRICT');
  db.exec(SQLITE_MIGRATIONS[0] as string);
  db.exec(`INSERT INTO schema_version VALUES (1, '2026-01-01T00:00:00.000Z')`);
  const insert = db.prepare(
    'INSERT INTO records (record_id, site, received_at, decided_at, test, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const record of records) {
    const body = canonicalise(record) ?? '';
    insert.run(
      record.id,
      record.site,
      '2026-07-01T09:00:00.000Z',
      record.decidedAt,
      record.test ? 1 : 0,
      sha256(body),
      body,
    );
  }
  db.exec(`INSERT INTO tallies VALUES ('2026-07-01', 'record', '', 2), ('2026-07-01', 'site', 'demo-site', 2)`);
  db.close();
  return file;
}

test('A file of version 1 keeps its rows, which can be searched, counted by site and erased, and stays append-only.', async () => {
  const records = [
    makeRecord(1),
    makeRecord(2, { action: 'withdraw', language: 'ru', subject: 'ZZZZZZZZZZZZZZZZZZZZZZ' }),
    makeRecord(3, { test: true }),
  ];
  const file = fileOfVersion1(records);
  const storage = await openStorage(file);
  onTestFinished(() => storage.close());
  const found = await storage.search({ subject: 'ZZZZZZZZZZZZZZZZZZZZZZ', action: 'withdraw', language: 'ru' }, 5);
  expect(found.map(({ id }) => id)).toEqual([recordId(2)]);
  expect(await storage.count({})).toBe(3);
  expect(summariseTallies(await storage.tallies({}))).toMatchObject({
    records: 2,
    testRecords: 1,
    sites: [{ name: 'demo-site', count: 2 }],
    categories: expect.arrayContaining([
      { category: 'advertising', granted: 0, denied: 2 },
      { category: 'analytics', granted: 2, denied: 0 },
      { category: 'functional', granted: 2, denied: 0 },
    ]),
  });
  const added = makeRecord(4);
  const body = canonicalise(added) ?? '';
  await storage.store([{ record: added, body, hash: sha256(body) }], '2026-07-01T10:00:00.000Z');
  const counted = await storage.tallies({ site: 'demo-site' });
  const sumOf = (kind: string) => counted.filter((row) => row.kind === kind).reduce((sum, row) => sum + row.count, 0);
  expect([sumOf('record'), sumOf('action'), sumOf('surface'), sumOf('input')]).toEqual([3, 3, 3, 3]);
  const db = new SqliteDatabase(file);
  expect(() => db.exec(`UPDATE records SET subject = ''`)).toThrow('append-only');
  expect(() => db.exec('DELETE FROM records')).toThrow('append-only');
  db.close();
  expect(await storage.erase({ id: recordId(1) }, { at: '2026-08-01T00:00:00.000Z', reason: 'subject' }, false)).toBe(
    1,
  );
});
