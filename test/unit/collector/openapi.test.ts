/** The published descriptions of the interfaces, against the routes and the answers there are (API9: nothing undocumented, nothing invented). */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { createCollectorApp } from '../../../src/collector/app.ts';
import { DEFAULT_LIMITS } from '../../../src/collector/collector-environment.ts';
import { recordSchema } from '../../../tools/generate-openapi.ts';
import { startAdmin, type TestAdmin } from './admin-fixture.ts';
import { makeRecord, ORIGIN, recordId, SITE } from './collector-fixture.ts';

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { $ref?: string; content?: Record<string, unknown> }>>;
}
interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly responses?: Record<string, Operation['responses'][string]>;
    readonly schemas: Record<string, unknown>;
  };
}

const METHODS = ['get', 'post', 'options'];

function read(name: string): OpenApi {
  return JSON.parse(readFileSync(new URL(`../../../docs/openapi/${name}.json`, import.meta.url), 'utf8')) as OpenApi;
}

const collectorApi = read('collector');
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(collectorApi, 'collector');
ajv.addSchema(read('own-backend'), 'own-backend');

function documented(): string[] {
  return Object.entries(collectorApi.paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => METHODS.includes(method))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
}

test('Every route of both ports is documented, and nothing else.', async () => {
  const admin = await startAdmin();
  const { storage } = admin;
  const collector = createCollectorApp({
    storage,
    allowedOrigins: new Set(),
    sites: null,
    limits: DEFAULT_LIMITS,
    now: Date.now,
    log: () => undefined,
  });
  const routes = [...admin.app.routes, ...collector.routes]
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(new Set(documented())).toEqual(new Set(routes));
});

const TEXT = { 'Content-Type': 'text/plain', Origin: ORIGIN };
const JSON_TYPE = { 'Content-Type': 'application/json' };
const OWN_PAGE = { 'Sec-Fetch-Site': 'same-origin' };
const SUBJECT = makeRecord(1).subject;

/** Requests for every operation, each with the status it must get. */
const REQUESTS: readonly (readonly [operation: string, path: string, status: number, init?: RequestInit])[] = [
  [
    'POST /v1/sites/{site}/records',
    `/v1/sites/${SITE}/records`,
    200,
    { body: JSON.stringify({ v: 1, records: [makeRecord(2), {}, { ...makeRecord(3), v: 2 }] }), headers: TEXT },
  ],
  ['POST /v1/sites/{site}/records', `/v1/sites/${SITE}/records`, 400, { body: '{', headers: TEXT }],
  ['POST /v1/sites/{site}/records', `/v1/sites/${SITE}/records`, 403, { body: '{' }],
  ['POST /v1/sites/{site}/records', '/v1/sites/UPPER/records', 404, { body: '{', headers: TEXT }],
  ['POST /v1/sites/{site}/records', `/v1/sites/${SITE}/records`, 413, { body: ' '.repeat(60_000), headers: TEXT }],
  [
    'POST /v1/sites/{site}/records',
    `/v1/sites/${SITE}/records`,
    415,
    { body: '{', headers: { Origin: ORIGIN, 'Content-Type': 'image/png' } },
  ],
  ['OPTIONS /v1/sites/{site}/records', `/v1/sites/${SITE}/records`, 204, { headers: TEXT }],
  ['OPTIONS /v1/sites/{site}/records', `/v1/sites/${SITE}/records`, 403],
  [
    'POST /v1/sites/{site}/notices',
    `/v1/sites/${SITE}/notices`,
    200,
    {
      body: JSON.stringify({
        v: 1,
        hash: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
        text: '{}',
      }),
      headers: TEXT,
    },
  ],
  ['POST /v1/sites/{site}/notices', `/v1/sites/${SITE}/notices`, 400, { body: '{}', headers: TEXT }],
  ['OPTIONS /v1/sites/{site}/notices', `/v1/sites/${SITE}/notices`, 204, { headers: TEXT }],
  [
    'POST /v1/sites/{site}/renew',
    `/v1/sites/${SITE}/renew`,
    200,
    {
      body: JSON.stringify({ v: 1, scope: 'a3f09c', termDays: 180, domain: '' }),
      headers: { ...TEXT, 'Sec-Fetch-Site': 'same-origin' },
    },
  ],
  [
    'POST /v1/sites/{site}/renew',
    `/v1/sites/${SITE}/renew`,
    403,
    { body: '{}', headers: { 'Content-Type': 'text/plain' } },
  ],
  ['GET /v1/receipts/{id}', `/v1/receipts/${recordId(1)}`, 200],
  ['GET /v1/receipts/{id}', `/v1/receipts/${recordId(99)}`, 404],
  ['GET /v1/receipts/{id}', `/v1/receipts/${recordId(50)}`, 410],
  ['GET /v1/receipts/{id}/notice', `/v1/receipts/${recordId(1)}/notice`, 404],
  ['GET /healthz', '/healthz', 200],
  ['GET /readyz', '/readyz', 200],
  ['GET /collector.css', '/collector.css', 200],
  ['GET /v1/admin/records', '/v1/admin/records?limit=1', 200],
  ['GET /v1/admin/records', '/v1/admin/records?limit=0', 400],
  ['GET /v1/admin/records/{id}', `/v1/admin/records/${recordId(1)}`, 200],
  ['GET /v1/admin/records/{id}', '/v1/admin/records/x', 404],
  ['GET /v1/admin/statistics', '/v1/admin/statistics?from=2026-07-01', 200],
  ['GET /v1/admin/statistics', '/v1/admin/statistics?from=x', 400],
  ['GET /v1/admin/exports', '/v1/admin/exports?format=jsonl', 200],
  ['GET /v1/admin/exports', '/v1/admin/exports?format=csv', 200],
  ['GET /v1/admin/exports', '/v1/admin/exports', 400],
  ['GET /v1/admin/exports/{id}', '/v1/admin/exports/x', 404],
  ['GET /v1/admin/erasures', '/v1/admin/erasures', 200],
  [
    'POST /v1/admin/erasures',
    '/v1/admin/erasures',
    200,
    { body: JSON.stringify({ v: 1, subject: SUBJECT, dryRun: true }), headers: JSON_TYPE },
  ],
  ['POST /v1/admin/erasures', '/v1/admin/erasures', 400, { body: '{}', headers: JSON_TYPE }],
  ['POST /v1/admin/erasures', '/v1/admin/erasures', 415, { body: '{}' }],
  ['GET /metrics', '/metrics', 200],
  ['GET /', '/', 200],
  ['GET /', '/?from=x', 400],
  ['GET /plots/{file}', '/plots/days.svg', 200],
  ['GET /plots/{file}', '/plots/x.svg', 404],
  ['GET /records', '/records', 200],
  ['GET /records', '/records?site=X', 400],
  ['GET /records/{id}', `/records/${recordId(1)}`, 200],
  ['GET /records/{id}', '/records/x', 404],
  ['GET /exports', '/exports', 200],
  ['GET /erasures', '/erasures', 200],
  ['POST /erasures', '/erasures', 200, { body: new URLSearchParams({ subject: SUBJECT }) }],
  ['POST /erasures', '/erasures', 400, { body: new URLSearchParams({ subject: 'x' }) }],
  ['GET /login', '/login', 200],
  ['POST /login', '/login', 401, { body: new URLSearchParams({ token: 'x' }), headers: OWN_PAGE }],
  ['POST /login', '/login', 403],
  ['POST /logout', '/logout', 303, { headers: OWN_PAGE }],
  ['POST /logout', '/logout', 403],
];

