/** Owns which refused services this page has really contacted, by the gate's ledger: pure, no browser. */
import type { KelisimApi, ResolvedService } from '../../core/api.ts';
import { refusedServices } from './granted-services.ts';

/**
 * Refused services that were contacted from this page while they were granted. Consent Mode's early tags were told by an update; what the
 * visitor opened for this page view by a placeholder is no leftover of a consent (until "reject all", which empties `once`).
 */
export function contactedServices(api: KelisimApi): ResolvedService[] {
  const { inner } = api;
  const contacted = new Set(
    api
      .ledger()
      .filter(({ verdict }) => verdict === 'released' || verdict === 'allowed')
      .map(({ service }) => service),
  );
  return refusedServices(inner.services, inner.choice()).filter(
    ({ id, early }) => contacted.has(id) && !early && !isOpenedOnce(api, id),
  );
}

/** Not in a head that is older than placeholders. */
function isOpenedOnce({ inner }: KelisimApi, id: string): boolean {
  return Object.hasOwn(inner.once ?? {}, id);
}
