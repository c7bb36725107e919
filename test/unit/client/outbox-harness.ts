/** Owns driving an outbox without a browser: a clock that is set, an endpoint that is scripted, chance that is fixed. */
import { Outbox, type OutboxEnvironment } from '../../../src/client/outbox/outbox.ts';
import { OutboxStore } from '../../../src/client/outbox/outbox-store.ts';
import type { Outcome } from '../../../src/client/outbox/outcome.ts';
import { MemoryTier } from '../../../src/client/store/memory-tier.ts';
import type { ConsentRecord } from '../../../src/core/consent-record.ts';
import type { RecordResult } from '../../../src/core/wire.ts';

export interface Sent {
  readonly ids: readonly string[];
  readonly keepalive: boolean;
  readonly at: number;
}

export type Endpoint = (records: readonly ConsentRecord[], keepalive: boolean) => Outcome | Promise<Outcome>;

/** The endpoint says the same of every record. */
export function says(result: RecordResult): Endpoint {
  return (records) => ({ kind: 'answered', results: new Map(records.map((record) => [record.id, result])) });
}

export const DOWN: Endpoint = () => ({ kind: 'later', code: 'network', waitMs: null });

/** Like the tier a browser has: what it keeps outlives the page. */
export class LastingTier extends MemoryTier {
  override readonly name = 'indexed-db' as 'memory';
}

export interface Harness {
  readonly outbox: Outbox;
  readonly store: OutboxStore;
  readonly sent: Sent[];
  readonly settled: string[];
  readonly delivered: string[];
  readonly wakeUps: number[];
  readonly flags: boolean[];
  readonly missing: string[];
  readonly misconfigured: string[];
  now: number;
  chance: number;
  endpoint: Endpoint;
  lockFree: boolean;
}

export function harness(changes: Partial<OutboxEnvironment> = {}): Harness {
  const state: { -readonly [K in keyof Harness]: Harness[K] } = {
    outbox: undefined as never,
    store: changes.store ?? new OutboxStore([new LastingTier(), new MemoryTier()]),
    sent: [],
    settled: [],
    delivered: [],
    wakeUps: [],
    flags: [],
    missing: [],
    misconfigured: [],
    now: Date.parse('2026-03-01T10:00:00Z'),
    chance: 0.5,
    endpoint: says('stored'),
    lockFree: true,
  };
  state.outbox = new Outbox({
    site: 'jetfin',
    by: 'https://collector.example.kz 0.1.0',
    store: state.store,
    async send(records, { keepalive }) {
      state.sent.push({ ids: records.map((record) => record.id), keepalive, at: state.now });
      return state.endpoint(records, keepalive);
    },
    now: () => state.now,
    chance: () => state.chance,
    async alone(run) {
      if (state.lockFree) await run();
      return state.lockFree;
    },
    wakeAt: (timeMs) => state.wakeUps.push(timeMs),
    settled: (ids) => state.settled.push(...ids),
    async delivered(ids) {
      state.delivered.push(...ids);
    },
    missing: (hashes) => state.missing.push(...hashes),
    misconfigured: (code) => state.misconfigured.push(code),
    left: (any) => state.flags.push(any),
    ...changes,
  });
  return state;
}
