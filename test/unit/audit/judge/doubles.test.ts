import { describe, expect, it } from 'vitest';
import { hitsOf } from '../../../../src/audit/judge/hits.ts';
import { byScript, factsOf, html, judged, request, stage, stagesOf, visit } from './visit-builder.ts';

const facts = factsOf(['meta-pixel']);
const tr = (query: string, line = 4, extra = {}) =>
  request(`https://www.facebook.com/tr/?${query}&dl=x&ts=${Math.random()}`, {
    stage: 1,
    atMs: 1500,
    kind: 'image',
    ...byScript(line),
    ...extra,
  });
const lines = (...requests: ReturnType<typeof tr>[]) => judged([visit('accept', { requests })], facts).lines;

describe('a hit that comes twice', () => {
  it('is double when one view of the page is reported twice to one id', () => {
    expect(lines(tr('id=1&ev=PageView'), tr('id=1&ev=PageView', 9))).toEqual(['meta-pixel double second-copy']);
  });

  it('is none with two ids, two events, or two pages reported', () => {
    expect(lines(tr('id=1&ev=PageView'), tr('id=2&ev=PageView'))).toEqual([]);
    expect(lines(tr('id=1&ev=PageView'), tr('id=1&ev=Lead'))).toEqual([]);
    expect(lines(tr('id=1&ev=PageView&dl=a'), tr('id=1&ev=PageView&dl=b'))).toEqual([]);
  });

  it('of another event is double only when two scripts sent it: a visitor may do a thing twice', () => {
    expect(lines(tr('id=1&ev=Lead'), tr('id=1&ev=Lead'))).toEqual([]);
    expect(lines(tr('id=1&ev=Lead', 4), tr('id=1&ev=Lead', 9))).toEqual(['meta-pixel double second-copy']);
  });

  it('is none on the next page, nor on the next route', () => {
    const document = request('https://www.credit.example.kz/', { kind: 'document', stage: 2, atMs: 5000 });
    expect(lines(tr('id=1&ev=PageView'), document, tr('id=1&ev=PageView', 4, { stage: 2, atMs: 5500 }))).toEqual([]);
    const stages = [...stagesOf('accept').slice(0, 2), stage('route', 'accepted', 5000)];
    const requests = [tr('id=1&ev=PageView'), tr('id=1&ev=PageView', 4, { stage: 2, atMs: 5500 })];
    expect(judged([visit('accept', { stages, requests })], facts).lines).toEqual([]);
  });

  it('is taken out where the second copy stands', () => {
    const copy = "<script>fbq('init', '100000000000042')</script>";
    const requests = [tr('id=100000000000042&ev=PageView'), tr('id=100000000000042&ev=PageView')];
    const { findings } = judged([visit('accept', { page: html(copy, '<p>', copy), requests })], facts);
    expect(findings[0]).toMatchObject({ severity: 'warning', place: { line: 6 }, names: { tag: '100000000000042' } });
    expect(findings[0]!.fixes[0]).toMatchObject({ code: 'take-out', before: copy, after: '' });
  });
});

describe('what a request reports', () => {
  it.each([
    ['google-analytics-4', 'https://a.b/g/collect?v=2&tid=G-1&en=page_view&dl=p', '', 'G-1 page_view'],
    ['google-analytics-4', 'https://a.b/g/collect?v=2&tid=G-1', 'en=scroll\nen=click', 'G-1 scroll, G-1 click'],
    ['yandex-metrica', 'https://a.b/watch/123?page-url=p&browser-info=pv:1:rn:2', '', '123 hit'],
    ['yandex-metrica', 'https://a.b/watch/123?page-url=goal%3A%2F%2Fx.kz%2Flead', '', '123 goal lead'],
    ['yandex-metrica', 'https://a.b/watch/123?browser-info=nb:1:cl:3', '', ''],
    ['yandex-metrica', 'https://a.b/watch/123?page-url=p', 'site-info=%7B%7D', ''],
    ['vk-pixel', 'https://vk.com/rtrg?p=VK-RTRG-1', '', 'VK-RTRG-1 hit'],
    ['top-mail-ru-vk-ads', 'https://top-fwz1.mail.ru/counter?id=5;e=RG%3A/trg;u=x', '', '5 RG:'],
    [
      'tiktok-pixel',
      'https://a.b/api/v2/pixel',
      '{"event":"Pageview","context":{"pixel":{"code":"C1"}}}',
      'C1 Pageview',
    ],
    ['tiktok-pixel', 'https://a.b/api/v2/pixel', 'no json', ''],
    ['meta-pixel', 'https://www.facebook.com/privacy_sandbox/?id=1&ev=PageView', '', ''],
  ])('%s: %s', (vendor, url, body, expected) => {
    expect(
      hitsOf(vendor, url, body)
        .map(({ id, event }) => `${id} ${event}`)
        .join(', '),
    ).toBe(expected);
  });
});
