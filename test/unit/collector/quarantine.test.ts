/** A widget newer than its collector: the record is kept as it came, and the browser may forget it. */
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/collector/collector-environment.ts';
import { makeRecord, recordId, startCollector } from './collector-fixture.ts';

function newerRecord(number: number, changes: object = {}): object {
  return {
    ...makeRecord(number),
    v: 2,
    decisions: { necessary: 'necessary', scent: 'granted' },
    added: ['x'],
    ...changes,
  };
}

function quarantined(file: string): { record_id: string; body: string }[] {
  const db = new SqliteDatabase(file, { readonly: true });
  try {
    return db
      .prepare<[], { record_id: string; body: string }>('SELECT record_id, body FROM quarantine ORDER BY record_id')
      .all();
  } finally {
    db.close();
  }
}

test('A record of a newer schema is acknowledged as quarantined and kept whole beside the records; its neighbour is stored.', async () => {
  const collector = await startCollector();
  const response = await collector.send(newerRecord(1), makeRecord(2));
  expect(await response.json()).toEqual({
    v: 1,
    results: [
      { id: recordId(1), result: 'quarantined' },
      { id: recordId(2), result: 'stored' },
    ],
  });
  const [row, ...others] = quarantined(collector.file);
  expect(others).toEqual([]);
  expect(JSON.parse(row?.body ?? '')).toEqual(newerRecord(1));
  expect(collector.rows().map(({ record_id }) => record_id)).toEqual([recordId(2)]);
  expect(collector.logs.at(-1)?.counts).toEqual({ quarantined: 1, stored: 1 });
});

test('Sent again it is kept once; beyond the share of the day the sender is asked to come again and nothing is lost.', async () => {
  const collector = await startCollector({ limits: { ...DEFAULT_LIMITS, quarantinedPerDay: 1 } });
  await collector.send(newerRecord(1));
  const response = await collector.send(newerRecord(1), newerRecord(2));
  expect(await response.json()).toEqual({
    v: 1,
    results: [
      { id: recordId(1), result: 'quarantined' },
      { id: recordId(2), result: 'retry', code: 'quarantine-full' },
    ],
  });
  expect(quarantined(collector.file)).toHaveLength(1);
});

test.for([
  ['of another site', { site: 'other' }],
  ['with an id that is none', { id: 'x' }],
  ['with a version that is no whole number', { v: 1.5 }],
  ['with a version before the first', { v: -1 }],
] as const)('A record %s is rejected, not quarantined.', async ([, changes]) => {
  const collector = await startCollector();
  const response = await collector.send(newerRecord(1, changes));
  expect(((await response.json()) as { results: { result: string }[] }).results[0]?.result).toBe('rejected');
  expect(quarantined(collector.file)).toEqual([]);
});

test('What is too large is rejected whatever its version.', async () => {
  const collector = await startCollector();
  const response = await collector.send(newerRecord(1, { added: ['x'.repeat(9000)] }));
  expect(await response.json()).toMatchObject({ results: [{ result: 'rejected', code: 'record-too-large' }] });
  expect(quarantined(collector.file)).toEqual([]);
});
