import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDue, OUTBOX_MAX_ROWS } from '../../../src/client/outbox/outbox.ts';
import { DEAD_MAX_AGE_MS, DEAD_MAX_ROWS, FRESH_STATE, OutboxStore } from '../../../src/client/outbox/outbox-store.ts';
import type { Outcome } from '../../../src/client/outbox/outcome.ts';
import { MemoryTier } from '../../../src/client/store/memory-tier.ts';
import type { ConsentRecord } from '../../../src/core/consent-record.ts';
import type { RecordResult } from '../../../src/core/wire.ts';
import { DOWN, harness, LastingTier, says } from './outbox-harness.ts';
import { sampleRecord } from './sample-record.ts';

const MINUTE_MS = 60_000;
const REFUSED: Outcome = { kind: 'refused', code: 'http-403' };

function samples(count: number): ConsentRecord[] {
  return Array.from({ length: count }, () => sampleRecord());
}

describe('a delivery', () => {
  it.each(['stored', 'duplicate', 'quarantined'] as const)(
    'deletes a row that the endpoint names "%s", tells its copies to go and drops the flag',
    async (result) => {
      const box = harness();
      const record = sampleRecord();
      await box.outbox.accept([record]);
      expect(box.flags).toEqual([true]);
      box.settled.length = 0;
      box.endpoint = says(result);
      await box.outbox.flush('record');
      expect(await box.store.rows()).toEqual([]);
      expect(await box.store.dead()).toEqual([]);
      expect(box.settled).toEqual([record.id]);
      expect(box.flags.at(-1)).toBe(false);
    },
  );

  it.each(['conflict', 'rejected'] as const)(
    'gives a row up that the endpoint names "%s", and does not send it again',
    async (result) => {
      const box = harness();
      const record = sampleRecord();
      await box.outbox.accept([record]);
      box.endpoint = says(result);
      await box.outbox.flush('record');
      await box.outbox.flush('start');
      expect(box.sent).toHaveLength(1);
      expect(await box.store.dead()).toMatchObject([{ record: { id: record.id }, code: result, at: box.now }]);
      expect(box.flags.at(-1)).toBe(false);
    },
  );

  it('keeps a row that the endpoint names "retry" or does not name, and deletes the others', async () => {
    const box = harness();
    const [a, b, c] = samples(3) as [ConsentRecord, ConsentRecord, ConsentRecord];
    await box.outbox.accept([a, b, c]);
    box.endpoint = () => ({
      kind: 'answered',
      results: new Map<string, RecordResult>([
        [a.id, 'stored'],
        [b.id, 'retry'],
      ]),
    });
    await box.outbox.flush('record');
    expect((await box.store.rows()).map((row) => row.record.id)).toEqual([b.id, c.id]);
    expect(box.sent).toHaveLength(1);
    // Progress was made: the backoff starts from its first step.
    expect(await box.store.state('jetfin')).toMatchObject({ failures: 1, nextTryAt: box.now + 1000, firm: false });
    expect(box.wakeUps.at(-1)).toBe(box.now + 1000);
    expect(box.flags.at(-1)).toBe(true);
  });

  it('sends the oldest decision first, in batches of 20', async () => {
    const box = harness();
    const records = samples(45);
    await box.outbox.accept(records.toReversed());
    await box.outbox.flush('start');
    expect(box.sent.map((sent) => sent.ids.length)).toEqual([20, 20, 5]);
    expect(box.sent.flatMap((sent) => sent.ids)).toEqual(records.map((record) => record.id));
    expect(await box.store.rows()).toEqual([]);
  });

  it.each(['http-400', 'http-413', 'http-422'])(
    'halves a batch answered %s until the one poison record is alone, which is given up',
    async (code) => {
      const box = harness();
      const records = samples(5);
      const poison = records[3]!.id;
      await box.outbox.accept(records);
      box.endpoint = (sent, keepalive) =>
        sent.some((record) => record.id === poison)
          ? { kind: 'unwanted', code }
          : (says('stored')(sent, keepalive) as Outcome);
      await box.outbox.flush('record');
      expect(await box.store.rows()).toEqual([]);
      expect((await box.store.dead()).map((row) => [row.record.id, row.code])).toEqual([[poison, code]]);
    },
  );

  it('gives up a record that is larger than the wire allows, without sending it', async () => {
    const box = harness();
    const [small, large] = [sampleRecord(), sampleRecord({ policy: 'x'.repeat(9000) })];
    await box.outbox.accept([small, large]);
    await box.outbox.flush('record');
    expect(box.sent.flatMap((sent) => sent.ids)).toEqual([small.id]);
    expect(await box.store.dead()).toMatchObject([{ record: { id: large.id }, code: 'too-large' }]);
  });

  it('leaves rows of another site on this origin alone, and keeps the flag for them', async () => {
    const box = harness();
    const [own, other] = [sampleRecord(), sampleRecord({ site: 'kengo' })];
    await box.outbox.accept([own, other]);
    await box.outbox.flush('start');
    expect(box.sent.flatMap((sent) => sent.ids)).toEqual([own.id]);
    expect(await box.store.rows('kengo')).toHaveLength(1);
    expect(box.flags.at(-1)).toBe(true);
  });

  it('sends nothing when nothing waits', async () => {
    const box = harness();
    await box.outbox.flush('start');
    expect(box.sent).toEqual([]);
    expect(box.flags).toEqual([false]);
  });

  it('gives the lock back after 15 s and goes on later', async () => {
    const box = harness();
    await box.outbox.accept(samples(45));
    box.endpoint = (records, keepalive) => {
      box.now += 9000;
      return says('stored')(records, keepalive);
    };
    await box.outbox.flush('start');
    expect(box.sent).toHaveLength(2);
    expect(box.wakeUps.at(-1)).toBe(box.now + 2000);
    await box.outbox.flush('timer');
    expect(await box.store.rows()).toEqual([]);
  });
});

