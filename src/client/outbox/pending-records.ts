/** Owns the pending records that the head left for the client: one localStorage key each, or in memory when the browser keeps nothing. */
import type { Inner } from '../../core/api.ts';
import { MAX_TERM_DAYS } from '../../core/choice-cookie.ts';
import type { PendingRecord } from '../../core/pending-record.ts';
import { PENDING_PREFIX } from '../../core/storage-keys.ts';
import { keptKeys, recall } from '../../platform/keep.ts';

export interface FoundPending {
  readonly pending: PendingRecord;
  readonly storage: 'local' | 'memory';
}

const TIME_END_MS = 2 ** 48;

function isTime(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value < TIME_END_MS;
}

/** All that making a record relies on; words it only copies are the collector's to judge. */
function isPending(value: Partial<PendingRecord>): value is PendingRecord {
  const stamp: Partial<PendingRecord['stamp']> | undefined = value.stamp;
  return (
    value.v === 1 &&
    typeof value.key === 'string' &&
    isTime(value.at) &&
    (value.shownAt === null || isTime(value.shownAt)) &&
    typeof value.choice === 'string' &&
    typeof value.path === 'string' &&
    Array.isArray(value.categories) &&
    typeof stamp?.site === 'string' &&
    typeof stamp.policy === 'string' &&
    typeof stamp.scope === 'string' &&
    typeof stamp.termDays === 'number' &&
    stamp.termDays >= 1 &&
    stamp.termDays <= MAX_TERM_DAYS
  );
}

/** `damaged` when it can never be read; null when it is of a newer head, whose version is not known here: the newer client takes it. */
function parse(text: string): PendingRecord | 'damaged' | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'damaged';
  }
  if (typeof value !== 'object' || value === null) return 'damaged';
  if (isPending(value)) return value;
  const { v } = value as { v?: unknown };
  return typeof v === 'number' && v > 1 ? null : 'damaged';
}

/** Oldest first; of this site only: several sites may share an origin, and each has its own endpoint. Damaged ones are dropped. */
export function pendingRecords(inner: Pick<Inner, 'memory'>, site: string): FoundPending[] {
  const found: FoundPending[] = inner.memory.map((pending) => ({ pending, storage: 'memory' }));
  for (const key of keptKeys(PENDING_PREFIX)) {
    const pending = parse(recall(key) ?? '');
    // Forgetting goes by the key inside: it has to be the one outside.
    if (pending === 'damaged' || (pending && PENDING_PREFIX + pending.key !== key)) forgetKey(key);
    else if (pending) found.push({ pending, storage: 'local' });
  }
  return found
    .filter(({ pending }) => pending.stamp.site === site)
    .sort((a, b) => a.pending.at - b.pending.at || (a.pending.key < b.pending.key ? -1 : 1));
}

/** To be called only when what they stand for is safe elsewhere. */
export function forgetPending(inner: Pick<Inner, 'memory'>, key: string): void {
  forgetKey(PENDING_PREFIX + key);
  const at = inner.memory.findIndex((pending) => pending.key === key);
  if (at >= 0) inner.memory.splice(at, 1);
}

function forgetKey(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // No storage: nothing was kept there.
  }
}
