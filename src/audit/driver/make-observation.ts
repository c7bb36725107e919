/**
 * Owns the finished observation of a visit: everything by one clock, each request with its stage and what began it. Pure once the visit is over.
 */
import type { LedgerEntry } from '../../core/ledger-entry.ts';
import { type Observation, OBSERVATION_VERSION, type ObservedKelisim, type ObservedRequest } from '../observation.ts';
import { Initiators } from './initiators.ts';
import { consentCallsOf } from './page-words.ts';
import type { LoggedRequest } from './request-log.ts';
import type { Visit } from './visit.ts';

export function makeObservation(visit: Visit): Observation {
  const { order, stages, startedAt, watch } = visit;
  const stageAt = (atMs: number): number =>
    Math.max(
      0,
      stages.findLastIndex(({ startedAtMs }) => startedAtMs <= atMs),
    );
  const entries = watch.requests.entries;
  const initiators = new Initiators(watch.documents, entries);
  const requests = leaving(entries).map(({ entry, askedBy }): ObservedRequest => {
    const atMs = Math.round(entry.at - startedAt);
    const initiator = initiators.of(askedBy);
    return {
      id: entry.id,
      atMs,
      stage: stageAt(atMs),
      url: entry.url,
      method: entry.method,
      kind: entry.kind,
      from: askedBy.from,
      realm: entry.realm,
      outcome: outcomeOf(entry),
      why: outcomeOf(entry) === 'sent' ? '' : (entry.failure?.why ?? ''),
      status: entry.status,
      redirectedFrom: earlier(entry),
      referrer: entry.referrer,
      body: entry.body,
      setCookies: entry.setCookies,
      initiator,
      ...((entry.fromCache || entry.fromMemory) && { fromCache: true as const }),
    };
  });
  return {
    version: OBSERVATION_VERSION,
    phase: order.phase,
    repeat: order.repeat,
    url: order.options.urls[0]!,
    startedAt: new Date(startedAt).toISOString(),
    durationMs: visit.now,
    stages,
    requests,
    storage: visit.storage,
    consentCalls: consentCallsOf(watch.words, startedAt, stageAt),
    troubles: visit.troubles,
    kelisim: kelisimOf(visit, stageAt),
    documents: watch.documents,
    titles: visit.titles,
    cnames: {},
    screenshots: visit.screenshots,
  };
}

/**
 * What a service worker answered did not leave: what the worker itself asked did, and that is told with the page's reason for it. An
 * answer from the document's own memory is no request, except for a script, which runs.
 */
function leaving(entries: readonly LoggedRequest[]): { entry: LoggedRequest; askedBy: LoggedRequest }[] {
  const answered = entries.filter(({ fromServiceWorker }) => fromServiceWorker);
  const taken = new Set<LoggedRequest>();
  return entries.flatMap((entry) => {
    if (entry.fromServiceWorker || (entry.fromMemory && entry.kind !== 'script')) return [];
    const asker =
      entry.realm === 'service-worker'
        ? answered.find((one) => !taken.has(one) && one.url === entry.url && one.at <= entry.at)
        : undefined;
    if (asker) taken.add(asker);
    return [{ entry, askedBy: asker ?? entry }];
  });
}

function outcomeOf(entry: LoggedRequest): ObservedRequest['outcome'] {
  const { left, failure } = entry;
  // Silence: it was asked and nobody stopped it.
  if (left || !failure) return left || entry.kind !== 'websocket' ? 'sent' : 'blocked';
  return failure.isBlocked ? 'blocked' : 'failed';
}

function earlier(entry: LoggedRequest): string[] {
  const urls: string[] = [];
  for (let before = entry.before; before; before = before.before) urls.unshift(before.url);
  return urls;
}

/** The ledger of a page that was left is in the watch's words, the others' were asked for at the end of their stage. */
function kelisimOf(visit: Visit, stageAt: (atMs: number) => number): ObservedKelisim | null {
  const { kelisim, stages, startedAt, watch } = visit;
  const newest = kelisim.findLast((now) => now !== null);
  if (!newest) return null;
  const left = watch.words.flatMap((word) => (word.t === 'ledger' ? word.entries : []));
  const asked = kelisim.flatMap((now) => now?.ledger ?? []);
  const seen = new Map<string, LedgerEntry>();
  for (const entry of [...left, ...asked]) seen.set(JSON.stringify(entry), entry);
  const ledger = [...seen.values()]
    .sort((a, b) => a.time - b.time)
    .map((entry) => ({ ...entry, stage: stages.length > 0 ? stageAt(entry.time - startedAt) : 0 }));
  return { version: newest.version, site: newest.site, ledger };
}