describe('what the owner is told', () => {
  it('is what only a person can mend, and at once', async () => {
    const box = harness();
    box.endpoint = () => REFUSED;
    await box.outbox.accept([sampleRecord()]);
    await box.outbox.flush('record');
    expect(box.misconfigured).toEqual(['http-403']);
  });

  it.each(['not-ours', 'html', 'http-204', 'http-302'])(
    'is an answer that is none ("%s") after the third in a row',
    async (code) => {
      const box = harness();
      box.endpoint = () => ({ kind: 'later', code, waitMs: null });
      await box.outbox.accept([sampleRecord()]);
      for (let i = 0; i < 4; i++) {
        expect(box.misconfigured).toHaveLength(Math.max(0, i - 2));
        await box.outbox.flush(i ? 'timer' : 'record');
        box.now = box.wakeUps.at(-1)!;
      }
    },
  );

  it('is nothing of trouble that passes', async () => {
    const box = harness();
    for (const code of ['network', 'timeout', 'http-503', 'http-429', 'too-long']) {
      box.endpoint = () => ({ kind: 'later', code, waitMs: null });
      await box.outbox.accept([sampleRecord()]);
      await box.outbox.flush('record');
      box.now = box.wakeUps.at(-1)!;
    }
    expect(box.misconfigured).toEqual([]);
  });

  it('is not mixed up with the notices that a collector lacks, which are handed on', async () => {
    const box = harness();
    const record = sampleRecord();
    box.endpoint = () => ({ kind: 'answered', results: new Map([[record.id, 'stored']]), missing: ['f'.repeat(64)] });
    await box.outbox.accept([record]);
    await box.outbox.flush('record');
    expect(box.missing).toEqual(['f'.repeat(64)]);
    expect(box.misconfigured).toEqual([]);
    expect(await box.store.rows()).toEqual([]);
  });
});

