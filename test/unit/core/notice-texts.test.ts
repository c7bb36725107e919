/** The words of the first layer: what a site says of itself is put in, and a wrong config still leaves something to show. */
import { describe, expect, test } from 'vitest';
import { type BannerTemplate, type NoticeTexts, noticeTexts } from '../../../src/core/notice-texts.ts';
import { resolveSite } from '../../../src/core/resolve-site.ts';
import type { VendorRules } from '../../../src/core/vendor.ts';
import { BANNER_TEXTS } from '../../../src/core/generated/banner-texts.ts';

const CATALOGUE: VendorRules = {
  abroad: { m: 'a.example', c: 'd', x: 1 },
  home: { m: 'h.example', c: 'a' },
  captcha: { m: 'c.example', c: 'n', x: 1 },
};
const right = () => ({
  version: 1,
  site: 'x',
  operators: [
    { name: { kk: 'Қазақша атау', ru: 'Русское имя' } },
    { name: { kk: 'Екінші', ru: 'Второе', en: 'Second' } },
  ],
  policy: { edition: '1', url: { kk: '/kk/policy', ru: 'https://x.example/ru' } },
  services: [{ vendor: 'home' }] as unknown[],
});
const texts = (
  change: Record<string, unknown> = {},
  templates: Record<'kk' | 'ru' | 'en', BannerTemplate> = BANNER_TEXTS,
) =>
  noticeTexts(resolveSite({ ...right(), ...change }, CATALOGUE), templates, 'site.example') as Record<
    'kk' | 'ru' | 'en',
    NoticeTexts
  >;

describe('the first layer', () => {
  test('speaks each language of the site and no other', () => {
    expect(Object.keys(texts())).toEqual(['kk', 'ru', 'en']);
    expect(Object.keys(texts({ languages: ['ru', 'kk'] }))).toEqual(['ru', 'kk']);
  });

  test('names every operator in that language', () => {
    expect(texts().kk.t[0]).toContain('Қазақша атау, Екінші');
    expect(texts().ru.t[0]).toContain('Русское имя, Второе');
    expect(texts().en.t[0]).toContain('Second');
  });

  test('takes a name as it stands, whatever characters it has', () => {
    const name = '$& $1 {purposes} <b>"';
    expect(texts({ operators: [{ name: { kk: name, ru: name } }] }).ru.t[0]).toContain(name);
  });

  test('names the host when no operator is known', () => {
    for (const operators of [[], undefined]) expect(texts({ operators }).kk.t[0]).toContain('site.example');
  });

  test('names the purposes of the services that are there, necessary ones left out', () => {
    const only = texts({ services: [{ vendor: 'home' }, { vendor: 'captcha' }] }).ru.t[0]!;
    expect(only).toContain(BANNER_TEXTS.ru.c.a);
    expect(only).not.toContain(BANNER_TEXTS.ru.c.d);
    expect(only).not.toContain(BANNER_TEXTS.ru.c.f);
  });

  test("names a site's own purpose by its own name", () => {
    const own = texts({
      services: [{ vendor: 'home', category: 'mail' }],
      categories: [{ id: 'mail', name: { kk: 'Хат тарату', ru: 'Рассылка' } }],
    });
    expect(own.kk.t[0]).toContain('хат тарату');
    expect(own.ru.t[0]).toContain('рассылка');
  });

  test('says that data go abroad when a service that is asked for sends them there, and only then', () => {
    expect(texts().ru.t.join(' ')).not.toContain(BANNER_TEXTS.ru.x);
    expect(texts({ services: [{ vendor: 'captcha' }] }).ru.t.join(' ')).not.toContain(BANNER_TEXTS.ru.x);
    expect(texts({ services: [{ vendor: 'abroad' }] }).kk.t.join(' ')).toContain(BANNER_TEXTS.kk.x);
    const own = (country: string) =>
      texts({
        services: [{ id: 'own', hosts: ['o.example'], category: 'analytics', provider: { name: 'O', country } }],
      }).kk.t.join(' ');
    expect(own('KZ')).not.toContain(BANNER_TEXTS.kk.x);
    expect(own('DE')).toContain(BANNER_TEXTS.kk.x);
  });

  test('leaves no placeholder and names the term', () => {
    for (const { t } of Object.values(texts({ term: 33 }))) {
      expect(t.join(' ')).not.toMatch(/[{}]|undefined/);
      expect(t.at(-1)).toContain('33');
    }
  });

  test('links the policy of that language; English falls to the Russian one when it has none', () => {
    expect([texts().kk.u, texts().ru.u, texts().en.u]).toEqual([
      '/kk/policy',
      'https://x.example/ru',
      'https://x.example/ru',
    ]);
  });

  test('never links what is no web address', () => {
    for (const url of [
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'data:text/html,x',
      'policy.html',
      '',
      5,
      null,
      {},
    ]) {
      expect(texts({ policy: { edition: '1', url: { kk: url, ru: url } } }).kk.u, JSON.stringify(url)).toBe('');
    }
  });
});

describe('a wrong config', () => {
  const NONSENSE: readonly unknown[] = [
    null,
    true,
    0,
    5,
    '',
    'text',
    [],
    [null],
    [5],
    ['text'],
    [{}],
    [{ name: 5 }],
    [{ id: 'x', name: { kk: 5, ru: {} } }],
    {},
    { kk: 5 },
    { toString: 1 },
  ];

  test.each(['operators', 'policy', 'categories', 'services', 'languages', 'term', 'ui', 'site', 'version'])(
    '%s may be anything: there is still something to show',
    (key) => {
      for (const value of NONSENSE) {
        const label = JSON.stringify(value);
        let found: Record<'kk' | 'ru' | 'en', NoticeTexts> | undefined;
        expect(() => {
          found = texts({ [key]: value });
        }, label).not.toThrow();
        for (const text of Object.values(found!)) {
          expect(
            [text.h, text.a, text.r, text.l].every((word) => word.length > 0),
            label,
          ).toBe(true);
          expect(
            text.t.every((line) => typeof line === 'string' && !/undefined|\[object/.test(line)),
            label,
          ).toBe(true);
        }
      }
    },
  );

  test('the name of an own category in use may be anything', () => {
    for (const name of NONSENSE) {
      const own = { services: [{ vendor: 'home', category: 'mail' }], categories: [{ id: 'mail', name }] };
      expect(() => texts(own), JSON.stringify(name)).not.toThrow();
    }
  });

  test('that is none still gives the words with the host in them', () => {
    const none = noticeTexts(resolveSite(undefined, CATALOGUE), BANNER_TEXTS, 'site.example');
    expect(none.kk!.t[0]).toContain('site.example');
    expect(none.kk!.u).toBe('');
  });
});

describe('a name that turns the direction of writing', () => {
  const nameOf = (name: string) => texts({ operators: [{ name: { kk: name, ru: name } }] }).ru.t[0]!;
  const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

  test('is isolated, and brings no control of its own', () => {
    for (const name of ['ТОО \u202eабв', 'שלום', 'a\u2066b\u2069\u2069\u202ec', '\u200fх']) {
      const text = nameOf(name);
      expect(text.match(CONTROLS), JSON.stringify(text)).toEqual(['\u2068', '\u2069']);
      expect(text.startsWith(`\u2068${name.replace(CONTROLS, '')}\u2069:`)).toBe(true);
    }
  });

  test('costs a usual name nothing', () => {
    expect(nameOf('ТОО «МФО «Қаржы-2», Ltd. – 100 %')).not.toMatch(CONTROLS);
  });
});
