/** Renewal of the choice cookie by the site's own server: the same value, what is left of its term, for pages of the same origin only. */
import { expect, test } from 'vitest';
import { dayOf } from '../../../src/core/choice-cookie.ts';
import { NOW_MS, SITE, startCollector, type TestCollector } from './collector-fixture.ts';

const PAGE = 'https://www.site.example';
const TODAY = dayOf(NOW_MS);
const DAY_SECONDS = 86_400;
/** Seconds of today that are over. */
const SINCE_MIDNIGHT = Math.floor(NOW_MS / 1000) % DAY_SECONDS;
const VALUE = `1.a3f09c.${TODAY - 30}.fa.-clarity`;

interface Asked {
  readonly origin?: string | null;
  readonly headers?: Record<string, string>;
  readonly cookie?: string;
  readonly body?: unknown;
  readonly path?: string;
}

function renew(collector: TestCollector, asked: Asked = {}): Promise<Response> {
  const { origin = PAGE, cookie = `other=1; kelisim=${VALUE}`, path = `/v1/sites/${SITE}/renew` } = asked;
  const body = asked.body ?? { v: 1, scope: 'a3f09c', termDays: 180, domain: 'site.example' };
  return collector.fetch(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: {
      'Content-Type': 'text/plain;charset=UTF-8',
      'Sec-Fetch-Site': 'same-origin',
      ...(origin !== null && { Origin: origin }),
      ...(cookie && { Cookie: cookie }),
      ...asked.headers,
    },
  });
}

function start(): Promise<TestCollector> {
  return startCollector({ allowedOrigins: new Set([PAGE, 'http://localhost:8080', 'https://other.example']) });
}

test('The cookie comes back as it was, with what is left of its term, on the domain it was kept on.', async () => {
  const response = await renew(await start());
  expect(await response.json()).toEqual({ v: 1, result: 'renewed' });
  const left = 150 * DAY_SECONDS - SINCE_MIDNIGHT;
  expect(response.headers.getSetCookie()).toEqual([
    `kelisim=${VALUE}; Path=/; Max-Age=${left}; SameSite=Lax; Domain=site.example; Secure`,
  ]);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
});

test('Renewed again and again the choice still ends on its own day.', async () => {
  const collector = await start();
  const ends = new Set<number>();
  for (let day = 0; day < 149; day += 37) {
    collector.clock.nowMs = NOW_MS + day * DAY_SECONDS * 1000;
    const [line = ''] = (await renew(collector)).headers.getSetCookie();
    ends.add(Math.floor(collector.clock.nowMs / 1000) + Number(/Max-Age=(\d+)/.exec(line)?.[1]));
  }
  expect([...ends]).toEqual([(TODAY + 150) * DAY_SECONDS]);
});

test('A cookie of the host alone gets no Domain, one on plain http no Secure.', async () => {
  const response = await renew(await start(), {
    origin: 'http://localhost:8080',
    body: { v: 1, scope: 'a3f09c', termDays: 180, domain: '' },
  });
  expect(response.headers.getSetCookie()[0]).toMatch(/^kelisim=\S+; Path=\/; Max-Age=\d+; SameSite=Lax$/);
});

test('Of two cookies the newest that counts is renewed.', async () => {
  const newer = `1.a3f09c.${TODAY - 1}.0`;
  const response = await renew(await start(), { cookie: `kelisim=${VALUE}; kelisim=${newer}; kelisim=x` });
  expect(response.headers.getSetCookie()[0]).toContain(`kelisim=${newer};`);
});

test.for([
  ['of another scope', `kelisim=1.b3f09c.${TODAY}.fa`],
  ['whose term is over', `kelisim=1.a3f09c.${TODAY - 180}.fa`],
  ['of a day to come', `kelisim=1.a3f09c.${TODAY + 2}.fa`],
  ['with a line break in its encoding', 'kelisim=1.a3f09c.20000.fa%0d%0aSet-Cookie:x=1'],
  ['that is far too long', `kelisim=1.a3f09c.${TODAY}.fa${'.+a'.repeat(90)}`],
  ['of a later version', `kelisim=2.a3f09c.${TODAY}.fa`],
  ['of another name', `xkelisim=${VALUE}`],
  ['that is none at all', ''],
] as const)('A cookie %s is not set again.', async ([, cookie]) => {
  const response = await renew(await start(), { cookie: cookie || 'a=b' });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ v: 1, result: 'no-choice' });
  expect(response.headers.getSetCookie()).toEqual([]);
});

test.for([
  [
    'another origin that may write records',
    { origin: 'https://other.example', headers: { 'Sec-Fetch-Site': 'cross-site' } },
  ],
  ['a subdomain', { headers: { 'Sec-Fetch-Site': 'same-site' } }],
  ['an unlisted origin', { origin: 'https://evil.example' }],
  ['the origin "null"', { origin: 'null' }],
  ['no origin', { origin: null }],
] satisfies [string, Asked][])('A request of %s is refused and sets nothing.', async ([, asked]) => {
  const response = await renew(await start(), asked);
  expect(response.status).toBe(403);
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
});

test('Without Sec-Fetch-Site the Host decides.', async () => {
  const collector = await start();
  const ask = (host: string) =>
    collector.fetch(`/v1/sites/${SITE}/renew`, {
      method: 'POST',
      body: JSON.stringify({ v: 1, scope: 'a3f09c', termDays: 180, domain: '' }),
      headers: { 'Content-Type': 'text/plain', Origin: PAGE, Host: host, Cookie: `kelisim=${VALUE}` },
    });
  expect((await ask('www.site.example')).status).toBe(200);
  expect((await ask('collector.example')).status).toBe(403);
});

test.for([
  ['a foreign domain', { v: 1, scope: 'a3f09c', termDays: 180, domain: 'other.example' }, 'foreign-domain'],
  ['half a label', { v: 1, scope: 'a3f09c', termDays: 180, domain: 'ite.example' }, 'foreign-domain'],
  ['an attribute in the domain', { v: 1, scope: 'a3f09c', termDays: 180, domain: 'a; Max-Age=9' }, 'malformed-renewal'],
  ['a longer term than there is', { v: 1, scope: 'a3f09c', termDays: 401, domain: '' }, 'malformed-renewal'],
  ['no scope', { v: 1, termDays: 180, domain: '' }, 'malformed-renewal'],
  ['an unknown member', { v: 1, scope: 'a3f09c', termDays: 180, domain: '', value: 'x' }, 'malformed-renewal'],
  ['no JSON', '{', 'malformed-json'],
] as const)('A request with %s is answered 400 and sets nothing.', async ([, body, code]) => {
  const response = await renew(await start(), { body });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ code });
  expect(response.headers.getSetCookie()).toEqual([]);
});

test('A body over half a kilobyte is 413, an unknown site 404, and the log has neither cookie nor domain.', async () => {
  const collector = await start();
  expect((await renew(collector, { body: ' '.repeat(600) })).status).toBe(413);
  expect((await renew(collector, { path: '/v1/sites/UPPER/renew' })).status).toBe(404);
  await renew(collector);
  expect(JSON.stringify(collector.logs)).not.toMatch(/a3f09c|site\.example/);
});
