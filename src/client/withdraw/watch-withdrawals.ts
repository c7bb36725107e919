/**
 * Owns when something is cleaned up: after each choice that refuses a service (the first one too: what lay there before it goes as well), and
 * on pages that an earlier erasure asked to look again. The work itself is a chunk of its own: who refuses nothing does not load it.
 */
import type { KelisimApi } from '../../core/api.ts';
import type { PendingRecord } from '../../core/pending-record.ts';
import { ERASED_NAMES, PENDING_PREFIX } from '../../core/storage-keys.ts';
import { keptKeys, recall } from '../../platform/keep.ts';
import { loadSiteData } from '../load-site-data.ts';
import { contactedServices } from './contacted-services.ts';
import { endOnce } from './end-once.ts';
import { forgetErased } from './erased-names.ts';
import { refusedServices } from './granted-services.ts';
import { stopLoadedCode } from './stop-loaded-code.ts';

const watching = new WeakSet<KelisimApi>();

/** Called at every start of the client, before the delivery, which takes the pending records away: they tell of a choice made just now. */
export function watchWithdrawals(api: KelisimApi): void {
  if (watching.has(api)) return;
  watching.add(api);
  const { inner } = api;
  let last = JSON.stringify(inner.choice());
  let listens = false;
  api.on('choice', () => {
    const text = JSON.stringify(inner.choice());
    // What was opened once is over even when the refusal only repeats an earlier one; that one itself, told at once, ends nothing.
    if (!(listens && endOnce(api)) && text === last) return;
    last = text;
    begin(api, true);
  });
  listens = true;
  // The head loads the client because of a choice made just now, here or in another tab, before we could listen.
  const decidedJustNow = inner.memory.some(isChoice) || keptKeys(PENDING_PREFIX).some((key) => isChoice(recall(key)));
  if (decidedJustNow || contactedServices(api).length) begin(api, true);
  else if (recall(ERASED_NAMES) !== null) begin(api, false);
}

/** A pending record, or its text. Loading an embed once leaves one too, and decides about nothing that could be erased. */
function isChoice(pending: PendingRecord | string | null): boolean {
  const text = typeof pending === 'string' ? pending : JSON.stringify(pending);
  return !text.includes('"action":"load-once"');
}

function begin(api: KelisimApi, isNew: boolean): void {
  const { inner } = api;
  const choice = inner.choice();
  // Agreed to meanwhile, or no choice that counts: nothing to look for.
  if (!choice || !refusedServices(inner.services, choice).length) return forgetErased();
  const mustLookAgain = contactedServices(api).length > 0;
  const stop = (): void => void stopLoadedCode(api);
  Promise.all([import('./clean-up.ts'), loadSiteData(api).catch(() => null)])
    .then(([{ cleanUp }, siteData]) => cleanUp(api, siteData, { isNew, mustLookAgain, erased: stop }))
    .catch((error: unknown) => {
      console.warn('kelisim: cookies of refused services were not erased:', error);
      stop();
    });
}
