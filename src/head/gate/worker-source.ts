/**
 * Owns workers made of blob: and data: URLs: their code gets the gate for workers (worker/worker-entry.ts) in front. Workers from a file of
 * the site are the site's own code and start as they are, and so does every worker once all services of the site are granted.
 */
import { patch } from '../../platform/patch.ts';
import { granted, site } from '../state.ts';
import { workerCode } from './worker-code.ts';

/** Long enough for a worker on a slow line to fetch the gate's file before its own blob: URL goes. */
const REVOKE_LATER_MS = 30_000;
let base: string;

/** Pages revoke a worker's URL in the turn they make it; then our file could not start it. @param folder where the client's files lie. */
export function keepBlobs(folder: string): void {
  base = folder;
  // Only the time: it is revoked all the same.
  patch(URL, 'revokeObjectURL', (native) => (url) => {
    setTimeout(() => native.call(URL, url), REVOKE_LATER_MS);
  });
}

export function workerFor(url: unknown, options: unknown): unknown {
  if (site.services.every(granted)) return url;
  const open = site.services.filter(granted).map(({ vendor }) => vendor);
  const file = `${base}kelisim-worker.js`;
  return workerCode(url, `self.kelisimGate=${JSON.stringify({ open: open.join(), file })}`, file, options);
}
