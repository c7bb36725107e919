/**
 * Owns the outbox's rows and where they are kept: IndexedDB, else localStorage, else memory; moved up when a better tier works again.
 * Three kinds of row under one key each: `row.<id>` waits, `dead.<id>` was given up, `state.<site>` says when to try next.
 * Leaves to others: when to send (outbox.ts).
 */
import type { ConsentRecord } from '../../core/consent-record.ts';
import type { KeyedStore, TierName } from '../store/keyed-store.ts';

export interface OutboxRow {
  readonly v: 1;
  readonly record: ConsentRecord;
}

export interface DeadRow extends OutboxRow {
  /** Why: `http-400`, `rejected`, `conflict`, `too-large`, `overflow`. */
  readonly code: string;
  readonly at: number;
  /** Endpoint and widget version that gave up: another one tries again. */
  readonly by: string;
}

export interface OutboxState {
  readonly v: 1;
  readonly failures: number;
  /** Milliseconds since 1970; 0: at once. */
  readonly nextTryAt: number;
  /** The endpoint asked for the wait, or a person has to mend something: no trigger shortens it. */
  readonly firm: boolean;
  readonly savedAt: number;
  /** What went wrong last, as `http-403`; nobody decides by it, the panel shows it. */
  readonly code?: string;
}

export const FRESH_STATE: OutboxState = { v: 1, failures: 0, nextTryAt: 0, firm: false, savedAt: 0 };

export const DEAD_MAX_ROWS = 50;
export const DEAD_MAX_AGE_MS = 30 * 24 * 60 * 60_000;

const ROW = 'row.';
const DEAD = 'dead.';
const STATE = 'state.';

/** Checked loosely: a record of a newer head, which this client does not know, is the collector's to judge. */
function isRow(value: unknown): value is OutboxRow {
  const row = value as Partial<OutboxRow> | null;
  return (
    typeof row === 'object' &&
    row !== null &&
    row.v === 1 &&
    typeof row.record?.id === 'string' &&
    typeof row.record.site === 'string'
  );
}

function isDead(value: unknown): value is DeadRow {
  return isRow(value) && typeof (value as Partial<DeadRow>).at === 'number';
}

function isState(value: unknown): value is OutboxState {
  const state = value as Partial<OutboxState> | null;
  return (
    typeof state === 'object' &&
    state !== null &&
    state.v === 1 &&
    Number.isFinite(state.failures) &&
    Number.isFinite(state.nextTryAt) &&
    Number.isFinite(state.savedAt)
  );
}

export class OutboxStore {
  readonly #tiers: readonly KeyedStore[];

  /** @param tiers best first; the last one never fails (memory). */
  constructor(tiers: readonly KeyedStore[]) {
    this.#tiers = tiers;
  }

  /** Waiting rows, oldest decision first (ids are UUIDv7), of one site or of all on this origin. */
  async rows(site?: string): Promise<OutboxRow[]> {
    const rows: OutboxRow[] = [];
    for (const [key, value] of await this.#entries()) {
      if (!key.startsWith(ROW)) continue;
      if (isRow(value)) rows.push(value);
      else await this.#remove([key]);
    }
    return rows
      .filter((row) => site === undefined || row.record.site === site)
      .sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
  }

  /** @returns the tier that took it: `memory` means it will not outlive the page. */
  add(record: ConsentRecord): Promise<TierName> {
    return this.#put(ROW + record.id, { v: 1, record } satisfies OutboxRow);
  }

  /** Whether a record waits or was given up in a tier that outlives the page. */
  async keeps(id: string): Promise<boolean> {
    for (const tier of this.#tiers) {
      if (tier.name === 'memory') continue;
      const rows = await tier.entries().catch(() => []);
      if (rows.some(([key]) => key === ROW + id || key === DEAD + id)) return true;
    }
    return false;
  }

  remove(ids: readonly string[]): Promise<void> {
    return this.#remove(ids.map((id) => ROW + id));
  }

  async dead(): Promise<DeadRow[]> {
    const rows = [...(await this.#entries())];
    return rows
      .flatMap(([key, value]) => (key.startsWith(DEAD) && isDead(value) ? [value] : []))
      .sort((a, b) => a.at - b.at);
  }

  /** Gives a record up: kept for a while, not sent. */
  async bury(record: ConsentRecord, code: string, at: number, by: string): Promise<void> {
    await this.#put(DEAD + record.id, { v: 1, record, code, at, by } satisfies DeadRow);
    await this.remove([record.id]);
    const rows = await this.dead();
    const gone = rows.filter((row, i) => at - row.at > DEAD_MAX_AGE_MS || i < rows.length - DEAD_MAX_ROWS);
    await this.#remove(gone.map((row) => DEAD + row.record.id));
  }

  /** Puts a given-up record back into the queue. */
  async revive(row: DeadRow): Promise<void> {
    await this.add(row.record);
    await this.#remove([DEAD + row.record.id]);
  }

  async state(site: string): Promise<OutboxState> {
    // Two tiers may each hold one; the newest is true.
    let newest = FRESH_STATE;
    for (const tier of this.#tiers) {
      for (const [key, value] of await tier.entries().catch(() => [])) {
        if (key === STATE + site && isState(value) && value.savedAt >= newest.savedAt) newest = value;
      }
    }
    return newest;
  }

  async saveState(site: string, state: OutboxState): Promise<void> {
    await this.#put(STATE + site, state);
  }

  /** Rows that had to go to a lower tier move to the best one, if it works by now. A row is removed below only after the put above. */
  async moveUp(): Promise<void> {
    const [best, ...lower] = this.#tiers;
    for (const tier of lower) {
      for (const [key, value] of await tier.entries().catch(() => [])) {
        try {
          await best!.put(key, value);
          await tier.remove([key]);
        } catch {
          return;
        }
      }
    }
  }

  async #put(key: string, value: unknown): Promise<TierName> {
    for (const [i, tier] of this.#tiers.entries()) {
      try {
        await tier.put(key, value);
      } catch {
        continue;
      }
      // An older value further down would later be moved up over this one.
      for (const lower of this.#tiers.slice(i + 1)) await lower.remove([key]).catch(() => undefined);
      return tier.name;
    }
    throw new Error('outbox-no-tier');
  }

  async #remove(keys: readonly string[]): Promise<void> {
    // A row that cannot be deleted is sent again and answered `duplicate`: no harm.
    for (const tier of this.#tiers) await tier.remove(keys).catch(() => undefined);
  }

  /** The union; a key in two tiers counts once, the better tier's value wins. */
  async #entries(): Promise<Map<string, unknown>> {
    const union = new Map<string, unknown>();
    for (const tier of this.#tiers) {
      for (const [key, value] of await tier.entries().catch(() => [])) if (!union.has(key)) union.set(key, value);
    }
    return union;
  }
}
