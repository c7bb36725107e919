/** Owns observations made by hand, for what reads them without a browser. Only what a test names differs from an uneventful visit. */
import { AUDIT_RUN_VERSION, type AuditRun } from '../../../src/audit/audit-run.ts';
import {
  type Initiator,
  OBSERVATION_VERSION,
  type Observation,
  type ObservedRequest,
  type PhaseKind,
  type StorageChange,
} from '../../../src/audit/observation.ts';
import type { Cell, Finding } from '../../../src/audit/verdict.ts';

export const PAGE = 'https://misal.kz/';

let count = 0;

export function request(
  url: string,
  {
    by = [],
    through = [],
    ...more
  }: Partial<ObservedRequest> & { by?: readonly string[]; through?: readonly string[] } = {},
): ObservedRequest {
  const initiator: Initiator = {
    kind: by.length ? 'script' : 'parser',
    chain: by.map((address) => ({ url: address, line: 7, column: 1, inFunction: '' })),
    through,
  };
  return {
    id: `r${++count}`,
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
    initiator,
    ...more,
  };
}

export function cookie(name: string, more: Partial<StorageChange> = {}): StorageChange {
  return {
    stage: 0,
    atMs: 200,
    area: 'cookie',
    change: 'new',
    name,
    where: 'misal.kz',
    path: '/',
    lifetimeSeconds: null,
    valueHash: '0123456789abcdef',
    writer: null,
    ...more,
  };
}

export function observation(kind: PhaseKind, more: Partial<Observation> = {}): Observation {
  return {
    version: OBSERVATION_VERSION,
    phase: { id: kind, kind },
    repeat: 1,
    url: PAGE,
    startedAt: '2026-11-20T10:00:00.000Z',
    durationMs: 1_000,
    stages: [{ kind: 'arrival', startedAtMs: 0, url: PAGE, said: 'nothing', choice: null, banner: null }],
    requests: [],
    storage: [],
    consentCalls: [],
    troubles: [],
    kelisim: null,
    documents: {},
    titles: [],
    cnames: {},
    screenshots: [],
    ...more,
  };
}

export function finding(more: Partial<Finding> = {}): Finding {
  return {
    id: '0123456789ab',
    verdict: 'leaked',
    severity: 'error',
    cause: 'above-gate',
    vendor: 'meta-pixel',
    host: 'connect.facebook.net',
    category: 'advertising',
    phases: ['no-choice'],
    page: PAGE,
    place: { url: PAGE, line: 5, column: 3, inFunction: '' },
    element: '<script src="https://connect.facebook.net/en_US/fbevents.js">',
    names: {},
    fixes: [
      {
        code: 'move-below',
        before: '<script src="a">',
        after: '<script type="text/plain" data-kelisim="meta-pixel" src="a">',
      },
    ],
    evidence: [],
    ...more,
  };
}

export function cell(more: Partial<Cell> = {}): Cell {
  return {
    vendor: 'meta-pixel',
    host: 'connect.facebook.net',
    category: 'advertising',
    phase: 'no-choice',
    verdict: 'ok-blocked',
    severity: 'none',
    requests: 0,
    findings: [],
    ...more,
  };
}

export function auditRun(more: Partial<AuditRun> = {}): AuditRun {
  return {
    version: AUDIT_RUN_VERSION,
    tool: '0.0.0',
    browser: 'Chromium 1',
    startedAt: '2026-11-20T10:00:00.000Z',
    durationMs: 12_000,
    urls: [PAGE],
    phases: [
      { id: 'no-choice', kind: 'no-choice' },
      { id: 'accept', kind: 'accept' },
    ],
    repeats: 1,
    language: 'en',
    facts: {
      source: 'none',
      site: { services: [], categories: [], rules: {}, pass: [] },
      endpointHost: '',
      keep: [],
      unlisted: 'allow',
      gpc: 'record',
      googleConsentMode: 'basic',
    },
    observations: [observation('no-choice'), observation('accept')],
    judgement: { cells: [], findings: [] },
    skipped: [],
    ...more,
  };
}
