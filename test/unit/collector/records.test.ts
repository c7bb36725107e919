import { createHash } from 'node:crypto';
import SqliteDatabase from 'better-sqlite3';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/collector/collector-environment.ts';
import { acknowledgementSchema } from '../../../src/core/schema/wire.ts';
import { makeRecord, ORIGIN, problem, recordId, SITE, startCollector } from './collector-fixture.ts';

test('A record is stored once, with its canonical text, the hash of that text and the time of receipt.', async () => {
  const collector = await startCollector();
  const response = await collector.send(makeRecord(1));
  expect(response.status).toBe(200);
  const answer: unknown = await response.json();
  expect(answer).toEqual({ v: 1, results: [{ id: recordId(1), result: 'stored' }] });
  expect(v.is(acknowledgementSchema, answer)).toBe(true);
  const [row, ...others] = collector.rows();
  expect(others).toEqual([]);
  expect(row).toMatchObject({ record_id: recordId(1), site: SITE, received_at: '2026-07-01T09:03:05.678Z' });
  expect(JSON.parse(row?.body ?? '')).toEqual(makeRecord(1));
  expect(row?.hash).toBe(
    createHash('sha256')
      .update(row?.body ?? '')
      .digest('hex'),
  );
});

test('The same record sent again, even with its members in another order, is a duplicate and makes no second row.', async () => {
  const collector = await startCollector();
  await collector.send(makeRecord(1));
  const shuffled = Object.fromEntries(Object.entries(makeRecord(1)).toReversed());
  const response = await collector.send(shuffled);
  expect(await response.json()).toEqual({ v: 1, results: [{ id: recordId(1), result: 'duplicate' }] });
  expect(collector.rows()).toHaveLength(1);
});

test('An altered replay is a conflict and leaves the stored row as it was.', async () => {
  const collector = await startCollector();
  await collector.send(makeRecord(1));
  const before = collector.rows();
  const altered = makeRecord(1, {
    decisions: { necessary: 'necessary', functional: 'granted', analytics: 'granted', advertising: 'granted' },
  });
  const response = await collector.send(altered);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ v: 1, results: [{ id: recordId(1), result: 'conflict' }] });
  expect(collector.rows()).toEqual(before);
});

test('A batch gets one result per record, in order, and a broken one does not cost the others their place.', async () => {
  const collector = await startCollector();
  await collector.send(makeRecord(2));
  const response = await collector.send(
    makeRecord(1),
    makeRecord(2),
    'not a record',
    makeRecord(3, { site: 'other-site' }),
    makeRecord(1),
    makeRecord(1, { seq: 7 }),
    makeRecord(4),
  );
  expect(await response.json()).toEqual({
    v: 1,
    results: [
      { id: recordId(1), result: 'stored' },
      { id: recordId(2), result: 'duplicate' },
      { id: null, result: 'rejected', code: 'not-an-object' },
      { id: recordId(3), result: 'rejected', code: 'site-mismatch' },
      { id: recordId(1), result: 'duplicate' },
      { id: recordId(1), result: 'conflict' },
      { id: recordId(4), result: 'stored' },
    ],
  });
  expect(collector.rows().map((row) => row.record_id)).toEqual([recordId(2), recordId(1), recordId(4)]);
});

test('JSON under its own content type is taken as well; another type or an encoded body is not.', async () => {
  const collector = await startCollector();
  const body = JSON.stringify({ v: 1, records: [makeRecord(1)] });
  expect((await collector.post(body, { 'Content-Type': 'application/json' })).status).toBe(200);
  for (const headers of [
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    { 'Content-Type': '' },
    { 'Content-Encoding': 'gzip' },
  ]) {
    const response = await collector.post(body, headers);
    expect(response.status).toBe(415);
    expect(await response.json()).toEqual(problem(415, 'unsupported-media-type'));
  }
  expect(collector.rows()).toHaveLength(1);
});

test('With a list of sites, a record for any other site is answered 404 and not stored.', async () => {
  const collector = await startCollector({ sites: new Set(['another-site']) });
  const response = await collector.send(makeRecord(1));
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual(problem(404, 'unknown-site'));
  expect(collector.rows()).toEqual([]);
});

test('An origin that sends too fast gets 429 with Retry-After, and is heard again after that time.', async () => {
  const collector = await startCollector({ limits: { ...DEFAULT_LIMITS, writes: { perSecond: 0.5, burst: 2 } } });
  expect((await collector.send(makeRecord(1))).status).toBe(200);
  expect((await collector.send(makeRecord(2))).status).toBe(200);
  const refused = await collector.send(makeRecord(3));
  expect(refused.status).toBe(429);
  expect(refused.headers.get('Retry-After')).toBe('2');
  expect(refused.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
  expect(collector.rows()).toHaveLength(2);
  collector.clock.nowMs += 2000;
  expect((await collector.send(makeRecord(3))).status).toBe(200);
  expect(collector.rows()).toHaveLength(3);
});

test('While another process holds the file, the answer is 503 with Retry-After and acknowledges nothing; afterwards the record is stored.', async () => {
  const collector = await startCollector();
  const other = new SqliteDatabase(collector.file);
  other.exec('BEGIN IMMEDIATE');
  const response = await collector.send(makeRecord(1), makeRecord(2));
  expect(response.status).toBe(503);
  expect(response.headers.get('Retry-After')).toBe('30');
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
  expect(response.headers.get('Access-Control-Expose-Headers')).toBe('Retry-After, Date');
  expect(await response.json()).toEqual(problem(503, 'storage-unavailable'));
  expect(collector.logs.at(-1)).toEqual({
    method: 'POST',
    route: '/v1/sites/:site/records',
    status: 503,
    failure: 'SQLITE_BUSY',
  });
  other.exec('ROLLBACK');
  other.close();
  expect(collector.rows()).toEqual([]);
  expect(await (await collector.send(makeRecord(1), makeRecord(2))).json()).toMatchObject({
    results: [{ result: 'stored' }, { result: 'stored' }],
  });
});

test('No answer of the write route carries Cache-Control, which would hold back keepalive quota in Chromium.', async () => {
  const collector = await startCollector();
  for (const body of [JSON.stringify({ v: 1, records: [makeRecord(1)] }), '{', JSON.stringify({ v: 2, records: [] })]) {
    expect((await collector.post(body)).headers.get('Cache-Control')).toBeNull();
  }
});
