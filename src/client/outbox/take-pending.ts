/**
 * Owns moving pending records to where they last: made into consent records, put into the outbox and the local history, and only then
 * forgotten by the head's storage. Can be cut off at any point and done again.
 * Leaves to others: the record's content (expand-record.ts), delivery (outbox.ts).
 */
import type { Inner } from '../../core/api.ts';
import { LAST_RECORD } from '../../core/storage-keys.ts';
import { keep, recall } from '../../platform/keep.ts';
import type { ConsentHistory } from '../store/consent-history.ts';
import { expandRecord, type LastRecord, recordIdOf } from './expand-record.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxStore } from './outbox-store.ts';
import { type FoundPending, forgetPending, pendingRecords } from './pending-records.ts';
import { inTurn } from './tab-locks.ts';

/** Without an endpoint and without IndexedDB this many stay where the head put them. */
const KEPT_PENDING = 5;
/** What the head stamps when its config names no site: everything was closed, and no endpoint would take the record. */
const NO_SITE = '';

/** `kelisim audit` and a site's own tests set `window.kelisimTest` before anything loads: their records are marked, and counted apart. */
function isTried(): boolean {
  return (window as { kelisimTest?: unknown }).kelisimTest === true;
}

function readLast(): LastRecord | null {
  const parts = /^([\w-]{22}) ([\da-f-]{36}) (\d{1,7})$/.exec(recall(LAST_RECORD) ?? '');
  return parts && { subject: parts[1]!, id: parts[2]!, seq: Number(parts[3]) };
}

export class PendingTaker {
  readonly #inner: Inner;
  readonly #site: string;
  readonly #store: OutboxStore;
  readonly #history: ConsentHistory;
  /** Null without an endpoint: then the history is the place where choices last. */
  readonly #outbox: () => Outbox | null;
  /** By record id: what it was made of on this page, and what the next one continues. */
  readonly #made = new Map<string, { readonly key: string; readonly last: LastRecord | null }>();
  /** The newest record made here; localStorage has it when that record is safe. */
  #last: LastRecord | null = null;

  constructor(inner: Inner, site: string, store: OutboxStore, history: ConsentHistory, outbox: () => Outbox | null) {
    this.#inner = inner;
    this.#site = site;
    this.#store = store;
    this.#history = history;
    this.#outbox = outbox;
  }

  /** @returns whether any record was taken. */
  async take(): Promise<boolean> {
    let taken = false;
    await inTurn(async () => {
      for (const site of new Set([this.#site, NO_SITE])) {
        for (const found of pendingRecords(this.#inner, site)) if (await this.#takeOne(found, site)) taken = true;
      }
      if (!this.#outbox())
        for (const { pending } of pendingRecords(this.#inner, this.#site).slice(0, -KEPT_PENDING))
          forgetPending(this.#inner, pending.key);
    });
    return taken;
  }

  /** These records are safe in the outbox or the history, or delivered: only now may the next page continue from them. */
  settled(ids: readonly string[]): void {
    for (const id of ids) {
      const made = this.#made.get(id);
      if (!made) continue;
      const { key, last } = made;
      if (last && last.seq > (readLast()?.seq ?? -1)) keep(LAST_RECORD, `${last.subject} ${last.id} ${last.seq}`);
      forgetPending(this.#inner, key);
    }
  }

  async #takeOne({ pending, storage }: FoundPending, site: string): Promise<boolean> {
    const id = recordIdOf(pending);
    // Made already, and in this page's memory only: no reason to forget it.
    if (id !== null && this.#made.has(id)) return false;
    // Read before looking: whoever wrote it had put the record away before.
    const stored = readLast();
    if (id !== null && (stored?.id === id || (await this.#store.keeps(id)) || (await this.#history.has(id)))) {
      // Another tab has done it, or this page's predecessor before it was cut off.
      forgetPending(this.#inner, pending.key);
      return false;
    }
    const last = this.#last && this.#last.seq > (stored?.seq ?? -1) ? this.#last : stored;
    const expanded = expandRecord(pending, last, storage, location.origin, isTried());
    if (!expanded) {
      forgetPending(this.#inner, pending.key);
      return false;
    }
    const { record } = expanded;
    this.#made.set(record.id, { key: pending.key, last: expanded.last });
    if (expanded.last) this.#last = expanded.last;
    const outbox = site === NO_SITE ? null : this.#outbox();
    await outbox?.accept([record]);
    const kept = await this.#history.add(record);
    if (!outbox && kept) this.settled([record.id]);
    return true;
  }
}
