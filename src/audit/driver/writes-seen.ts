/** Owns putting together who was seen writing into the browser's storage: answers of servers, and scripts of the page. Pure. */
import { writesOf } from './page-words.ts';
import type { StorageWrite } from './storage-difference.ts';
import type { VisitWatch } from './visit-watch.ts';

/** @param startedAt milliseconds since 1970. Returns them in the order of time. */
export function writesSeen(watch: VisitWatch, startedAt: number): StorageWrite[] {
  const headers = watch.requests.entries.flatMap((entry) =>
    entry.setCookies.map(
      ({ name, domain, lifetimeSeconds }): StorageWrite => ({
        atMs: Math.round(entry.at - startedAt),
        area: 'cookie',
        name,
        where: domain.replace(/^\./, '') || (URL.parse(entry.url)?.hostname ?? ''),
        erases: lifetimeSeconds === 0,
        writer: { header: entry.url },
      }),
    ),
  );
  return [...headers, ...writesOf(watch.words, startedAt)].sort((a, b) => a.atMs - b.atMs);
}
