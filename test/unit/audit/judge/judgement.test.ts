import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../../../src/audit/judge/judge.ts';
import type { Observation } from '../../../../src/audit/observation.ts';
import {
  byScript,
  domainOf,
  entry,
  factsOf,
  html,
  judged,
  PAGE,
  place,
  request,
  stage,
  stored,
  visit,
} from './visit-builder.ts';

const META = 'https://connect.facebook.net/en_US/fbevents.js';
const facts = factsOf(['meta-pixel', 'google-analytics-4']);
const leak = (repeat: number, at = 100): Observation =>
  visit('no-choice', {
    repeat,
    requests: [request(META, { atMs: at, ...byScript(4) })],
    page: html('<script>x</script>'),
  });
const quiet = (repeat: number): Observation => visit('no-choice', { repeat });
const trouble = { atMs: 10, code: 'timeout', detail: 'the visit took too long', isFatal: true };

describe('a judgement', () => {
  it('does not depend on the order of the visits, nor of what was seen in one', () => {
    const visits = [
      leak(1),
      leak(2),
      visit('reject', { storage: [stored('_fbp', { stage: 1 }), stored('_ga', { stage: 1 })] }),
      visit('accept', {
        requests: [request('https://badge.example.org/a.js'), request('https://badge.example.org/b.js')],
      }),
      visit('withdraw', { storage: [stored('_ga', { stage: 1 })], troubles: [trouble] }),
    ];
    const expected = JSON.stringify(judge(visits, facts, domainOf));
    fc.assert(
      fc.property(fc.shuffledSubarray(visits, { minLength: visits.length }), (shuffled) => {
        expect(JSON.stringify(judge(shuffled, facts, domainOf))).toBe(expected);
      }),
      { numRuns: 30 },
    );
    const turned = visits.map((one) => ({
      ...one,
      requests: one.requests.toReversed(),
      storage: one.storage.toReversed(),
    }));
    const ids = (list: readonly Observation[]) => judge(list, facts, domainOf).findings.map(({ id }) => id);
    expect(ids(turned)).toEqual(ids(visits));
  });

  it('gives a defect the same id in every run: whatever the time, the query and the port', () => {
    const [first] = judged([leak(1)], facts).findings;
    const later = {
      ...leak(1, 4321),
      startedAt: '2027-01-01T00:00:00.000Z',
      requests: [request(`${META}?v=99`, { atMs: 4321, ...byScript(4) })],
    };
    const [second] = judged([later], facts).findings;
    expect(second!.id).toBe(first!.id);
    expect(first!.id).toMatch(/^[0-9a-f]{12}$/);
    const elsewhere = { ...leak(1), documents: { [PAGE]: html('', '<script>x</script>') } };
    const moved = { ...elsewhere, requests: [request(META, byScript(5))] };
    expect(judged([moved], facts).findings[0]!.id, 'the element is what counts, not its line').toBe(first!.id);
    const other = visit('no-choice', {
      requests: [request('https://www.google-analytics.com/g/collect', byScript(4))],
    });
    expect(judged([other], facts).findings[0]!.id).not.toBe(first!.id);
  });

  it('tells one cause in one place once, with all its phases', () => {
    const { findings } = judged([leak(1), { ...leak(1), phase: { id: 'gpc', kind: 'gpc' } }], facts);
    expect(findings).toHaveLength(1);
    expect(findings[0]!.phases).toEqual(['no-choice', 'gpc']);
    expect(findings[0]!.evidence).toHaveLength(2);
  });

  it('is inconclusive where repeats disagree, and certain again where another phase shows it every time', () => {
    const unstable = judged([leak(1), quiet(2), quiet(3)], facts);
    expect(unstable.lines).toEqual(['meta-pixel inconclusive unstable']);
    expect(unstable.findings[0]!.names).toMatchObject({ verdict: 'leaked', share: '1/3' });
    expect(unstable.cell('meta-pixel', 'no-choice')).toBe('inconclusive');
    const sure = { ...leak(1), phase: { id: 'gpc', kind: 'gpc' } } as const;
    expect(judged([leak(1), quiet(2), sure], facts).lines).toEqual(['meta-pixel leaked unmarked']);
    expect(judged([leak(1), leak(2), leak(3)], facts).lines).toEqual(['meta-pixel leaked unmarked']);
  });

  it('never passes what was cut short, and keeps what was seen before', () => {
    const cut = visit('accept', { troubles: [trouble] });
    const { cell, lines, findings } = judged([cut], facts);
    expect(cell('meta-pixel', 'accept')).toBe('inconclusive');
    expect(lines).toEqual(['www.credit.example.kz inconclusive trouble']);
    expect(findings[0]!.names).toEqual({ trouble: 'timeout', detail: 'the visit took too long' });
    const leaking = { ...leak(1), troubles: [trouble] };
    expect(judged([leaking], facts).cell('meta-pixel', 'no-choice')).toBe('leaked');
    const minor = visit('no-choice', { troubles: [{ ...trouble, isFatal: false }] });
    expect(judged([minor], facts).lines).toEqual([]);
  });

  it('leaves out a repeat that was cut short when the others agree', () => {
    const cut = visit('no-choice', { repeat: 3, troubles: [trouble] });
    const { lines, cell } = judged([leak(1), leak(2), cut], facts);
    expect(lines).toContain('meta-pixel leaked unmarked');
    expect(cell('meta-pixel', 'no-choice')).toBe('leaked');
  });

  it('never names a personal value', () => {
    const values = ['880412350018', '77011234567', 'aigerim.s@mail.example', '4400430123456789'];
    const query = new URLSearchParams(values.map((value, i) => [`p${i}`, value]));
    const url = `https://badge.example.org/b.gif?${query}`;
    const from = `${PAGE}?${query}`;
    const chain = [place(4, from)];
    const requests = [
      request(url, { initiator: { kind: 'script', chain, through: [] } }),
      request(url, {
        initiator: { kind: 'parser', chain: [], through: [], element: { tag: `<img src="${url}">`, place: null } },
      }),
    ];
    const troubles = [{ ...trouble, detail: `net::ERR_FAILED ${from}` }];
    const { findings } = judged([visit('no-choice', { requests, troubles })], facts);
    expect(findings.filter(({ verdict }) => verdict === 'personal-data')).toHaveLength(4);
    for (const value of values) expect(JSON.stringify(findings)).not.toContain(value);
  });

  it('tells personal data by vendor, kind and field, also in title, body and referrer, even with consent', () => {
    const address = `${PAGE}thanks?phone=77011234567`;
    const title = 'a.b@mail.kz';
    const hit = `https://www.google-analytics.com/g/collect?v=2&tid=G-1&en=page_view&dt=${encodeURIComponent(title)}`;
    const requests = [
      request(hit, { stage: 1, atMs: 2000, kind: 'ping' }),
      request(META, { stage: 1, atMs: 2000, referrer: address }),
    ];
    const { findings } = judged([visit('accept', { requests, titles: ['x', title, 'x'] })], facts);
    expect(findings.map(({ vendor, names }) => [vendor, names['data'], names['field'], names['where']])).toEqual([
      ['google-analytics-4', 'email', 'dt', 'title'],
      ['meta-pixel', 'phone', 'phone', 'referrer'],
    ]);
  });

  it('leaves alone what is sent to the site itself, its endpoint and what the config lets pass', () => {
    const passing = factsOf([], { hosts: { necessary: ['pay.example.net'] } });
    const requests = ['www.credit.example.kz', 'consent.credit.example.kz', 'pay.example.net'].map((host) =>
      request(`https://${host}/x?phone=77011234567`),
    );
    expect(judged([visit('no-choice', { requests })], passing).lines).toEqual([]);
  });

  it('learns the hosts of a service that describes itself from the ledger where the page’s facts keep them hidden', () => {
    const adlab = factsOf([
      {
        id: 'adlab',
        name: 'AdLab',
        hosts: ['cdn.adlab.example'],
        category: 'advertising',
        purpose: { kk: '', ru: '' },
      },
    ]);
    const hidden = { ...adlab, site: { ...adlab.site, rules: { ...adlab.site.rules, adlab: '' } } };
    const url = 'https://cdn.adlab.example/a.js';
    const ledger = [entry(url, { vendor: 'adlab', service: 'adlab', category: 'advertising' })];
    const visits = [
      visit('no-choice', { ledger }),
      visit('accept', { requests: [request(url, { stage: 1, atMs: 1500 })] }),
    ];
    expect(judged(visits, hidden).lines).toEqual([]);
    expect(judged(visits.slice(1), hidden).lines).toEqual(['cdn.adlab.example unlisted not-in-catalogue']);
  });

  it('knows the vendor of a test site’s loopback name', () => {
    const local = { ...visit('no-choice', { requests: [request('https://connect.facebook.net.localhost/x.js')] }) };
    expect(judged([local], facts).lines).toEqual(['meta-pixel leaked unmarked']);
  });

  it('holds what a vendor’s frame loads for the vendor’s doing', () => {
    const embed = factsOf(['youtube-embed']);
    const frame = 'https://www.youtube.com/embed/1';
    const requests = [
      request(frame, { stage: 1, atMs: 2000, kind: 'document', realm: 'frame', from: frame }),
      request('https://static.doubleclick.net/ad.js', { stage: 1, atMs: 2100, realm: 'frame', from: frame }),
    ];
    expect(judged([visit('accept', { requests })], embed).lines).toEqual([]);
  });

  it('takes a page’s own frame of a leak for what it is: the place that can be mended', () => {
    const stages = [stage('arrival', 'nothing', 0)];
    const chain = [place(3, `${PAGE}app.js`)];
    const found = judged(
      [
        visit('no-choice', {
          stages,
          page: html('<script src="/app.js"></script>'),
          requests: [request(META, { initiator: { kind: 'script', chain, through: [] } })],
        }),
      ],
      facts,
    ).findings[0]!;
    expect(found).toMatchObject({ place: { url: `${PAGE}app.js`, line: 3 }, element: '<script src="/app.js">' });
  });

  it('says of what was held and then released that it fired, and of a page without a vendor nothing', () => {
    const held = entry(META, { vendor: 'meta-pixel', service: 'meta-pixel', category: 'advertising' });
    const { cell } = judged([visit('no-choice', { ledger: [held] })], factsOf(['meta-pixel', 'recaptcha', 'vk-pixel']));
    expect([cell('meta-pixel', 'no-choice'), cell('recaptcha', 'no-choice'), cell('vk-pixel', 'no-choice')]).toEqual([
      'ok-blocked',
      'ok-silent',
      'ok-silent',
    ]);
  });

  it('reads three visits of ten thousand requests each', () => {
    const page = html(
      ...Array.from({ length: 500 }, (_, i) => `<script src="/s${i}.js"></script><p class="a${i}">x</p>`),
    );
    const requests = Array.from({ length: 10_000 }, (_, i) =>
      request(i % 3 ? `https://www.facebook.com/tr?id=1&ev=E${i}` : `${PAGE}own/${i}.png?t=${i}`, {
        atMs: i,
        ...byScript(4 + (i % 400)),
      }),
    );
    const visits = Array.from({ length: 3 }, (_, i) => visit('no-choice', { repeat: i + 1, requests, page }));
    // A step that is quadratic would not end within a test's time.
    const { findings } = judge(visits, facts, domainOf);
    expect(findings.length).toBeGreaterThan(0);
  });
});
