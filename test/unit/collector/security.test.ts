/**
 * The list of risks in the project's contract that is about these routes (OWASP API Security Top 10 2023). Elsewhere: API2 and API5 in
 * admin-access.test.ts, API4 in bad-input.test.ts and server.test.ts, forms and pages in the files of their routes.
 */
import { expect, test } from 'vitest';
import { canonicalise } from '../../../src/collector/canonicalise.ts';
import { BROWSER, logIn, startAdmin, type TestAdmin } from './admin-fixture.ts';
import { makeRecord, ORIGIN, recordId, SITE, startCollector } from './collector-fixture.ts';

test('API1: whoever knows an id reads one receipt; every other id, of any site or form, gets the same 404 of the same size after the same look-ups.', async () => {
  const collector = await startCollector();
  const other = { v: 1, records: [makeRecord(500, { site: 'other-site' })] };
  await collector.post(JSON.stringify(other), {}, '/v1/sites/other-site/records');
  await collector.send(makeRecord(1));
  const { storage } = collector;
  const asked: string[] = [];
  const find = storage.find.bind(storage);
  const findErasure = storage.findErasure.bind(storage);
  storage.find = (id) => {
    asked.push('find');
    return find(id);
  };
  storage.findErasure = (id) => {
    asked.push('findErasure');
    return findErasure(id);
  };
  const ids = [
    ...Array.from({ length: 60 }, (_, i) => recordId(2 + i)),
    recordId(500).toUpperCase(),
    `${recordId(500)} `,
    'other-site',
    '*',
    '%25',
    '..%2f..%2fadmin',
    '__proto__',
  ];
  const answers = new Set<string>();
  for (const headers of [{}, BROWSER]) {
    for (const id of ids) {
      asked.length = 0;
      const response = await collector.fetch(`/v1/receipts/${id}?lang=en`, { headers });
      const fields = [...response.headers].filter(([name]) => name !== 'date');
      answers.add(JSON.stringify([headers, response.status, fields, await response.text(), asked]));
    }
  }
  expect([...answers].filter((answer) => !answer.includes(',404,'))).toEqual([]);
  // One as JSON, one as a page.
  expect(answers.size).toBe(2);
});

test('API3: a sender that forges what only the server may say has nothing of it stored.', async () => {
  const collector = await startCollector();
  const forged = [
    'receivedAt',
    'received_at',
    'hash',
    'rowid',
    'body',
    'record',
    'erasedAt',
    'reason',
    'stored',
    'result',
  ];
  for (const name of forged) {
    const response = await collector.send({ ...makeRecord(1), [name]: '2020-01-01T00:00:00.000Z' });
    expect(await response.json()).toEqual({
      v: 1,
      results: [{ id: recordId(1), result: 'rejected', code: 'unknown-field' }],
    });
    const batch = JSON.stringify({ v: 1, records: [makeRecord(1)], [name]: 1 });
    expect((await collector.post(batch)).status).toBe(400);
  }
  expect(collector.rows()).toEqual([]);
  // `seq` is a field of the record, and not the order of the database.
  await collector.send(makeRecord(2, { seq: 999 }));
  const [found] = await collector.storage.search({}, 1);
  expect([found?.seq, found?.receivedAt]).toEqual([1, '2026-07-01T09:03:05.678Z']);
  expect(collector.rows()[0]?.body).toBe(canonicalise(makeRecord(2, { seq: 999 })));
});

const ORIGINS = [null, ORIGIN, 'https://evil.example', 'null', 'http://site.example'] as const;
const ROUTES = [
  ['POST', `/v1/sites/${SITE}/records`, 'write'],
  ['OPTIONS', `/v1/sites/${SITE}/records`, 'write'],
  ['POST', `/v1/sites/${SITE}/notices`, 'write'],
  ['OPTIONS', `/v1/sites/${SITE}/notices`, 'write'],
  ['GET', `/v1/receipts/${recordId(1)}`, 'read'],
  ['GET', `/v1/receipts/${recordId(9)}`, 'read'],
  ['GET', '/healthz', 'none'],
  ['GET', '/readyz', 'none'],
  ['GET', '/nothing', 'none'],
] as const;

test.for(ROUTES.flatMap((route) => ORIGINS.map((origin) => [...route, origin] as const)))(
  'API8: %s %s (%s) tells origin %j no more than it may, on whatever status.',
  async ([method, path, kind, origin]) => {
    const collector = await startCollector();
    await collector.send(makeRecord(1));
    const headers: Record<string, string> = {
      'Content-Type': 'text/plain',
      ...(origin !== null && { Origin: origin }),
    };
    const init = { method, headers, ...(method === 'POST' && { body: '{}' }) };
    const response = await collector.fetch(path, init);
    const mayRead = origin === ORIGIN && kind !== 'none';
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(mayRead ? ORIGIN : null);
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    if (kind !== 'none') expect(response.headers.get('Vary')).toContain('Origin');
    if (kind === 'write' && origin !== ORIGIN) expect(response.status).toBe(403);
    if (response.status >= 400) expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  },
);

