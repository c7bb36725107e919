/**
 * Owns the outbox's policy: what is sent when, what an outcome does to a row, how long to wait. Promise: a row is deleted only after an
 * acknowledgement that names it, so a choice is delivered at least once; the collector stores each id once.
 * Leaves to others: keeping rows (outbox-store.ts), the request (transport.ts), the browser's events and clock (start-outbox.ts).
 */
import type { ConsentRecord } from '../../core/consent-record.ts';
import { RECORD_MAX_BYTES, type RecordResult } from '../../core/wire.ts';
import { backoffMs, longBackoffMs } from './backoff.ts';
import { batchesOf, recordBytes } from './batches.ts';
import type { Outcome } from './outcome.ts';
import { FRESH_STATE, type OutboxRow, type OutboxState, type OutboxStore } from './outbox-store.ts';
import type { Send } from './transport.ts';

/** `record`: a choice was made just now. `online` is only a hint. `hidden`: perhaps the last chance on this page. */
export type Trigger = 'start' | 'record' | 'online' | 'hidden' | 'timer';

export interface OutboxEnvironment {
  readonly site: string;
  /** Endpoint and widget version: what given-up records were refused by. */
  readonly by: string;
  readonly store: OutboxStore;
  readonly send: Send;
  readonly now: () => number;
  /** 0 ≤ chance < 1. */
  readonly chance: () => number;
  /** Runs it unless another tab is delivering; false when it did not run. */
  readonly alone: (run: () => Promise<void>) => Promise<boolean>;
  /** Calls `flush('timer')` then; a later call replaces an earlier one. */
  readonly wakeAt: (timeMs: number) => void;
  /** These records are safe in the outbox, or delivered: copies elsewhere may go. */
  readonly settled: (ids: readonly string[]) => void;
  /** The endpoint has these records; told before their rows go. Never rejects. */
  readonly delivered: (ids: readonly string[]) => Promise<void>;
  /** It lacks the texts of these notices. */
  readonly missing: (hashes: readonly string[]) => void;
  /** Only a person can mend it: what the endpoint said, as `http-403`. */
  readonly misconfigured: (code: string) => void;
  /** Whether rows of any site on this origin are left. */
  readonly left: (any: boolean) => void;
}

export const OUTBOX_MAX_ROWS = 200;
/** A flush gives the lock back after this long, so that another tab gets its turn. */
const FLUSH_MAX_MS = 15_000;
/** `online` and `record` shorten a backoff, but a flapping connection does not become a storm. */
const HINT_GAP_MS = 2000;
/** Answers that are no acknowledgement, in a row, before somebody is told: one may be a passing captive portal. */
const STRANGE_ANSWERS = 3;
/** A stored moment further away comes from a clock that was wrong. */
const WAIT_MAX_MS = 24 * 60 * 60_000;
const OTHER_TAB_MS = 3000;

export class Outbox {
  readonly #env: OutboxEnvironment;
  #running: Promise<void> | null = null;
  #again = false;
  #inFlight: readonly OutboxRow[] = [];

  constructor(env: OutboxEnvironment) {
    this.#env = env;
  }

  /** Takes records in; when it resolves they are kept as durably as this browser allows. */
  async accept(records: readonly ConsentRecord[]): Promise<void> {
    const { store, settled, left } = this.#env;
    for (const record of records) {
      const tier = await store.add(record);
      // In memory only: the copy it came from may be the more durable one.
      if (tier !== 'memory') settled([record.id]);
    }
    if (!records.length) return;
    left(true);
    await this.#trim();
  }

  /** Delivers what is due. Calls during a delivery share it, and one more follows. */
  flush(trigger: Trigger): Promise<void> {
    if (this.#running) {
      if (trigger === 'hidden') return this.#sendAgainKeptAlive();
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#flushUntilQuiet(trigger).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #flushUntilQuiet(trigger: Trigger): Promise<void> {
    const { store, alone, wakeAt, now, chance, left } = this.#env;
    let next: Trigger | null = trigger;
    while (next) {
      const current: Trigger = next;
      this.#again = false;
      const ran = await alone(() => this.#deliver(current));
      const any = (await store.rows()).length > 0;
      left(any);
      // The other tab may have read the rows before ours came.
      if (!ran && any) wakeAt(now() + OTHER_TAB_MS + chance() * HINT_GAP_MS);
      next = this.#again ? 'record' : null;
    }
  }

  async #deliver(trigger: Trigger): Promise<void> {
    const { store, site, send, now, wakeAt } = this.#env;
    await store.moveUp();
    if (trigger === 'start') await this.#reviveDead();
    const state = await store.state(site);
    const rows = await this.#sendableRows();
    if (!rows.length) return;
    if (!isDue(state, trigger, now())) {
      wakeAt(state.nextTryAt);
      return;
    }
    const until = now() + FLUSH_MAX_MS;
    const work = batchesOf(rows);
    for (let batch = work.shift(); batch; batch = work.shift()) {
      this.#inFlight = batch;
      const outcome = await send(
        batch.map((row) => row.record),
        { keepalive: trigger === 'hidden' },
      );
      this.#inFlight = [];
      const verdict = await this.#settle(batch, outcome);
      if (verdict === 'halve') {
        const middle = Math.ceil(batch.length / 2);
        work.unshift(batch.slice(0, middle), batch.slice(middle));
      } else if (verdict === 'stop') return;
      // One keepalive request per page hide: the quota is the page's. The rest follows if the page comes back.
      if (work.length && (trigger === 'hidden' || now() >= until)) {
        wakeAt(now() + HINT_GAP_MS);
        return;
      }
    }
  }

  /** The outcome table. `stop`: wait before anything else is sent. */
  async #settle(batch: readonly OutboxRow[], outcome: Outcome): Promise<'go-on' | 'halve' | 'stop'> {
    const { store, site, now } = this.#env;
    if (outcome.kind === 'answered') {
      const kept = await this.#applyResults(batch, outcome.results);
      if (outcome.missing) this.#env.missing(outcome.missing);
      if (kept < batch.length) await store.saveState(site, { ...FRESH_STATE, savedAt: now() });
      if (!kept) return 'go-on';
      await this.#wait('later', null, 'retry');
      return 'stop';
    }
    if (outcome.kind === 'unwanted') {
      if (batch.length > 1) return 'halve';
      for (const row of batch) await this.#giveUp(row.record, outcome.code);
      return 'go-on';
    }
    await this.#tell(outcome);
    await this.#wait(outcome.kind, outcome.kind === 'later' ? outcome.waitMs : null, outcome.code);
    return 'stop';
  }

