import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expandRecord } from '../../../src/client/outbox/expand-record.ts';
import { createTransport } from '../../../src/client/outbox/transport.ts';
import { createCollectorApp } from '../../../src/collector/app.ts';
import { DEFAULT_LIMITS } from '../../../src/collector/collector-environment.ts';
import { openSqliteStorage } from '../../../src/collector/storage/open-storage.ts';
import type { ConsentRecord } from '../../../src/core/consent-record.ts';
import type { PendingRecord } from '../../../src/core/pending-record.ts';
import { temporaryFolder } from '../collector/collector-fixture.ts';
import { harness } from './outbox-harness.ts';
import { samplePending } from './sample-pending.ts';

const ORIGIN = 'https://jetfin.kz';

function recordOf(pending: PendingRecord): ConsentRecord {
  return expandRecord(pending, null, 'local', ORIGIN)!.record;
}

/** The reference collector on a database of its own, and an outbox that reaches it through the real transport. */
async function joined(loseAnswers: () => boolean = () => false) {
  const storage = await openSqliteStorage(join(temporaryFolder(), 'records.db'));
  onTestFinished(() => storage.close());
  const app = createCollectorApp({
    storage,
    allowedOrigins: new Set([ORIGIN]),
    sites: null,
    limits: DEFAULT_LIMITS,
    now: () => Date.parse('2026-03-01T10:01:00Z'),
    log: () => undefined,
  });
  const box = harness({
    send: createTransport({
      endpoint: 'https://collector.example.kz',
      site: 'jetfin',
      acknowledge: 'records',
      headers: {},
      now: Date.now,
      async fetch(url, init) {
        const response = await app.request(url, { ...init, headers: { ...(init.headers as object), Origin: ORIGIN } });
        if (loseAnswers()) throw new TypeError('Failed to fetch');
        return response;
      },
    }),
  });
  return { box, storage };
}

describe('outbox and reference collector', () => {
  it('agree: a pending record ends as one row, and the outbox is empty', async () => {
    const { box, storage } = await joined();
    const record = recordOf(samplePending({ path: '/apply/:n', choice: '1.a3f09c.20513.fa.-clarity' }));
    await box.outbox.accept([record]);
    await box.outbox.flush('record');
    expect(await box.store.rows()).toEqual([]);
    expect(await box.store.dead()).toEqual([]);
    expect(JSON.parse((await storage.find(record.id))!.body)).toEqual(record);
  });

  it('agree after a lost answer: the second sending is a duplicate', async () => {
    let lost = true;
    const { box, storage } = await joined(() => lost);
    const record = recordOf(samplePending());
    await box.outbox.accept([record]);
    await box.outbox.flush('record');
    expect(await box.store.rows()).toHaveLength(1);
    expect(await storage.find(record.id)).not.toBeNull();
    lost = false;
    box.now = box.wakeUps.at(-1)!;
    await box.outbox.flush('timer');
    expect(await box.store.rows()).toEqual([]);
    expect(await box.store.dead()).toEqual([]);
  });

  it('agree on one wrong record among good ones: it alone is given up, by name or without one', async () => {
    const { box, storage } = await joined();
    const good = [recordOf(samplePending()), recordOf(samplePending())];
    const bad = { ...recordOf(samplePending()), path: '/with?query' };
    const nameless = { ...recordOf(samplePending()), id: 'not-a-record-id' };
    await box.outbox.accept([...good, bad, nameless]);
    await box.outbox.flush('record');
    expect(await box.store.rows()).toEqual([]);
    const dead = new Map((await box.store.dead()).map((row) => [row.record.id, row.code]));
    expect(dead).toEqual(
      new Map([
        [bad.id, 'rejected'],
        [nameless.id, 'rejected'],
      ]),
    );
    for (const record of good) expect(await storage.find(record.id)).not.toBeNull();
  });

  it('agree on an altered replay: the stored row stands, and the outbox gives its own up', async () => {
    const { box, storage } = await joined();
    const record = recordOf(samplePending());
    await box.outbox.accept([record]);
    await box.outbox.flush('record');
    await box.outbox.accept([{ ...record, decisions: { ...record.decisions, advertising: 'granted' } }]);
    await box.outbox.flush('record');
    expect(await box.store.dead()).toMatchObject([{ code: 'conflict' }]);
    expect(JSON.parse((await storage.find(record.id))!.body)).toEqual(record);
  });
});
