/**
 * Owns a made-up audit of a made-up site with everything a report can show: services of every category, most phases, findings of every kind,
 * troubles, storage, consent calls, a redirect, a CNAME. Not measured; for tests of the formats and for looking at them.
 */
import { categoriesOf } from '../../../../src/core/category.ts';
import type { AuditRun } from '../../../../src/audit/audit-run.ts';
import type { Observation, ObservedRequest, Phase, Stage, StorageChange } from '../../../../src/audit/observation.ts';
import type { SiteFacts } from '../../../../src/audit/site-facts.ts';
import type { Cell, Finding } from '../../../../src/audit/verdict.ts';

export const SITE = 'https://www.qarzhy.example';
const HOME = `${SITE}/`;
const LOAN = `${SITE}/loan/apply`;

const PHASES: readonly Phase[] = [
  { id: 'no-choice', kind: 'no-choice' },
  { id: 'reject', kind: 'reject' },
  { id: 'accept', kind: 'accept' },
  { id: 'only-analytics', kind: 'only', category: 'analytics' },
  { id: 'only-advertising', kind: 'only', category: 'advertising' },
  { id: 'withdraw', kind: 'withdraw' },
  { id: 'gpc', kind: 'gpc' },
  { id: 'head-missing', kind: 'head-missing' },
  { id: 'no-script', kind: 'no-script' },
];

export const FACTS: SiteFacts = {
  source: 'config',
  site: {
    services: [
      { id: 'google-analytics-4', vendor: 'google-analytics-4', category: 'analytics', letter: 'a' },
      { id: 'yandex-metrica', vendor: 'yandex-metrica', category: 'analytics', letter: 'a' },
      { id: 'meta-pixel', vendor: 'meta-pixel', category: 'advertising', letter: 'd' },
      { id: 'tiktok-pixel', vendor: 'tiktok-pixel', category: 'advertising', letter: 'd' },
      { id: 'loan-calculator', vendor: 'loan-calculator', category: 'functional', letter: 'f' },
      { id: 'google-tag-manager', vendor: 'google-tag-manager', category: '', letter: '', contains: ['meta-pixel'] },
    ],
    categories: categoriesOf(),
    rules: { 'meta-pixel': 'connect.facebook.net www.facebook.com/tr', 'loan-calculator': 'calc.example.net' },
    pass: [],
  },
  endpointHost: 'consent.qarzhy.example',
  keep: ['session'],
  unlisted: 'allow',
  gpc: 'record',
  googleConsentMode: 'basic',
  operators: [{ name: { kk: '«Қаржы» МҚҰ» ЖШС', ru: 'ТОО «МФО «Каржы»' }, bin: '180940010094' }],
  serviceNames: { 'loan-calculator': { kk: 'Несие калькуляторы', ru: 'Кредитный калькулятор' } },
};

function stages(kind: Phase['kind'], seconds: number): Stage[] {
  const said =
    kind === 'reject'
      ? 'rejected'
      : kind === 'only'
        ? 'only'
        : kind === 'accept' || kind === 'withdraw'
          ? 'accepted'
          : 'nothing';
  const list: Stage[] = [
    { kind: 'arrival', startedAtMs: 0, url: HOME, said: 'nothing', choice: null, banner: kind !== 'no-script' },
  ];
  if (said !== 'nothing')
    list.push({
      kind: 'choice',
      startedAtMs: 2400,
      url: HOME,
      said,
      choice: { day: 20777, letters: said === 'rejected' ? '' : 'fad', services: {} },
      banner: false,
    });
  if (kind === 'withdraw')
    list.push({
      kind: 'withdrawal',
      startedAtMs: 5200,
      url: HOME,
      said: 'withdrawn',
      choice: { day: 20777, letters: '', services: {} },
      banner: false,
    });
  list.push({
    kind: kind === 'no-choice' ? 'page' : 'reload',
    startedAtMs: seconds * 1000 - 1500,
    url: kind === 'no-choice' ? LOAN : HOME,
    said: kind === 'withdraw' ? 'withdrawn' : said,
    choice: null,
    banner: kind === 'no-choice',
  });
  return list;
}

let number = 0;
function request(atMs: number, stage: number, url: string, more: Partial<ObservedRequest> = {}): ObservedRequest {
  number += 1;
  return {
    id: `r${number}`,
    atMs,
    stage,
    url,
    method: 'GET',
    kind: 'script',
    from: HOME,
    realm: 'page',
    outcome: 'sent',
    why: '',
    status: 200,
    redirectedFrom: [],
    referrer: HOME,
    body: '',
    setCookies: [],
    initiator: { kind: 'parser', chain: [{ url: HOME, line: 14, column: 5, inFunction: '' }], through: [] },
    ...more,
  };
}

