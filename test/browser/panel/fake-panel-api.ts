/** Owns a `window.kelisim` with a ledger that a test writes, for the panel: every cause once in EVERYTHING. */
import type { KelisimApi, KelisimEvents } from '../../../src/core/api.ts';
import { categoriesOf } from '../../../src/core/category.ts';
import type { Choice } from '../../../src/core/choice.ts';
import type { SiteConfig } from '../../../src/core/config.ts';
import { OTHER_VENDORS } from '../../../src/core/head-site.ts';
import type { Language } from '../../../src/core/language.ts';
import type { LedgerEntry } from '../../../src/core/ledger-entry.ts';

export const CODE = 'proba-7';

export const CONFIG: Partial<SiteConfig> = {
  services: [
    { vendor: 'google-tag-manager', contains: ['google-analytics-4'] },
    { vendor: 'google-analytics-4' },
    { vendor: 'yandex-metrica' },
    { vendor: 'yandex-webvisor' },
    { vendor: 'meta-pixel' },
    { vendor: 'criteo', notOn: ['/'] },
    { vendor: 'recaptcha' },
    { vendor: 'jivochat' },
  ],
  panel: { code: CODE },
};

const SERVICES = [
  { id: 'google-tag-manager', category: '', letter: '', contains: ['google-analytics-4'] },
  { id: 'google-analytics-4', category: 'analytics', letter: 'a' },
  { id: 'yandex-metrica', category: 'analytics', letter: 'a' },
  { id: 'yandex-webvisor', category: 'analytics', letter: 'a', replay: true },
  { id: 'meta-pixel', category: 'advertising', letter: 'd' },
  { id: 'criteo', category: 'advertising', letter: 'd', notOn: ['/'] },
  { id: 'recaptcha', category: 'necessary', letter: '' },
  { id: 'jivochat', category: 'functional', letter: 'f' },
].map((service) => ({ ...service, vendor: service.id }));

export interface FakePanelApi extends KelisimApi {
  /** Writes an entry, as the gate does. */
  note(change: Partial<LedgerEntry>): void;
  choose(choice: Choice): void;
  readonly listening: () => number;
}

/** 12:03:04 of some day, wherever the test runs. */
export const TIME_MS = new Date(2026, 10, 20, 12, 3, 4).getTime();

const HELD: LedgerEntry = {
  time: TIME_MS,
  kind: 'script',
  url: 'https://connect.facebook.net/en_US/fbevents.js',
  vendor: 'meta-pixel',
  service: 'meta-pixel',
  category: 'advertising',
  verdict: 'held',
  chosen: false,
};

export function fakePanelApi({ language = 'en' as Language, choice = null as Choice | null } = {}): FakePanelApi {
  let current = language;
  let chosen = choice;
  const entries: LedgerEntry[] = [];
  const listeners = new Map<string, Set<(detail: never) => void>>();
  function emit<K extends keyof KelisimEvents>(name: K, detail: KelisimEvents[K]): void {
    for (const listener of listeners.get(name) ?? []) listener(detail as never);
  }
  const api = {
    protocol: 1,
    version: '0.1.0',
    ledger: () => entries.slice(),
    listening: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
    note(change: Partial<LedgerEntry>) {
      const entry = { ...HELD, ...change };
      entries.push(entry);
      emit('ledger', entry);
    },
    choose(next: Choice) {
      chosen = next;
      emit('choice', { granted: {}, choice: next });
    },
    on(name: string, listener: (detail: never) => void) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => void set.delete(listener);
    },
    inner: {
      site: 'proba',
      services: SERVICES,
      categories: categoriesOf([]),
      memory: [],
      rules: {},
      pass: [],
      base: new URL('/kelisim/', location.href).href,
      once: {},
      writeCookie: (line: string) => void (document.cookie = line),
      scope: 'a3f09c',
      termDays: 180,
      choice: () => chosen,
      language: () => current,
      setLanguage(next: Language) {
        current = next;
        emit('language', next);
      },
    },
  };
  // Only what the panel may use: whatever else it reached for would be undefined here, and the test would fail.
  return api as unknown as FakePanelApi;
}

/** A page with nearly every kind of row. */
export function noteEverything(api: FakePanelApi): void {
  const of = (service: string, category: string) => ({ vendor: service, service, category });
  const gtm = 'https://www.googletagmanager.com/gtm.js';
  api.note({ ...of('google-tag-manager', ''), url: gtm });
  api.note({ ...of('google-tag-manager', ''), url: gtm, verdict: 'released', chosen: true, time: TIME_MS + 6000 });
  api.note({ ...of('yandex-metrica', 'analytics'), url: 'https://mc.yandex.ru/metrika/tag.js' });
  api.note({
    ...of('yandex-webvisor', 'analytics'),
    kind: 'socket',
    url: 'wss://mc.yandex.ru/webvisor/2',
    verdict: 'dropped',
  });
  api.note({});
  api.note({ kind: 'img', url: 'https://www.facebook.com/tr', time: TIME_MS + 1000 });
  api.note({ ...of('criteo', 'advertising'), url: 'https://dynamic.criteo.com/js/ld/ld.js' });
  api.note({ ...of('recaptcha', 'necessary'), url: 'https://www.google.com/recaptcha/api.js', verdict: 'allowed' });
  const nobody = { vendor: '', service: '', category: '' };
  const other = { vendor: OTHER_VENDORS, service: '', category: '', verdict: 'undeclared' } as const;
  api.note({ ...other, url: 'https://static.hotjar.com/c/hotjar-1.js' });
  api.note({ ...other, url: 'https://www.googletagmanager.com/gtag/js' });
  api.note({ ...nobody, url: 'https://cdn.example.com/a.js', verdict: 'unlisted' });
  api.note({ ...nobody, kind: 'inline', url: '', category: 'analitics' });
}
