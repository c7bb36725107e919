import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../src/audit/observation.ts';
import type { SiteFacts } from '../../../../src/audit/site-facts.ts';
import {
  byScript,
  entry,
  factsOf,
  html,
  judged,
  NO_FACTS,
  PAGE,
  place,
  request,
  stage,
  stored,
  visit,
} from './visit-builder.ts';

const TR = 'https://www.facebook.com/tr?id=1&ev=X';
const facts = factsOf(['meta-pixel', 'youtube-embed']);

function only(visits: readonly Observation[], of: SiteFacts = facts) {
  const { findings } = judged(visits, of);
  expect(findings.map(({ verdict }) => verdict)).toEqual(['leaked']);
  return findings[0]!;
}

describe('the cause of a leak', () => {
  it('is a static element without a mark', () => {
    const tag = `<img src="${TR.replace('&', '&amp;')}">`;
    const found = only([visit('no-choice', { page: html(tag), requests: [request(TR, { kind: 'image' })] })]);
    expect(found).toMatchObject({ cause: 'unmarked', element: tag, place: { line: 4, column: 1 } });
    expect(found.fixes[0]).toMatchObject({
      code: 'mark',
      before: tag,
      after: `<img data-kelisim="meta-pixel" data-src="${TR.replace('&', '&amp;')}">`,
    });
  });

  it('is a mark whose attribute is misspelt, or whose address is in sight', () => {
    const slip = `<img data-kelisym="meta-pixel" data-src="x" src="${TR}">`;
    const found = only([visit('no-choice', { page: html(slip), requests: [request(TR)] })]);
    expect(found).toMatchObject({ cause: 'mark-typo' });
    expect(found.fixes[0]).toMatchObject({
      code: 'correct-mark',
      names: { wrong: 'data-kelisym', meant: 'data-kelisim' },
    });
    const open = `<iframe data-kelisim="youtube-embed" src="https://www.youtube.com/embed/1"></iframe>`;
    const frame = request('https://www.youtube.com/embed/1', {
      kind: 'document',
      realm: 'frame',
      from: 'https://www.youtube.com/embed/1',
    });
    expect(only([visit('no-choice', { page: html(open), requests: [frame] })])).toMatchObject({
      cause: 'mark-typo',
      fixes: [{ after: '<iframe data-kelisim="youtube-embed" data-src="https://www.youtube.com/embed/1"></iframe>' }],
    });
  });

  it.each(['async', 'defer', 'type="module"'])('is a head script with %s, and the fix takes it away', (attribute) => {
    const page = html('<script>load()</script>').replace('<script src', `<script ${attribute} src`);
    const found = only([visit('no-choice', { page, requests: [request(TR, byScript(4))] })]);
    expect(found.cause).toBe('head-late');
    expect(found.fixes[0]).toMatchObject({ code: 'move-head', after: '<script src="/kelisim/kelisim.js"></script>' });
  });

  it('is a head script that was moved to the end', () => {
    const page =
      '<html><head>\n<script>load()</script>\n</head><body><script src="/kelisim/kelisim.js"></script></body>';
    const found = only([visit('no-choice', { page, requests: [request(TR, byScript(2))] })]);
    expect(found.cause).toBe('head-late');
    expect(found.fixes[0]).toMatchObject({
      before: '<head>',
      after: '<head>\n<script src="/kelisim/kelisim.js"></script>',
    });
  });

  it('is the missing head script, an error where the page lacks it, a note where the audit took it away', () => {
    const tag = `<script src="${TR}"></script>`;
    const lacking = visit('no-choice', { page: `<head>${tag}</head>`, requests: [request(TR)], kelisim: false });
    expect(only([lacking])).toMatchObject({
      cause: 'head-missing',
      severity: 'error',
      fixes: [{ code: 'paste-head' }, {}],
    });
    const renamed = visit('no-choice', {
      page: `<head><script src="/js/law.js"></script>${tag}</head>`,
      requests: [request(TR)],
      ledger: [entry('https://www.youtube.com/embed/1', { vendor: 'youtube-embed', service: 'youtube-embed' })],
    });
    expect(only([renamed]).cause).toBe('unmarked');
    const taken = visit('head-missing', { page: html(tag), requests: [request(TR)], kelisim: false });
    expect(only([taken])).toMatchObject({ cause: 'head-missing', severity: 'note' });
  });

  it('is no missing head script where the page names it and the visit ended before it could come', () => {
    const page =
      '<html><head>\n<script>load()</script>\n</head><body><script src="/kelisim/kelisim.js"></script></body>';
    const requests = [request(TR, byScript(2))];
    const cut = { atMs: 5_000, code: 'never-settled', detail: '', isFatal: true };
    const causes = (troubles: Observation['troubles']) => {
      const { findings } = judged([visit('no-choice', { page, requests, kelisim: false, troubles })], facts);
      return findings.filter(({ verdict }) => verdict === 'leaked').map(({ cause }) => cause);
    };
    expect(causes([cut])).toEqual(['head-late']);
    expect(causes([])).toEqual(['head-missing']);
  });

  it('is the noscript part of a snippet', () => {
    const part = `<noscript><img src="${TR}"></noscript>`;
    const found = only([visit('no-script', { page: html(part), requests: [request(TR)], kelisim: false })]);
    expect(found).toMatchObject({
      cause: 'noscript',
      fixes: [{ code: 'take-out-noscript', before: part, after: '' }, {}],
    });
  });

  it('is a worker, the service worker, a frame of the site’s own', () => {
    const from = `${PAGE}w.js`;
    const cause = (extra: object) =>
      only([
        visit('no-choice', {
          page: html("<script>new Worker('/w.js')</script>"),
          requests: [request(TR, { kind: 'fetch', ...extra })],
        }),
      ]);
    const chain = { initiator: { kind: 'script', chain: [place(1, from)], through: [] } };
    expect(cause({ realm: 'worker', from, ...chain })).toMatchObject({
      cause: 'worker',
      fixes: [{ code: 'mark' }, {}],
    });
    expect(cause({ realm: 'service-worker', from, ...chain })).toMatchObject({ cause: 'service-worker' });
    expect(cause({ realm: 'frame', from: 'about:srcdoc' })).toMatchObject({ cause: 'frame' });
  });

  it('is a redirect, a name whose DNS leads away, a path of the site’s own', () => {
    const passing = factsOf(['meta-pixel'], { hosts: { necessary: ['go.example.net'] } });
    const redirected = request(TR, { redirectedFrom: ['https://go.example.net/r'] });
    expect(only([visit('no-choice', { requests: [redirected] })], passing)).toMatchObject({
      cause: 'redirect',
      names: { from: 'go.example.net' },
    });
    const host = 'm.credit.example.kz';
    const cnames = { [host]: ['x.matomo.cloud'] };
    expect(only([visit('no-choice', { requests: [request(`https://${host}/x.php`)], cnames })])).toMatchObject({
      cause: 'cname',
      vendor: 'matomo',
      host,
    });
    const proxied = request(`${PAGE}m/g/collect?v=2&tid=G-A1&en=page_view`);
    expect(only([visit('no-choice', { requests: [proxied] })])).toMatchObject({
      cause: 'first-party-proxy',
      vendor: 'google-analytics-4',
    });
  });

  it('is no path of the site’s own that only looks like a vendor’s', () => {
    const paths = ['tr/', 'collect', 'g/collect?v=2', 'watch/12', 'tr?id=12', 'pixel.gif', 'counter?id=1'];
    const requests = paths.map((path) => request(PAGE + path));
    expect(judged([visit('no-choice', { requests })], facts).lines).toEqual([]);
  });

  it('is the container that was let go for something else', () => {
    const gtm = 'https://www.googletagmanager.com/gtm.js?id=GTM-1';
    const container = factsOf([
      { vendor: 'google-tag-manager', contains: ['google-analytics-4'] },
      'google-analytics-4',
      'meta-pixel',
    ]);
    const requests = [
      request(gtm, { stage: 1, atMs: 1200 }),
      request('https://www.google-analytics.com/g/collect?v=2&tid=G-1&en=x', { stage: 1, atMs: 1500 }),
      request(TR, { stage: 1, atMs: 1600, ...byScript(4, gtm) }),
    ];
    const found = only([visit('only', { category: 'analytics', requests })], container);
    expect(found).toMatchObject({ cause: 'container-tag', names: { container: 'google-tag-manager' } });
    expect(found.fixes[0]).toMatchObject({ code: 'container-consent', names: { setting: 'ad_storage' } });
  });

  it('is a route of a single-page site', () => {
    const stages = [stage('arrival', 'nothing', 0), stage('route', 'nothing', 2000, { url: `${PAGE}film` })];
    const requests = [request(TR, { stage: 1, atMs: 2500, ...byScript(4) })];
    expect(only([visit('no-choice', { stages, requests, page: html('<script>x</script>') })])).toMatchObject({
      cause: 'route',
    });
  });

  it('is a choice that nobody made', () => {
    const choice = { day: 1, letters: 'fad', services: {} };
    const stages = [stage('arrival', 'nothing', 0, { choice })];
    const storage = [stored('kelisim', { writer: { header: PAGE } })];
    const found = only([visit('no-choice', { stages, storage, requests: [request(TR, byScript(4))] })]);
    expect(found).toMatchObject({ cause: 'forged-choice', names: { header: PAGE } });
    expect(found.fixes[0]).toMatchObject({ code: 'take-out', names: { cookies: 'kelisim' } });
  });

  it('is the site’s own server for a cookie that came with its answer', () => {
    const storage = [stored('_fbp', { where: 'www.credit.example.kz', writer: { header: PAGE } })];
    expect(only([visit('no-choice', { storage })])).toMatchObject({
      cause: 'server-cookie',
      host: 'www.credit.example.kz',
    });
  });

  it('is the config’s own word: a tracker called necessary', () => {
    const necessary = factsOf([{ vendor: 'meta-pixel', category: 'necessary' }]);
    expect(only([visit('no-choice', { requests: [request(TR)] })], necessary)).toMatchObject({ cause: 'own-category' });
    const captcha = factsOf(['recaptcha']);
    const asked = request('https://www.google.com/recaptcha/api.js');
    expect(judged([visit('no-choice', { requests: [asked] })], captcha).lines).toEqual([]);
  });

  it('is the page where the config does not allow it, whatever was agreed', () => {
    const narrow = factsOf([{ vendor: 'recaptcha', onlyOn: ['/apply'] }]);
    const asked = request('https://www.google.com/recaptcha/api.js');
    expect(only([visit('no-choice', { requests: [asked] })], narrow)).toMatchObject({
      vendor: 'recaptcha',
      cause: 'unmarked',
    });
    const apply = `${PAGE}apply`;
    const there = visit('no-choice', {
      stages: [stage('arrival', 'nothing', 0, { url: apply })],
      requests: [request(asked.url, { from: apply })],
    });
    expect(judged([there], narrow).lines).toEqual([]);
  });

  it('on a site with another banner is that nothing holds, and what came after accepting is none', () => {
    const requests = [request(TR)];
    expect(
      only([visit('reject', { requests, kelisim: false, page: `<head><img src="${TR}"></head>` })], NO_FACTS),
    ).toMatchObject({
      cause: 'no-gate',
      fixes: [{ code: 'paste-head' }, { code: 'mark' }, {}],
    });
    const after = [request(TR, { stage: 1, atMs: 1500 })];
    expect(judged([visit('accept', { requests: after, kelisim: false })], NO_FACTS).lines).toEqual([]);
  });
});

