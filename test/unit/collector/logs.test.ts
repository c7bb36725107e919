import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { makeRecord, ORIGIN, recordId, SITE, startCollector } from './collector-fixture.ts';

/** Each is planted in every place a sender can write to. */
const CANARIES = [
  '77011234567',
  '900101300000',
  'canary@mail.example',
  makeRecord(1).subject,
  recordId(1),
  'canary-site',
  '203.0.113.77',
];

test('Nothing a sender wrote reaches the log: no phone, IIN, e-mail, subject, id, site or address, whatever goes wrong.', async () => {
  const collector = await startCollector();
  const other = new SqliteDatabase(collector.file);
  for (const canary of CANARIES) {
    const headers = { 'X-Forwarded-For': '203.0.113.77', 'User-Agent': canary, Referer: `https://a.example/${canary}` };
    const planted = { ...makeRecord(1), policy: canary, services: { [canary]: true } };
    await collector.post(
      JSON.stringify({ v: 1, records: [planted, { ...planted, seq: 5 }, { ...planted, [canary]: canary }, canary] }),
      headers,
    );
    await collector.post(`{"v":1,"${canary}"`, headers);
    await collector.post('{}', { ...headers, Origin: `https://${canary}` });
    await collector.post('{}', { ...headers, 'Content-Type': canary });
    await collector.post('{}', headers, `/v1/sites/${canary}/records`);
    await collector.fetch(`/v1/receipts/${canary}?q=${canary}`, { headers });
    await collector.fetch(`/${canary}`, { method: 'PUT', headers });
    await collector.fetch('/', { method: canary.replaceAll(/[^A-Za-z0-9]/g, ''), headers });
    other.exec('BEGIN IMMEDIATE');
    await collector.post(JSON.stringify({ v: 1, records: [{ ...planted, id: recordId(99) }] }), headers);
    other.exec('ROLLBACK');
  }
  other.close();
  expect(collector.logs).toHaveLength(CANARIES.length * 9);
  expect(new Set(collector.logs.map(({ status }) => status))).toEqual(new Set([200, 400, 403, 404, 415, 503]));
  const text = JSON.stringify(collector.logs);
  for (const canary of CANARIES) expect(text).not.toContain(canary);
  expect(text).not.toContain(ORIGIN);
  expect(text).not.toContain(SITE);
});

test('The log names method, route pattern, status and how many records ended how.', async () => {
  const collector = await startCollector();
  await collector.send(makeRecord(1), makeRecord(2), makeRecord(1), {});
  await collector.fetch(`/v1/receipts/${recordId(1)}`);
  expect(collector.logs).toEqual([
    { method: 'POST', route: '/v1/sites/:site/records', status: 200, counts: { stored: 2, duplicate: 1, rejected: 1 } },
    { method: 'GET', route: '/v1/receipts/:id', status: 200 },
  ]);
});
