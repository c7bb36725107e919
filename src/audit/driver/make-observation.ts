/**
 * Owns the finished observation of a visit: everything by one clock, each request with its stage and what began it. Pure once the visit is over.
 */
import type { LedgerEntry } from '../../core/ledger-entry.ts';
import {
  type Observation,
  OBSERVATION_VERSION,
  type ObservedKelisim,
  type ObservedRequest,
  type StorageChange,
} from '../observation.ts';
import { Initiators } from './initiators.ts';
import { consentCallsOf } from './page-words.ts';
import type { PageWord } from './page-watch.ts';
import type { LoggedRequest } from './request-log.ts';
import { ScriptChains } from './script-chain.ts';
import type { Visit } from './visit.ts';

export function makeObservation(visit: Visit): Observation {
  const { order, stages, startedAt, watch } = visit;
  const stageAt = (atMs: number): number =>
    Math.max(
      0,
      stages.findLastIndex(({ startedAtMs }) => startedAtMs <= atMs),
    );
  const entries = watch.requests.entries;
  const chains = new ScriptChains(watch.documents, watch.scripts, order.ownFiles);
  const initiators = new Initiators(chains, entries);
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
  requests.push(...forbidden(watch.words, requests, startedAt, stageAt));
  return {
    version: OBSERVATION_VERSION,
    phase: order.phase,
    repeat: order.repeat,
    url: order.options.urls[0]!,
    startedAt: new Date(startedAt).toISOString(),
    durationMs: visit.now,
    stages,
    requests,
    storage: visit.storage.map((change) => withoutOurs(change, chains)),
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

const KIND_OF_DIRECTIVE: Readonly<Record<string, string>> = {
  'img-src': 'image',
  'frame-src': 'document',
  'style-src-elem': 'stylesheet',
  'font-src': 'font',
  'media-src': 'media',
  'connect-src': 'fetch',
  'manifest-src': 'manifest',
};

/** What a policy forbade before the network layer heard of it. */
function forbidden(
  words: readonly PageWord[],
  known: readonly ObservedRequest[],
  since: number,
  stageAt: (atMs: number) => number,
): ObservedRequest[] {
  const blocked = new Set(known.filter(({ outcome }) => outcome === 'blocked').map(({ url }) => url));
  return words.flatMap((word, i): ObservedRequest[] => {
    if (word.t !== 'violation' || blocked.has(word.url)) return [];
    const { url, file, line, column } = word;
    const atMs = Math.round(word.at - since);
    const chain = file.startsWith('http') ? [{ url: file, line, column, inFunction: '' }] : [];
    return [
      {
        id: `v${i + 1}`,
        atMs,
        stage: stageAt(atMs),
        url,
        method: 'GET',
        kind: KIND_OF_DIRECTIVE[word.directive] ?? 'script',
        from: file,
        realm: 'page',
        outcome: 'blocked',
        why: 'csp',
        status: null,
        redirectedFrom: [],
        referrer: '',
        body: '',
        setCookies: [],
        initiator: { kind: 'script', chain, through: [] },
      },
    ];
  });
}

/** Kelisim guards the cookie and has its own word there: whoever called is the writer. */
function withoutOurs(change: StorageChange, chains: ScriptChains): StorageChange {
  const { writer } = change;
  return writer && 'chain' in writer ? { ...change, writer: { chain: chains.withoutOurs(writer.chain) } } : change;
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
