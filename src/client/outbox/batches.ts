/** Owns cutting a queue into batches the endpoint takes: at most 20 records and 48 KiB each. */
import type { ConsentRecord } from '../../core/consent-record.ts';
import { BATCH_MAX_BYTES, BATCH_MAX_RECORDS } from '../../core/wire.ts';

/** `{"v":1,"records":[]}` and room to spare. */
const FRAME_BYTES = 32;

export function recordBytes(record: ConsentRecord): number {
  return new TextEncoder().encode(JSON.stringify(record)).length;
}

/** Keeps the order. A record larger than a batch gets one of its own: the caller has taken those out. */
export function batchesOf<T extends { readonly record: ConsentRecord }>(rows: readonly T[]): T[][] {
  const batches: T[][] = [];
  let room = 0;
  for (const row of rows) {
    const bytes = recordBytes(row.record) + 1;
    let batch = batches.at(-1);
    if (!batch || batch.length >= BATCH_MAX_RECORDS || bytes > room) {
      batch = [];
      batches.push(batch);
      room = BATCH_MAX_BYTES - FRAME_BYTES;
    }
    batch.push(row);
    room -= bytes;
  }
  return batches;
}