describe('a failure', () => {
  it('keeps the row and stores the time of the next try, so that a reload does not storm', async () => {
    const store = new OutboxStore([new LastingTier(), new MemoryTier()]);
    const box = harness({ store });
    await box.outbox.accept(samples(1));
    box.endpoint = DOWN;
    await box.outbox.flush('record');
    expect(box.wakeUps).toEqual([box.now + 1000]);

    const reloaded = harness({ store });
    reloaded.now = box.now + 999;
    await reloaded.outbox.flush('start');
    expect(reloaded.sent).toEqual([]);
    expect(reloaded.wakeUps).toEqual([box.now + 1000]);
    reloaded.now += 1;
    await reloaded.outbox.flush('timer');
    expect(reloaded.sent).toHaveLength(1);
    expect(await store.rows()).toEqual([]);
  });

  it('waits longer with every failure in a row, five minutes at most, and from the start again after a success', async () => {
    const box = harness();
    box.chance = 0.999;
    await box.outbox.accept(samples(1));
    box.endpoint = DOWN;
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      await box.outbox.flush('timer');
      waits.push(Math.round((box.wakeUps.at(-1)! - box.now) / 1000));
      box.now = box.wakeUps.at(-1)!;
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]);
    box.endpoint = says('stored');
    await box.outbox.flush('timer');
    expect(await box.store.state('jetfin')).toEqual({ ...FRESH_STATE, savedAt: box.now });
  });

  it('does not try again before the time the endpoint asked for, whatever happens on the page', async () => {
    const box = harness();
    await box.outbox.accept(samples(1));
    box.endpoint = () => ({ kind: 'later', code: 'http-503', waitMs: 120_000 });
    await box.outbox.flush('record');
    const asked = box.now + 120_000;
    box.now = asked - 1;
    for (const trigger of ['start', 'record', 'online', 'hidden', 'timer'] as const) await box.outbox.flush(trigger);
    expect(box.sent).toHaveLength(1);
    box.now = asked;
    box.endpoint = says('stored');
    await box.outbox.flush('timer');
    expect(await box.store.rows()).toEqual([]);
  });

  it('waits its own backoff when that is longer than the endpoint asks for', async () => {
    const box = harness();
    await box.store.saveState('jetfin', { ...FRESH_STATE, failures: 7 });
    await box.outbox.accept(samples(1));
    box.endpoint = () => ({ kind: 'later', code: 'http-503', waitMs: 1000 });
    await box.outbox.flush('record');
    expect(box.wakeUps.at(-1)).toBe(box.now + 128_000);
  });

  it('that a person has to mend is tried after 15 minutes at the earliest, and delivered once it is mended', async () => {
    const box = harness();
    box.chance = 0;
    await box.outbox.accept(samples(2));
    box.endpoint = () => REFUSED;
    await box.outbox.flush('record');
    box.now += 15 * MINUTE_MS - 1;
    await box.outbox.flush('record');
    expect(box.sent).toHaveLength(1);
    box.now += 1;
    box.endpoint = says('stored');
    await box.outbox.flush('timer');
    expect(await box.store.rows()).toEqual([]);
    expect(await box.store.dead()).toEqual([]);
  });

  it('of the network is shortened by "online" and by a new choice, but a flapping connection does not storm', async () => {
    const box = harness();
    await box.store.saveState('jetfin', { ...FRESH_STATE, failures: 20 });
    await box.outbox.accept(samples(1));
    box.endpoint = DOWN;
    await box.outbox.flush('record');
    for (let i = 0; i < 50; i++) {
      box.now += 100;
      await box.outbox.flush('online');
    }
    // 5 s of flapping, one try in two seconds.
    expect(box.sent).toHaveLength(3);
    box.now += 2000;
    await box.outbox.flush('hidden');
    expect(box.sent).toHaveLength(3);
    await box.outbox.flush('record');
    expect(box.sent).toHaveLength(4);
  });

  it('stops the flush: later batches are not sent into it', async () => {
    const box = harness();
    await box.outbox.accept(samples(60));
    box.endpoint = DOWN;
    await box.outbox.flush('start');
    expect(box.sent).toHaveLength(1);
  });
});

describe('tiers', () => {
  it('that do not outlive the page settle nothing: the pending copy stays until the record is delivered', async () => {
    const box = harness({ store: new OutboxStore([new MemoryTier()]) });
    const record = sampleRecord();
    await box.outbox.accept([record]);
    expect(box.settled).toEqual([]);
    await box.outbox.flush('record');
    expect(box.settled).toEqual([record.id]);
  });

  it('are put in order at each delivery: rows of a lower tier move up first', async () => {
    const [best, lower] = [new LastingTier(), new LastingTier()];
    const box = harness({ store: new OutboxStore([best, lower, new MemoryTier()]) });
    const record = sampleRecord();
    await lower.put(`row.${record.id}`, { v: 1, record });
    box.endpoint = DOWN;
    await box.outbox.flush('start');
    expect(await lower.entries()).toEqual([]);
    expect((await best.entries()).map(([key]) => key)).toContain(`row.${record.id}`);
  });
});

