/** Owns what a place for rows must offer; the tiers (IndexedDB, localStorage, memory) are beside it. One key per row: no list is ever read and written back. */

export type TierName = 'indexed-db' | 'local-storage' | 'memory';

export interface KeyedStore {
  readonly name: TierName;
  /** Resolves when the row is kept as durably as this tier can; rejects when it is not. */
  put(key: string, value: unknown): Promise<void>;
  /** Unknown keys are no error. */
  remove(keys: readonly string[]): Promise<void>;
  entries(): Promise<[key: string, value: unknown][]>;
}
