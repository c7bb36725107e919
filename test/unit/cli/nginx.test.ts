/** Level header in a real nginx: the printed maps answer as core/fence-policy.ts does, for the shared vectors and for anything else. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { headerPolicy } from '../../../src/cli/header-policy.ts';
import { nginxMaps, TABLE_YEARS } from '../../../src/cli/nginx-map.ts';
import { OPEN_POLICY } from '../../../src/cli/open-policy.ts';
import { dayOf } from '../../../src/core/choice-cookie.ts';
import { type FenceData, policyFor, strictestPolicy } from '../../../src/core/fence-policy.ts';
import { mayDoWithoutNginx, NginxServer, NO_NGINX } from '../../support/nginx-server.ts';
import {
  COUNTING_VECTORS,
  IGNORED_VECTORS,
  onDay,
  SCOPE,
  SEVERAL_VECTORS,
  TERM_DAYS,
  TOLERATED_VECTORS,
} from '../core/choice-cookie-vectors.ts';
import { fenceOf, sourcesIn } from './fence-site.ts';

const today = () => dayOf(Date.now());
const DAY_MS = 86_400_000;

/** Sites of one nginx by their path: `/<name>/…` is asked as if it were the site's `/…`. */
const SITES: Readonly<Record<string, { readonly fence: FenceData; readonly printedAt: number }>> = {
  'site-a': { fence: fenceOf(), printedAt: today() },
  // Without services that only some pages may have: all can be granted.
  'site-b': { fence: fenceOf({ services: [{ vendor: 'counter' }, { vendor: 'pixel' }] }), printedAt: today() },
  'site-c': {
    fence: fenceOf({ unlisted: 'block', services: [{ vendor: 'counter' }] }, { forms: true }),
    printedAt: today(),
  },
  'site-d': { fence: fenceOf({ services: [] }), printedAt: today() },
  // Printed so long ago that today is past its end.
  old: { fence: fenceOf(), printedAt: today() - (TABLE_YEARS + 1) * 366 },
};

const variable = (name: string) => `$kelisim_${name.replaceAll('-', '_')}_policy`;
let nginx: NginxServer;

beforeAll(async () => {
  if (mayDoWithoutNginx()) return;
  const files = Object.entries(SITES).map(([name, { fence, printedAt }]) => ({
    name: `kelisim-${name}.conf`,
    text: nginxMaps(fence, name, printedAt),
  }));
  // One server per site, told apart by the host name, so that the address is the site's own.
  const servers = Object.keys(SITES).map(
    (name) => `server { listen 127.0.0.1:PORT; server_name ${name}; location / {
      add_header Content-Security-Policy ${variable(name)} always; return 200 "x"; } }`,
  );
  const includes = files.map(({ name }) => `include ${name};`);
  nginx = await NginxServer.start(['variables_hash_max_size 2048;', ...includes, ...servers].join('\n'), files);
});

afterAll(async () => nginx?.stop());

beforeEach((context) => {
  if (mayDoWithoutNginx()) context.skip(NO_NGINX);
});

async function policyOf(cookies: readonly string[], path = '/', site = 'site-a'): Promise<string | null> {
  const header = cookies.length ? cookies.map((text) => `kelisim=${text}`).join('; ') : undefined;
  return ask(header, path, site);
}

/** null for the policy that allows everything. */
async function ask(cookie: string | undefined, path: string, site: string): Promise<string | null> {
  const { status, headers } = await nginx.get(path, cookie, site);
  const policy = headers['content-security-policy'];
  expect([status, typeof policy], `${cookie} ${path}`).toEqual([200, 'string']);
  return policy === OPEN_POLICY ? null : String(policy);
}

describe('the printed maps', () => {
  test('are taken by nginx without a warning', () => {
    expect(nginx.errors).not.toMatch(/\[(?:warn|error|emerg)\]/);
  });

  test('say when they end and where they go', () => {
    const text = nginxMaps(fenceOf(), 'site-a', today());
    const end = new Date(Date.now() + TABLE_YEARS * 365 * DAY_MS).toISOString().slice(0, 10);
    expect(text).toContain(`after ${end} do not count`);
    expect(text).toContain('add_header Content-Security-Policy $kelisim_site_a_policy always;');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(4096);
  });

  test('of a table past its end grant nothing, whatever the cookie says', async () => {
    const text = `1.${SCOPE}.${today()}.fad`;
    expect(await policyOf([text], '/', 'old')).toBe(strictestPolicy(SITES['old']!.fence));
    expect(await policyOf([text])).not.toBe(strictestPolicy(SITES['site-a']!.fence));
  });
});