describe('isDue', () => {
  it('does not believe a next try that is more than a day away: the clock was wrong', () => {
    const now = 1_000_000_000_000;
    expect(isDue({ ...FRESH_STATE, nextTryAt: now + 25 * 60 * MINUTE_MS, firm: true }, 'start', now)).toBe(true);
    expect(isDue({ ...FRESH_STATE, nextTryAt: now + 23 * 60 * MINUTE_MS, firm: true }, 'start', now)).toBe(false);
  });
});

describe('tabs', () => {
  it('that do not get the lock send nothing and look again a little later', async () => {
    const box = harness();
    await box.outbox.accept(samples(1));
    box.lockFree = false;
    await box.outbox.flush('record');
    expect(box.sent).toEqual([]);
    expect(box.wakeUps).toEqual([box.now + 4000]);
    box.lockFree = true;
    await box.outbox.flush('timer');
    expect(await box.store.rows()).toEqual([]);
  });

  it('without any lock may send twice, and both end with no row: the record id carries the correctness', async () => {
    const store = new OutboxStore([new LastingTier(), new MemoryTier()]);
    const onDisk = new Set<string>();
    const collector = (records: readonly ConsentRecord[]): Outcome => ({
      kind: 'answered',
      results: new Map(
        records.map(({ id }) => [id, onDisk.has(id) ? 'duplicate' : (onDisk.add(id), 'stored')] as const),
      ),
    });
    const tabs = [harness({ store }), harness({ store })] as const;
    for (const tab of tabs) tab.endpoint = collector;
    const records = samples(20);
    await tabs[0].outbox.accept(records);
    await Promise.all(tabs.map((tab) => tab.outbox.flush('start')));
    expect([...onDisk].sort()).toEqual(records.map((record) => record.id));
    expect(await store.rows()).toEqual([]);
    expect(await store.dead()).toEqual([]);
  });
});

describe('calls during a delivery', () => {
  it('share it, and a record that came meanwhile follows in one more', async () => {
    const box = harness();
    const [first, second] = samples(2) as [ConsentRecord, ConsentRecord];
    await box.outbox.accept([first]);
    box.endpoint = async (records, keepalive) => {
      if (records[0]!.id === first.id) {
        await box.outbox.accept([second]);
        void box.outbox.flush('record');
        void box.outbox.flush('record');
      }
      return says('stored')(records, keepalive);
    };
    await box.outbox.flush('record');
    expect(box.sent.map((sent) => sent.ids)).toEqual([[first.id], [second.id]]);
    expect(await box.store.rows()).toEqual([]);
  });

  it('send what is under way once more with keepalive when the page goes', async () => {
    const box = harness();
    const record = sampleRecord();
    await box.outbox.accept([record]);
    let answer: (outcome: Outcome) => void = () => undefined;
    box.endpoint = (records, keepalive) =>
      keepalive ? says('duplicate')(records, keepalive) : new Promise<Outcome>((resolve) => (answer = resolve));
    const flushed = box.outbox.flush('record');
    await expect.poll(() => box.sent.length).toBe(1);
    await box.outbox.flush('hidden');
    expect(box.sent.map((sent) => sent.keepalive)).toEqual([false, true]);
    expect(await box.store.rows()).toEqual([]);
    // The first request dies with the page that went: nothing comes back.
    answer({ kind: 'later', code: 'network', waitMs: null });
    await flushed;
    expect(await box.store.rows()).toEqual([]);
  });
});

describe('a hidden page', () => {
  it('sends one batch, with keepalive; the rest waits for its return', async () => {
    const box = harness();
    await box.outbox.accept(samples(30));
    await box.outbox.flush('hidden');
    expect(box.sent.map(({ ids, keepalive }) => [ids.length, keepalive])).toEqual([[20, true]]);
    expect(box.wakeUps).toEqual([box.now + 2000]);
    await box.outbox.flush('timer');
    expect(box.sent.at(-1)).toMatchObject({ keepalive: false });
    expect(await box.store.rows()).toEqual([]);
  });
});

