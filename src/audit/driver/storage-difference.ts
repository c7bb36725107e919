/**
 * Owns what of the browser's storage differs between two moments, and who wrote it. Pure.
 * Leaves to others: looking (read-storage.ts), hearing of writes (page-watch.ts).
 */
import type { Place, StorageArea, StorageChange } from '../observation.ts';

/** One name in storage. */
export interface StoredItem {
  readonly area: StorageArea;
  readonly name: string;
  readonly where: string;
  readonly path: string;
  readonly lifetimeSeconds: number | null;
  readonly valueHash: string;
}

/** Somebody wrote it, or took it away. */
export interface StorageWrite {
  /** Since the visit began. */
  readonly atMs: number;
  readonly area: StorageArea;
  readonly name: string;
  /** Origin, or host for a cookie. */
  readonly where: string;
  readonly erases: boolean;
  readonly writer: { readonly header: string } | { readonly chain: readonly Place[] };
}

export interface StageTimes {
  readonly stage: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

export function storageDifference(
  before: readonly StoredItem[],
  after: readonly StoredItem[],
  writes: readonly StorageWrite[],
  times: StageTimes,
): StorageChange[] {
  const earlier = new Map(before.map((item) => [keyOf(item), item]));
  const later = new Map(after.map((item) => [keyOf(item), item]));
  const during = writes.filter(({ atMs }) => atMs >= times.startedAtMs && atMs <= times.endedAtMs);
  const changes: StorageChange[] = [];
  const add = (item: StoredItem, change: StorageChange['change'], write: StorageWrite | undefined): void => {
    changes.push({
      stage: times.stage,
      atMs: write?.atMs ?? times.endedAtMs,
      area: item.area,
      change,
      name: item.name,
      where: item.where,
      path: item.path,
      lifetimeSeconds: change === 'gone' ? null : item.lifetimeSeconds,
      valueHash: change === 'gone' ? '' : item.valueHash,
      writer: write?.writer ?? null,
    });
  };
  for (const [key, item] of later) {
    const old = earlier.get(key);
    const own = during.filter((write) => concerns(write, item));
    const erased = old && own.find((write) => write.erases);
    const back = erased && own.findLast((write) => !write.erases && write.atMs >= erased.atMs);
    if (erased && back) {
      // Taken away and put back between two looks: as if we had looked in between.
      add(item, 'gone', erased);
      add(item, 'new', back);
    } else if (!old)
      add(
        item,
        'new',
        own.findLast((write) => !write.erases),
      );
    else if (old.valueHash !== item.valueHash)
      add(
        item,
        'changed',
        own.findLast((write) => !write.erases),
      );
  }
  for (const [key, item] of earlier) {
    if (!later.has(key))
      add(
        item,
        'gone',
        during.findLast((write) => write.erases && concerns(write, item)),
      );
  }
  return changes.sort((a, b) => a.atMs - b.atMs);
}

function keyOf({ area, where, path, name }: StoredItem): string {
  return JSON.stringify([area, where, path, name]);
}

function concerns({ area, name, where }: StorageWrite, item: StoredItem): boolean {
  if (area !== item.area || name !== item.name) return false;
  if (area !== 'cookie') return where === item.where;
  const domain = item.where.replace(/^\./, '');
  return where === domain || where.endsWith(`.${domain}`) || domain.endsWith(`.${where}`);
}
