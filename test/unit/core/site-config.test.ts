import { readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import fc from 'fast-check';
import type { InferInput, InferOutput } from 'valibot';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { SiteConfig } from '../../../src/core/config.ts';
import { checkSiteConfig, siteConfigSchema } from '../../../src/core/schema/site-config.ts';

const KNOWN = { vendors: ['google-analytics-4', 'google-tag-manager', 'yandex-metrica', 'meta-pixel'] };

/** A right config that uses every part. */
function right(): SiteConfig {
  return {
    $schema: './site-config.schema.json',
    version: 1,
    site: 'jetfin',
    languages: ['kk', 'ru', 'en'],
    operators: [
      {
        id: 'mfo',
        name: { kk: 'МҚҰ', ru: 'МФО' },
        bin: '180940010094',
        address: { kk: 'Алматы', ru: 'Алматы' },
        email: 'ok@example.kz',
        phone: '+7 700 000 00 00',
        withdrawal: [{ kk: 'Пошта', ru: 'Почта' }],
      },
      { id: 'leasing', name: { kk: 'Лизинг', ru: 'Лизинг', en: 'Leasing' } },
    ],
    policy: {
      edition: '2026-03',
      date: '2026-03-01',
      number: '7',
      url: { kk: '/kk/policy', ru: 'https://example.kz/policy' },
    },
    term: 180,
    services: [
      { vendor: 'google-tag-manager', contains: ['google-analytics-4', 'own'] },
      { vendor: 'google-analytics-4', operator: 'leasing', onlyOn: ['/'], notOn: ['/apply'], ids: ['G-ABC'] },
      { id: 'second', vendor: 'google-analytics-4', category: 'loyalty', replay: false },
      {
        id: 'own',
        name: 'Own',
        hosts: ['m.example.kz', '*.example.kz', 'example.kz/path'],
        cookies: ['own', 'own_*'],
        category: 'analytics',
        purpose: { kk: 'Есептеу', ru: 'Подсчёт' },
        provider: { name: 'We', country: 'KZ', policyUrl: '/policy' },
      },
    ],
    categories: [
      {
        id: 'loyalty',
        parent: 'advertising',
        name: { kk: 'Адалдық', ru: 'Лояльность' },
        purpose: { kk: 'Бонус', ru: 'Бонусы' },
      },
    ],
    hosts: { necessary: ['consent.example.kz', 'jetfin.localhost:8080'] },
    cookies: { keep: ['uid', 'PHPSESSID'] },
    unlisted: 'allow',
    signals: { googleConsentMode: 'basic' },
    sync: { endpoint: 'https://consent.example.kz', acknowledge: 'records', headers: { 'x-key': 'k' } },
    ui: { layout: 'bar', launcher: true, banner: true },
    panel: { code: 'demo' },
  };
}

/** A right config with one part changed; `path` as keys. */
function wrong(path: readonly (string | number)[], value: unknown): unknown {
  const config = right() as unknown as Record<string | number, unknown>;
  let part = config;
  for (const key of path.slice(0, -1)) part = part[key] as Record<string | number, unknown>;
  const last = path.at(-1)!;
  if (value === undefined) delete part[last];
  else part[last] = value;
  return config;
}

const check = (value: unknown) => checkSiteConfig(value, KNOWN);

describe('the schema of site.json', () => {
  it('has exactly the type that the code uses', () => {
    expectTypeOf<InferOutput<typeof siteConfigSchema>>().toExtend<SiteConfig>();
    expectTypeOf<SiteConfig>().toExtend<InferInput<typeof siteConfigSchema>>();
  });

  it('can be published as JSON Schema, where unknown keys are refused too', () => {
    const schema = toJsonSchema(siteConfigSchema) as { required: string[]; additionalProperties: boolean };
    expect(schema.required).toEqual(['version', 'site', 'operators', 'policy', 'services']);
    expect(schema.additionalProperties).toBe(false);
  });

  it('accepts a config that uses every part, and the smallest one', () => {
    expect(check(right())).toEqual([]);
    expect(
      check({
        version: 1,
        site: 'a',
        operators: [{ name: { kk: 'а', ru: 'а' } }],
        policy: { edition: '1', url: { kk: '/p', ru: '/p' } },
        services: [],
      }),
    ).toEqual([]);
  });

  it.each([
    'http://127.0.0.1:8787',
    'http://localhost:1',
    'http://jetfin.localhost:8080/x',
    'https://a.kz:8443/kelisim',
  ])('accepts the endpoint %s', (endpoint) => {
    expect(check(wrong(['sync', 'endpoint'], endpoint))).toEqual([]);
  });
});

describe('a finding names the path, what is wrong and the remedy', () => {
  // biome-ignore format: a table reads better one case a line
  it.each<[why: string, keys: (string | number)[], value: unknown, path: string, code: string, message: RegExp]>([
    ['an unknown vendor', ['services', 1, 'vendor'], 'google-analytics-5', 'services[1].vendor', 'unknown-vendor', /did you mean "google-analytics-4"/],
    ['an unknown vendor unlike any', ['services', 2, 'vendor'], 'matomo', 'services[2].vendor', 'unknown-vendor', /"matomo" is not known; write one of google-analytics-4/],
    ['an unknown category', ['services', 3, 'category'], 'analytic', 'services[3].category', 'unknown-category', /did you mean "analytics"/],
    ['an unknown language', ['languages', 1], 'rus', 'languages[1]', 'unknown-language', /"rus" is not known; write one of kk, ru, en/],
    ['a language twice', ['languages', 1], 'kk', 'languages', 'duplicate-id', /write each once/],
    ['two services with one id', ['services', 2, 'id'], undefined, 'services[2].vendor', 'duplicate-id', /"google-analytics-4" is there already; give this service an id/],
    ['two operators with one id', ['operators', 1, 'id'], 'mfo', 'operators[1].id', 'duplicate-id', /give this operator an id/],
    ['a category that is there already', ['categories', 0, 'id'], 'analytics', 'categories[0].id', 'duplicate-id', /give this category an id/],
    ['a container of a service that is not there', ['services', 0, 'contains', 1], 'google-ads', 'services[0].contains[1]', 'unknown-service', /"google-ads" is not known/],
    ['a container of itself', ['services', 0, 'contains', 1], 'google-tag-manager', 'services[0].contains[1]', 'unknown-service', /contains itself; remove it/],
    ['an operator that is not there', ['services', 1, 'operator'], 'lising', 'services[1].operator', 'unknown-operator', /did you mean "leasing"/],
    ['a term of no days', ['term'], 0, 'term', 'bad-value', /from 1 to 400/],
    ['a term of 401 days', ['term'], 401, 'term', 'bad-value', /from 1 to 400/],
    ['a term of half days', ['term'], 1.5, 'term', 'bad-value', /whole number of days/],
    ['a BIN of 11 digits', ['operators', 0, 'bin'], '18094001009', 'operators[0].bin', 'bad-value', /12 digits/],
    ['a BIN as a number', ['operators', 0, 'bin'], 180940010094, 'operators[0].bin', 'wrong-type', /a text in quotes/],
    ['an endpoint without https', ['sync', 'endpoint'], 'http://consent.example.kz', 'sync.endpoint', 'bad-value', /https:\/\/host/],
    ['an endpoint with a query', ['sync', 'endpoint'], 'https://consent.example.kz/?a=1', 'sync.endpoint', 'bad-value', /without \?/],
    ['an endpoint that is a word', ['sync', 'endpoint'], 'collector', 'sync.endpoint', 'bad-value', /no endpoint/],
    ['a misspelt key', ['service'], [], 'service', 'unknown-key', /did you mean "services"/],
    ['a misspelt key deep inside', ['services', 1, 'vender'], 'x', 'services[1].vender', 'unknown-key', /did you mean "vendor"/],
    ['a misspelt key below an optional part', ['sync', 'endpiont'], 'x', 'sync.endpiont', 'unknown-key', /did you mean "endpoint"/],
    ['a key unlike any', ['signals', 'zzzzzz'], 1, 'signals.zzzzzz', 'unknown-key', /remove it \(known here: googleConsentMode, /],
    ['a text without Kazakh', ['operators', 0, 'name', 'kk'], undefined, 'operators[0].name.kk', 'one-language', /the Kazakh text is missing/],
    ['a text without Russian', ['policy', 'url', 'ru'], undefined, 'policy.url.ru', 'one-language', /the Russian text is missing/],
    ['an empty text', ['operators', 0, 'name', 'kk'], '  ', 'operators[0].name.kk', 'bad-value', /is empty/],
    ['a link that is a script', ['policy', 'url', 'kk'], 'javascript:alert(1)', 'policy.url.kk', 'bad-value', /no link/],
    ['a link to another host by //', ['policy', 'url', 'kk'], '//evil.example', 'policy.url.kk', 'bad-value', /no link/],
    ['no services', ['services'], undefined, 'services', 'missing', /write a list/],
    ['no operators', ['operators'], [], 'operators', 'bad-value', /who asks/],
    ['a part of another shape', ['operators'], { name: 'x' }, 'operators', 'wrong-type', /a list in \[ \]/],
    ['a version of the future', ['version'], 2, 'version', 'bad-value', /write 1/],
    ['no version', ['version'], undefined, 'version', 'missing', /write 1/],
    ['a host with a scheme', ['hosts', 'necessary', 0], 'https://a.kz', 'hosts.necessary[0]', 'bad-value', /without https/],
    ['a cookie prefix of three characters', ['services', 3, 'cookies', 1], '_ga*', 'services[3].cookies[1]', 'bad-value', /4 or more characters/],
    ['a prefix among the cookies to keep', ['cookies', 'keep', 1], 'keep_*', 'cookies.keep[1]', 'bad-value', /without \*/],
    ['a page path without its slash', ['services', 1, 'notOn', 0], 'apply', 'services[1].notOn[0]', 'bad-value', /starts with \//],
    ['a header that cannot be sent', ['sync', 'headers'], { 'x key': 'a' }, 'sync.headers.x key', 'bad-value', /no header name/],
    ['a word that is none of the choices', ['unlisted'], 'blok', 'unlisted', 'bad-value', /did you mean "block"/],
    ['a service that describes nothing', ['services', 3, 'hosts'], undefined, 'services[3]', 'incomplete-service', /add "hosts"/],
    ['a site id with capitals', ['site'], 'JetFin.kz', 'site', 'bad-value', /lower-case/],
  ])('for %s', (_, keys, value, path, code, message) => {
    const findings = check(wrong(keys, value));
    expect(findings.map((finding) => finding.path)).toContain(path);
    const finding = findings.find((item) => item.path === path)!;
    expect(finding.code).toBe(code);
    expect(finding.message).toMatch(message);
  });

  it('for every fault at once, not only for the first', () => {
    const config = wrong(['services', 0, 'vendor'], 'nobody') as Record<string, unknown>;
    config['term'] = 'long';
    config['extra'] = true;
    expect(check(config).map((finding) => finding.path)).toEqual(
      expect.arrayContaining(['term', 'extra', 'services[0].vendor']),
    );
  });

  it.each([[undefined], [null], [7], ['text'], [true], [[]]])('for a config that is %j', (value) => {
    expect(check(value)).toEqual([
      { path: '', code: 'not-an-object', message: expect.stringContaining('"version": 1') },
    ]);
  });
});

describe('checking', () => {
  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.jsonValue(),
          fc.record({
            version: fc.constant(1),
            site: fc.anything(),
            operators: fc.anything(),
            services: fc.oneof(fc.array(fc.anything()), fc.anything()),
            categories: fc.anything(),
            languages: fc.anything(),
            sync: fc.anything(),
            term: fc.anything(),
          }),
        ),
        (value) => {
          for (const finding of check(value)) expect(finding.message.length).toBeGreaterThan(5);
        },
      ),
    );
  });

  it('finds nothing in the demo sites', async () => {
    const vendors = (await import('../../../src/vendors/generated/disclosures-kk.ts')).disclosures.vendors;
    for (const site of ['jetfin', 'kengo', 'kreditomat']) {
      const config: unknown = JSON.parse(
        readFileSync(new URL(`../../../demo/${site}/site.json`, import.meta.url), 'utf8'),
      );
      expect(checkSiteConfig(config, { vendors: Object.keys(vendors) })).toEqual([]);
    }
  });
});
