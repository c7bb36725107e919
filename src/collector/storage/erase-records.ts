/**
 * Owns erasing for good: rows deleted, a tombstone for each, one line in the log of erasures, all in one transaction per portion.
 * Leaves to others: who may (admin), which ones (record-filter.ts), taking the bytes out of the files (sqlite/, VACUUM of PostgreSQL).
 */
import type { Kysely } from 'kysely';
import { conditions } from './record-filter.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { Erasure, RecordFilter } from './storage.ts';
import type { CollectorTables } from './tables.ts';

/** Small enough that storing goes on in between. */
const PORTION_ROWS = 500;

/** @returns how many rows were erased. */
export async function eraseRecords(sql: SqlDatabase, filter: RecordFilter, erasure: Erasure): Promise<number> {
  const totals = new Map<string, number>();
  for (;;) {
    const sites = await sql.writeAsOwner((db) => erasePortion(db, filter, erasure));
    for (const site of sites) totals.set(site, (totals.get(site) ?? 0) + 1);
    if (sites.length < PORTION_ROWS) break;
  }
  const runs = [...totals].map(([site, count]) => ({ erased_at: erasure.at, site, reason: erasure.reason, count }));
  if (runs.length) await sql.writeAsOwner((db) => db.insertInto('erasures').values(runs).execute());
  return runs.reduce((sum, { count }) => sum + count, 0);
}

/** @returns the site of each erased row. */
async function erasePortion(db: Kysely<CollectorTables>, filter: RecordFilter, { at, reason }: Erasure) {
  const rows = await db
    .selectFrom('records')
    .select(['record_id', 'site', 'hash', 'received_at'])
    .where(conditions(filter))
    .orderBy('seq')
    .limit(PORTION_ROWS)
    .execute();
  if (!rows.length) return [];
  const ids = rows.map(({ record_id }) => record_id);
  await db
    .insertInto('tombstones')
    .values(rows.map((row) => ({ ...row, erased_at: at, reason })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('erasing')
    .values(ids.map((record_id) => ({ record_id })))
    .execute();
  await db.deleteFrom('records').where('record_id', 'in', ids).execute();
  await db.deleteFrom('erasing').execute();
  return rows.map(({ site }) => site);
}
