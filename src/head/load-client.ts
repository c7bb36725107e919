/**
 * Owns loading what comes later: the client (outbox, settings) and the panel, by dynamic import from beside the head file.
 * A file that does not come changes nothing about what is open or closed.
 */
import type { KelisimApi } from '../core/api.ts';
import { ERASED_NAMES, OUTBOX_FLAG, PANEL_OPEN, PENDING_PREFIX } from '../core/storage-keys.ts';
import { keptKeys, recall } from '../platform/keep.ts';
import { report } from './report.ts';

interface ClientModule {
  start(api: KelisimApi): Promise<void>;
  openSettings(api: KelisimApi): Promise<void>;
  showPlaceholders(api: KelisimApi): Promise<void>;
  warmUp(api: KelisimApi): void;
}

/** Runs one function of the client; rejects when it did not come. The browser keeps what it loaded. */
export function client(api: KelisimApi, call: keyof ClientModule): Promise<void> {
  return (import(/* @vite-ignore */ `${api.inner.base}kelisim-client.js`) as Promise<ClientModule>).then((module) =>
    module[call](api),
  );
}

/** Starts delivery, and the panel where it is wanted. */
export function startClient(api: KelisimApi): void {
  client(api, 'start').catch((error) => report('client not loaded', error));
}

/** Starts the client for what an earlier page view left to deliver, or for the panel that somebody asked for (the client knows whether rightly), or to say why the notice asks again. */
export function resumeClient(api: KelisimApi): void {
  const panel = recall(PANEL_OPEN, 'sessionStorage') || location.hash.startsWith('#kelisim-panel');
  if (panel || api.inner.again || recall(OUTBOX_FLAG) || recall(ERASED_NAMES) || keptKeys(PENDING_PREFIX)[0])
    startClient(api);
}