const PIXEL_TAG = '<script src="https://connect.facebook.net/en_US/fbevents.js">';

function leakedPixel(): ObservedRequest[] {
  return [
    request(180, 0, 'https://connect.facebook.net/en_US/fbevents.js', {
      initiator: {
        kind: 'parser',
        chain: [{ url: HOME, line: 14, column: 5, inFunction: '' }],
        element: { tag: PIXEL_TAG, place: { url: HOME, line: 14, column: 5, inFunction: '' } },
        through: [],
      },
    }),
    request(
      640,
      0,
      'https://www.facebook.com/tr?id=123456789012345&ev=PageView&dl=https%3A%2F%2Fwww.qarzhy.example%2F',
      {
        kind: 'image',
        setCookies: [{ name: 'fr', domain: '.facebook.com', lifetimeSeconds: 7_776_000 }],
        initiator: {
          kind: 'script',
          chain: [
            { url: 'https://connect.facebook.net/en_US/fbevents.js', line: 1, column: 4410, inFunction: 'sendPixel' },
            { url: HOME, line: 18, column: 3, inFunction: '' },
          ],
          through: ['https://connect.facebook.net/en_US/fbevents.js'],
        },
      },
    ),
  ];
}

function afterConsent(at: number, stage: number): ObservedRequest[] {
  const through = ['https://www.googletagmanager.com/gtm.js?id=GTM-ABC123'];
  return [
    request(at, stage, 'https://www.googletagmanager.com/gtm.js?id=GTM-ABC123'),
    request(at + 160, stage, 'https://mc.yandex.ru/metrika/tag.js'),
    request(at + 310, stage, 'https://www.googletagmanager.com/gtag/js?id=G-ABC1234567', {
      initiator: { kind: 'script', chain: [], through },
    }),
    request(
      at + 700,
      stage,
      'https://region1.google-analytics.com/g/collect?v=2&tid=G-ABC1234567&gcs=G101&cid=1111111111.2222222222',
      {
        method: 'POST',
        kind: 'ping',
        status: 204,
        body: 'en=page_view&_et=12\nen=form_start&ep.phone=%2B7%20701%20555%2044%2033',
        initiator: {
          kind: 'script',
          chain: [{ url: through[0] ?? '', line: 3, column: 12, inFunction: 'gtag' }],
          through,
        },
      },
    ),
    request(at + 820, stage, 'https://calc.example.net/rates?city=almaty', { kind: 'fetch', realm: 'frame' }),
    request(at + 900, stage, 'https://mc.yandex.ru/watch/98765432?page-url=x', {
      kind: 'fetch',
      status: 302,
      redirectedFrom: ['https://mc.yandex.com/watch/98765432?page-url=x'],
    }),
    request(at + 950, stage, 'https://metrics.qarzhy.example/b/ss/collect?x=1', { kind: 'ping', realm: 'worker' }),
  ];
}

function requestsOf(kind: Phase['kind'], repeat: number): ObservedRequest[] {
  const own = [
    request(20, 0, HOME, { kind: 'document', initiator: { kind: 'other', chain: [], through: [] } }),
    request(90, 0, `${SITE}/kelisim.3fa2.js`),
    request(110, 0, `${SITE}/style.css`, { kind: 'stylesheet' }),
  ];
  const unknown = request(420, 0, 'https://cdn.partner-stat.example/s.js?u=8');
  const leak = kind === 'no-script' ? [] : leakedPixel();
  const held =
    kind === 'no-choice'
      ? [
          request(300, 0, 'https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=C4ABC', {
            outcome: 'blocked',
            why: 'csp',
            status: null,
          }),
        ]
      : [];
  const agreed = kind === 'accept' || kind === 'only' || kind === 'withdraw' ? afterConsent(2600, 1) : [];
  const late =
    kind === 'withdraw'
      ? [
          request(6100, 2, 'https://mc.yandex.ru/watch/98765432?wv-part=3', {
            method: 'POST',
            kind: 'xhr',
            body: '{"e":[1]}',
          }),
        ]
      : [];
  const flaky = kind === 'gpc' && repeat === 2 ? [request(900, 0, 'https://bat.bing.com/bat.js')] : [];
  const noscript =
    kind === 'no-script'
      ? [
          request(70, 0, 'https://vk.com/rtrg?p=VK-RTRG-1234567-ABCDE', {
            kind: 'image',
            initiator: {
              kind: 'parser',
              chain: [],
              element: {
                tag: '<img src="https://vk.com/rtrg?p=VK-RTRG-1234567-ABCDE" style="position:fixed; left:-999px;" alt="">',
                place: { url: HOME, line: 44, column: 13, inFunction: '' },
              },
              through: [],
            },
          }),
        ]
      : [];
  return [...own, ...leak, unknown, ...held, ...agreed, ...late, ...flaky, ...noscript];
}

