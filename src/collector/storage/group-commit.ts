/**
 * Owns storing many callers' batches in one transaction: a commit waits for the disk, and while one does, the next callers gather.
 * Each caller's batch is whole in one transaction; a transaction that fails is tried again caller by caller, so that one broken batch costs
 * nobody else their answer. Leaves to others: the transaction itself.
 */
import { StorageBusyError } from './storage.ts';

/** Rows in one transaction: more gain nothing (records-and-audit §4.4) and make the last one wait. */
const GROUP_MAX_ROWS = 256;

export interface GroupCommitOptions<T, R> {
  /** Stores all items in one transaction: one result per item, in order; rejects with nothing stored. */
  readonly commit: (items: readonly T[]) => Promise<R[]>;
  /** Rows that may wait; beyond, callers are refused at once instead of waiting for an answer that comes too late. */
  readonly maxWaitingRows: number;
}

interface Waiting<T, R> {
  readonly items: readonly T[];
  readonly resolve: (results: R[]) => void;
  readonly reject: (error: unknown) => void;
}

export class GroupCommit<T, R> {
  readonly #options: GroupCommitOptions<T, R>;
  #queue: Waiting<T, R>[] = [];
  #waitingRows = 0;
  #running: Promise<void> | undefined;

  constructor(options: GroupCommitOptions<T, R>) {
    this.#options = options;
  }

  /** Resolves when the items are on disk. @throws StorageBusyError (as a rejection) when too much waits. */
  add(items: readonly T[]): Promise<R[]> {
    if (!items.length) return Promise.resolve([]);
    if (this.#waitingRows + items.length > this.#options.maxWaitingRows) {
      return Promise.reject(new StorageBusyError('too many records wait to be written'));
    }
    this.#waitingRows += items.length;
    const { promise, resolve, reject } = Promise.withResolvers<R[]>();
    this.#queue.push({ items, resolve, reject });
    this.#running ??= this.#run();
    return promise;
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // After the requests that the socket has ready: on SQLite, where a commit blocks, they would otherwise never gather.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length) {
      await this.#commit(this.#takeGroup());
    }
    this.#running = undefined;
  }

  #takeGroup(): Waiting<T, R>[] {
    let rows = 0;
    let count = 0;
    for (const { items } of this.#queue) {
      rows += items.length;
      if (count && rows > GROUP_MAX_ROWS) break;
      count++;
    }
    return this.#queue.splice(0, count);
  }

  async #commit(group: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.#options.commit(group.flatMap(({ items }) => items));
      let at = 0;
      for (const { items, resolve } of group) {
        this.#waitingRows -= items.length;
        resolve(results.slice(at, (at += items.length)));
      }
    } catch (error) {
      const [first, ...others] = group;
      if (!first) return;
      if (others.length) {
        for (const waiting of group) await this.#commit([waiting]);
      } else {
        this.#waitingRows -= first.items.length;
        first.reject(error);
      }
    }
  }
}
