/** Who gets in to the admin side, and to what (OWASP API Security Top 10 2023: API2, API5). */
import { expect, test } from 'vitest';
import type { TokenScope } from '../../../src/collector/storage/storage.ts';
import { BROWSER, logIn, startAdmin } from './admin-fixture.ts';
import { makeRecord, recordId } from './collector-fixture.ts';

const ERASE_JSON = {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ v: 1, subject: 'AbCdEfGhIjKlMnOpQrStUv', dryRun: true }),
};
const ERASE_FORM = { method: 'POST', body: new URLSearchParams({ subject: 'AbCdEfGhIjKlMnOpQrStUv' }) };

/** Every route of the admin side, the scope it needs, and a request that succeeds with it. */
const MATRIX: readonly (readonly [route: string, scope: TokenScope | null, path: string, init?: RequestInit])[] = [
  ['GET /', 'read', '/'],
  ['GET /plots/:file', 'read', '/plots/days.svg'],
  ['GET /records', 'read', '/records?site=demo-site'],
  ['GET /records/:id', 'read', `/records/${recordId(1)}`],
  ['GET /exports', 'export', '/exports'],
  ['GET /erasures', 'erase', '/erasures'],
  ['POST /erasures', 'erase', '/erasures', ERASE_FORM],
  ['GET /metrics', 'read', '/metrics'],
  ['GET /v1/admin/records', 'read', '/v1/admin/records'],
  ['GET /v1/admin/records/:id', 'read', `/v1/admin/records/${recordId(1)}`],
  ['GET /v1/admin/statistics', 'read', '/v1/admin/statistics'],
  ['GET /v1/admin/exports', 'export', '/v1/admin/exports?format=csv'],
  ['GET /v1/admin/exports/:id', 'export', '/v1/admin/exports/none'],
  ['GET /v1/admin/erasures', 'read', '/v1/admin/erasures'],
  ['POST /v1/admin/erasures', 'erase', '/v1/admin/erasures', ERASE_JSON],
  ['GET /login', null, '/login'],
  ['POST /login', null, '/login', { method: 'POST' }],
  ['POST /logout', null, '/logout', { method: 'POST' }],
  ['GET /collector.css', null, '/collector.css'],
];
const GUARDED = MATRIX.filter(([, scope]) => scope !== null);