describe('the cause of a vendor that does not come', () => {
  const service = factsOf(['meta-pixel']);
  const missing = (parts: Parameters<typeof visit>[1]) => {
    const { findings } = judged([visit('accept', parts)], service);
    expect(findings.map(({ verdict }) => verdict)).toEqual(['missing']);
    return findings[0]!;
  };

  it('is that nothing of it is in the page: a warning, with the tag to write', () => {
    expect(missing({})).toMatchObject({ cause: 'not-there', severity: 'warning', fixes: [{ code: 'write-tag' }] });
  });

  it('is a mark that names no service, or a type that nothing runs', () => {
    const id = '<script type="text/plain" data-kelisim="meta-pixle">x</script>';
    expect(missing({ page: html(id) })).toMatchObject({
      cause: 'mark-typo',
      severity: 'error',
      fixes: [{ after: '<script type="text/plain" data-kelisim="meta-pixel">' }],
    });
    const type =
      '<script type="text/plian" data-kelisim="meta-pixel" src="https://connect.facebook.net/x.js"></script>';
    expect(missing({ page: html(type) })).toMatchObject({
      cause: 'mark-typo',
      fixes: [
        { after: '<script type="text/plain" data-kelisim="meta-pixel" src="https://connect.facebook.net/x.js">' },
      ],
    });
  });

  it('is the policy of the page, with the source to add', () => {
    const meta = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'; img-src *">`;
    const requests = [
      request('https://connect.facebook.net/x.js', { stage: 1, outcome: 'blocked', why: 'csp', status: null }),
    ];
    expect(missing({ page: html(meta), requests })).toMatchObject({
      cause: 'blocked-by-policy',
      fixes: [{ before: "script-src 'self'", after: "script-src 'self' https://connect.facebook.net" }],
    });
  });

  it('is a file that failed', () => {
    const requests = [request('https://connect.facebook.net/x.js', { stage: 1, atMs: 1500, status: 404 })];
    expect(missing({ requests })).toMatchObject({ cause: 'failed-to-load', names: { error: '404' } });
  });

  it('is nothing where it need not come: a replay, another page, a category that was not granted', () => {
    const others = factsOf(['yandex-webvisor', { vendor: 'recaptcha', onlyOn: ['/apply'] }, 'hotjar']);
    expect(judged([visit('accept')], others).lines).toEqual([]);
    expect(judged([visit('only', { category: 'analytics' })], service).lines).toEqual([]);
  });
});
