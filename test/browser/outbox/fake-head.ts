/** Owns a head for tests of the client: real localStorage, cookies and events, a choice that the test sets. */
import type { Inner, KelisimApi, KelisimEvents, ResolvedService } from '../../../src/core/api.ts';
import type { Choice } from '../../../src/core/choice.ts';
import type { SiteConfig } from '../../../src/core/config.ts';
import type { PendingRecord } from '../../../src/core/pending-record.ts';
import { PENDING_PREFIX } from '../../../src/core/storage-keys.ts';

export const ENDPOINT = 'https://collector.example.kz';

export interface FakeHead {
  readonly api: KelisimApi;
  readonly inner: Inner;
  /** Makes a choice as the head does: choice event, pending record, record event. */
  decide(pending: PendingRecord, choice?: Choice): void;
  /** Leaves a pending record, as a choice made before the client came. */
  leave(pending: PendingRecord): void;
  setChoice(choice: Choice | null): void;
}

export function fakeHead(
  changes: {
    config?: Partial<SiteConfig>;
    services?: ResolvedService[];
    inner?: Partial<Inner>;
    protocol?: number;
  } = {},
): FakeHead {
  const listeners = new Map<string, Set<(detail: never) => void>>();
  const emit = <K extends keyof KelisimEvents>(name: K, detail: KelisimEvents[K]): void => {
    for (const listener of listeners.get(name) ?? []) (listener as (detail: KelisimEvents[K]) => void)(detail);
  };
  let choice: Choice | null = null;
  const inner = {
    rules: {},
    services: changes.services ?? [],
    categories: [],
    languages: ['kk', 'ru', 'en'],
    stamp: { site: 'jetfin', policy: '2026-03', scope: 'a3f09c', termDays: 180 },
    config: changes.config ?? { site: 'jetfin', sync: { endpoint: ENDPOINT } },
    pass: [],
    trouble: null,
    base: new URL('./', location.href).href,
    siteModule: null,
    told: false,
    memory: [],
    choice: () => choice,
    language: () => 'kk',
    setLanguage: () => undefined,
    writeCookie(line: string) {
      document.cookie = line;
    },
    shownAt: () => null,
    ...changes.inner,
  } as unknown as Inner;
  const api: KelisimApi = {
    protocol: changes.protocol ?? 1,
    version: '0.1.0',
    has: () => false,
    on(name, listener) {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(listener as (detail: never) => void));
      return () => void all.delete(listener as (detail: never) => void);
    },
    open: () => undefined,
    decide: () => false,
    withdraw: () => false,
    ledger: () => [],
    inner,
  };
  const leave = (pending: PendingRecord): void =>
    localStorage.setItem(PENDING_PREFIX + pending.key, JSON.stringify(pending));
  return {
    api,
    inner,
    leave,
    setChoice(next) {
      choice = next;
    },
    decide(pending, next) {
      if (next) {
        choice = next;
        emit('choice', { granted: {}, choice: next });
      }
      leave(pending);
      emit('record', null);
    },
  };
}
