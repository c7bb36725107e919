/**
 * Owns joining the outbox to the page: tiers, clock, locks, events, and the flag that makes the head load the client.
 * Leaves to others: all policy (outbox.ts), moving pending records (take-pending.ts). A chunk of its own: opening the settings does not load it.
 */
import type { KelisimApi } from '../../core/api.ts';
import type { SiteConfig } from '../../core/config.ts';
import { OUTBOX_DATABASE, OUTBOX_FLAG } from '../../core/storage-keys.ts';
import { keep } from '../../platform/keep.ts';
import { ConsentHistory } from '../store/consent-history.ts';
import { guardedDatabase } from '../store/guarded-database.ts';
import { IndexedDbTier } from '../store/indexed-db-tier.ts';
import { LocalStorageTier } from '../store/local-storage-tier.ts';
import { MemoryTier } from '../store/memory-tier.ts';
import { Outbox, type Trigger } from './outbox.ts';
import { OutboxStore } from './outbox-store.ts';
import { alone } from './tab-locks.ts';
import { RecordLog, recordLogs } from './record-log.ts';
import { PendingTaker } from './take-pending.ts';
import { createTransport } from './transport.ts';

/** Tabs that open together do not deliver together. */
const START_SPREAD_MS = 1000;
/** setTimeout takes no more (2^31 - 1 ms); the next page asks again anyway. */
const TIMER_MAX_MS = 2_147_483_647;

function setFlag(any: boolean): void {
  if (any) keep(OUTBOX_FLAG, '1');
  else {
    try {
      localStorage.removeItem(OUTBOX_FLAG);
    } catch {
      // No storage, no flag.
    }
  }
}

/**
 * @param config the site's config, with `sync` when there is an endpoint.
 * @returns a function that stops listening (for tests and hot reloads; a page never stops it).
 */
export async function startOutbox(api: KelisimApi, config: Partial<SiteConfig>): Promise<() => void> {
  const { sync } = config;
  const site = config.site ?? '';
  const indexedDb = new IndexedDbTier(guardedDatabase(OUTBOX_DATABASE));
  const store = new OutboxStore([indexedDb, new LocalStorageTier(`${OUTBOX_FLAG}.`), new MemoryTier()]);
  const history = new ConsentHistory(indexedDb);
  const taker = new PendingTaker(api.inner, site, store, history, () => outbox);
  const log = new RecordLog(site, history, store);
  recordLogs.set(api, log);
  const stop = new AbortController();

  let timer: ReturnType<typeof setTimeout> | undefined;
  function tell(code: string): void {
    const endpoint = sync!.endpoint;
    import('./tell-trouble.ts').then(
      ({ tellTrouble }) => tellTrouble(endpoint, code),
      () => undefined,
    );
  }

  const outbox = sync
    ? new Outbox({
        site,
        by: `${sync.endpoint} ${api.version}`,
        store,
        send: createTransport({
          endpoint: sync.endpoint,
          site,
          acknowledge: sync.acknowledge ?? 'records',
          headers: sync.headers ?? {},
          fetch: (url, init) => fetch(url, init),
          now: Date.now,
        }),
        now: Date.now,
        chance: Math.random,
        alone,
        wakeAt(timeMs) {
          clearTimeout(timer);
          timer = setTimeout(() => flush('timer'), Math.min(TIMER_MAX_MS, Math.max(0, timeMs - Date.now())));
        },
        settled: (ids) => taker.settled(ids),
        delivered: (ids) => history.markDelivered(ids),
        missing(hashes) {
          const { endpoint, headers = {} } = sync;
          // The generic file has no notice, and no record of it names one.
          import('./send-notices.ts').then(
            ({ sendNotices }) => sendNotices(hashes, { base: api.inner.base, endpoint, site, headers }),
            () => undefined,
          );
        },
        misconfigured: tell,
        left: setFlag,
      })
    : null;

  function flush(trigger: Trigger): void {
    // Stopped, or a tier that broke in an unforeseen way: rows stay where they are for the next page.
    if (outbox && !stop.signal.aborted)
      outbox
        .flush(trigger)
        .catch(() => undefined)
        .finally(() => log.changed());
  }

  let turn: Promise<unknown> = Promise.resolve();
  /** One move after the other. */
  function take(): Promise<boolean> {
    const taken = turn.then(() => taker.take());
    turn = taken.catch(() => undefined);
    return taken;
  }

  const off = api.on('record', () => {
    take().then(
      () => {
        log.changed();
        flush('record');
      },
      () => undefined,
    );
  });
  const listen = { signal: stop.signal };
  // fetch says "failed" and no more; only the browser's own event tells that a policy of the page was why.
  document.addEventListener(
    'securitypolicyviolation',
    ({ disposition, blockedURI }) => {
      if (sync && disposition === 'enforce' && blockedURI.startsWith(new URL(sync.endpoint, location.href).origin))
        tell('csp');
    },
    listen,
  );
  addEventListener('online', () => flush('online'), listen);
  addEventListener('pageshow', (event) => event.persisted && flush('start'), listen);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush('hidden'), listen);

  const taken = await take();
  // Rows of a time when there was an endpoint wait for its return, but load no client.
  if (!outbox) setFlag((await store.rows()).some((row) => row.record.site !== site));
  const wait = setTimeout(() => flush('start'), taken ? 0 : Math.random() * START_SPREAD_MS);
  return () => {
    off();
    stop.abort();
    clearTimeout(wait);
    clearTimeout(timer);
  };
}
