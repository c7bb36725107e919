/** The policy of levels fence and header: what is in it for which choice, and what never is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGranted, type Choice } from '../../../src/core/choice.ts';
import { sourcesOf } from '../../../src/core/fence-data.ts';
import { FENCE_MARK, type FenceData, policyFor, strictestPolicy } from '../../../src/core/fence-policy.ts';
import { resolveSite } from '../../../src/core/resolve-site.ts';
import { createMatcher } from '../../../src/vendors/matcher.ts';
import { CATALOGUE, CONFIG, fenceOf, sourcesIn } from '../cli/fence-site.ts';

const OPEN = [
  '*.cdn.example.kz',
  'api.example.kz:*',
  'consent.example.kz:*',
  'needed.example.kz/x',
  'needed.example.kz/x/',
  'static.example.kz',
];
const choice = (letters: string, services: Choice['services'] = {}): Choice => ({ day: 0, letters, services });

/** What a policy has beyond what is always open. */
function opened(
  letters: string,
  services: Choice['services'] = {},
  path = '/',
  fence: FenceData = fenceOf(),
): string[] | null {
  return (
    sourcesIn(policyFor(fence, choice(letters, services), path))?.filter((source) => !OPEN.includes(source)) ?? null
  );
}

describe('a rule as sources', () => {
  test.each([
    ['a.example', ['a.example']],
    ['*.a.example', ['*.a.example']],
    ['a.example/', ['a.example']],
    ['a.example/tr', ['a.example/tr', 'a.example/tr/']],
    ['a.example/tr/', ['a.example/tr/']],
    ['a.example/gtag?id=AW-', ['a.example/gtag', 'a.example/gtag/']],
    ['a.example?id=1', ['a.example']],
    ['a.example/ads/x*y/z', ['a.example/ads/']],
    ['a.example/x*', ['a.example']],
    ['a.example/a;script-src *', ['a.example']],
    ['a.example/b/a,c', ['a.example/b/']],
    ['a.example/b/"><script>', ['a.example/b/']],
    ['a.example/b/ж', ['a.example/b/']],
    ['a.example/b/$host', ['a.example/b/']],
    ['', []],
  ])('%j is %j', (rule, sources) => {
    expect(sourcesOf(rule)).toEqual(sources);
  });

  test('take a port where the vendors are played', () => {
    expect(sourcesOf('a.example/tr?id=1', (host) => `${host}:8443`)).toEqual([
      'a.example:8443/tr',
      'a.example:8443/tr/',
    ]);
  });

  test('are at least as wide as the rule, whatever the address', () => {
    const part = fc.constantFrom('a', 'b', 'tr', 'x*', '*y', 'c*d', 'e-f', 'ж', 'g,h');
    const path = fc.array(part, { maxLength: 3 }).map((parts) => parts.map((text) => `/${text}`).join(''));
    const address = fc.array(fc.constantFrom('a', 'b', 'tr', 'x1', '0y', 'czd', 'e-f', 'ж', 'g,h'), { maxLength: 4 });
    fc.assert(
      fc.property(path, address, fc.boolean(), (rulePath, parts, slash) => {
        const rule = `h.example${rulePath}`;
        const asked = `/${parts.join('/')}${slash ? '/' : ''}`;
        const isMatched = createMatcher({ v: rule })('h.example', asked, '') === 'v';
        // CSP3 §6.7.2.10: exact, or a prefix when it ends with a slash.
        const allows = sourcesOf(rule).some((source) => {
          const allowed = source.slice('h.example'.length);
          return allowed === '' || (allowed.endsWith('/') ? asked.startsWith(allowed) : asked === allowed);
        });
        fc.pre(isMatched);
        expect(allows, `${rule} ${asked}`).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the strictest policy', () => {
  test('names what is always open, and Kelisim as its maker', () => {
    const policy = strictestPolicy(fenceOf({}, { origin: 'https://static.example.org' }));
    expect(sourcesIn(policy)).toEqual([...OPEN, 'https://static.example.org'].sort());
    expect(policy).toContain(` ${FENCE_MARK} `);
    expect(policy).not.toContain('form-action');
  });

  test('says where forms may go when asked to', () => {
    expect(strictestPolicy(fenceOf({}, { forms: true }))).toMatch(
      /; form-action 'self' kelisim\.invalid static\.example\.kz/,
    );
  });

  test('holds on every page what only some pages may have', () => {
    expect(strictestPolicy(fenceOf())).not.toContain('captcha');
  });
});

describe('the policy for a choice', () => {
  const COUNTER = ['*.counter.example', 'counter.example'];
  const MANAGER = ['shared.example'];
  const PIXEL = ['pixel.example/tr', 'pixel.example/tr/', 'pixel.example', 'shared.example/ads', 'shared.example/ads/'];
  const CAPTCHA = ['captcha.example/api', 'captcha.example/api/'];

  test.each<[string, string, Choice['services'], string, string[]]>([
    ['nothing granted', '', {}, '/', []],
    ['nothing granted, where a necessary service runs', '', {}, '/apply', CAPTCHA],
    ['one category, with the container that carries it', 'a', {}, '/', [...COUNTER, ...MANAGER]],
    ['one service against its category', '', { counter: true }, '/', [...COUNTER, ...MANAGER]],
    ['a category without one service', 'a', { counter: false }, '/', []],
    ['a closed container', 'a', { manager: false }, '/', COUNTER],
    ['advertising', 'd', {}, '/', [...MANAGER, ...PIXEL]],
    ['advertising where it never runs', 'd', {}, '/apply/step-2', CAPTCHA],
    ['advertising beside where it never runs', 'd', {}, '/apply-now', [...MANAGER, ...PIXEL]],
    ['the site own category', 'b', {}, '/', ['tests.example.kz']],
    ['replay switched on by itself', '', { recorder: true }, '/', ['counter.example/rec', 'counter.example/rec/']],
  ])('%s', (_, letters, services, path, sources) => {
    expect(opened(letters, services, path)).toEqual([...sources].sort());
  });

  test('lets the sockets of a granted host through as well, which a source without a scheme does not', () => {
    expect(policyFor(fenceOf(), choice('a'), '/')).toMatch(/ \*\.counter\.example wss:\/\/\*\.counter\.example /);
    expect(policyFor(fenceOf(), choice(''), '/')).not.toMatch(/wss?:\/\/\*\.counter/);
    const mapped = fenceOf({}, { mapSource: (host) => `http://${host}:81` });
    expect(policyFor(mapped, choice('a'), '/')).toContain(' http://counter.example:81 ws://counter.example:81');
  });

  test('is none when every service is granted here, replay and path-bound ones included', () => {
    const all = { recorder: true };
    expect(policyFor(fenceOf(), choice('fadb', all), '/')).not.toBeNull();
    const services = [{ vendor: 'counter' }, { vendor: 'recorder' }, { vendor: 'captcha', onlyOn: ['/apply'] }];
    const fence = fenceOf({ services });
    expect(policyFor(fence, choice('a', all), '/apply')).toBeNull();
    expect(policyFor(fence, choice('a', all), '/')).not.toBeNull();
    expect(policyFor(fence, choice('a'), '/apply')).not.toBeNull();
    expect(policyFor(fence, null, '/apply')).not.toBeNull();
  });

  test('opens a container that carries something necessary, unless it was switched off', () => {
    const services = [{ vendor: 'platform' }, { vendor: 'manager', contains: ['platform'] }, { vendor: 'counter' }];
    const fence = fenceOf({ services });
    expect(sourcesIn(policyFor(fence, null, '/'))).toContain('shared.example');
    expect(sourcesIn(policyFor(fence, choice('', { manager: false }), '/'))).not.toContain('shared.example');
  });

  test('stays when everything is granted and unlisted hosts are blocked', () => {
    const services = [{ vendor: 'counter' }];
    expect(policyFor(fenceOf({ services }), choice('a'), '/')).toBeNull();
    expect(policyFor(fenceOf({ services, unlisted: 'block' }), choice('a'), '/')).toContain('counter.example');
  });

  test('of a config that is none opens nothing', () => {
    const fence = fenceOf({ version: 2 });
    expect(policyFor(fence, choice('fad', { recorder: true }), '/apply')).toBe(strictestPolicy(fence));
  });

  test('opens what may come before the choice by Consent Mode, which does not open the container of something else', () => {
    const google = { ...CATALOGUE, 'google-analytics-4': { m: 'ga.example', c: 'a' as const } };
    const services = [
      { vendor: 'google-analytics-4', notOn: ['/apply'] },
      { vendor: 'manager', contains: ['google-analytics-4'] },
    ];
    const fence = fenceOf({ services, signals: { googleConsentMode: 'advanced' } }, {}, google);
    expect(sourcesIn(policyFor(fence, null, '/'))).toContain('ga.example');
    expect(sourcesIn(policyFor(fence, null, '/apply'))).not.toContain('ga.example');
    expect(sourcesIn(policyFor(fence, null, '/'))).not.toContain('shared.example');
  });

  test('never has a source of a service that is not granted, unless one that is granted has it too', () => {
    const site = resolveSite(CONFIG, CATALOGUE);
    const find = (id: string) => site.services.find((service) => service.id === id);
    const ids = site.services.map(({ id }) => id);
    const fence = fenceOf();
    const grants = fc.record({
      letters: fc.constantFrom('', 'a', 'd', 'f', 'b', 'ad', 'fadb'),
      services: fc.dictionary(fc.constantFrom(...ids), fc.boolean()),
    });
    const paths = fc.constantFrom('/', '/apply', '/kk/apply/x', '/a.b+c', '/other');
    fc.assert(
      fc.property(fc.option(grants), paths, (made, path) => {
        const wish = made && { day: 0, ...made };
        const policy = policyFor(fence, wish, path);
        const granted = site.services.filter((service) => isGranted(service, wish, path, find));
        const rules = granted.flatMap(({ vendor }) => (site.rules[vendor] ?? '').split(' '));
        const sources = [...new Set([...OPEN, ...rules.flatMap((rule) => sourcesOf(rule))])].sort();
        expect(sourcesIn(policy)).toEqual(granted.length === site.services.length ? null : sources);
      }),
      { numRuns: 1000 },
    );
  });

  test('is text that can stand in an attribute, a header and an nginx value, whatever the config says', () => {
    const path = fc.string({ unit: 'binary' }).map((text) => `/${text}`);
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 3 }), (paths) => {
        const hosts = paths.map((text) => `own.example.kz${text}`);
        const fence = fenceOf({ services: [{ id: 'own', hosts, category: 'analytics' }], hosts: { necessary: hosts } });
        const policy = policyFor(fence, choice('a'), '/') ?? strictestPolicy(fence);
        expect(policy).toMatch(/^default-src [\w '/.~!()+=:@%*-]+$/);
      }),
      { numRuns: 500 },
    );
  });
});
