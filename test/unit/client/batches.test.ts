import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchesOf, recordBytes } from '../../../src/client/outbox/batches.ts';
import { sampleRecord } from './sample-record.ts';

const KAZAKH = 'ә';

function bodyBytes(batch: readonly { record: unknown }[]): number {
  return new TextEncoder().encode(JSON.stringify({ v: 1, records: batch.map((row) => row.record) })).length;
}

describe('batches', () => {
  it('have at most 20 records and 48 KiB, lose none and keep the order, whatever the sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3000 }), { maxLength: 70 }), (sizes) => {
        // Two bytes a letter: lengths in characters would come out too small.
        const rows = sizes.map((size) => ({ record: sampleRecord({ policy: KAZAKH.repeat(size) }) }));
        const batches = batchesOf(rows);
        expect(batches.flat()).toEqual(rows);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(20);
          expect(bodyBytes(batch)).toBeLessThanOrEqual(48 * 1024);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are not smaller than they have to be', () => {
    const rows = Array.from({ length: 41 }, () => ({ record: sampleRecord() }));
    expect(batchesOf(rows).map((batch) => batch.length)).toEqual([20, 20, 1]);
  });

  it('measure a record in bytes, not in characters', () => {
    const plain = recordBytes(sampleRecord({ policy: 'a' }));
    expect(recordBytes(sampleRecord({ policy: KAZAKH }))).toBe(plain + 1);
  });
});
