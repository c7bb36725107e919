import { describe, expect, it } from 'vitest';
import { FRESH_STATE, OutboxStore } from '../../../src/client/outbox/outbox-store.ts';
import { MemoryTier } from '../../../src/client/store/memory-tier.ts';
import { LastingTier } from './outbox-harness.ts';
import { sampleRecord } from './sample-record.ts';

/** A tier that can be switched off, as a browser's storage can. */
class BreakableTier extends LastingTier {
  broken = false;

  #check(): void {
    if (this.broken) throw new Error('broken');
  }

  override async put(key: string, value: unknown): Promise<void> {
    this.#check();
    await super.put(key, value);
  }

  override async remove(keys: readonly string[]): Promise<void> {
    this.#check();
    await super.remove(keys);
  }

  override async entries(): Promise<[string, unknown][]> {
    this.#check();
    return super.entries();
  }
}

describe('the ladder of tiers', () => {
  it('takes the first tier that works and says which', async () => {
    const best = new BreakableTier();
    const store = new OutboxStore([best, new MemoryTier()]);
    expect(await store.add(sampleRecord())).toBe('indexed-db');
    best.broken = true;
    expect(await store.add(sampleRecord())).toBe('memory');
  });

  it('shows the rows of every tier that can be read, once each', async () => {
    const best = new BreakableTier();
    const lower = new LastingTier();
    const store = new OutboxStore([best, lower, new MemoryTier()]);
    const [a, b] = [sampleRecord(), sampleRecord()];
    await store.add(a);
    await lower.put(`row.${a.id}`, { v: 1, record: a });
    best.broken = true;
    await store.add(b);
    best.broken = false;
    expect((await store.rows()).map((row) => row.record.id)).toEqual([a.id, b.id]);
    await store.remove([a.id, b.id]);
    expect(await store.rows()).toEqual([]);
    expect(await lower.entries()).toEqual([]);
  });

  it('moves rows up when the best tier works again, and removes them below only then', async () => {
    const best = new BreakableTier();
    const lower = new LastingTier();
    const store = new OutboxStore([best, lower, new MemoryTier()]);
    const record = sampleRecord();
    best.broken = true;
    await store.add(record);
    await store.moveUp();
    expect(await lower.entries()).toHaveLength(1);
    best.broken = false;
    await store.moveUp();
    expect(await lower.entries()).toEqual([]);
    expect(await best.entries()).toEqual([[`row.${record.id}`, { v: 1, record }]]);
  });

  it('does not let an older state from a lower tier overrule a newer one', async () => {
    const best = new BreakableTier();
    const lower = new LastingTier();
    const store = new OutboxStore([best, lower]);
    best.broken = true;
    await store.saveState('jetfin', { ...FRESH_STATE, failures: 3, savedAt: 1 });
    best.broken = false;
    expect(await store.state('jetfin')).toMatchObject({ failures: 3 });
    await store.saveState('jetfin', { ...FRESH_STATE, failures: 0, savedAt: 2 });
    await store.moveUp();
    expect(await store.state('jetfin')).toMatchObject({ failures: 0, savedAt: 2 });
  });
});

describe('damaged rows', () => {
  it.each([
    null,
    7,
    'text',
    {},
    { v: 1 },
    { v: 2, record: sampleRecord() },
    { v: 1, record: null },
    { v: 1, record: { id: 5, site: 'jetfin' } },
  ])('such as %j are removed, and the others go on', async (value) => {
    const tier = new LastingTier();
    const store = new OutboxStore([tier, new MemoryTier()]);
    const record = sampleRecord();
    await tier.put('row.broken', value);
    await store.add(record);
    expect((await store.rows()).map((row) => row.record.id)).toEqual([record.id]);
    expect((await tier.entries()).map(([key]) => key)).toEqual([`row.${record.id}`]);
  });

  it('of the state count as no state', async () => {
    const tier = new LastingTier();
    const store = new OutboxStore([tier]);
    for (const value of [
      null,
      { v: 1, failures: 'x', nextTryAt: 1, savedAt: 1 },
      { v: 1, failures: 1, nextTryAt: Number.NaN, savedAt: 1 },
    ]) {
      await tier.put('state.jetfin', value);
      expect(await store.state('jetfin')).toEqual(FRESH_STATE);
    }
  });

  it('do not include a record of a newer version: the collector judges it', async () => {
    const store = new OutboxStore([new LastingTier()]);
    await store.add({ ...sampleRecord(), v: 2, more: true } as never);
    expect(await store.rows()).toHaveLength(1);
  });
});
