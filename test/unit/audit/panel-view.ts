/** Owns a page view and a scene of the panel to write in, for the tests of rows, texts and the report. */
import type { LedgerEntry } from '../../../src/core/ledger-entry.ts';
import type { Choice } from '../../../src/core/choice.ts';
import type { Language } from '../../../src/core/language.ts';
import type { ChoiceMoment } from '../../../src/audit/panel/choice-moments.ts';
import { domainOf } from '../../../src/audit/panel/page-facts.ts';
import type { PageView } from '../../../src/audit/panel/page-sightings.ts';
import type { PanelScene } from '../../../src/audit/panel/panel-scene.ts';
import { loadPanelWords } from '../../../src/audit/panel/panel-words.ts';
import { serviceRows } from '../../../src/audit/panel/service-rows.ts';
import type { WireEntry } from '../../../src/audit/panel/wire/wire-entry.ts';
import { createAttribution } from '../../../src/audit/judge/attribute.ts';
import type { SiteFacts } from '../../../src/audit/site-facts.ts';
import { NOON_MS, SITE } from './panel-site.ts';

const COOKIES: Readonly<Record<string, string>> = { 'meta-pixel': '_fbp _fbc', 'yandex-metrica': '_ym_*' };

export const FACTS: SiteFacts = {
  source: 'page',
  site: {
    ...SITE,
    services: SITE.services.map((service) => ({ ...service, cookies: COOKIES[service.id] ?? '' })),
    rules: {},
    pass: [],
  },
  endpointHost: 'consent.proba.kz',
  keep: [],
  unlisted: 'allow',
  gpc: 'record',
  googleConsentMode: 'basic',
};

export function wire(url: string, change: Partial<WireEntry> = {}): WireEntry {
  return { timeMs: NOON_MS, kind: 'img', url, what: 'sent', ...change };
}

export function chosenAt(timeMs: number, choice: Choice | null): ChoiceMoment {
  return { timeMs, choice };
}

interface Seen {
  readonly ledger?: readonly LedgerEntry[];
  readonly wire?: readonly WireEntry[];
  readonly moments?: readonly ChoiceMoment[];
  readonly path?: string;
  readonly facts?: SiteFacts;
  readonly once?: Readonly<Record<string, boolean>>;
  readonly isRecording?: PageView['isRecording'];
}

export function pageView({ facts = FACTS, ...seen }: Seen): PageView {
  return {
    facts,
    owners: createAttribution(facts, ['https://proba.kz/'], domainOf),
    ledger: [],
    wire: [],
    moments: [chosenAt(0, null)],
    path: '/',
    once: {},
    isComplete: true,
    ...seen,
  };
}

/** Rows of a page that had its time; a leak is found where the page says nothing. */
export function rowsOf(seen: Seen, isSettled = true) {
  return serviceRows(pageView(seen), isSettled, () => ({ cause: 'trouble', lines: [] }));
}

export async function sceneOf(language: Language, seen: Seen, change: Partial<PanelScene> = {}): Promise<PanelScene> {
  const view = pageView(seen);
  const choice = view.moments.at(-1)!.choice;
  return {
    ...view,
    ...rowsOf(seen),
    api: {
      version: '0.1.0',
      inner: { ...FACTS.site, site: 'proba', choice: () => choice, memory: [] } as never,
    },
    config: {},
    words: await loadPanelWords(language, true),
    origin: 'https://proba.kz',
    pushedMs: () => NOON_MS,
    outbox: undefined,
    notice: undefined,
    isTrial: false,
    limited: false,
    ...change,
  };
}
