/** Owns summing the tallies of a filter into what statistics show: totals, and each day by itself. Leaves to others: reading them (storage). */
import type { TallyRow } from '../storage/storage.ts';
import type { TallyKind } from '../storage/tallies.ts';

export interface Count {
  readonly name: string;
  readonly count: number;
}

export interface CategoryCount {
  readonly category: string;
  readonly granted: number;
  readonly denied: number;
}

export interface DayCount {
  readonly day: string;
  readonly records: number;
  readonly granted: Readonly<Record<string, number>>;
  readonly denied: Readonly<Record<string, number>>;
}

export interface StatisticsSummary {
  /** All stored records but those of test runs, which are counted apart and nowhere else. Erased ones stay counted. */
  readonly records: number;
  readonly testRecords: number;
  /** By day of receipt, UTC, oldest first; days without records are left out. */
  readonly days: readonly DayCount[];
  readonly sites: readonly Count[];
  readonly actions: readonly Count[];
  readonly languages: readonly Count[];
  readonly categories: readonly CategoryCount[];
  /** Where the choice was made, and by what means. */
  readonly surfaces: readonly Count[];
  readonly inputs: readonly Count[];
}

export function summariseTallies(tallies: readonly TallyRow[]): StatisticsSummary {
  const of = (kind: TallyKind, key: 'name' | 'site' = 'name') => sums(tallies, kind, key);
  const total = (kind: TallyKind) => of(kind).reduce((sum, { count }) => sum + count, 0);
  const [granted, denied] = [of('granted'), of('denied')];
  const countIn = (counts: readonly Count[], name: string) => counts.find((item) => item.name === name)?.count ?? 0;
  const categories = [...new Set([...granted, ...denied].map(({ name }) => name))].map((category) => ({
    category,
    granted: countIn(granted, category),
    denied: countIn(denied, category),
  }));
  return {
    records: total('record'),
    testRecords: total('test'),
    days: dayCounts(tallies),
    sites: of('record', 'site'),
    actions: of('action'),
    languages: of('language'),
    categories,
    surfaces: of('surface'),
    inputs: of('input'),
  };
}

/** Most frequent first. */
function sums(tallies: readonly TallyRow[], kind: TallyKind, key: 'name' | 'site'): Count[] {
  const totals = new Map<string, number>();
  for (const row of tallies) if (row.kind === kind) totals.set(row[key], (totals.get(row[key]) ?? 0) + row.count);
  return [...totals]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function dayCounts(tallies: readonly TallyRow[]): DayCount[] {
  const days = new Map<string, { records: number; granted: Map<string, number>; denied: Map<string, number> }>();
  for (const { day, kind, name, count } of tallies) {
    if (kind !== 'record' && kind !== 'granted' && kind !== 'denied') continue;
    const entry = days.get(day) ?? { records: 0, granted: new Map(), denied: new Map() };
    days.set(day, entry);
    if (kind === 'record') entry.records += count;
    else entry[kind].set(name, (entry[kind].get(name) ?? 0) + count);
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, { records, granted, denied }]) => ({
      day,
      records,
      granted: Object.fromEntries(granted),
      denied: Object.fromEntries(denied),
    }));
}
