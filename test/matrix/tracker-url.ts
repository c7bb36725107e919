/** Owns the form of a tracker's address on the pages of the matrix: which kind, which load, and whether the call was made again. Both ways. */
import type { Kind } from './kinds/kind.ts';

/** One host per category; the page itself is on 127.0.0.1. */
export const TRACKER_HOSTS = {
  necessary: '127.0.0.2',
  functional: '127.0.0.3',
  analytics: '127.0.0.4',
  advertising: '127.0.0.5',
} as const;
export const PAGE_HOST = '127.0.0.1';

export type TrackerCategory = keyof typeof TRACKER_HOSTS;

export interface Arrival {
  readonly load: string;
  readonly kind: string;
  readonly category: TrackerCategory;
  readonly again: boolean;
  /** Of an ordered trio; '' otherwise. */
  readonly part: string;
  readonly atMs: number;
}

export function trackerUrl(kind: Kind, load: string, port: number, category: TrackerCategory): string {
  return `http://${TRACKER_HOSTS[category]}:${port}/t/${kind.id}.${kind.type}?load=${load}`;
}

/** @returns null for an address that no kind has. */
export function readTrackerUrl(host: string, path: string, atMs: number): Arrival | null {
  const found = /^\/t\/([a-z0-9-]+)\.[a-z]+\?(.*)$/.exec(path);
  const name = host.replace(/:\d+$/, '');
  const category = (Object.keys(TRACKER_HOSTS) as TrackerCategory[]).find((key) => TRACKER_HOSTS[key] === name);
  if (found === null || category === undefined) return null;
  const query = new URLSearchParams(found[2]);
  return {
    load: query.get('load') ?? '',
    kind: found[1]!,
    category,
    again: query.has('again'),
    part: query.get('part') ?? '',
    atMs,
  };
}
