import { expect, test } from 'vitest';
import { makeRecord, ORIGIN, SITE, startCollector } from './collector-fixture.ts';

const RECORDS = `/v1/sites/${SITE}/records`;
const BODY = JSON.stringify({ v: 1, records: [makeRecord(1)] });

/** Origins that look like the listed one, or like nobody. */
const STRANGERS: readonly (string | null)[] = [
  null,
  '',
  'null',
  '*',
  'http://site.example',
  'https://site.example:8443',
  'https://www.site.example',
  'https://site.example.evil.example',
  'https://evil.example/https://site.example',
  'https://SITE.example',
  'https://site.example/',
  'https://site.example https://other.example',
];

function headersFrom(origin: string | null): Record<string, string> {
  return { 'Content-Type': 'text/plain', ...(origin === null ? {} : { Origin: origin }) };
}

test.for(['records', 'notices'])(
  'Only the listed origin may write to %s: it is echoed, without credentials, with Vary, and may read Retry-After and Date.',
  async (route) => {
    const collector = await startCollector();
    const response = await collector.post(BODY, {}, `/v1/sites/${SITE}/${route}`);
    expect(response.status).not.toBe(403);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    expect(response.headers.get('Access-Control-Expose-Headers')).toBe('Retry-After, Date');
    expect(response.headers.get('Vary')).toBe('Origin');
    expect(response.headers.get('Date')).toBe('Wed, 01 Jul 2026 09:03:05 GMT');
  },
);

test.for(STRANGERS.flatMap((origin) => ['records', 'notices'].map((route) => [origin, route] as const)))(
  'Origin %j gets 403 on %s, without a CORS header, before and after a preflight, and stores nothing.',
  async ([origin, route]) => {
    const collector = await startCollector();
    for (const init of [
      { method: 'POST', body: BODY, headers: headersFrom(origin) },
      { method: 'OPTIONS', headers: { ...headersFrom(origin), 'Access-Control-Request-Method': 'POST' } },
    ]) {
      const response = await collector.fetch(`/v1/sites/${SITE}/${route}`, init);
      expect(response.status).toBe(403);
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(response.headers.get('Vary')).toBe('Origin');
    }
    expect(collector.rows()).toEqual([]);
  },
);

test('A listed `null` or `*` still lets nobody in under that name.', async () => {
  const collector = await startCollector({ allowedOrigins: new Set(['null', '*']) });
  for (const origin of ['null', 'https://evil.example'])
    expect((await collector.post(BODY, { Origin: origin })).status).toBe(403);
  expect(collector.rows()).toEqual([]);
});

test('A preflight of the listed origin is answered for two hours.', async () => {
  const collector = await startCollector();
  const response = await collector.fetch(RECORDS, {
    method: 'OPTIONS',
    headers: { Origin: ORIGIN, 'Access-Control-Request-Method': 'POST' },
  });
  expect(response.status).toBe(204);
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
  expect(response.headers.get('Access-Control-Allow-Methods')).toBe('POST');
  expect(response.headers.get('Access-Control-Allow-Headers')).toBe('Content-Type');
  expect(response.headers.get('Access-Control-Max-Age')).toBe('7200');
});

test('Errors keep the CORS headers, so that the outbox can read the status.', async () => {
  const collector = await startCollector();
  const statuses: number[] = [];
  for (const [body, headers] of [
    ['{', {}],
    [' '.repeat(50_000), {}],
    [BODY, { 'Content-Type': 'image/png' }],
  ] as const) {
    const response = await collector.post(body, headers);
    statuses.push(response.status);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
  }
  expect(statuses).toEqual([400, 413, 415]);
});
