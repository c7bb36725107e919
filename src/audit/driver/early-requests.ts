/**
 * Owns what a shared worker asked for before we listened: Playwright's connection beside ours may let it run first (browser-watch.ts), but the
 * worker's own resource timing keeps every finished request. Pure; the expression runs in the worker and must stand alone.
 * Leaves to others: asking it (visit-watch.ts), keeping what is learnt (request-log.ts).
 */
import type { LoggedRequest } from './request-log.ts';

/** Address and time (milliseconds since 1970) of what it fetched; https://w3c.github.io/resource-timing/ */
export const FETCHED =
  "performance.getEntriesByType('resource').map(({name,startTime})=>[name,performance.timeOrigin+startTime])";

export interface EarlyRequest {
  readonly url: string;
  readonly at: number;
}

/**
 * @param fetched the worker's answer; a page's code may have changed what it says.
 * @param entries what was heard of this worker.
 * @param blocked addresses (with `*`) that it did not get: resource timing names these as well.
 */
export function earlyRequests(
  fetched: unknown,
  entries: readonly Pick<LoggedRequest, 'url' | 'before'>[],
  blocked: readonly string[],
): EarlyRequest[] {
  const heard = new Map<string, number>();
  // Resource timing names the first address of a redirect.
  for (const { url, before } of entries) if (!before) heard.set(url, (heard.get(url) ?? 0) + 1);
  const patterns = blocked.map(
    (text) => new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`),
  );
  const all = (Array.isArray(fetched) ? fetched : []).filter(isFetched).toSorted((a, b) => b[1] - a[1]);
  // The latest ones are those that were heard.
  const early = all.filter(([url]) => {
    const left = heard.get(url) ?? 0;
    heard.set(url, left - 1);
    return left <= 0 && !patterns.some((pattern) => pattern.test(url));
  });
  return early.map(([url, at]) => ({ url, at })).reverse();
}

function isFetched(item: unknown): item is [string, number] {
  return Array.isArray(item) && typeof item[0] === 'string' && Number.isFinite(item[1]);
}
