/**
 * Owns the page's reload after a withdrawal: the gate drops what loaded code sends from then on, but the code goes on running, and what the
 * catalogue knows no stopping call for ends with the page only. It comes at once where the visitor is and in hidden tabs; a page that is seen
 * but not in use waits until it is hidden.
 * Leaves to others: the guards, and telling why it does not come (reload/reload-once.ts).
 */
import type { KelisimApi } from '../../core/api.ts';
import { reloadOnce } from '../reload/reload-once.ts';
import { contactedServices } from './contacted-services.ts';

const waiting = new WeakSet<KelisimApi>();

/** @returns whether the page is being reloaded. */
export function stopLoadedCode(api: KelisimApi): boolean {
  if (api.inner.config.withdrawal?.reload === false || waiting.has(api)) return false;
  if (!contactedServices(api).some(({ reload }) => reload)) return false;
  if (document.hidden || document.hasFocus()) return reloadOnce(api, 'stops');
  waiting.add(api);
  document.addEventListener(
    'visibilitychange',
    () => {
      waiting.delete(api);
      stopLoadedCode(api);
    },
    { once: true },
  );
  return false;
}