test('The matrix below names every route there is.', async () => {
  const { app } = await startAdmin();
  const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`);
  expect(new Set(MATRIX.map(([route]) => route))).toEqual(new Set(routes));
});

test.for(GUARDED)('%s is answered with its scope, and refused without it.', async ([, scope, path, init]) => {
  const admin = await startAdmin();
  await admin.send(makeRecord(1));
  for (const given of [['read'], ['export'], ['erase'], ['read', 'export', 'erase']] as const) {
    const secret = await admin.addToken(given.join('+'), given);
    const headers = { ...(init?.headers as Record<string, string>), Authorization: `Bearer ${secret}` };
    const response = await admin.askAsNobody(path, { ...init, headers });
    const has = (given as readonly TokenScope[]).includes(scope as TokenScope);
    // The one path of the matrix whose thing does not exist.
    expect(response.status, given.join()).toBe(has ? (path.endsWith('/none') ? 404 : 200) : 403);
    if (!has) expect(await response.json()).toMatchObject({ code: 'scope-missing', scope });
  }
});

test.for(GUARDED)('%s is refused without a token, with a wrong one, and with one that was taken away.', async (row) => {
  const [, , path, init] = row;
  const admin = await startAdmin();
  const gone = await admin.addToken('gone', ['read', 'export', 'erase']);
  await admin.storage.removeToken('gone');
  for (const authorization of [null, 'Bearer ', 'Bearer wrong', `Bearer ${gone}`, `Basic ${gone}`, gone]) {
    const headers = new Headers(init?.headers);
    if (authorization !== null) headers.set('Authorization', authorization);
    const response = await admin.askAsNobody(path, { ...init, headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  }
  expect(admin.noted()).toEqual([]);
});

test('With an empty table of tokens nothing opens the admin side, whatever is sent.', async () => {
  const admin = await startAdmin({ wrongTokens: { perSecond: 100, burst: 100 } });
  await admin.storage.removeToken('all');
  for (const [, , path, init] of GUARDED) expect((await admin.ask(path, init)).status).toBe(401);
  expect(await logIn(admin, '')).toBe('');
});

test('A browser without a session is sent to the login page, which a token opens for eight hours.', async () => {
  const admin = await startAdmin();
  const secret = await admin.addToken('reader', ['read']);
  const sent = await admin.askAsNobody('/', { headers: BROWSER });
  expect([sent.status, sent.headers.get('Location')]).toEqual([303, '/login']);
  const cookie = await logIn(admin, secret);
  const look = async () => (await admin.askAsNobody('/', { headers: { ...BROWSER, Cookie: cookie } })).status;
  expect(await look()).toBe(200);
  admin.clock.nowMs += 8 * 3_600_000 - 1;
  expect(await look()).toBe(200);
  admin.clock.nowMs += 1;
  expect(await look()).toBe(303);
});

test('The session cookie is out of reach of scripts and other sites, has no token in it, and is Secure when the page is https.', async () => {
  const admin = await startAdmin();
  const secret = await admin.addToken('reader', ['read']);
  const cookieOf = async (origin: string) => {
    const body = new URLSearchParams({ token: secret });
    const headers = { Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
    return (await admin.askAsNobody('/login', { method: 'POST', body, headers })).headers.get('Set-Cookie') ?? '';
  };
  const plain = await cookieOf('http://127.0.0.1:8788');
  expect(plain).toMatch(/^kelisim_admin=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; SameSite=Strict$/);
  expect(plain).not.toContain(secret);
  expect(await cookieOf('https://admin.site.example')).toMatch(/; Secure; SameSite=Strict$/);
});

test('A session has the scopes of its token, ends when the token is taken away, and does not pass to a new token of the same name.', async () => {
  const admin = await startAdmin();
  const cookie = await logIn(admin, await admin.addToken('reader', ['read']));
  const status = async (path: string) => (await admin.askAsNobody(path, { headers: { Cookie: cookie } })).status;
  expect([await status('/records'), await status('/exports'), await status('/erasures')]).toEqual([200, 403, 403]);
  await admin.storage.removeToken('reader');
  await admin.addToken('reader', ['read', 'export', 'erase']);
  expect(await status('/records')).toBe(401);
});

test('After logging out the cookie opens nothing.', async () => {
  const admin = await startAdmin();
  const cookie = await logIn(admin, await admin.addToken('reader', ['read']));
  const out = await admin.askAsNobody('/logout', {
    method: 'POST',
    headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
  });
  expect([out.status, out.headers.get('Location')]).toEqual([303, '/login']);
  expect((await admin.askAsNobody('/', { headers: { Cookie: cookie } })).status).toBe(401);
});

test.for([
  [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
  [{ 'Sec-Fetch-Site': 'same-site', Origin: 'http://localhost' }, 403],
  [{ 'Sec-Fetch-Site': 'none' }, 403],
  [{ Origin: 'http://evil.example' }, 403],
  [{ Origin: 'null' }, 403],
  [{}, 403],
  [{ 'Sec-Fetch-Site': 'same-origin' }, 200],
  [{ Origin: 'http://localhost', Host: 'localhost' }, 200],
] as const)(
  'With a session, a form from a page with %j is answered %i, and only the own page erases.',
  async ([from, status]) => {
    const admin = await startAdmin();
    await admin.send(makeRecord(1));
    const cookie = await logIn(admin, await admin.addToken('eraser', ['erase']));
    const response = await admin.askAsNobody('/erasures', {
      method: 'POST',
      body: new URLSearchParams({ subject: makeRecord(1).subject, step: 'erase' }),
      headers: { Cookie: cookie, ...from },
    });
    expect(response.status).toBe(status);
    expect(admin.rows()).toHaveLength(status === 200 ? 0 : 1);
  },
);

test('Logging in from a foreign page is refused: nobody is logged in to somebody else’s session.', async () => {
  const admin = await startAdmin();
  const secret = await admin.addToken('reader', ['read']);
  expect(await logIn(admin, secret, { 'Sec-Fetch-Site': 'cross-site' })).toBe('');
});

test('After ten wrong tokens new ones wait, also right ones; who was in before stays in; ten seconds later the next one is looked at.', async () => {
  const admin = await startAdmin();
  const fresh = await admin.addToken('fresh', ['read']);
  const try_ = (secret: string) =>
    admin.askAsNobody('/v1/admin/erasures', { headers: { Authorization: `Bearer ${secret}` } });
  expect((await admin.ask('/v1/admin/erasures')).status).toBe(200);
  for (let i = 0; i < 10; i++) expect((await try_(`wrong${i}`)).status).toBe(401);
  const waiting = await try_(fresh);
  expect([waiting.status, waiting.headers.get('Retry-After')]).toEqual([429, '10']);
  expect((await admin.ask('/v1/admin/erasures')).status).toBe(200);
  expect(await logIn(admin, fresh)).toBe('');
  admin.clock.nowMs += 10_000;
  expect((await try_(fresh)).status).toBe(200);
});

test.for(['kk', 'ru', 'en'])(
  'The login page in %s has no script and no inline style, and says what was wrong.',
  async (language) => {
    const admin = await startAdmin();
    const response = await admin.askAsNobody(`/login?lang=${language}`, {
      method: 'POST',
      body: new URLSearchParams({ token: '"><script>alert(1)</script>' }),
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    });
    const page = await response.text();
    expect(response.status).toBe(401);
    expect(page).toContain('role="alert"');
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).not.toMatch(/<script|<style|style=|\son\w+=|alert\(1\)/);
    // A page under no-referrer would post "Origin: null" and could not prove that it is ours.
    expect(response.headers.get('Referrer-Policy')).toBe('same-origin');
    expect(response.headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
  },
);
