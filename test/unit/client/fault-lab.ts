/**
 * Owns faults between a browser and its collector without either's machine: the real outbox and transport, the real collector on SQLite, one
 * clock for both that is set, tiers that outlive pages, a line that a test cuts. Leaves to others: what needs a browser (test/e2e, test/browser).
 */
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { Outbox, type Trigger } from '../../../src/client/outbox/outbox.ts';
import { OutboxStore } from '../../../src/client/outbox/outbox-store.ts';
import { createTransport } from '../../../src/client/outbox/transport.ts';
import { MemoryTier } from '../../../src/client/store/memory-tier.ts';
import { createCollectorApp } from '../../../src/collector/app.ts';
import { DEFAULT_LIMITS } from '../../../src/collector/collector-environment.ts';
import { openSqliteStorage } from '../../../src/collector/storage/open-storage.ts';
import type { ConsentRecord } from '../../../src/core/consent-record.ts';
import type { Acknowledgement, RecordBatch } from '../../../src/core/wire.ts';
import { rowsOf, temporaryFolder } from '../collector/collector-fixture.ts';
import { LastingTier } from './outbox-harness.ts';

export const ORIGIN = 'https://jetfin.kz';
const START_MS = Date.parse('2026-03-01T10:00:00Z');

/** What the line does with a request; `pass` hands it to the collector. */
export type Line = (pass: () => Promise<Response>, batch: RecordBatch) => Promise<Response>;

export const CUT: Line = () => Promise.reject(new TypeError('Failed to fetch'));
export const OPEN: Line = (pass) => pass();

export interface Attempt {
  readonly at: number;
  readonly ids: readonly string[];
}

export interface FaultLab {
  now: number;
  /** The browser's clock is off by this. */
  skewMs: number;
  line: Line;
  /** 0 ≤ chance < 1, fixed or drawn. */
  chance: () => number;
  readonly origins: Set<string>;
  readonly sites: Set<string>;
  readonly attempts: Attempt[];
  readonly store: OutboxStore;
  /** Ids that an answer named as kept, whether the browser saw it or not. */
  readonly acknowledged: Set<string>;
  /** Most requests that were under way at once. */
  readonly mostAtOnce: () => number;
  page(): FaultPage;
  /** Lets time pass: what pages have set their clocks for happens. */
  pass(ms: number): Promise<void>;
  rows(): ConsentRecord[];
  waiting(): Promise<string[]>;
  /** The rule of the whole table, for what was chosen here. */
  holds(chosen: readonly ConsentRecord[]): void;
}

export interface FaultPage {
  readonly outbox: Outbox;
  readonly misconfigured: string[];
  flush(trigger: Trigger): Promise<void>;
  close(): void;
}

/** @param options `locks: false`: a browser without Web Locks; every tab delivers. */
export async function faultLab(options: { readonly locks?: boolean; readonly site?: string } = {}): Promise<FaultLab> {
  const { locks = true, site = 'jetfin' } = options;
  const file = join(temporaryFolder(), 'records.db');
  const storage = await openSqliteStorage(file);
  onTestFinished(() => storage.close());
  const origins = new Set([ORIGIN]);
  const sites = new Set(['jetfin']);
  const pages = new Set<{ wakeAt: number; flush(trigger: Trigger): Promise<void> }>();
  let [underway, most, held] = [0, 0, false];
  const app = createCollectorApp({
    storage,
    allowedOrigins: origins,
    sites,
    limits: DEFAULT_LIMITS,
    now: () => lab.now,
    log: () => undefined,
  });

  const lab: FaultLab = {
    now: START_MS,
    skewMs: 0,
    line: OPEN,
    chance: Math.random,
    origins,
    sites,
    attempts: [],
    store: new OutboxStore([new LastingTier(), new MemoryTier()]),
    acknowledged: new Set(),
    mostAtOnce: () => most,
    page,
    async pass(ms) {
      const end = lab.now + ms;
      for (;;) {
        const next = [...pages].toSorted((a, b) => a.wakeAt - b.wakeAt)[0];
        if (!next || next.wakeAt > end) break;
        lab.now = Math.max(lab.now, next.wakeAt);
        next.wakeAt = Number.POSITIVE_INFINITY;
        await next.flush('timer');
      }
      lab.now = end;
    },
    rows: () => rowsOf(file).map((row) => JSON.parse(row.body) as ConsentRecord),
    waiting: async () => (await lab.store.rows()).map((row) => row.record.id),
    holds(chosen) {
      const stored = lab.rows().map(({ id }) => id);
      expect(new Set(stored).size, 'no record id twice').toBe(stored.length);
      for (const id of lab.acknowledged) expect(stored, 'acknowledged is stored').toContain(id);
      expect(stored.toSorted(), 'chosen is stored').toEqual(chosen.map(({ id }) => id).toSorted());
    },
  };

  async function through(url: string, init: RequestInit): Promise<Response> {
    const batch = JSON.parse(init.body as string) as RecordBatch;
    lab.attempts.push({ at: lab.now, ids: batch.records.map(({ id }) => id) });
    most = Math.max(most, ++underway);
    try {
      return await lab.line(async () => {
        const answer = await app.request(url, { ...init, headers: { ...(init.headers as object), Origin: ORIGIN } });
        if (answer.status === 200) {
          const { results } = (await answer.clone().json()) as Acknowledgement;
          for (const { id, result } of results)
            if (id !== null && (result === 'stored' || result === 'duplicate')) lab.acknowledged.add(id);
        }
        return answer;
      }, batch);
    } finally {
      underway--;
    }
  }

  function page(): FaultPage {
    const misconfigured: string[] = [];
    const now = (): number => lab.now + lab.skewMs;
    const outbox = new Outbox({
      site,
      by: 'https://collector.example.kz 0.1.0',
      store: lab.store,
      send: createTransport({
        endpoint: 'https://collector.example.kz',
        site,
        acknowledge: 'records',
        headers: {},
        fetch: through,
        now,
      }),
      now,
      chance: () => lab.chance(),
      async alone(run) {
        if (locks && held) return false;
        held = true;
        try {
          await run();
        } finally {
          held = false;
        }
        return true;
      },
      wakeAt: (timeMs) => {
        entry.wakeAt = timeMs - lab.skewMs;
      },
      settled: () => undefined,
      delivered: async () => undefined,
      missing: () => undefined,
      misconfigured: (code) => void misconfigured.push(code),
      left: () => undefined,
    });
    const entry = { wakeAt: Number.POSITIVE_INFINITY, flush: (trigger: Trigger) => outbox.flush(trigger) };
    pages.add(entry);
    return {
      outbox,
      misconfigured,
      flush: (trigger) => outbox.flush(trigger),
      close: () => void pages.delete(entry),
    };
  }

  return lab;
}
