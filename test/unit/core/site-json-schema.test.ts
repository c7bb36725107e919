/** The published JSON Schema: what editors say of a site.json is what `kelisim check` says of its shape. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSiteConfig } from '../../../src/core/schema/site-config.ts';
import { RULES } from '../../../src/vendors/generated/rules.ts';
import { siteJsonSchema } from '../../../tools/site-json-schema.ts';

const VENDORS = Object.keys(RULES);
const ROOT = new URL('../../../', import.meta.url);
/** Findings that no schema can have: between parts of a config. */
const BETWEEN_PARTS = /^(?:duplicate-id|unknown-(?:category|operator|service)|incomplete-service)$/;

// A date as valibot has it: months and days that exist, whatever the month.
const ajv = new Ajv({ allErrors: true, formats: { date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])$/ } });
const validate = ajv.compile(siteJsonSchema());

function demo(site: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`demo/${site}/site.json`, ROOT), 'utf8')) as Record<string, unknown>;
}

function isRightShape(config: unknown): boolean {
  return checkSiteConfig(config, { vendors: VENDORS }).every(({ code }) => BETWEEN_PARTS.test(code));
}

type Key = string | number;

function pathsOf(value: unknown, keys: readonly Key[] = []): (readonly Key[])[] {
  if (typeof value !== 'object' || value === null) return [keys];
  const inner = Array.isArray(value) ? value.map((item: unknown, i) => [i, item] as const) : Object.entries(value);
  return [...(keys.length ? [keys] : []), ...inner.flatMap(([key, item]) => pathsOf(item, [...keys, key]))];
}

function changed(config: unknown, keys: readonly Key[], value: unknown): unknown {
  const copy = structuredClone(config) as Record<Key, unknown>;
  let part = copy;
  for (const key of keys.slice(0, -1)) part = part[key] as Record<Key, unknown>;
  if (value === undefined) delete part[keys.at(-1)!];
  else part[keys.at(-1)!] = value;
  return JSON.parse(JSON.stringify(copy)) as unknown;
}

describe('The JSON Schema of site.json', () => {
  test('lies in dist as the build made it of the validator, and names every vendor of the catalogue', () => {
    const published = JSON.parse(readFileSync(new URL('dist/schema/site.schema.json', ROOT), 'utf8')) as object;
    expect(published).toEqual(siteJsonSchema());
    expect(JSON.stringify(published)).toContain(JSON.stringify(VENDORS.toSorted()));
  });

  test.each(['jetfin', 'kengo', 'kreditomat', 'as-pasted'])(
    'accepts the demonstration site %s, whose $schema leads to it',
    (site) => {
      const config = demo(site);
      expect(validate(config), JSON.stringify(validate.errors)).toBe(true);
      if (site !== 'as-pasted')
        expect(new URL(String(config['$schema']), new URL(`demo/${site}/site.json`, ROOT)).href).toBe(
          new URL('dist/schema/site.schema.json', ROOT).href,
        );
    },
  );

  test.each([
    ['a key misspelt', ['serivces'], []],
    ['a vendor that nobody knows', ['services', 0, 'vendor'], 'meta-pixl'],
    ['a BIN of eleven digits', ['operators', 0, 'bin'], '18094001009'],
    ['a text in one language', ['operators', 0, 'name'], { ru: 'ТОО' }],
    ['no policy', ['policy'], undefined],
    ['a term of more than 400 days', ['term'], 401],
    ['an endpoint without encryption', ['sync', 'endpoint'], 'http://consent.jetfin.kz'],
    ['a link that runs code', ['policy', 'url', 'kk'], 'javascript:alert(1)'],
    ['a list where an object belongs', ['about'], []],
    ['a date in words', ['policy', 'date'], '10 августа'],
  ])('refuses %s, as the validator does', (_, keys, value) => {
    const config = changed(demo('jetfin'), keys, value);
    expect(validate(config)).toBe(false);
    expect(isRightShape(config)).toBe(false);
  });

  test('agrees with the validator on any change of any part', () => {
    const sites = ['jetfin', 'kengo', 'kreditomat'].map(demo);
    const wild = fc.constantFrom<unknown>(
      undefined,
      null,
      '',
      ' ',
      'x',
      'kk',
      0,
      1,
      1.5,
      -1,
      400,
      true,
      [],
      {},
      ['x'],
      [1],
      { kk: 'а', ru: 'б' },
      { x: 1 },
      '2026-02-30',
      '2026-13-01',
      '/apply',
      'https://a.kz',
      'a.kz',
      '180940010094',
      'basic',
      'necessary',
      'meta-pixel',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...sites),
        fc.nat(),
        wild,
        fc.constantFrom('change', 'add'),
        (site, place, value, how) => {
          const paths = pathsOf(site);
          const at = paths[place % paths.length]!;
          const keys = how === 'add' && typeof at.at(-1) === 'string' ? [...at.slice(0, -1), 'extra'] : at;
          const config = changed(site, keys, value);
          expect(
            validate(config),
            `${keys.join('.')} = ${JSON.stringify(value)}: ${JSON.stringify(validate.errors)}`,
          ).toBe(isRightShape(config));
        },
      ),
      { numRuns: 600 },
    );
  });
});
