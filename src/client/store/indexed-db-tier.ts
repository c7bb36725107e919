/** Owns rows in IndexedDB, through idb-keyval on a database that cannot hang the caller (guarded-database.ts). */
import { delMany, entries, set, type UseStore } from 'idb-keyval';
import type { KeyedStore } from './keyed-store.ts';

export class IndexedDbTier implements KeyedStore {
  readonly name = 'indexed-db';
  readonly #store: UseStore;

  constructor(store: UseStore) {
    this.#store = store;
  }

  put(key: string, value: unknown): Promise<void> {
    return set(key, value, this.#store);
  }

  remove(keys: readonly string[]): Promise<void> {
    return keys.length ? delMany([...keys], this.#store) : Promise.resolve();
  }

  entries(): Promise<[string, unknown][]> {
    return entries<string, unknown>(this.#store);
  }
}
