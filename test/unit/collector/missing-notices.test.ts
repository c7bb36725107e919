/** A notice that a record names and the collector lacks is asked for in the acknowledgement, of one sender at a time. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeRecord, SITE, startCollector, type TestCollector } from './collector-fixture.ts';

const TEXT = '{"version":1,"banner":{"kk":"Келісемін"}}';
const HASH = createHash('sha256').update(TEXT).digest('hex');

async function asked(collector: TestCollector, ...records: unknown[]): Promise<unknown> {
  return ((await (await collector.send(...records)).json()) as { missingNotice?: unknown }).missingNotice;
}

test('The first sender is asked, others are not for ten seconds; with the text there nobody is asked any more.', async () => {
  const collector = await startCollector();
  expect(await asked(collector, makeRecord(1, { notice: HASH }), makeRecord(2, { notice: HASH }))).toEqual([HASH]);
  expect(await asked(collector, makeRecord(3, { notice: HASH }))).toBeUndefined();
  collector.clock.nowMs += 10_000;
  expect(await asked(collector, makeRecord(4, { notice: HASH })), 'nobody had it: the next one').toEqual([HASH]);
  const upload = await collector.post(
    JSON.stringify({ v: 1, hash: HASH, text: TEXT }),
    {},
    `/v1/sites/${SITE}/notices`,
  );
  expect(upload.status).toBe(200);
  for (let i = 0; i < 3; i++) {
    collector.clock.nowMs += 10_000;
    expect(await asked(collector, makeRecord(5 + i, { notice: HASH }))).toBeUndefined();
  }
  expect(collector.rows()).toHaveLength(7);
});

test('A record that comes again after a lost answer asks as well; a rejected one and one without a notice do not.', async () => {
  const collector = await startCollector();
  const record = makeRecord(1, { notice: HASH });
  await collector.send(record);
  collector.clock.nowMs += 10_000;
  expect(await asked(collector, record)).toEqual([HASH]);
  collector.clock.nowMs += 10_000;
  expect(await asked(collector, { ...makeRecord(2, { notice: HASH }), path: '/?q' }, makeRecord(3))).toBeUndefined();
});
