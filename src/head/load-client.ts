/**
 * Owns loading what comes later: the client (outbox, settings) and the panel, by dynamic import from beside the head file.
 * A file that does not come changes nothing about what is open or closed.
 */
import type { KelisimApi } from '../core/api.ts';
import { OUTBOX_FLAG, PANEL_OPEN, PENDING_PREFIX } from '../core/storage-keys.ts';
import { keptKeys, recall } from '../platform/keep.ts';
import { report } from './report.ts';

interface ClientModule {
  start(api: KelisimApi): Promise<void>;
  openSettings(api: KelisimApi): Promise<void>;
  warmUp(api: KelisimApi): void;
  openPanel(api: KelisimApi): Promise<void>;
}

/** Runs one function of the client; rejects when it did not come. The browser keeps what it loaded. */
export function client(api: KelisimApi, call: keyof ClientModule): Promise<void> {
  return (import(/* @vite-ignore */ `${api.inner.base}kelisim-client.js`) as Promise<ClientModule>).then((module) => module[call](api));
}

/** Starts delivery. */
export function startClient(api: KelisimApi): void {
  client(api, 'start').catch((error) => report('client not loaded, choices wait here', error));
}

/** Starts what an earlier page view left (a record to deliver) or what somebody asked for (the panel, checked by the client). */
export function resumeClient(api: KelisimApi): void {
  if (recall(OUTBOX_FLAG) || keptKeys(PENDING_PREFIX)[0]) startClient(api);
  if (location.hash.startsWith('#kelisim-panel') || recall(PANEL_OPEN, 'sessionStorage')) client(api, 'openPanel').catch((error) => report('panel not loaded', error));
}
