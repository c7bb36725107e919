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
  /** The endpoint said that it has the record. */
  readonly delivered?: true;
}

export interface PastRecord {
  readonly record: ConsentRecord;
  readonly delivered: boolean;
  /** In memory only: gone with the page. */
  readonly fleeting: boolean;
}

function isPastRow(value: unknown): value is PastRow {
  const row = value as Partial<PastRow> | null;
  return typeof row === 'object' && row !== null && row.v === 1 && typeof row.record?.id === 'string';
}

function pastRecord({ record, delivered }: PastRow, fleeting: boolean): PastRecord {
  return { record, delivered: delivered === true, fleeting };
}

export class ConsentHistory {
  readonly #store: KeyedStore;
  /** What the store did not take, for this page at least. */
  readonly #fleeting = new Map<string, PastRow>();
  /** The endpoint may answer before the record is here. */
  readonly #delivered = new Set<string>();

  /** @param store only a tier that outlives the page makes sense here. */
  constructor(store: KeyedStore) {
    this.#store = store;
  }

  /** @returns false when the record could not be kept beyond this page. */
  async add(record: ConsentRecord): Promise<boolean> {
    const row: PastRow = { v: 1, record, ...(this.#delivered.has(record.id) && { delivered: true }) };
    try {
      await this.#store.put(PREFIX + record.id, row);
    } catch {
      this.#fleeting.set(record.id, row);
      return false;
    }
    // Ids are UUIDv7, so their order is the order of time.
    const keys = (await this.#keys()).sort();
    await this.#store.remove(keys.slice(0, -HISTORY_MAX_RECORDS)).catch(() => undefined);
    return true;
  }

  /** Marks records that the endpoint has; unknown ones and a store that fails are no error. */
  async markDelivered(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#delivered.add(id);
    for (const [id, row] of this.#fleeting) if (ids.includes(id)) this.#fleeting.set(id, { ...row, delivered: true });
    const rows = await this.#store.entries().catch(() => []);
    for (const [key, value] of rows) {
      if (!key.startsWith(PREFIX) || !isPastRow(value) || !ids.includes(value.record.id)) continue;
      await this.#store.put(key, { ...value, delivered: true } satisfies PastRow).catch(() => undefined);
    }
  }

  async has(id: string): Promise<boolean> {
    return (await this.#keys()).includes(PREFIX + id);
  }

  /** Newest first; without storage what was chosen on this page. */
  async list(site: string): Promise<PastRecord[]> {
    const rows = await this.#store.entries().catch(() => []);
    const past = rows.flatMap(([key, value]) =>
      key.startsWith(PREFIX) && isPastRow(value) ? [pastRecord(value, false)] : [],
    );
    return [...past, ...[...this.#fleeting.values()].map((row) => pastRecord(row, true))]
      .filter(({ record }) => record.site === site)
      .sort((a, b) => (a.record.id < b.record.id ? 1 : -1));
  }

  async #keys(): Promise<string[]> {
    const rows = await this.#store.entries().catch(() => []);
    return rows.map(([key]) => key).filter((key) => key.startsWith(PREFIX));
  }
}
