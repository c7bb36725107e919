/** Owns looking again and again at what waits for the collector: after each choice, and as another tab or the outbox may have changed it. */
import type { KelisimApi } from '../../core/api.ts';
import { readOutbox } from './outbox-state.ts';
import type { PageWatch } from './page-watch.ts';

const LOOK_MS = 5000;
/** While something waits: it is sent within a moment, or it is worth a look. */
const LOOK_WAITING_MS = 1000;

/** @returns a function that stops. */
export function followOutbox({ inner, on }: Pick<KelisimApi, 'inner' | 'on'>, watch: PageWatch): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const look = async (): Promise<void> => {
    clearTimeout(timer);
    const found = await readOutbox(inner.site, inner.memory.length);
    // Only the browser's own event tells that the page's policy keeps records from being sent.
    const isRefused = watch.wire.entries.some(
      ({ what, url }) => what === 'refused' && watch.owners.ofAddress(url).is === 'ours',
    );
    const next = { ...found, lastError: isRefused ? 'csp' : found.lastError };
    if (isOver) return;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), next.pending + next.waiting > 0 ? LOOK_WAITING_MS : LOOK_MS);
    if (JSON.stringify(next) === JSON.stringify(watch.outbox)) return;
    watch.outbox = next;
    watch.changed();
  };
  void look();
  const off = on('record', () => void look());
  return () => {
    isOver = true;
    clearTimeout(timer);
    off();
  };
}