function storageOf(kind: Phase['kind']): StorageChange[] {
  const fbp: StorageChange = {
    stage: 0,
    atMs: 660,
    area: 'cookie',
    change: 'new',
    name: '_fbp',
    where: '.qarzhy.example',
    path: '/',
    lifetimeSeconds: 7_776_000,
    valueHash: '8a1f00c2d34b5e69',
    writer: {
      chain: [
        { url: 'https://connect.facebook.net/en_US/fbevents.js', line: 1, column: 9120, inFunction: 'writeCookie' },
      ],
    },
  };
  if (kind === 'no-script') return [];
  if (kind !== 'withdraw') return [fbp];
  return [
    fbp,
    { ...fbp, stage: 1, atMs: 2900, name: '_ym_uid', valueHash: '11aa22bb33cc44dd', lifetimeSeconds: 31_536_000 },
    { ...fbp, stage: 2, atMs: 5300, name: '_fbp', change: 'gone', valueHash: '', writer: null },
    {
      ...fbp,
      stage: 3,
      atMs: 9100,
      name: '_ym_uid',
      change: 'changed',
      writer: { header: 'https://mc.yandex.ru/watch/98765432' },
    },
    {
      ...fbp,
      stage: 3,
      atMs: 9150,
      area: 'localStorage',
      name: '_ym_retryReqs',
      where: SITE,
      path: '',
      lifetimeSeconds: null,
    },
  ];
}

function observe(phase: Phase, repeat: number): Observation {
  const seconds = phase.kind === 'withdraw' ? 10 : 7;
  return {
    version: 1,
    phase,
    repeat,
    url: HOME,
    startedAt: `2026-11-20T13:0${repeat}:10.000Z`,
    durationMs: seconds * 1000,
    stages: stages(phase.kind, seconds),
    requests: requestsOf(phase.kind, repeat),
    storage: storageOf(phase.kind),
    consentCalls:
      phase.kind === 'accept' || phase.kind === 'withdraw'
        ? [
            {
              atMs: 130,
              stage: 0,
              command: 'default',
              values: { ad_storage: 'denied', analytics_storage: 'denied' },
              after: 0,
            },
            {
              atMs: 2450,
              stage: 1,
              command: 'update',
              values: { ad_storage: 'denied', analytics_storage: 'granted' },
              after: 3,
            },
          ]
        : [],
    troubles:
      phase.kind === 'gpc' && repeat === 2
        ? [
            {
              atMs: 6900,
              code: 'never-settled',
              detail: 'GET https://chat.example.net/poll?s=1 every 200 ms',
              isFatal: false,
            },
          ]
        : [],
    kelisim: phase.kind === 'no-script' ? null : { version: '0.1.0', site: 'qarzhy', ledger: [] },
    documents: { [HOME]: `<!doctype html><html lang="kk"><head>${PIXEL_TAG}</script></head></html>` },
    titles: stages(phase.kind, seconds).map(() => 'Қаржы: онлайн несие'),
    cnames: { 'metrics.qarzhy.example': ['qarzhy.d1.sc.omtrdc.net'] },
    screenshots: [
      { stage: 0, file: `${phase.id}-1-0.png` },
      { stage: 1, file: `${phase.id}-1-1.png` },
    ],
  };
}

const PLACE = { url: HOME, line: 14, column: 5, inFunction: '' };

function finding(
  id: string,
  more: Partial<Finding> & Pick<Finding, 'verdict' | 'severity' | 'cause' | 'vendor' | 'host' | 'phases'>,
): Finding {
  return {
    id,
    category: 'advertising',
    page: HOME,
    place: null,
    element: '',
    names: {},
    fixes: [],
    evidence: more.phases.map((phase) => ({ phase, repeat: 1, requests: [], stored: [], atMs: 640 })),
    ...more,
  };
}

