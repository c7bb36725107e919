/**
 * Owns the transaction that stores a group of records: insert what is new, compare the rest, count. Works alike on both databases.
 * Leaves to others: gathering groups (group-commit.ts), beginning and committing (sql-database.ts).
 */
import type { Kysely } from 'kysely';
import type { CheckedRecord } from '../check-record.ts';
import { talliesOf } from './statistics.ts';
import type { StoreResult } from './storage.ts';
import type { CollectorTables, TalliesTable } from './tables.ts';

export interface ReceivedRecord extends CheckedRecord {
  readonly receivedAt: string;
}

type Db = Kysely<CollectorTables>;

/** @param writer name of this collector in the tallies. @returns one result per record, in order. */
export async function storeGroup(db: Db, records: readonly ReceivedRecord[], writer: string): Promise<StoreResult[]> {
  const inserted = await insert(db, records);
  // Of what the database left out there is a row already, or a tombstone.
  const rest = records.length > inserted.size ? records : [];
  const known = new Map([...(await hashesOf(db, 'tombstones', rest)), ...(await hashesOf(db, 'records', rest))]);
  const seen = new Set<string>();
  const stored: ReceivedRecord[] = [];
  const results = records.map((item): StoreResult => {
    const { id } = item.record;
    if (inserted.has(id) && !seen.has(id)) {
      seen.add(id);
      stored.push(item);
      return 'stored';
    }
    return known.get(id) === item.hash ? 'duplicate' : 'conflict';
  });
  await count(db, stored, writer);
  return results;
}

async function insert(db: Db, records: readonly ReceivedRecord[]): Promise<Set<string>> {
  const rows = await db
    .insertInto('records')
    .values(
      records.map(({ record, hash, body, receivedAt }) => ({
        record_id: record.id,
        site: record.site,
        received_at: receivedAt,
        decided_at: record.decidedAt,
        test: record.test ? 1 : 0,
        hash,
        body,
        subject: record.subject,
        action: record.action,
        language: record.language,
        policy: record.policy,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('record_id')
    .execute();
  return new Set(rows.map((row) => row.record_id));
}

async function hashesOf(
  db: Db,
  table: 'records' | 'tombstones',
  records: readonly ReceivedRecord[],
): Promise<Map<string, string>> {
  if (!records.length) return new Map();
  const ids = records.map(({ record }) => record.id);
  const rows = await db.selectFrom(table).select(['record_id', 'hash']).where('record_id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.record_id, row.hash]));
}

/** Rows in the order of their key: two transactions that count the same things never wait for each other crosswise. */
async function count(db: Db, records: readonly ReceivedRecord[], writer: string): Promise<void> {
  const sums = new Map<string, TalliesTable>();
  for (const { record, receivedAt } of records) {
    for (const { kind, name } of talliesOf(record)) {
      const row = { writer, site: record.site, day: receivedAt.slice(0, 10), kind, name };
      const key = JSON.stringify(Object.values(row));
      sums.set(key, { ...row, count: (sums.get(key)?.count ?? 0) + 1 });
    }
  }
  if (!sums.size) return;
  const rows = [...sums.keys()].sort().map((key) => sums.get(key) as TalliesTable);
  await db
    .insertInto('tallies')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['writer', 'site', 'day', 'kind', 'name'])
        .doUpdateSet((eb) => ({ count: eb('tallies.count', '+', eb.ref('excluded.count')) })),
    )
    .execute();
}