test('API8: a refusal for want of time keeps the CORS headers too, so that the outbox can read when to come again.', async () => {
  const collector = await startCollector({
    limits: {
      ...(await import('../../../src/collector/collector-environment.ts')).DEFAULT_LIMITS,
      writes: { perSecond: 1, burst: 1 },
    },
  });
  await collector.send(makeRecord(1));
  const late = await collector.send(makeRecord(2));
  expect([late.status, late.headers.get('Access-Control-Allow-Origin')]).toEqual([429, ORIGIN]);
  collector.storage.store = () => Promise.reject(new Error('disk'));
  collector.clock.nowMs += 5000;
  const failed = await collector.send(makeRecord(3));
  expect([failed.status, failed.headers.get('Access-Control-Allow-Origin')]).toEqual([503, ORIGIN]);
  expect(failed.headers.get('Access-Control-Expose-Headers')).toBe('Retry-After, Date');
});

test('API8: the admin side answers no other origin, and its answers are for nobody’s cache or frame.', async () => {
  const admin = await startAdmin();
  await admin.send(makeRecord(1));
  for (const path of [
    '/',
    '/records?site=demo-site',
    `/records/${recordId(1)}`,
    '/exports',
    '/erasures',
    '/v1/admin/records',
    '/v1/admin/statistics',
    '/v1/admin/erasures',
    '/v1/admin/exports?format=jsonl',
    '/plots/days.svg',
  ]) {
    const response = await admin.ask(path, { headers: { Origin: ORIGIN } });
    expect(response.status).toBe(200);
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    if (response.headers.get('Content-Type')?.startsWith('text/html'))
      expect(response.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
  }
});

test('The public port has nothing of the admin side, and the admin port takes no records.', async () => {
  const admin = await startAdmin();
  for (const path of [
    '/',
    '/records',
    '/exports',
    '/erasures',
    '/login',
    '/metrics',
    '/v1/statistics',
    '/v1/admin/records',
    '/v1/admin/statistics',
    '/v1/admin/exports?format=csv',
  ])
    expect((await admin.fetch(path)).status).toBe(404);
  const headers = { 'Content-Type': 'text/plain', Origin: ORIGIN };
  for (const path of [`/v1/sites/${SITE}/records`, `/v1/sites/${SITE}/notices`])
    expect((await admin.ask(path, { method: 'POST', body: '{}', headers })).status).toBe(404);
});

/** Planted in everything that is asked. */
const CANARIES = [
  '77011234567',
  '900101300000',
  'canary@mail.example',
  makeRecord(1).subject,
  recordId(1),
  'canary-site',
];

async function everywhere(admin: TestAdmin, canary: string, cookie: string): Promise<Response[]> {
  const c = encodeURIComponent(canary);
  const json = { 'Content-Type': 'application/json', Referer: `https://a.example/${c}`, 'User-Agent': canary };
  const post = (path: string, body: string, headers: Record<string, string>) =>
    admin.ask(path, { method: 'POST', body, headers });
  return [
    await admin.ask(`/v1/admin/records?subject=${c}&${c}=1`),
    await admin.ask(`/v1/admin/records?policy=${c}`),
    await admin.ask(`/v1/admin/records/${c}`),
    await admin.ask(`/records/${c}`),
    await admin.ask(`/v1/admin/exports/${c}`),
    await admin.ask(`/v1/admin/exports?format=${c}`),
    await admin.ask(`/plots/${c}.svg`),
    await admin.ask(`/${c}`, { method: 'PUT' }),
    await post('/v1/admin/erasures', JSON.stringify({ v: 1, subject: canary, dryRun: true }), json),
    await post('/v1/admin/erasures', `{"${canary}`, json),
    await admin.askAsNobody('/v1/admin/records', { headers: { Authorization: `Bearer ${canary}`, Cookie: cookie } }),
    await admin.askAsNobody('/login', {
      method: 'POST',
      body: new URLSearchParams({ token: canary }),
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    }),
    await admin.fetch(`/v1/receipts/${c}?q=${c}`),
    await admin.fetch(`/v1/sites/${c}/records`, {
      method: 'POST',
      body: canary,
      headers: { Origin: ORIGIN, 'Content-Type': 'text/plain' },
    }),
  ];
}

test('Canaries: no phone, IIN, e-mail, subject, record id, token or session is in the logs, the refusals, the counters or the admin log.', async () => {
  const admin = await startAdmin({ wrongTokens: { perSecond: 100, burst: 1000 } });
  await admin.send(makeRecord(1, { policy: '77011234567', services: { 'canary-site': true } }));
  const secret = await admin.addToken('reader', ['read']);
  const cookie = await logIn(admin, secret);
  const refusals: string[] = [];
  for (const canary of CANARIES) {
    for (const response of await everywhere(admin, canary, cookie)) {
      const text = await response.text();
      if (response.status >= 400) refusals.push(text + JSON.stringify([...response.headers]));
    }
  }
  admin.storage.search = () => Promise.reject(new Error(`no such row: ${recordId(1)} ${makeRecord(1).subject}`));
  const failed = await admin.ask(`/v1/admin/records?id=${recordId(1)}`);
  expect(failed.status).toBe(503);
  refusals.push(await failed.text());
  expect(refusals.length).toBeGreaterThan(CANARIES.length * 8);
  const metrics = await (await admin.ask('/metrics')).text();
  const said = JSON.stringify([admin.logs, admin.adminLogs, refusals, metrics, admin.noted()]);
  for (const canary of [...CANARIES, secret, cookie.split('=')[1] ?? 'none', 'no such row'])
    expect(said).not.toContain(canary);
});