const FINDINGS: readonly Finding[] = [
  finding('9f2c61d0a7b1', {
    verdict: 'leaked',
    severity: 'error',
    cause: 'above-gate',
    vendor: 'meta-pixel',
    host: 'connect.facebook.net',
    phases: ['no-choice', 'reject', 'only-analytics', 'gpc', 'head-missing'],
    place: PLACE,
    element: PIXEL_TAG,
    fixes: [
      {
        code: 'mark',
        before: `${PIXEL_TAG}</script>`,
        after:
          '<script type="text/plain" data-kelisim="meta-pixel" src="https://connect.facebook.net/en_US/fbevents.js"></script>',
        place: PLACE,
      },
      { code: 'move-below', place: PLACE },
    ],
  }),
  finding('1b7720fe9c34', {
    verdict: 'leaked',
    severity: 'error',
    cause: 'noscript',
    vendor: 'vk-pixel',
    host: 'vk.com',
    phases: ['no-script'],
    place: { ...PLACE, line: 44, column: 13 },
    element: '<img src="https://vk.com/rtrg?p=VK-RTRG-1234567-ABCDE" style="position:fixed; left:-999px;" alt="">',
    fixes: [
      {
        code: 'take-out-noscript',
        before:
          '<noscript><img src="https://vk.com/rtrg?p=VK-RTRG-1234567-ABCDE" style="position:fixed; left:-999px;" alt=""/></noscript>',
        after: '',
        place: { ...PLACE, line: 44, column: 13 },
      },
    ],
  }),
  finding('c03d5b19ae80', {
    verdict: 'signal-mismatch',
    severity: 'error',
    cause: 'wrong-signal',
    vendor: 'google-analytics-4',
    host: 'region1.google-analytics.com',
    category: 'analytics',
    phases: ['accept'],
    place: { url: `${SITE}/js/consent.js`, line: 8, column: 2, inFunction: 'sync' },
    names: { setting: 'ad_storage', sent: 'denied', expected: 'granted' },
    fixes: [
      {
        code: 'signal-update',
        before: "gtag('consent', 'update', { ad_storage: 'denied' });",
        after: '',
        place: { url: `${SITE}/js/consent.js`, line: 8, column: 2, inFunction: 'sync' },
      },
    ],
  }),
  finding('77ab00c1d2e3', {
    verdict: 'residual',
    severity: 'error',
    cause: 'keeps-running',
    vendor: 'yandex-metrica',
    host: 'mc.yandex.ru',
    category: 'analytics',
    phases: ['withdraw'],
    names: { cookies: '_ym_uid, _ym_retryReqs' },
    fixes: [{ code: 'reload-on-withdrawal' }, { code: 'add-cookies', after: '"cookies": ["_ym_retryReqs"]' }],
  }),
  finding('5e5e0190ab42', {
    verdict: 'missing',
    severity: 'error',
    cause: 'not-there',
    vendor: 'tiktok-pixel',
    host: 'analytics.tiktok.com',
    phases: ['accept', 'only-advertising'],
    fixes: [
      {
        code: 'write-tag',
        after:
          '<script type="text/plain" data-kelisim="tiktok-pixel" src="https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=C4ABC&amp;lib=ttq"></script>',
      },
    ],
  }),
  finding('d9c8b7a60514', {
    verdict: 'personal-data',
    severity: 'error',
    cause: 'personal-data',
    vendor: 'google-analytics-4',
    host: 'region1.google-analytics.com',
    category: 'analytics',
    page: LOAN,
    phases: ['accept', 'only-analytics'],
    names: { data: 'phone', field: 'ep.phone' },
    fixes: [{ code: 'without-value' }],
  }),
  finding('0aa1bb2cc3dd', {
    verdict: 'double',
    severity: 'warning',
    cause: 'second-copy',
    vendor: 'yandex-metrica',
    host: 'mc.yandex.ru',
    category: 'analytics',
    phases: ['accept'],
    fixes: [
      { code: 'take-out', before: '<script async src="https://mc.yandex.ru/metrika/tag.js"></script>', after: '' },
    ],
  }),
  finding('ee12fd34bc56', {
    verdict: 'unlisted',
    severity: 'warning',
    cause: 'not-in-catalogue',
    vendor: '',
    host: 'cdn.partner-stat.example',
    category: '',
    phases: ['no-choice', 'reject', 'accept'],
    fixes: [
      {
        code: 'catalogue-entry',
        after:
          '{\n  "id": "partner-stat",\n  "name": { "kk": "…", "ru": "…" },\n  "hosts": ["cdn.partner-stat.example"],\n  "category": "advertising",\n  "purpose": { "kk": "…", "ru": "…" }\n}',
      },
    ],
  }),
  finding('aa00bb11cc22', {
    verdict: 'undeclared',
    severity: 'warning',
    cause: 'not-in-config',
    vendor: 'vk-pixel',
    host: 'vk.com',
    phases: ['no-script'],
    fixes: [{ code: 'add-service', after: '{ "vendor": "vk-pixel" }' }],
  }),
  finding('33dd44ee55ff', {
    verdict: 'late-default',
    severity: 'warning',
    cause: 'late-default',
    vendor: 'google-tag-manager',
    host: 'www.googletagmanager.com',
    category: '',
    phases: ['only-analytics'],
    fixes: [{ code: 'default-first' }],
  }),
  finding('6a7b8c9d0e1f', {
    verdict: 'attempted',
    severity: 'note',
    cause: 'unmarked',
    vendor: 'tiktok-pixel',
    host: 'analytics.tiktok.com',
    phases: ['no-choice'],
    fixes: [],
  }),
  finding('f0e1d2c3b4a5', {
    verdict: 'inconclusive',
    severity: 'note',
    cause: 'unstable',
    vendor: 'microsoft-uet',
    host: 'bat.bing.com',
    phases: ['gpc'],
    fixes: [{ code: 'look-again' }],
  }),
];

