/**
 * Owns checking stored rows against their own hashes: whether what lies in the database is what was stored. A hash in the operator's own
 * database proves nothing against the operator; it finds damage and careless hands (DESIGN §4: no hash chain).
 */
import { canonicalise, sha256 } from '../canonicalise.ts';
import type { FoundRecord } from '../storage/storage.ts';

export interface DamagedRow {
  readonly seq: number;
  readonly id: string;
  readonly what: 'hash' | 'not-json' | 'not-canonical' | 'id' | 'site';
}

export interface Verification {
  readonly rows: number;
  readonly damaged: number;
  readonly first: DamagedRow | null;
}

export async function verifyRows(rows: AsyncIterable<FoundRecord>): Promise<Verification> {
  let count = 0;
  let damaged = 0;
  let first: DamagedRow | null = null;
  for await (const row of rows) {
    count++;
    const what = damageOf(row);
    if (!what) continue;
    damaged++;
    first ??= { seq: row.seq, id: row.id, what };
  }
  return { rows: count, damaged, first };
}

function damageOf({ id, site, hash, body }: FoundRecord): DamagedRow['what'] | null {
  if (sha256(body) !== hash) return 'hash';
  const record = parse(body);
  if (record === null) return 'not-json';
  if (canonicalise(record) !== body) return 'not-canonical';
  if (record['id'] !== id) return 'id';
  return record['site'] === site ? null : 'site';
}

function parse(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
