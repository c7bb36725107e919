/**
 * Owns the schema of the JSON report of `kelisim audit`, version 1: type, check of a baseline, published JSON Schema. The shapes themselves are
 * explained where they are made (audit/*.ts); a test keeps the two the same. Fields that a newer version adds are let pass: reports are kept for years.
 */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const ms = v.pipe(v.number(), v.minValue(0));
const instant = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/));
const texts = v.record(v.string(), v.string());
const list = v.array(v.string());
const siteText = v.object({ kk: v.string(), ru: v.string(), en: v.exactOptional(v.string()) });

const phase = v.object({
  id: v.string(),
  kind: v.picklist([
    'no-choice',
    'reject',
    'accept',
    'only',
    'withdraw',
    'gpc',
    'head-missing',
    'endpoint-down',
    'early-error',
    'no-script',
  ]),
  category: v.exactOptional(v.string()),
});

const choice = v.nullable(
  v.object({ day: v.number(), letters: v.string(), services: v.record(v.string(), v.boolean()) }),
);

const place = v.object({ url: v.string(), line: v.number(), column: v.number(), inFunction: v.string() });

const stage = v.object({
  kind: v.picklist(['arrival', 'choice', 'withdrawal', 'reload', 'page', 'route']),
  startedAtMs: ms,
  url: v.string(),
  said: v.picklist(['nothing', 'rejected', 'accepted', 'only', 'withdrawn']),
  choice,
  banner: v.nullable(v.boolean()),
});

const request = v.object({
  id: v.string(),
  atMs: ms,
  stage: count,
  url: v.string(),
  method: v.string(),
  kind: v.string(),
  from: v.string(),
  realm: v.picklist(['page', 'frame', 'worker', 'service-worker']),
  outcome: v.picklist(['sent', 'blocked', 'failed']),
  why: v.string(),
  status: v.nullable(v.number()),
  redirectedFrom: list,
  referrer: v.string(),
  body: v.string(),
  setCookies: v.array(v.object({ name: v.string(), domain: v.string(), lifetimeSeconds: v.nullable(v.number()) })),
  initiator: v.object({
    kind: v.string(),
    chain: v.array(place),
    element: v.exactOptional(v.object({ tag: v.string(), place: v.nullable(place) })),
    through: list,
  }),
});

const storageChange = v.object({
  stage: count,
  atMs: ms,
  area: v.picklist(['cookie', 'localStorage', 'sessionStorage', 'indexedDB', 'cacheStorage', 'serviceWorker']),
  change: v.picklist(['new', 'changed', 'gone']),
  name: v.string(),
  where: v.string(),
  path: v.string(),
  lifetimeSeconds: v.nullable(v.number()),
  valueHash: v.string(),
  writer: v.nullable(v.union([v.object({ header: v.string() }), v.object({ chain: v.array(place) })])),
});

const consentCall = v.object({
  atMs: ms,
  stage: count,
  command: v.picklist(['default', 'update']),
  values: texts,
  after: count,
});

const ledgerEntry = v.object({
  time: v.number(),
  kind: v.string(),
  url: v.string(),
  vendor: v.string(),
  service: v.string(),
  category: v.string(),
  verdict: v.picklist(['held', 'released', 'allowed', 'dropped', 'undeclared', 'unlisted']),
  chosen: v.boolean(),
  stage: count,
});

const observation = v.object({
  version: v.literal(1),
  phase,
  repeat: v.pipe(count, v.minValue(1)),
  url: v.string(),
  startedAt: instant,
  durationMs: ms,
  stages: v.array(stage),
  requests: v.array(request),
  storage: v.array(storageChange),
  consentCalls: v.array(consentCall),
  troubles: v.array(v.object({ atMs: ms, code: v.string(), detail: v.string(), isFatal: v.boolean() })),
  kelisim: v.nullable(v.object({ version: v.string(), site: v.string(), ledger: v.array(ledgerEntry) })),
  documents: texts,
  titles: list,
  cnames: v.record(v.string(), list),
  screenshots: v.array(v.object({ stage: count, file: v.string() })),
});

const facts = v.object({
  source: v.picklist(['config', 'page', 'none']),
  site: v.object({
    services: v.array(v.looseObject({ id: v.string(), letter: v.string(), vendor: v.string(), category: v.string() })),
    categories: v.array(v.looseObject({ id: v.string(), letter: v.string() })),
    rules: texts,
    pass: list,
  }),
  endpointHost: v.string(),
  keep: list,
  unlisted: v.picklist(['allow', 'block']),
  gpc: v.picklist(['record', 'refuse']),
  googleConsentMode: v.picklist(['basic', 'advanced', 'off']),
  operators: v.exactOptional(v.array(v.object({ name: siteText, bin: v.exactOptional(v.string()) }))),
  serviceNames: v.exactOptional(v.record(v.string(), siteText)),
  categoryNames: v.exactOptional(v.record(v.string(), siteText)),
});

const severity = v.picklist(['none', 'note', 'warning', 'error']);
const verdict = v.picklist([
  'ok-blocked',
  'ok-fired',
  'ok-silent',
  'leaked',
  'attempted',
  'missing',
  'double',
  'signal-mismatch',
  'late-default',
  'residual',
  'undeclared',
  'unlisted',
  'personal-data',
  'inconclusive',
]);

const finding = v.object({
  id: v.string(),
  verdict,
  severity,
  // Open: a newer version may know more causes and fixes; docs/audit.md lists them.
  cause: v.string(),
  vendor: v.string(),
  host: v.string(),
  category: v.string(),
  phases: list,
  page: v.string(),
  place: v.nullable(place),
  element: v.string(),
  names: texts,
  fixes: v.array(
    v.object({
      code: v.string(),
      before: v.exactOptional(v.string()),
      after: v.exactOptional(v.string()),
      place: v.exactOptional(v.nullable(place)),
      names: v.exactOptional(texts),
    }),
  ),
  evidence: v.array(v.object({ phase: v.string(), repeat: count, requests: list, stored: list, atMs: ms })),
});

const cell = v.object({
  vendor: v.string(),
  host: v.string(),
  category: v.string(),
  phase: v.string(),
  verdict,
  severity,
  requests: count,
  findings: list,
});

export const auditReportSchema = v.object({
  version: v.literal(1),
  redacted: v.boolean(),
  tool: v.string(),
  browser: v.string(),
  startedAt: instant,
  durationMs: ms,
  urls: list,
  phases: v.array(phase),
  repeats: v.pipe(count, v.minValue(1)),
  language: v.picklist(['kk', 'ru', 'en']),
  facts,
  observations: v.array(observation),
  judgement: v.object({ cells: v.array(cell), findings: v.array(finding) }),
  skipped: v.array(v.object({ phase: v.string(), why: v.string() })),
});

/** The report as a stranger's file may be read: codes of causes and fixes are open. */
export type CheckedAuditReport = v.InferOutput<typeof auditReportSchema>;
