/** Resolving a config, also a wrong one: the head gets something it can work with, and nothing in doubt is ever granted. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Choice, isGranted } from '../../../src/core/choice.ts';
import { DEFAULT_TERM_DAYS } from '../../../src/core/choice-cookie.ts';
import type { HeadSite, ResolvedService } from '../../../src/core/head-site.ts';
import { resolveSite } from '../../../src/core/resolve-site.ts';
import type { VendorRules } from '../../../src/core/vendor.ts';
import { createMatcher } from '../../../src/vendors/matcher.ts';

const CATALOGUE: VendorRules = {
  pixel: { m: 'pixel.example connect.pixel.example/js', c: 'd', k: '_pix _pixel_* u*', x: 1 },
  counter: { m: '*.counter.example', c: 'a', k: '_cnt_*' },
  recorder: { m: 'rec.example', c: 'a', r: 1 },
  manager: { m: 'gtm.example', t: 1, x: 1 },
  captcha: { m: 'captcha.example', c: 'n' },
};

const right = () => ({
  version: 1,
  site: 'jetfin',
  operators: [{ name: { kk: 'ЖШС', ru: 'ТОО' } }],
  policy: { edition: '7', url: { kk: '/kk', ru: '/ru' } },
  services: [
    { vendor: 'pixel', notOn: ['/apply'] },
    { vendor: 'counter' },
    { vendor: 'recorder' },
    { vendor: 'manager', contains: ['counter', 'pixel'] },
    { vendor: 'captcha', onlyOn: ['/apply'] },
    {
      id: 'own',
      name: 'Own',
      hosts: ['metrics.example', '*.own.example'],
      cookies: ['_own', 'own_*'],
      category: 'personal',
    },
  ],
  categories: [{ id: 'personal', parent: 'advertising' }],
});

type Wrong = Record<string, unknown>;
const EVERYTHING: Choice = { day: 0, letters: 'abcdefghijklmnopqrstuvwxyz', services: {} };
const resolved = (change: Wrong = {}): HeadSite => resolveSite({ ...right(), ...change }, CATALOGUE);
const withService = (service: unknown): HeadSite => resolved({ services: [service] });
const find = (site: HeadSite, id: string): ResolvedService | undefined => site.services.find((item) => item.id === id);
/** As the head does it (head/state.ts). */
const opens = (site: HeadSite, id: string, path = '/', choice: Choice | null = EVERYTHING): boolean => {
  const service = find(site, id);
  return !!service && !site.broken && isGranted(service, choice, path, (other) => find(site, other));
};

/** Values that are wrong wherever a list, an object or a text belongs. */
const NONSENSE: readonly unknown[] = [
  null,
  true,
  false,
  0,
  5,
  '',
  'text',
  [],
  [null],
  [5],
  [{}],
  {},
  { kk: 5 },
  { toString: 1 },
  { length: 2 },
];

describe('a right config', () => {
  const site = resolved();

  test('is resolved without trouble', () => {
    expect(site.trouble).toBeUndefined();
    expect(site.broken).toBeUndefined();
    expect(site.stamp).toMatchObject({ site: 'jetfin', policy: '7', termDays: DEFAULT_TERM_DAYS });
    expect(site.stamp.scope).toMatch(/^[0-9a-f]{6}$/);
    expect(site.languages).toEqual(['kk', 'ru', 'en']);
  });

  test('takes category, replay, container, origin and cookies from the catalogue', () => {
    expect(find(site, 'pixel')).toMatchObject({ vendor: 'pixel', category: 'advertising', letter: 'd', foreign: true });
    expect(find(site, 'counter')).toEqual({
      id: 'counter',
      vendor: 'counter',
      category: 'analytics',
      letter: 'a',
      cookies: '_cnt_*',
    });
    expect(find(site, 'recorder')).toMatchObject({ replay: true });
    expect(find(site, 'manager')).toMatchObject({ category: '', letter: '?', contains: ['counter', 'pixel'] });
    expect(find(site, 'captcha')).toMatchObject({ letter: '', onlyOn: ['/apply'] });
  });

  test('gives a service that describes itself rules, cookies and the letter of its own category', () => {
    expect(find(site, 'own')).toMatchObject({
      vendor: 'own',
      category: 'personal',
      letter: 'b',
      cookies: '_own own_*',
    });
    expect(createMatcher(site.rules)('a.own.example', '/', '')).toBe('own');
  });

  test('keeps the rules of every vendor, declared or not', () => {
    for (const id of Object.keys(CATALOGUE)) expect(site.rules[id]).toBe(CATALOGUE[id]!.m);
  });

  test('lets the config say another category, and that no replay is made', () => {
    const other = resolved({
      services: [
        { vendor: 'pixel', category: 'analytics' },
        { vendor: 'recorder', replay: false },
      ],
    });
    expect(find(other, 'pixel')!.letter).toBe('a');
    expect(opens(other, 'recorder')).toBe(true);
    expect(opens(site, 'recorder')).toBe(false);
  });

  test('lets the collector pass, and what the config calls necessary', () => {
    const other = resolved({
      hosts: { necessary: ['static.example', '*.bank.example'] },
      sync: { endpoint: 'https://collect.example:8443/x' },
    });
    expect(other.pass).toEqual(['static.example', '*.bank.example', 'collect.example']);
  });

  test('drops a cookie prefix so short that it would take cookies of the site itself', () => {
    expect(find(site, 'pixel')!.cookies).toBe('_pix _pixel_*');
    expect(
      find(
        withService({
          id: 'x',
          hosts: ['x.example'],
          category: 'analytics',
          cookies: ['u*', 'uid*', '*', 'long*', 'a*b', ''],
        }),
        'x',
      )!.cookies,
    ).toBe('long*');
  });
});

