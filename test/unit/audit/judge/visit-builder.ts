/**
 * Owns made-up visits for the judge's tests: a site with three services, one page, and short ways to say what was seen in it.
 * Everything has a default, so that a test names only what it is about.
 */
import type { Choice } from '../../../../src/core/choice.ts';
import type { SiteConfig } from '../../../../src/core/config.ts';
import type { LedgerEntry } from '../../../../src/core/ledger-entry.ts';
import { resolveSite } from '../../../../src/core/resolve-site.ts';
import type {
  ConsentCall,
  Observation,
  ObservedRequest,
  PhaseKind,
  Place,
  Said,
  Stage,
  StorageChange,
  Trouble,
} from '../../../../src/audit/observation.ts';
import type { SiteFacts } from '../../../../src/audit/site-facts.ts';
import { judge } from '../../../../src/audit/judge/judge.ts';
import { RULES } from '../../../../src/vendors/generated/rules.ts';

export const PAGE = 'https://www.credit.example.kz/';
export const STARTED_AT = '2026-11-20T10:00:00.000Z';

/** Two labels, three below `example`: enough of a public suffix list for these tests. */
export function domainOf(host: string): string {
  return host
    .split('.')
    .slice(host.includes('.example.') ? -3 : -2)
    .join('.');
}

type Service = SiteConfig['services'][number];

export function factsOf(services: readonly (string | Service)[], extra: Partial<SiteConfig> = {}): SiteFacts {
  const config = {
    version: 1,
    site: 'credit',
    operators: [],
    policy: { edition: '1', url: { kk: '', ru: '' } },
    services: services.map((service) => (typeof service === 'string' ? { vendor: service } : service)),
    ...extra,
  };
  const site = resolveSite(config, RULES);
  return {
    source: 'config',
    site,
    endpointHost: 'consent.credit.example.kz',
    keep: extra.cookies?.keep ?? [],
    unlisted: extra.unlisted ?? 'allow',
    gpc: extra.gpc ?? 'record',
    googleConsentMode: extra.signals?.googleConsentMode ?? 'basic',
  };
}

export const NO_FACTS: SiteFacts = { ...factsOf([]), source: 'none' };

/** The gate, then what the page has, each on a line of its own: the first one after the gate is on line 4. */
export function html(...lines: readonly string[]): string {
  return [
    '<!doctype html><html><head>',
    '<script src="/kelisim/kelisim.js"></script>',
    '<title>t</title>',
    ...lines,
  ].join('\n');
}

export function place(line: number, url = PAGE): Place {
  return { url, line, column: 1, inFunction: '' };
}

let count = 0;

export function request(url: string, extra: Partial<ObservedRequest> = {}): ObservedRequest {
  count += 1;
  return {
    id: `r${count}`,
    atMs: 100,
    stage: 0,
    url,
    method: 'GET',
    kind: 'script',
    from: PAGE,
    realm: 'page',
    outcome: 'sent',
    why: '',
    status: 200,
    redirectedFrom: [],
    referrer: '',
    body: '',
    setCookies: [],
    initiator: { kind: 'parser', chain: [], through: [] },
    ...extra,
  };
}

/** By a script at this line of the page, or through others. */
export function byScript(line: number, ...through: readonly string[]): Pick<ObservedRequest, 'initiator'> {
  return { initiator: { kind: 'script', chain: [place(line)], through } };
}

export function stored(name: string, extra: Partial<StorageChange> = {}): StorageChange {
  return {
    stage: 0,
    atMs: 200,
    area: 'cookie',
    change: 'new',
    name,
    where: '.credit.example.kz',
    path: '/',
    lifetimeSeconds: null,
    valueHash: '0123456789abcdef',
    writer: null,
    ...extra,
  };
}

export function entry(url: string, extra: Partial<LedgerEntry & { stage: number }> = {}) {
  return {
    time: Date.parse(STARTED_AT) + 50,
    kind: 'script',
    url,
    vendor: '',
    service: '',
    category: '',
    verdict: 'held' as const,
    chosen: false,
    stage: 0,
    ...extra,
  };
}

const SAID: Readonly<Partial<Record<PhaseKind, Said>>> = {
  reject: 'rejected',
  accept: 'accepted',
  only: 'only',
  withdraw: 'accepted',
};

export function stage(kind: Stage['kind'], said: Said, startedAtMs: number, extra: Partial<Stage> = {}): Stage {
  return { kind, said, startedAtMs, url: PAGE, choice: null, banner: null, ...extra };
}

/** Stages by phase: 0 arrival, 1 choice (from 1 000 ms), 2 reload (from 5 000 ms); of `withdraw` 2 is the withdrawal, 3 the reload. */
export function stagesOf(kind: PhaseKind): Stage[] {
  const said = SAID[kind];
  const arrival = stage('arrival', 'nothing', 0);
  if (!said) return [arrival];
  const chosen = [arrival, stage('choice', said, 1000)];
  return kind === 'withdraw'
    ? [...chosen, stage('withdrawal', 'withdrawn', 5000), stage('reload', 'withdrawn', 10_000)]
    : [...chosen, stage('reload', said, 5000)];
}

export interface VisitParts {
  readonly repeat?: number;
  readonly category?: string;
  readonly stages?: readonly Stage[];
  readonly requests?: readonly ObservedRequest[];
  readonly storage?: readonly StorageChange[];
  readonly ledger?: readonly (LedgerEntry & { stage: number })[];
  readonly consentCalls?: readonly ConsentCall[];
  readonly troubles?: readonly Trouble[];
  readonly page?: string;
  readonly titles?: readonly string[];
  readonly cnames?: Observation['cnames'];
  readonly choice?: Choice;
  readonly kelisim?: boolean;
}

export function visit(kind: PhaseKind, parts: VisitParts = {}): Observation {
  const { repeat = 1, category, page = html(), kelisim = true, ledger = [] } = parts;
  return {
    version: 1,
    phase: { id: category ? `${kind}-${category}` : kind, kind, ...(category && { category }) },
    repeat,
    url: PAGE,
    startedAt: STARTED_AT,
    durationMs: 9000,
    stages: parts.stages ?? stagesOf(kind),
    requests: parts.requests ?? [],
    storage: parts.storage ?? [],
    consentCalls: parts.consentCalls ?? [],
    troubles: parts.troubles ?? [],
    kelisim: kelisim ? { version: '1', site: 'credit', ledger } : null,
    documents: { [PAGE]: page },
    titles: parts.titles ?? [],
    cnames: parts.cnames ?? {},
    screenshots: [],
  };
}

export function judged(visits: readonly Observation[], facts: SiteFacts) {
  const { findings, cells } = judge(visits, facts, domainOf);
  return {
    findings,
    cells,
    /** `meta-pixel leaked unmarked` */
    lines: findings.map(({ vendor, host, verdict, cause }) => `${vendor || host} ${verdict} ${cause}`),
    cell: (vendor: string, phase: string) =>
      cells.find((cell) => (cell.vendor || cell.host) === vendor && cell.phase === phase)?.verdict,
  };
}
