/**
 * Owns rows in localStorage, one key each, few and small: the storage is the site's own, and filling it up would break the site.
 * Leaves to others: what the rows mean, and where they go when this tier is full.
 */
import { keep, keptKeys, recall } from '../../platform/keep.ts';
import type { KeyedStore } from './keyed-store.ts';

/** Five records and the outbox's state (records-and-audit.md §3.2). */
const MAX_ROWS = 6;
const MAX_BYTES = 20 * 1024;

export class LocalStorageTier implements KeyedStore {
  readonly name = 'local-storage';
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  async put(key: string, value: unknown): Promise<void> {
    const name = this.#prefix + key;
    const text = JSON.stringify(value);
    const others = keptKeys(this.#prefix).filter((other) => other !== name);
    // Storage counts UTF-16 units, so length is the measure.
    const used = others.reduce((sum, other) => sum + (recall(other) ?? '').length, 0);
    if (others.length >= MAX_ROWS || used + text.length > MAX_BYTES) throw new Error('local-storage-full');
    if (!keep(name, text)) throw new Error('local-storage-refused');
  }

  async remove(keys: readonly string[]): Promise<void> {
    try {
      for (const key of keys) localStorage.removeItem(this.#prefix + key);
    } catch {
      // Storage switched off meanwhile: then there is nothing left to remove either.
    }
  }

  async entries(): Promise<[string, unknown][]> {
    const rows: [string, unknown][] = [];
    for (const name of keptKeys(this.#prefix)) {
      try {
        rows.push([name.slice(this.#prefix.length), JSON.parse(recall(name) ?? '')]);
      } catch {
        // A damaged row can never be sent; left alone it would be read again on every page.
        localStorage.removeItem(name);
      }
    }
    return rows;
  }
}