  async #tell({ kind, code }: Outcome & { readonly code: string }): Promise<void> {
    const { store, site, misconfigured } = this.#env;
    const isStrange = /^(?:not-ours|html|http-[23])/.test(code);
    if (kind === 'refused') misconfigured(code);
    else if (isStrange && (await store.state(site)).failures + 1 >= STRANGE_ANSWERS) misconfigured(code);
  }

  /** @returns how many rows stay. */
  async #applyResults(batch: readonly OutboxRow[], results: ReadonlyMap<string, RecordResult>): Promise<number> {
    const { store, settled, delivered } = this.#env;
    const done: string[] = [];
    let kept = 0;
    for (const { record } of batch) {
      const result = results.get(record.id);
      if (result === 'stored' || result === 'duplicate' || result === 'quarantined') done.push(record.id);
      else if (result === 'conflict' || result === 'rejected') await this.#giveUp(record, result);
      else kept++;
    }
    if (done.length) await delivered(done);
    await store.remove(done);
    settled(done);
    return kept;
  }

  async #wait(kind: 'later' | 'refused', askedMs: number | null, code: string): Promise<void> {
    const { store, site, now, chance, wakeAt } = this.#env;
    const { failures } = await store.state(site);
    const ownMs = kind === 'refused' ? longBackoffMs(failures, chance()) : backoffMs(failures, chance());
    const nextTryAt = now() + Math.max(ownMs, askedMs ?? 0);
    const firm = kind === 'refused' || askedMs !== null;
    await store.saveState(site, { v: 1, failures: failures + 1, nextTryAt, firm, savedAt: now(), code });
    wakeAt(nextTryAt);
  }

  /** The page goes while a plain request is under way, which may be cancelled with it: the same rows once more, kept alive. */
  async #sendAgainKeptAlive(): Promise<void> {
    const batch = this.#inFlight;
    if (!batch.length) return;
    const outcome = await this.#env.send(
      batch.map((row) => row.record),
      { keepalive: true },
    );
    // Only good news counts here; the first request deals with the rest.
    if (outcome.kind === 'answered') await this.#applyResults(batch, outcome.results);
  }

  async #sendableRows(): Promise<OutboxRow[]> {
    const { store, site } = this.#env;
    const rows: OutboxRow[] = [];
    for (const row of await store.rows(site)) {
      if (recordBytes(row.record) <= RECORD_MAX_BYTES) rows.push(row);
      else await this.#giveUp(row.record, 'too-large');
    }
    return rows;
  }

  /** What another endpoint or an older widget refused is tried once more. A conflict stays one. */
  async #reviveDead(): Promise<void> {
    const { store, site, by } = this.#env;
    for (const row of await store.dead()) {
      const mendable = row.code === 'rejected' || row.code.startsWith('http-');
      if (mendable && row.record.site === site && row.by !== by) await store.revive(row);
    }
  }

  async #giveUp(record: ConsentRecord, code: string): Promise<void> {
    const { store, settled, now, by } = this.#env;
    await store.bury(record, code, now(), by);
    settled([record.id]);
  }

  /** A page that decides in a loop may not fill the visitor's disk: test records go first, then the oldest; never the newest. */
  async #trim(): Promise<void> {
    const rows = await this.#env.store.rows();
    const excess = rows.length - OUTBOX_MAX_ROWS;
    if (excess <= 0) return;
    const newest = rows.at(-1)!;
    const order = [...rows.filter((row) => row.record.test), ...rows.filter((row) => !row.record.test)].filter(
      (row) => row !== newest,
    );
    for (const row of order.slice(0, excess)) await this.#giveUp(row.record, 'overflow');
  }
}

export function isDue(state: OutboxState, trigger: Trigger, nowMs: number): boolean {
  if (nowMs >= state.nextTryAt || state.nextTryAt - nowMs > WAIT_MAX_MS) return true;
  if (state.firm || (trigger !== 'record' && trigger !== 'online')) return false;
  return nowMs - state.savedAt >= HINT_GAP_MS;
}
