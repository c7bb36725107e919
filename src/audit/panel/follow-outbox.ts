/** Owns looking again and again at what waits for the collector: after each choice, and as another tab or the outbox may have changed it. */
import type { KelisimApi } from '../../core/api.ts';
import { readOutbox } from './outbox-state.ts';
import type { PageWatch } from './page-watch.ts';

const LOOK_MS = 5000;

/** @returns a function that stops. */
export function followOutbox({ inner, on }: Pick<KelisimApi, 'inner' | 'on'>, watch: PageWatch): () => void {
  const look = async (): Promise<void> => {
    const found = await readOutbox(inner.site, inner.memory.length);
    // Only the browser's own event tells that the page's policy keeps records from being sent.
    const isRefused = watch.wire.entries.some(
      ({ what, url }) => what === 'refused' && watch.owners.ofAddress(url).is === 'ours',
    );
    const next = { ...found, lastError: isRefused ? 'csp' : found.lastError };
    if (JSON.stringify(next) === JSON.stringify(watch.outbox)) return;
    watch.outbox = next;
    watch.changed();
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_MS);
  const off = on('record', () => void look());
  return () => {
    clearInterval(timer);
    off();
  };
}
