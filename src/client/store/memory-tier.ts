/** Owns rows for one page view only: the last tier, which never fails. */
import type { KeyedStore } from './keyed-store.ts';

export class MemoryTier implements KeyedStore {
  readonly name = 'memory';
  readonly #rows = new Map<string, unknown>();

  async put(key: string, value: unknown): Promise<void> {
    this.#rows.set(key, value);
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#rows.delete(key);
  }

  async entries(): Promise<[string, unknown][]> {
    return [...this.#rows];
  }
}