describe('what was given up', () => {
  it('is kept for 50 records and 30 days', async () => {
    const box = harness();
    box.endpoint = says('rejected');
    for (const record of samples(DEAD_MAX_ROWS + 5)) {
      box.now += 1000;
      await box.outbox.accept([record]);
      await box.outbox.flush('record');
    }
    const dead = await box.store.dead();
    expect(dead).toHaveLength(DEAD_MAX_ROWS);
    box.now += DEAD_MAX_AGE_MS;
    await box.outbox.accept(samples(1));
    await box.outbox.flush('record');
    // Only those of the last moment are young enough: the one just given up, and the one exactly 30 days old.
    expect((await box.store.dead()).map((row) => box.now - row.at)).toEqual([DEAD_MAX_AGE_MS, 0]);
  });

  it('is tried once more by another endpoint or widget version, except conflicts', async () => {
    const store = new OutboxStore([new LastingTier(), new MemoryTier()]);
    const [bad, clash] = samples(2) as [ConsentRecord, ConsentRecord];
    const box = harness({ store });
    await box.outbox.accept([bad, clash]);
    box.endpoint = () => ({
      kind: 'answered',
      results: new Map<string, RecordResult>([
        [bad.id, 'rejected'],
        [clash.id, 'conflict'],
      ]),
    });
    await box.outbox.flush('record');

    const same = harness({ store });
    await same.outbox.flush('start');
    expect(same.sent).toEqual([]);
    const newer = harness({ store, by: 'https://collector.example.kz 0.2.0' });
    newer.endpoint = says('rejected');
    await newer.outbox.flush('start');
    await newer.outbox.flush('start');
    expect(newer.sent.map((sent) => sent.ids)).toEqual([[bad.id]]);
  });

  it('includes the oldest rows over the cap, test records first, never the newest choice', async () => {
    const box = harness();
    const test = sampleRecord({ test: true });
    const records = [sampleRecord(), test, ...samples(OUTBOX_MAX_ROWS)];
    await box.outbox.accept(records);
    const rows = await box.store.rows();
    expect(rows).toHaveLength(OUTBOX_MAX_ROWS);
    expect(rows.at(-1)!.record.id).toBe(records.at(-1)!.id);
    expect((await box.store.dead()).map((row) => [row.record.id, row.code])).toEqual([
      [test.id, 'overflow'],
      [records[0]!.id, 'overflow'],
    ]);
  });
});

describe('the promise', () => {
  it('holds under any sequence of answers: what was chosen is on disk, waiting or given up by word of the endpoint, and acknowledged means on disk', async () => {
    const step = fc.record({
      results: fc.array(
        fc.constantFrom<RecordResult | 'unnamed' | 'lost'>('stored', 'retry', 'rejected', 'unnamed', 'lost'),
        { minLength: 1, maxLength: 4 },
      ),
      fault: fc.constantFrom<'none' | 'before' | 'unwanted' | 'refused'>(
        'none',
        'none',
        'before',
        'unwanted',
        'refused',
      ),
      add: fc.nat({ max: 3 }),
      passes: fc.nat({ max: 25 * 60 * MINUTE_MS }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const box = harness();
        const onDisk = new Set<string>();
        const refusedByWord = new Set<string>();
        const chosen: string[] = [];
        for (const { results, fault, add, passes } of steps) {
          const records = samples(add);
          chosen.push(...records.map((record) => record.id));
          await box.outbox.accept(records);
          box.endpoint = (sent) => {
            if (fault === 'before') return { kind: 'later', code: 'network', waitMs: null };
            if (fault === 'refused') return REFUSED;
            if (fault === 'unwanted') {
              if (sent.length === 1) refusedByWord.add(sent[0]!.id);
              return { kind: 'unwanted', code: 'http-400' };
            }
            const named = new Map<string, RecordResult>();
            let lost = false;
            sent.forEach(({ id }, i) => {
              const result = results[i % results.length]!;
              if (result === 'stored' || result === 'lost') onDisk.add(id);
              lost ||= result === 'lost';
              if (result !== 'lost' && result !== 'unnamed') named.set(id, result);
              if (result === 'rejected') refusedByWord.add(id);
            });
            return lost ? { kind: 'later', code: 'timeout', waitMs: null } : { kind: 'answered', results: named };
          };
          await box.outbox.flush('record');
          box.now += passes;
        }
        const waiting = new Set((await box.store.rows()).map((row) => row.record.id));
        const dead = new Set((await box.store.dead()).map((row) => row.record.id));
        for (const id of chosen) {
          expect(onDisk.has(id) || waiting.has(id) || dead.has(id)).toBe(true);
          if (dead.has(id)) expect(refusedByWord.has(id)).toBe(true);
          if (!waiting.has(id) && !dead.has(id)) expect(onDisk.has(id)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
