/**
 * Owns who is started when of what comes by itself: delivery of choices, cleaning up after withdrawals, why the notice asks again, explaining
 * a broken config to the owner, the panel. Leaves to others: everything they do. A chunk of its own: opening the settings does not load it.
 */
import type { KelisimApi } from '../core/api.ts';
import type { SiteConfig } from '../core/config.ts';
import { keepBasis } from './again/choice-basis.ts';
import { loadSiteData } from './load-site-data.ts';
import { mayWantPanel, openPanelIfWanted } from './open-panel.ts';
import { type RecordLog, recordLogs } from './outbox/record-log.ts';
import { startOutbox } from './outbox/start-outbox.ts';
import { followFence } from './reload/follow-fence.ts';
import { watchWithdrawals } from './withdraw/watch-withdrawals.ts';

/** Work that is under way or done, per page: a second call shares it, a failed one may be tried again. */
type Once = WeakMap<KelisimApi, Promise<void>>;
const delivering: Once = new WeakMap();
const explaining: Once = new WeakMap();

function once(
  done: Once,
  api: KelisimApi,
  work: (api: KelisimApi) => Promise<void>,
  failed: (error: unknown) => void,
): Promise<void> {
  const known = done.get(api);
  if (known) return known;
  const promise = work(api).catch((error: unknown) => {
    done.delete(api);
    failed(error);
  });
  done.set(api, promise);
  return promise;
}

/**
 * Moves pending records to the outbox and delivers them, listens for new ones, cleans up after withdrawals, explains a broken config, opens the panel where
 * it is wanted. Calls share what runs. Never rejects: a part that fails says so on the console, and the next call tries it again.
 */
export async function startClient(api: KelisimApi): Promise<void> {
  // Before the delivery, which takes the pending records away: they tell that a choice was made just now.
  watchWithdrawals(api);
  followFence(api);
  await Promise.all([
    once(explaining, api, explain, (error) => {
      const { trouble } = api.inner;
      console.warn(
        `kelisim: the config has trouble (${trouble?.code}) at ${trouble?.path || 'its top'}; its explanation did not load:`,
        error,
      );
    }),
    once(delivering, api, deliver, (error) =>
      console.warn('kelisim: choices stay stored in this browser and will be delivered later:', error),
    ),
    tellAgain(api).catch((error) =>
      console.warn('kelisim: what changed since the earlier choice did not load:', error),
    ),
    openPanel(api).catch((error) => console.warn('kelisim: the panel was not loaded:', error)),
  ]);
}

/** Opens the panel where it is wanted. Rejects when a file does not arrive. */
export async function openPanel(api: KelisimApi): Promise<void> {
  if (!mayWantPanel()) return;
  await openPanelIfWanted(api, (await loadSiteData(api)).config);
}

/** What became of the choices made on this device; undefined when there is no config or delivery could not start. */
export async function recordLog(api: KelisimApi): Promise<RecordLog | undefined> {
  await startClient(api);
  return recordLogs.get(api);
}

async function deliver(api: KelisimApi): Promise<void> {
  // A built head carries the endpoint's host only; how it acknowledges stands in the site's module.
  const site = await loadSiteData(api);
  const { config } = site;
  // No config, or one that is still on its way (`data-config`): the next call looks again.
  if (config.site === undefined) delivering.delete(api);
  else {
    keepBasis(api, site);
    await startOutbox(api, config);
    await renewIfOwn(api, config);
  }
}

/** Only where the endpoint is of the page's own origin: no other server can set this site's cookie. */
async function renewIfOwn(api: KelisimApi, { site, sync }: Partial<SiteConfig>): Promise<void> {
  if (!sync || !`${sync.endpoint}/`.startsWith(`${location.origin}/`)) return;
  (await import('./renew/renew-choice.ts')).startRenewal(api, sync.endpoint, site ?? '');
}

/** Asked again: the banner says so already, the reason comes when it comes. */
async function tellAgain(api: KelisimApi): Promise<void> {
  if (!api.inner.again || api.inner.choice()) return;
  await (await import('./again/tell-what-changed.ts')).tellWhatChanged(api);
}

async function explain(api: KelisimApi): Promise<void> {
  if (!api.inner.trouble || api.inner.told) return;
  const [{ explainConfig }, siteData] = await Promise.all([import('./explain-config.ts'), loadSiteData(api)]);
  await explainConfig(api, siteData);
}