describe('the choice cookie in nginx', () => {
  test.each([...COUNTING_VECTORS, ...TOLERATED_VECTORS])('$text counts: $why', async ({ text, choice }) => {
    const { fence } = SITES['site-a']!;
    for (const path of ['/', '/apply']) {
      const expected = policyFor(fence, choice, path);
      expect(sourcesIn(await policyOf([onDay(text, today())], path))).toEqual(sourcesIn(expected));
    }
  });

  test.each(IGNORED_VECTORS.filter(({ text, isCut }) => !isCut && !text.includes('\n')))(
    '$text counts as no choice: $why',
    async ({ text }) => {
      expect(await policyOf([onDay(text, today())])).toBe(strictestPolicy(SITES['site-a']!.fence));
    },
  );

  test.each(SEVERAL_VECTORS)('of several the newest counts: $why', async ({ texts, counts, isClosedInNginx }) => {
    const { fence } = SITES['site-a']!;
    const policy = await policyOf(texts.map((text) => onDay(text, today())));
    if (isClosedInNginx) expect(policy).toBe(strictestPolicy(fence));
    else {
      const expected = headerPolicy(fence, counts === null ? '' : `kelisim=${onDay(counts, today())}`, '/', today());
      expect(sourcesIn(policy)).toEqual(sourcesIn(expected));
    }
  });

  test('is found among other cookies, and only under its whole name', async () => {
    const text = `1.${SCOPE}.${today()}.a`;
    const granted = await policyOf([text]);
    for (const header of [`a=b; kelisim=${text}; c=d`, `a=b;kelisim=${text}`, `kelisim=${text} ; c=d`])
      expect(await ask(header, '/', 'site-a'), header).toBe(granted);
    for (const header of [
      `xkelisim=${text}`,
      `a=kelisim=${text}`,
      `Kelisim=${text}`,
      `kelisim2=${text}`,
      `kelisim="${text}"`,
    ])
      expect(await ask(header, '/', 'site-a'), header).toBe(strictestPolicy(SITES['site-a']!.fence));
  });
});

describe('the policy in nginx', () => {
  test.each([
    ['everything granted', `1.${SCOPE}.DAY.ad`, 'site-b', null],
    ['a refusal', `1.${SCOPE}.DAY.0`, 'site-b', 'closed'],
    ['everything granted where unlisted hosts are blocked', `1.${SCOPE}.DAY.a`, 'site-c', 'closed'],
    ['a site without services', '', 'site-d', null],
  ])('of %s is the one of core', async (_, text, site, kind) => {
    const cookie = text.replace('DAY', String(today()));
    const policy = await policyOf([cookie], '/', site);
    expect(policy === null ? null : 'closed').toBe(kind);
    const expected = headerPolicy(SITES[site]!.fence, `kelisim=${cookie}`, '/', today());
    expect(sourcesIn(policy)).toEqual(sourcesIn(expected));
    if (site === 'site-c') expect(policy).toMatch(/; form-action 'self' kelisim\.invalid .*counter\.example/);
  });

  const ids = ['counter', 'recorder', 'pixel', '2gis', 'manager', 'captcha', 'chat', 'tests', 'unknown', 'count', 'er'];
  const exceptions = fc.array(
    fc.tuple(fc.constantFrom('+', '-'), fc.constantFrom(...ids)).map(([sign, id]) => `.${sign}${id}`),
    { maxLength: 5 },
  );
  const text = fc
    .tuple(
      fc.constantFrom(SCOPE, SCOPE, SCOPE, 'a3f09d'),
      fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: -TERM_DAYS + 1, max: 1 }) },
        fc.integer({ min: -2 * TERM_DAYS, max: 3 }),
      ),
      fc.constantFrom('0', 'a', 'd', 'f', 'b', 'ad', 'fad', 'fadb', 'zz'),
      exceptions,
    )
    .map(([scope, back, letters, rest]) => `1.${scope}.${today() + back}.${letters}${rest.join('')}`);
  const path = fc
    .tuple(
      fc.constantFrom(
        '',
        '/',
        '/apply',
        '/apply/',
        '/apply/step-2',
        '/apply-now',
        '/kk/apply',
        '/kk/applyx',
        '/a.b+c',
        '/axb+c',
        '/APPLY',
      ),
      fc.constantFrom('', '?x=1', '?/apply', '?a=.-pixel'),
    )
    .map(([place, query]) => (place || '/') + query);

  test('is the one of core for any choice on any page', async () => {
    const { fence } = SITES['site-a']!;
    await fc.assert(
      fc.asyncProperty(text, path, async (cookie, address) => {
        const expected = headerPolicy(fence, `kelisim=${cookie}`, address.replace(/\?.*/, ''), today());
        expect(sourcesIn(await policyOf([cookie], address)), `${cookie} ${address}`).toEqual(sourcesIn(expected));
      }),
      { numRuns: 400 },
    );
  });

  test('never allows more than core does, whatever stands in the cookie header', async () => {
    const { fence } = SITES['site-a']!;
    const piece = fc.oneof(text, fc.constantFrom('kelisim=', '; ', ';', '=', 'x', '.', '0', '1.', SCOPE, '%2E', '"'));
    const header = fc.array(piece, { maxLength: 6 }).map((pieces) => `kelisim=${pieces.join('')}`);
    await fc.assert(
      fc.asyncProperty(header, path, async (cookie, address) => {
        const expected = headerPolicy(fence, cookie, address.replace(/\?.*/, ''), today());
        const policy = await ask(cookie, address, 'site-a');
        const allowed = sourcesIn(expected)!;
        expect(
          sourcesIn(policy)!.filter((source) => !allowed.includes(source)),
          cookie,
        ).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
