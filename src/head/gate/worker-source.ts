/**
 * Owns workers made of blob: and data: URLs: their code gets the gate for workers (worker/worker-entry.ts) in front. Workers from a file of
 * the site are the site's own code and start as they are, and so does every worker once all services of the site are granted.
 */
import { granted, site } from '../state.ts';
import { resolve } from './judge.ts';
import { workerCode } from './worker-code.ts';

/** What blob: URLs stand for, as long as the page keeps them. */
const blobs = new Map<string, Blob>();
/** One and the same for each: a shared worker is known by its URL. */
const made = new Map<string, string | null>();
let file: string;

/** @param base where the client's files lie. */
export function findWorkerFile(base: string): void {
  file = `${base}kelisim-worker.js`;
}

export function blobUrl(url: string, blob?: Blob): void {
  if (blob) blobs.set(url, blob);
  else blobs.delete(url);
}

export function workerFor(url: unknown, options: unknown): unknown {
  if (site.services.every(granted)) return url;
  const open = site.services
    .filter(granted)
    .map(({ vendor }) => vendor)
    .join();
  const found = resolve(url);
  const text = found ? found.href : '';
  const key = text + open;
  if (!made.has(key)) made.set(key, workerCode(text, blobs.get(text), { open, file }, options));
  return made.get(key) || url;
}
