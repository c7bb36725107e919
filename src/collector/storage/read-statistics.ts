/** Owns reading the numbers that storing keeps (statistics.ts): summed over collectors, and by day for plots. */
import type { Kysely } from 'kysely';
import { type CategoryCount, type Count, latestRecord, type Statistics, type TallyKind } from './statistics.ts';
import type { TallyRow } from './storage.ts';
import type { CollectorTables } from './tables.ts';

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

export async function readStatistics(db: Kysely<CollectorTables>, latestCount: number): Promise<Statistics> {
  const tallies = await readTallies(db, {});
  const of = (kind: TallyKind, key: 'name' | 'day' | 'site' = 'name') => sums(tallies, kind, key);
  const notices = await db
    .selectFrom('notices')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('records')
    .select(['body', 'received_at'])
    .orderBy('seq', 'desc')
    .limit(latestCount)
    .execute();
  return {
    records: of('record')[0]?.count ?? 0,
    testRecords: of('test')[0]?.count ?? 0,
    notices: notices.count,
    days: of('record', 'day').toSorted((a, b) => (a.name < b.name ? 1 : -1)),
    sites: of('record', 'site'),
    actions: of('action'),
    languages: of('language'),
    categories: categoryCounts(of('granted'), of('denied')),
    latest: rows.map((row) => latestRecord(row.body, row.received_at)),
  };
}

/** Most frequent first. */
function sums(tallies: readonly TallyRow[], kind: TallyKind, key: 'name' | 'day' | 'site'): Count[] {
  const totals = new Map<string, number>();
  for (const row of tallies) if (row.kind === kind) totals.set(row[key], (totals.get(row[key]) ?? 0) + row.count);
  return [...totals]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function categoryCounts(granted: readonly Count[], denied: readonly Count[]): CategoryCount[] {
  const names = new Set([...granted, ...denied].map(({ name }) => name));
  const countIn = (counts: readonly Count[], name: string): number =>
    counts.find((count) => count.name === name)?.count ?? 0;
  return [...names]
    .sort()
    .map((category) => ({ category, granted: countIn(granted, category), denied: countIn(denied, category) }));
}