const SERVICES: readonly (readonly [vendor: string, host: string, category: string])[] = [
  ['loan-calculator', 'calc.example.net', 'functional'],
  ['google-analytics-4', 'region1.google-analytics.com', 'analytics'],
  ['yandex-metrica', 'mc.yandex.ru', 'analytics'],
  ['meta-pixel', 'connect.facebook.net', 'advertising'],
  ['tiktok-pixel', 'analytics.tiktok.com', 'advertising'],
  ['vk-pixel', 'vk.com', 'advertising'],
  ['microsoft-uet', 'bat.bing.com', 'advertising'],
  ['google-tag-manager', 'www.googletagmanager.com', ''],
  ['', 'cdn.partner-stat.example', ''],
];

function cells(): Cell[] {
  return SERVICES.flatMap(([vendor, host, category]) =>
    PHASES.filter(({ id }) => vendor !== 'microsoft-uet' || id === 'gpc').map((phase): Cell => {
      const mine = FINDINGS.filter(
        (one) => one.vendor === vendor && one.host === host && one.phases.includes(phase.id),
      );
      const worst = mine[0];
      const isOpen = phase.kind === 'accept' || (phase.kind === 'only' && phase.category === category);
      return {
        vendor,
        host,
        category,
        phase: phase.id,
        verdict: worst?.verdict ?? (vendor === '' ? 'ok-silent' : isOpen ? 'ok-fired' : 'ok-blocked'),
        severity: worst?.severity ?? 'none',
        requests: worst?.verdict === 'missing' ? 0 : worst || isOpen ? 2 : 0,
        findings: mine.map(({ id }) => id),
      };
    }),
  );
}

/** What a finding rests on: the requests to its host in the first visit of each of its phases. */
function withEvidence(finding: Finding, observations: readonly Observation[]): Finding {
  const evidence = finding.evidence.map((one) => {
    const visit = observations.find(({ phase, repeat }) => phase.id === one.phase && repeat === one.repeat);
    const found = visit?.requests.filter(({ url }) => new URL(url).host === finding.host) ?? [];
    return { ...one, requests: found.map(({ id }) => id), atMs: found[0]?.atMs ?? one.atMs };
  });
  return { ...finding, evidence };
}

export function sampleRun(more: Partial<AuditRun> = {}): AuditRun {
  number = 0;
  const observations = PHASES.flatMap((phase) => [1, 2, 3].map((repeat) => observe(phase, repeat)));
  return {
    version: 1,
    tool: '0.1.0',
    browser: 'Chromium 141.0.7390.37',
    startedAt: '2026-11-20T13:00:04.120Z',
    durationMs: 83_400,
    urls: [HOME, LOAN],
    phases: PHASES,
    repeats: 3,
    language: 'kk',
    facts: FACTS,
    observations,
    judgement: { cells: cells(), findings: FINDINGS.map((finding) => withEvidence(finding, observations)) },
    skipped: [
      { phase: 'endpoint-down', why: 'no-endpoint' },
      { phase: 'early-error', why: 'over-time' },
    ],
    ...more,
  };
}

/** The same site after everything was put right. */
export function cleanRun(): AuditRun {
  const run = sampleRun();
  const fine = cells().map((cell): Cell => {
    const isOpen = cell.phase === 'accept' || cell.phase === `only-${cell.category}`;
    return { ...cell, verdict: isOpen ? 'ok-fired' : 'ok-blocked', severity: 'none', findings: [] };
  });
  return {
    ...run,
    judgement: { cells: fine.filter(({ vendor }) => vendor !== '' && vendor !== 'microsoft-uet'), findings: [] },
  };
}