describe('the scope of a config', () => {
  const scope = (change: Wrong = {}) => resolved(change).stamp.scope;
  const { services } = right();

  test('changes when the edition, a service, a category or an own category changes', () => {
    const all = [
      scope(),
      scope({ policy: { edition: '8' } }),
      scope({ services: services.slice(1) }),
      scope({ services: [{ vendor: 'pixel', category: 'analytics' }, ...services.slice(1)] }),
      scope({ categories: [...right().categories, { id: 'more' }] }),
      scope({ term: 90 }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  test('changes when a service keeps its id and gets another recipient', () => {
    expect(withService({ id: 'chat', vendor: 'pixel', category: 'analytics' }).stamp.scope).not.toBe(
      withService({ id: 'chat', vendor: 'counter', category: 'analytics' }).stamp.scope,
    );
  });

  test('stays when words and paths change', () => {
    expect(scope({ operators: [] })).toBe(scope());
    expect(scope({ ui: { layout: 'box' } })).toBe(scope());
    expect(scope({ services: services.toReversed() })).toBe(scope());
  });
});

describe('a config that is none', () => {
  test.each([
    undefined,
    null,
    'not JSON',
    5,
    true,
    [],
    [right()],
    {},
    { version: 1 },
    { version: 1, site: 'x' },
    { ...right(), version: 2 },
    { ...right(), version: '1' },
    { ...right(), services: {} },
    { ...right(), site: 5 },
  ])('%j grants nothing, not even what is necessary, and says so', (raw) => {
    const site = resolveSite(raw, CATALOGUE, 'config-missing');
    expect(site.broken).toBe(true);
    expect(site.trouble).toEqual({ code: 'config-missing', path: '' });
    for (const service of site.services) expect(opens(site, service.id, '/apply')).toBe(false);
    expect(createMatcher(site.rules)('pixel.example', '/', '')).toBe('pixel');
  });
});

describe('a wrong part of a config', () => {
  test.each(
    Object.keys(right()).concat('languages', 'term', 'hosts', 'cookies', 'unlisted', 'signals', 'sync', 'ui', 'panel'),
  )('%s may be anything without an exception', (key) => {
    for (const value of NONSENSE) expect(() => resolved({ [key]: value }), JSON.stringify(value)).not.toThrow();
  });

  test.each([
    'id',
    'vendor',
    'name',
    'hosts',
    'cookies',
    'purpose',
    'provider',
    'operator',
    'category',
    'onlyOn',
    'notOn',
    'contains',
    'replay',
    'ids',
  ])('services[].%s may be anything without an exception, then and when the gate asks', (key) => {
    for (const value of NONSENSE) {
      for (const base of [
        { vendor: 'pixel' },
        { id: 'own', hosts: ['own.example'], category: 'analytics' },
        { vendor: 'manager', contains: ['pixel'] },
      ]) {
        const label = `${JSON.stringify(base)} ${JSON.stringify(value)}`;
        expect(() => {
          const site = withService({ ...base, [key]: value });
          const match = createMatcher(site.rules);
          for (const host of ['own.example', 'pixel.example', 'text']) match(host, '/', '');
          for (const service of site.services) opens(site, service.id, '/apply');
        }, label).not.toThrow();
      }
    }
  });

  test.each<[string, Wrong, string, string]>([
    ['an unknown vendor', { vendor: 'pixl' }, 'unknown-vendor', 'services[0].vendor'],
    ['a vendor that every object inherits', { vendor: 'constructor' }, 'unknown-vendor', 'services[0].vendor'],
    ['a vendor that is null', { id: 'x', vendor: null, category: 'analytics' }, 'unknown-vendor', 'services[0].vendor'],
    ['an unknown category', { vendor: 'pixel', category: 'advertisng' }, 'unknown-category', 'services[0].category'],
    ['a category that is no text', { vendor: 'pixel', category: 5 }, 'unknown-category', 'services[0].category'],
    [
      'a self-described service without category',
      { id: 'x', hosts: ['x.example'] },
      'unknown-category',
      'services[0].category',
    ],
    ['a service without id', { hosts: ['x.example'], category: 'analytics' }, 'service-id', 'services[0].id'],
    ['a service whose id is no text', { id: 5, category: 'analytics' }, 'service-id', 'services[0].id'],
    [
      'an id that the choice cookie cannot carry',
      { id: 'My Chat', hosts: ['x.example'], category: 'analytics' },
      'service-id',
      'services[0].id',
    ],
  ])('%s leaves the service out and is noted', (_, service, code, path) => {
    const site = withService(service);
    expect(site.services).toEqual([]);
    expect(site.trouble).toEqual({ code, path });
  });

  test('a second service of the same id is left out', () => {
    const site = resolved({ services: [{ vendor: 'pixel' }, { vendor: 'pixel', category: 'necessary' }] });
    expect(site.services).toMatchObject([{ id: 'pixel', category: 'advertising' }]);
    expect(site.trouble).toEqual({ code: 'service-id', path: 'services[1].id' });
  });

  test('an item of services that is no object is noted and hurts no other', () => {
    const site = resolved({ services: ['pixel', 5, [], { vendor: 'counter' }] });
    expect(site.services.map((item) => item.id)).toEqual(['counter']);
    expect(site.trouble).toEqual({ code: 'service', path: 'services[0]' });
  });

  test('the first trouble is the one that is named', () => {
    expect(resolved({ services: [{ vendor: 'x' }, { vendor: 'y' }], term: 0 }).trouble).toEqual({
      code: 'unknown-vendor',
      path: 'services[0].vendor',
    });
  });

  test('unknown languages are left out; without a known one all three stay', () => {
    expect(resolved({ languages: ['ru', 'de'] })).toMatchObject({
      languages: ['ru'],
      trouble: { code: 'unknown-language', path: 'languages' },
    });
    expect(resolved({ languages: ['de'] }).languages).toEqual(['kk', 'ru', 'en']);
    expect(resolved({ languages: 'ru' }).languages).toEqual(['kk', 'ru', 'en']);
  });

  test.each([0, -1, 401, Number.NaN, 'x', null, {}, []])('a term of %j is noted and becomes the usual one', (term) => {
    expect(resolved({ term })).toMatchObject({ stamp: { termDays: DEFAULT_TERM_DAYS }, trouble: { code: 'term' } });
  });

  test('hosts that pass are read only from a list of texts', () => {
    for (const value of NONSENSE) {
      const { pass, rules } = resolved({ hosts: { necessary: value } });
      expect(
        () => createMatcher({ ...rules, '': pass.join(' ') })('pixel.example', '/', ''),
        JSON.stringify(value),
      ).not.toThrow();
    }
  });
});

describe('a doubt', () => {
  test('about where a service may not run closes it there', () => {
    for (const notOn of ['/apply', '', 5, true, null, {}, [null], [5], ['/apply', 5]]) {
      const site = withService({ vendor: 'pixel', notOn });
      expect(opens(site, 'pixel', '/apply'), JSON.stringify(notOn)).toBe(false);
      expect(site.trouble, JSON.stringify(notOn)).toBeDefined();
    }
  });

  test('about where alone a service may run closes it elsewhere', () => {
    for (const onlyOn of ['/apply', '', 5, false, null, {}, [null], [5]]) {
      const site = withService({ vendor: 'pixel', onlyOn });
      expect(opens(site, 'pixel', '/'), JSON.stringify(onlyOn)).toBe(false);
      expect(site.trouble, JSON.stringify(onlyOn)).toBeDefined();
    }
  });

  test('about session replay leaves it off', () => {
    for (const replay of [null, 0, '', 'false', 'no', {}, []]) {
      expect(opens(withService({ vendor: 'recorder', replay }), 'recorder'), JSON.stringify(replay)).toBe(false);
    }
  });

  test('about what a container brings leaves it closed', () => {
    for (const contains of ['counter', 5, true, {}, [5], [null], ['unknown']]) {
      const site = resolved({ services: [{ vendor: 'manager', contains }, { vendor: 'counter' }] });
      expect(opens(site, 'manager'), JSON.stringify(contains)).toBe(false);
    }
  });

  test('about unlisted hosts blocks them, or is noted', () => {
    for (const unlisted of ['Block', 'deny', true, 5, null, {}]) {
      const { config, trouble } = resolved({ unlisted });
      expect(config.unlisted === 'block' || trouble !== undefined, JSON.stringify(unlisted)).toBe(true);
    }
  });

  test('a service that describes itself under the name of a vendor does not take the rules of that vendor away', () => {
    const site = withService({ id: 'pixel', category: 'advertising' });
    expect(createMatcher(site.rules)('pixel.example', '/', '')).toBeTruthy();
    expect(
      createMatcher(withService({ id: 'pixel', hosts: ['mine.example'], category: 'necessary' }).rules)(
        'pixel.example',
        '/',
        '',
      ),
    ).toBeTruthy();
  });

  test('a host written in capitals, with a scheme or with a port is still held, or is noted', () => {
    for (const host of ['Metrics.Example', 'https://metrics.example', 'metrics.example:8443', '//metrics.example/x']) {
      const site = withService({ id: 'own', hosts: [host], category: 'analytics' });
      expect(createMatcher(site.rules)('metrics.example', '/x', '') === 'own' || site.trouble !== undefined, host).toBe(
        true,
      );
    }
  });

  test('a service that describes itself without hosts is noted: nothing of it could be held', () => {
    for (const hosts of [undefined, [], 'metrics.example', {}]) {
      expect(withService({ id: 'own', hosts, category: 'analytics' }).trouble, JSON.stringify(hosts)).toBeDefined();
    }
  });
});

describe('arbitrary JSON', () => {
  const key = fc.constantFrom(
    'version',
    'site',
    'services',
    'vendor',
    'id',
    'category',
    'categories',
    'hosts',
    'necessary',
    'cookies',
    'keep',
    'notOn',
    'onlyOn',
    'contains',
    'replay',
    'policy',
    'edition',
    'url',
    'operators',
    'name',
    'kk',
    'languages',
    'term',
    'sync',
    'endpoint',
    'toString',
    'constructor',
    '__proto__',
    'length',
  );
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(
      1,
      0,
      null,
      true,
      '',
      'pixel',
      'recorder',
      'analytics',
      'necessary',
      'jetfin',
      '/apply',
      'ru',
    ),
    fc.string(),
    fc.double(),
  );
  const { anything } = fc.letrec<{ anything: unknown }>((tie) => ({
    anything: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      leaf,
      fc.array(tie('anything'), { maxLength: 4 }),
      fc.dictionary(key, tie('anything'), { maxKeys: 6 }),
    ),
  }));
  const parsed = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');

  test('never throws, and gives something the gate can ask', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (value, whole) => {
        const raw = parsed(whole ? value : { ...right(), ...(value as object) });
        const site = resolveSite(raw, CATALOGUE);
        createMatcher({ ...site.rules, '': site.pass.join(' ') })('pixel.example', '/', '');
        for (const service of site.services) opens(site, service.id);
      }),
      { numRuns: 2000 },
    );
  });

  test('as a service grants nothing before a choice and after a refusal but what the config calls necessary', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 4 }), (list) => {
        const site = resolveSite(parsed({ ...right(), services: list }), CATALOGUE);
        for (const service of site.services) {
          if (service.category === 'necessary' || service.contains) continue;
          for (const choice of [null, { day: 0, letters: '', services: {} }])
            expect(opens(site, service.id, '/', choice)).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
