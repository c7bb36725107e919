/**
 * Owns the visitor's own copy of their choices on this device, newest 50, for "my choices". Never sent anywhere from here.
 * Leaves to others: delivery (outbox/), showing them (ui/).
 */
import type { ConsentRecord } from '../../core/consent-record.ts';
import type { KeyedStore } from './keyed-store.ts';

export const HISTORY_MAX_RECORDS = 50;
const PREFIX = 'past.';

interface PastRow {
  readonly v: 1;
  readonly record: ConsentRecord;
}

function isPastRow(value: unknown): value is PastRow {
  const row = value as Partial<PastRow> | null;
  return typeof row === 'object' && row !== null && row.v === 1 && typeof row.record?.id === 'string';
}

export class ConsentHistory {
  readonly #store: KeyedStore;

  /** @param store only a tier that outlives the page makes sense here. */
  constructor(store: KeyedStore) {
    this.#store = store;
  }

  /** @returns false when the record could not be kept. */
  async add(record: ConsentRecord): Promise<boolean> {
    try {
      await this.#store.put(PREFIX + record.id, { v: 1, record } satisfies PastRow);
    } catch {
      return false;
    }
    // Ids are UUIDv7, so their order is the order of time.
    const keys = (await this.#keys()).sort();
    await this.#store.remove(keys.slice(0, -HISTORY_MAX_RECORDS)).catch(() => undefined);
    return true;
  }

  async has(id: string): Promise<boolean> {
    return (await this.#keys()).includes(PREFIX + id);
  }

  /** Newest first; empty when there is no storage. */
  async list(site: string): Promise<ConsentRecord[]> {
    const rows = await this.#store.entries().catch(() => []);
    return rows
      .flatMap(([key, value]) => (key.startsWith(PREFIX) && isPastRow(value) ? [value.record] : []))
      .filter((record) => record.site === site)
      .sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  async #keys(): Promise<string[]> {
    const rows = await this.#store.entries().catch(() => []);
    return rows.map(([key]) => key).filter((key) => key.startsWith(PREFIX));
  }
}
