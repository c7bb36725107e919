/** Owns reading the numbers that storing keeps (tallies.ts): by site and day, summed over collectors. */
import type { Kysely } from 'kysely';
import type { TallyRow } from './storage.ts';
import type { CollectorTables } from './tables.ts';
import type { TallyKind } from './tallies.ts';

export async function readTallies(
  db: Kysely<CollectorTables>,
  filter: { readonly site?: string; readonly from?: string; readonly to?: string },
): Promise<TallyRow[]> {
  let query = db
    .selectFrom('tallies')
    .select(['site', 'day', 'kind', 'name', (eb) => eb.fn.sum<number | string>('count').as('count')])
    .groupBy(['site', 'day', 'kind', 'name'])
    .orderBy('day')
    .orderBy('name');
  if (filter.site !== undefined) query = query.where('site', '=', filter.site);
  if (filter.from !== undefined) query = query.where('day', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('day', '<=', filter.to);
  const rows = await query.execute();
  // PostgreSQL sums bigint to numeric, which comes as text.
  return rows.map((row) => ({ ...row, kind: row.kind as TallyKind, count: Number(row.count) }));
}
