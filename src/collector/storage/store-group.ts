/**
 * Owns the transaction that stores a group of records: insert what is new, compare the rest, count. Works alike on both databases.
 * Leaves to others: gathering groups (group-commit.ts), beginning and committing (sql-database.ts).
 */
import type { CompiledQuery, Kysely } from 'kysely';
import type { CheckedRecord } from '../check-record.ts';
import { talliesOf } from './tallies.ts';
import type { StoreResult } from './storage.ts';
import type { CollectorTables, TalliesTable } from './tables.ts';

export interface ReceivedRecord extends CheckedRecord {
  readonly receivedAt: string;
}

type Db = Kysely<CollectorTables>;

/** Queries of one database by their form and number of rows: making the same one again takes longer than running it. */
export type QueryCache = Map<string, CompiledQuery>;

/** A group of the commonest categories has some ten tallies; a sender can invent more, and those are made each time. */
const CACHED_MAX_ROWS = 256;

/** @param writer name of this collector in the tallies. @returns one result per record, in order. */
export async function storeGroup(
  db: Db,
  records: readonly ReceivedRecord[],
  writer: string,
  cache: QueryCache,
): Promise<StoreResult[]> {
  const inserted = await insert(db, records, cache);
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
  await count(db, stored, writer, cache);
  return results;
}

async function insert(db: Db, records: readonly ReceivedRecord[], cache: QueryCache): Promise<Set<string>> {
  const values = records.map(({ record, hash, body, receivedAt }) => ({
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
  }));
  const rows = await runCached<{ record_id: string }>(db, cache, 'records', values, () =>
    db
      .insertInto('records')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .returning('record_id')
      .compile(),
  );
  return new Set(rows.map((row) => row.record_id));
}

/** Every row has the same columns in the same order, so their values in this order are the parameters. */
async function runCached<R>(
  db: Db,
  cache: QueryCache,
  name: string,
  rows: readonly object[],
  compile: () => CompiledQuery,
): Promise<R[]> {
  const key = `${name} ${rows.length}`;
  const query = cache.get(key) ?? compile();
  if (rows.length <= CACHED_MAX_ROWS) cache.set(key, query);
  const parameters = rows.flatMap((row): unknown[] => Object.values(row));
  const result = await db.executeQuery({ ...query, parameters });
  return result.rows as R[];
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
async function count(db: Db, records: readonly ReceivedRecord[], writer: string, cache: QueryCache): Promise<void> {
  const sums = new Map<string, TalliesTable>();
  for (const { record, receivedAt } of records) {
    const day = receivedAt.slice(0, 10);
    for (const { kind, name } of talliesOf(record)) {
      // None of these has a line break; a category's name is a slug.
      const key = `${record.site}\n${day}\n${kind}\n${name}`;
      const row = sums.get(key);
      if (row) row.count++;
      else sums.set(key, { writer, site: record.site, day, kind, name, count: 1 });
    }
  }
  if (!sums.size) return;
  const rows = [...sums.keys()].sort().map((key) => sums.get(key) as TalliesTable);
  await runCached(db, cache, 'tallies', rows, () =>
    db
      .insertInto('tallies')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['writer', 'site', 'day', 'kind', 'name'])
          .doUpdateSet((eb) => ({ count: eb('tallies.count', '+', eb.ref('excluded.count')) })),
      )
      .compile(),
  );
}
