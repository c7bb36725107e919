/**
 * Owns what became of each record on this device: the history joined with what still waits and what was given up, and who wants to hear of
 * changes. Leaves to others: keeping (store/consent-history.ts, outbox-store.ts), delivering (outbox.ts), showing (ui/parts).
 */
import type { KelisimApi } from '../../core/api.ts';
import type { ConsentRecord } from '../../core/consent-record.ts';
import type { ConsentHistory } from '../store/consent-history.ts';
import type { OutboxStore } from './outbox-store.ts';

/** `kept`: only on this device, since no endpoint is named or none was when it was made. `given-up`: the endpoint will not take it. */
export type Delivery = 'delivered' | 'waiting' | 'given-up' | 'kept';

export interface LoggedRecord {
  readonly record: ConsentRecord;
  readonly delivery: Delivery;
  /** In this page's memory only: the browser keeps nothing. */
  readonly fleeting: boolean;
}

/** One per page that delivers; `recordLogs` has it. */
export class RecordLog {
  readonly #site: string;
  readonly #history: ConsentHistory;
  readonly #store: OutboxStore;
  readonly #listeners = new Set<() => void>();

  constructor(site: string, history: ConsentHistory, store: OutboxStore) {
    this.#site = site;
    this.#history = history;
    this.#store = store;
  }

  /** Newest first. */
  async list(): Promise<LoggedRecord[]> {
    const [past, waiting, dead] = await Promise.all([
      this.#history.list(this.#site),
      this.#store.rows(this.#site),
      this.#store.dead(),
    ]);
    const has = (rows: readonly { record: ConsentRecord }[], id: string) => rows.some(({ record }) => record.id === id);
    return past.map(({ record, delivered, fleeting }) => ({
      record,
      // In this order: between the answer and the end of the row it is both.
      delivery: delivered
        ? 'delivered'
        : has(dead, record.id)
          ? 'given-up'
          : has(waiting, record.id)
            ? 'waiting'
            : 'kept',
      fleeting,
    }));
  }

  /** Listens; returns a function that stops. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const recordLogs = new WeakMap<KelisimApi, RecordLog>();
