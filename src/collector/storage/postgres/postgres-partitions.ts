/**
 * Owns the monthly partitions of `records`: which months there should be, and making them. Run at start and once a day by a connection that
 * owns the tables. A month without one is no loss: its rows go to the default partition.
 */
import type { ClientBase } from 'pg';

/** Months before and after this one: browsers deliver late, and a collector may run long without a restart. */
const MONTHS_BEFORE = 1;
const MONTHS_AFTER = 3;

export interface MonthPartition {
  readonly name: string;
  /** Ids of UUIDv7 between: `from` ≤ id < `to`. */
  readonly from: string;
  readonly to: string;
}

/** @param nowMs milliseconds since 1970. */
export function monthPartitions(nowMs: number): MonthPartition[] {
  const now = new Date(nowMs);
  const startOf = (offset: number) => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1);
  const months: MonthPartition[] = [];
  for (let offset = -MONTHS_BEFORE; offset <= MONTHS_AFTER; offset++) {
    const from = startOf(offset);
    const name = `records_${new Date(from).toISOString().slice(0, 7).replace('-', '_')}`;
    months.push({ name, from: firstIdOf(from), to: firstIdOf(startOf(offset + 1)) });
  }
  return months;
}

/** The smallest UUID whose first 48 bits are this time (RFC 9562 §5.7). */
function firstIdOf(timeMs: number): string {
  const hex = timeMs.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** Makes what is missing. A month whose rows are in the default partition already stays there. */
export async function makePartitions(client: ClientBase, nowMs: number): Promise<void> {
  for (const { name, from, to } of monthPartitions(nowMs)) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_class WHERE relname = $1', [name]);
    if (rowCount) continue;
    const { rowCount: stray } = await client.query(
      'SELECT 1 FROM records_other WHERE record_id >= $1 AND record_id < $2 LIMIT 1',
      [from, to],
    );
    // Names and bounds are made above, of digits and hyphens: DDL takes no parameters.
    if (!stray)
      await client.query(`CREATE TABLE ${name} PARTITION OF records FOR VALUES FROM ('${from}') TO ('${to}')`);
  }
}