test('There is a request below for every documented operation.', () => {
  expect(new Set(REQUESTS.map(([operation]) => operation))).toEqual(new Set(documented()));
});

function pointer(...parts: string[]): string {
  return parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
}

async function withRecords(): Promise<TestAdmin> {
  const admin = await startAdmin();
  await admin.send(makeRecord(1), makeRecord(50, { subject: 'ZZZZZZZZZZZZZZZZZZZZZZ' }));
  await admin.storage.erase({ id: recordId(50) }, { at: '2026-07-01T10:00:00.000Z', reason: 'subject' }, false);
  return admin;
}

test.for(REQUESTS)(
  '%s (%s) answers %i as documented, and what it answers has the documented form.',
  async ([operation, path, status, init]) => {
    const admin = await withRecords();
    const [method, route] = operation.split(' ') as [string, string];
    const isAdmin = !/^\/(v1\/(sites|receipts)|healthz|readyz)/.test(route);
    const response = await (isAdmin ? admin.ask : admin.fetch)(path, { ...init, method });
    expect(response.status).toBe(status);
    const documentedAnswer = collectorApi.paths[route]?.[method.toLowerCase()]?.responses[status];
    expect(documentedAnswer).toBeDefined();
    const name = documentedAnswer?.$ref?.split('/').at(-1);
    const answer = name ? collectorApi.components.responses?.[name] : documentedAnswer;
    const type = response.headers.get('Content-Type')?.split(';', 1)[0];
    expect(Object.keys(answer?.content ?? {})).toEqual(type && answer?.content ? expect.arrayContaining([type]) : []);
    const text = await response.text();
    if (!type?.endsWith('json')) return;
    const place = name
      ? pointer('components', 'responses', name, 'content', type, 'schema')
      : pointer('paths', route, method.toLowerCase(), 'responses', String(status), 'content', type, 'schema');
    const validate = ajv.compile({ $ref: `collector#/${place}` });
    expect(validate(JSON.parse(text)) || validate.errors).toBe(true);
  },
);

test('Without a token every admin operation but logging in answers 401, as documented.', async () => {
  for (const [path, item] of Object.entries(collectorApi.paths)) {
    for (const [method, { responses }] of Object.entries(item).filter(([key]) => METHODS.includes(key))) {
      if (!('401' in responses) || path === '/login') continue;
      const admin = await startAdmin();
      const response = await admin.askAsNobody(path, { method: method.toUpperCase() });
      expect(response.status, `${method} ${path}`).toBe(401);
    }
  }
});

test.for(['collector', 'own-backend'])(
  'The record in %s.json is the record that is checked, and a good batch fits its schema.',
  (name) => {
    expect(read(name).openapi).toBe('3.1.0');
    expect(read(name).components.schemas['ConsentRecord']).toEqual(recordSchema());
    const validate = ajv.compile({ $ref: `${name}#/components/schemas/RecordBatch` });
    expect(validate({ v: 1, records: [makeRecord(1)] }) || validate.errors).toBe(true);
    expect(validate({ v: 1, records: [{ ...makeRecord(1), iin: '1' }] })).toBe(false);
    expect(validate({ v: 1, records: [] })).toBe(false);
  },
);
