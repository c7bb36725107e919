/**
 * Owns knowing which notice texts are lacking: records name them by hash, and whoever sends one may have the words (DESIGN §4).
 * A text that is there is looked for once; one that is not, every ten seconds at most, and then one sender is asked, not all of them.
 * Leaves to others: taking the text in (notices-route.ts).
 */
import type { CheckedRecord } from './check-record.ts';
import type { RecordStorage } from './storage/storage.ts';

const ASK_AGAIN_MS = 10_000;
/** Hashes come from senders: what is remembered of them has an end. */
const MAX_REMEMBERED = 2000;

export class MissingNotices {
  readonly #storage: RecordStorage;
  readonly #now: () => number;
  readonly #known = new Set<string>();
  /** When each was asked for last. */
  readonly #askedAt = new Map<string, number>();

  constructor(storage: RecordStorage, now: () => number) {
    this.#storage = storage;
    this.#now = now;
  }

  /** @returns the hashes to ask this sender for. Never rejects: the records are stored already, and their answer must not fail for this. */
  async of(stored: readonly CheckedRecord[]): Promise<string[]> {
    const missing: string[] = [];
    for (const hash of new Set(stored.map(({ record }) => record.notice))) {
      if (hash !== null && (await this.#isMissing(hash))) missing.push(hash);
    }
    return missing;
  }

  async #isMissing(hash: string): Promise<boolean> {
    const now = this.#now();
    if (this.#known.has(hash) || now - (this.#askedAt.get(hash) ?? -ASK_AGAIN_MS) < ASK_AGAIN_MS) return false;
    // Before the look-up: those that come meanwhile do not ask the database again.
    this.#askedAt.delete(hash);
    this.#askedAt.set(hash, now);
    forgetOldest(this.#askedAt);
    try {
      if ((await this.#storage.findNotice(hash)) === null) return true;
    } catch {
      return false;
    }
    this.#known.add(hash);
    forgetOldest(this.#known);
    return false;
  }
}

/** Sets and maps keep the order of their keys. */
function forgetOldest(all: Set<string> | Map<string, number>): void {
  for (const key of all.keys()) {
    if (all.size <= MAX_REMEMBERED) return;
    all.delete(key);
  }
}
