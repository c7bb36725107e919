/**
 * What the audit finds on the ways of a real site: several pages, single-page routes, an account behind a log-in, a name that DNS leads
 * elsewhere, and Kelisim at each of its levels. Each finding is held against what the stand-in server received.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { expect } from '@playwright/test';
import type { AuditRun } from '../../src/audit/audit-run.ts';
import type { Cell, Finding } from '../../src/audit/verdict.ts';
import { browsersFromEnvironment } from '../../tools/find-browsers.ts';
import { META, METRICA, METRICS, PIXEL, sendPage, SITE, test, type VisitsSite } from './audit-visits-site.ts';

const BIN = join(import.meta.dirname, '../../dist/cli/kelisim.js');

test.describe.configure({ mode: 'parallel', timeout: 60_000 });

function cellOf({ judgement }: AuditRun, vendor: string, phase: string): Cell | undefined {
  return judgement.cells.find((cell) => cell.vendor === vendor && cell.phase === phase);
}

function inShort({ verdict, vendor, host, cause, page }: Finding): string {
  return `${verdict} ${vendor || host} ${cause} ${page}`;
}

test('A pixel that was pasted on the second page alone is found there, and its page and line are named.', async ({
  site,
}) => {
  site.serve({ '/': { head: META }, '/about/': { above: PIXEL }, '/contacts/': { head: META } });
  const run = await site.audit(['no-choice'], { urls: [`${SITE}/`, `${SITE}/about/`, `${SITE}/contacts/`] });
  const [seen] = run.observations;
  expect(seen!.stages.map(({ url }) => url)).toEqual([`${SITE}/`, `${SITE}/about/`, `${SITE}/contacts/`]);
  const arrived = site.standIn.received();
  expect(arrived.map(({ host, path }) => host + path)).toContain('connect.facebook.net/en_US/fbevents.js');
  expect(new Set(arrived.map(({ vendor, site: from }) => `${vendor} from ${from}`))).toEqual(
    new Set(['meta-pixel from visits.kz']),
  );
  expect(seen!.requests.filter(({ url }) => url.includes('facebook')).map(({ stage }) => stage)).not.toContain(0);
  expect(run.judgement.findings.map(inShort)).toEqual([`leaked meta-pixel above-gate ${SITE}/about/`]);
  const [finding] = run.judgement.findings;
  expect(finding!.place).toMatchObject({ url: `${SITE}/about/`, line: 2, column: 1 });
  expect(finding!.fixes.map(({ before }) => before)).toContain(PIXEL);
});

const ROUTER = `<a href="/loan">Заём</a><script>
  function show() {
    if (location.pathname !== '/loan') return;
    new Image().src = 'https://www.facebook.com/tr?id=100000000000001&ev=PageView';
  }
  document.querySelector('a').onclick = (event) => { event.preventDefault(); history.pushState(null, '', '/loan'); show(); };
  addEventListener('popstate', show);
</script>`;

test('A pixel that a single-page route inserts is found with its route, and behind Kelisim the same route stays silent.', async ({
  site,
}) => {
  site.serve({ '/': { body: ROUTER } }, 'none');
  const bare = await site.audit(['no-choice'], { routes: ['/loan'] });
  expect(site.arrivedDuring(bare.observations[0]!).map(({ vendor }) => vendor)).toEqual(['meta-pixel']);
  expect(bare.observations[0]!.stages.map(({ kind, url }) => `${kind} ${url}`)).toEqual([
    `arrival ${SITE}/`,
    `route ${SITE}/loan`,
  ]);
  expect(bare.judgement.findings.map(inShort)).toEqual([`leaked meta-pixel route ${SITE}/loan`]);

  site.serve({ '/': { body: ROUTER.replace('<a href="/loan">', '<a>') } });
  const gated = await site.audit(['no-choice'], { routes: ['/loan'] });
  expect(gated.observations[0]!.stages.at(-1)).toMatchObject({ kind: 'route', url: `${SITE}/loan` });
  const stages = gated.observations[0]!.kelisim!.ledger.filter(({ vendor }) => vendor === 'meta-pixel');
  expect(stages.map(({ stage, verdict }) => `${stage} ${verdict}`)).toContain('1 held');
  expect(site.standIn.received()).toEqual([]);
  expect(gated.judgement.findings).toEqual([]);
});

test('A name of the site that DNS leads to a vendor is told as that vendor, and without DNS as the site itself.', async ({
  site,
}) => {
  site.standIn.setHost(METRICS, (_incoming, outgoing) => {
    outgoing.writeHead(200, { 'content-type': 'image/gif', 'cache-control': 'no-store' }).end();
  });
  site.serve({ '/': { body: `<img src="https://${METRICS}/p.gif" alt="">`, head: META } });
  const asked: string[] = [];
  const run = await site.audit(['no-choice'], {
    resolveCname: (host) => {
      asked.push(host);
      return Promise.resolve(host === METRICS ? ['edge.visits.kz', 'visits.matomo.cloud'] : []);
    },
  });
  const [seen] = run.observations;
  expect(site.arrivedDuring(seen!, METRICS).map(({ path }) => path)).toEqual(['/p.gif']);
  expect(seen!.cnames).toEqual({ [METRICS]: ['edge.visits.kz', 'visits.matomo.cloud'] });
  // Nobody else's names are told to whoever answers DNS.
  expect(asked.sort()).toEqual(['metrics.visits.kz', 'visits.kz']);
  expect(run.judgement.findings.map(inShort)).toEqual([`leaked matomo cname ${SITE}/`]);
  expect(run.judgement.findings[0]!.names).toMatchObject({ host: METRICS });
  expect(run.judgement.findings[0]!.fixes.map(({ code }) => code)).toContain('add-service');

  const blind = await site.audit(['no-choice']);
  expect(site.arrivedDuring(blind.observations[0]!, METRICS)).toHaveLength(1);
  expect(blind.judgement.findings).toEqual([]);
});

for (const level of ['tag', 'inline', 'fence'] as const) {
  test(`A clean site at level ${level} is told as clean: nothing arrives before the choice, everything after it.`, async ({
    site,
  }) => {
    // What no script can hold, for the level at which the browser itself does.
    const ahead = '<link rel="preload" as="script" href="https://connect.facebook.net/en_US/fbevents.js?ahead">';
    site.serve({ '/': { head: (level === 'fence' ? ahead : '') + META + METRICA } }, level);
    const run = await site.audit(['no-choice', 'accept']);
    const [before, after] = run.observations;
    expect(site.arrivedDuring(before!)).toEqual([]);
    const arrived = site.arrivedDuring(after!).map(({ vendor }) => vendor);
    expect(arrived).toEqual(expect.arrayContaining(['meta-pixel', 'yandex-metrica']));
    expect(run.judgement.findings).toEqual([]);
    for (const vendor of ['meta-pixel', 'yandex-metrica']) {
      expect(['ok-blocked', 'attempted']).toContain(cellOf(run, vendor, 'no-choice')!.verdict);
      expect(cellOf(run, vendor, 'accept')!.verdict).toBe('ok-fired');
    }
    const stopped = before!.requests.filter(({ url, outcome }) => url.endsWith('?ahead') && outcome === 'blocked');
    expect(stopped.map(({ why }) => why)).toEqual(level === 'fence' ? ['csp'] : []);
  });
}

test('At level fence a pixel above what the owner pasted still leaks, and is found as that.', async ({ site }) => {
  site.serve({ '/': { above: PIXEL, head: METRICA } }, 'fence');
  const run = await site.audit(['no-choice']);
  const arrived = site.arrivedDuring(run.observations[0]!);
  expect(new Set(arrived.map(({ vendor }) => vendor))).toEqual(new Set(['meta-pixel']));
  expect(run.judgement.findings.map(inShort)).toEqual([`leaked meta-pixel above-gate ${SITE}/`]);
  expect(run.judgement.findings[0]!.place).toMatchObject({ line: 2 });
  expect(cellOf(run, 'yandex-metrica', 'no-choice')!.verdict).toBe('ok-blocked');
});

const PHONE = '+77015550142';
const PASSWORD = 'qupiia-soz-Aqtau';
const LOGIN = `export default async (page) => {
  await page.goto('${SITE}/login/');
  await page.fill('[name=phone]', '${PHONE}');
  await page.fill('[name=password]', '${PASSWORD}');
  await page.click('button');
  await page.waitForURL('**/account/');
};`;
/** A field that never takes what is typed: Playwright's own message then says what that was. */
const LOCKED_OUT = LOGIN.replace(
  "await page.click('button')",
  `await page.locator('[name=code]').fill('${PASSWORD}', { timeout: 700 })`,
);

function account(): Readonly<Record<string, (incoming: IncomingMessage, outgoing: ServerResponse) => void>> {
  return {
    '/login/': (_incoming, outgoing) =>
      sendPage(
        outgoing,
        '<!doctype html><title>Кіру</title><form method="post" action="/session"><input name="phone"><input name="password" type="password"><input name="code" disabled><button>Кіру</button></form>',
      ),
    '/session': (incoming, outgoing) => {
      let body = '';
      incoming.setEncoding('utf8').on('data', (part: string) => void (body += part));
      incoming.on('end', () => {
        const isKnown = new URLSearchParams(body).get('password') === PASSWORD;
        const session = { 'set-cookie': 'session=visitor; Path=/; HttpOnly', location: '/account/' };
        outgoing.writeHead(302, isKnown ? session : { location: '/login/' }).end();
      });
    },
  };
}

/** Only for whoever has the session; everybody else is sent to the log-in. */
function behindLogin(page: string): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  return (incoming, outgoing) => {
    if (/\bsession=visitor\b/.test(incoming.headers.cookie ?? '')) sendPage(outgoing, page);
    else outgoing.writeHead(302, { location: '/login/' }).end();
  };
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

function kelisim({ browserArgs }: VisitsSite, folder: string, ...args: readonly string[]): Promise<Ran> {
  const { chromium } = browsersFromEnvironment();
  const browser = [
    ...(chromium === null ? [] : ['--browser', chromium]),
    ...browserArgs.flatMap((argument) => ['--browser-arg', argument]),
  ];
  const quick = ['--phases', 'no-choice', '--repeats', '1', '--settle', '900ms', '--language', 'en'];
  return new Promise((resolve) => {
    execFile(execPath, [BIN, ...args, ...quick, ...browser], { cwd: folder }, (problem, out, error) => {
      resolve({ code: problem ? Number(problem.code) : 0, out, error });
    });
  });
}

function textsIn(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:html|json|xml|md)$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

test('The page behind the log-in is audited as the owner’s script reaches it, without one or with one that fails it is said so, and what was typed stands in no report.', async ({
  site,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'kelisim-login-'));
  writeFileSync(join(folder, 'login.mjs'), LOGIN);
  writeFileSync(join(folder, 'locked.mjs'), LOCKED_OUT);
  const behind = (pixel: string) => behindLogin(`<!doctype html><title>Кабинет</title>\n${pixel}`);
  const other = PIXEL.replace('.js', '.js?unseen');
  site.serve({ ...account(), '/account/': behind(PIXEL), '/unseen/': behind(other) });
  site.standIn.clear();
  const [found, failed] = await Promise.all([
    kelisim(site, folder, 'audit', `${SITE}/account/`, '--script', 'login.mjs', '--out', 'in'),
    kelisim(site, folder, 'audit', `${SITE}/unseen/`, '--script', 'locked.mjs', '--out', 'out'),
  ]);
  expect(found.code, found.out + found.error).toBe(1);
  expect(found.out).toContain(`Place: ${SITE}/account/:2:1`);
  const own = site.standIn.received('visits.kz').map(({ method, path }) => `${method} ${path}`);
  // The first look and the visit: each in a fresh profile, each logs in first.
  expect(own.filter((request) => request === 'POST /session')).toHaveLength(2);
  expect(own.indexOf('POST /session')).toBeLessThan(own.indexOf('GET /account/'));

  expect(failed.code, failed.out + failed.error).toBe(2);
  expect(failed.out).toContain('The script of the audit’s owner failed');
  expect(failed.out).toContain("waiting for locator('[name=code]')");
  // Never "clean" for the log-in page that comes instead.
  const alone = await kelisim(site, folder, 'audit', `${SITE}/account/`, '--out', 'alone');
  expect(alone.code, alone.out + alone.error).toBe(2);
  expect(alone.out).toContain('A log-in came in place of the page');
  // Control: without the session the page is asked for and not shown, and nothing of it leaves.
  expect(own).toContain('GET /unseen/');
  const arrived = site.standIn.received().filter(({ path }) => path.endsWith('/fbevents.js'));
  expect(new Set(arrived.map(({ query }) => query))).toEqual(new Set(['']));
  // No suite without a case: a build server takes that for a good one.
  expect(readFileSync(join(folder, 'out/junit.xml'), 'utf8')).toContain('errors="1"');
  for (const text of [textsIn(folder + '/in'), textsIn(folder + '/out'), found.out, failed.out, failed.error]) {
    expect(text.length).toBeGreaterThan(0);
    for (const typed of [PASSWORD, PHONE, PHONE.slice(2)]) expect(text.includes(typed), typed).toBe(false);
  }
  rmSync(folder, { recursive: true });
});
