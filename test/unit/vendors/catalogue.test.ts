/** The shipped catalogue: every data file, what the real matcher makes of it, and that the generated files follow it. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { disclosures as en } from '../../../src/vendors/generated/disclosures-en.ts';
import { disclosures as kk } from '../../../src/vendors/generated/disclosures-kk.ts';
import { disclosures as ru } from '../../../src/vendors/generated/disclosures-ru.ts';
import { RULES } from '../../../src/vendors/generated/rules.ts';
import { generatedFilesOf } from '../../../src/vendors/index-generator.ts';
import { loadVendorFiles } from '../../../src/vendors/load-vendor-files.ts';
import { createMatcher, type Matcher } from '../../../src/vendors/matcher.ts';
import { DATA_CODES } from '../../../src/vendors/vendor-file.ts';

const GENERATED = new URL('../../../src/vendors/generated/', import.meta.url);
const FIRST_VENDORS = [
  '2gis',
  'bitrix24-widget',
  'calltouch',
  'criteo',
  'google-ads',
  'google-analytics-4',
  'google-maps',
  'google-tag-manager',
  'hotjar',
  'jivochat',
  'meta-pixel',
  'microsoft-clarity',
  'recaptcha',
  'roistat',
  'tiktok-pixel',
  'top-mail-ru-vk-ads',
  'vk-pixel',
  'yandex-ads',
  'yandex-metrica',
  'yandex-webvisor',
  'youtube-embed',
];

const files = loadVendorFiles();
const matcher = createMatcher(Object.fromEntries(Object.entries(RULES).map(([id, rule]) => [id, rule.m])));

function vendorOf(url: string, match: Matcher = matcher): string | undefined {
  const { hostname, pathname, search } = new URL(url);
  return match(hostname, pathname, search);
}

describe('the vendor catalogue', () => {
  test('has every vendor of the first list, each file valid', () => {
    expect(files.map((file) => file.id)).toEqual(expect.arrayContaining(FIRST_VENDORS));
  });

  test('never gives one rule to two vendors', () => {
    const all = files.flatMap((file) => file.match);
    expect(all.filter((rule, i) => all.indexOf(rule) !== i)).toEqual([]);
  });

  test('never gives one first-party cookie to two vendors', () => {
    const all = Object.values(RULES).flatMap((rule) => rule.k?.split(' ') ?? []);
    expect(all.filter((name, i) => all.indexOf(name) !== i)).toEqual([]);
  });

  test('lists the six items of a pixel for every analytics and advertising vendor (R02)', () => {
    for (const file of files.filter((vendor) => vendor.category === 'analytics' || vendor.category === 'advertising')) {
      expect(file.data, file.id).toEqual(
        expect.arrayContaining(['ip', 'browser', 'access-time', 'page-url', 'referrer', 'cookie-id']),
      );
    }
  });

  test('has no data code that no vendor uses: each costs a translation', () => {
    const used = new Set(files.flatMap((file) => file.data));
    expect(DATA_CODES.filter((code) => !used.has(code))).toEqual([]);
  });

  test('keeps session replay apart from the analytics it comes with', () => {
    expect(files.filter((file) => file.replay).map((file) => file.id)).toEqual([
      'hotjar',
      'microsoft-clarity',
      'yandex-webvisor',
    ]);
    expect(RULES['yandex-metrica']!.k).not.toContain('visorc');
  });

  test('never says the same sentence of two vendors: it would explain neither', () => {
    const all = files.flatMap((file) => [...Object.values(file.text.purpose), ...Object.values(file.text.refused)]);
    expect(all.filter((text, i) => all.indexOf(text) !== i)).toEqual([]);
  });
});

describe('the generated rules with the real matcher', () => {
  test.each(files.flatMap((file) => file.test.match.map((url) => [url, file.id])))('give %s to %s', (url, id) => {
    expect(vendorOf(url)).toBe(id);
  });

  test.each(files.flatMap((file) => file.test.miss.map((url) => [url, file.id])))('do not give %s to %s', (url, id) => {
    expect(vendorOf(url)).not.toBe(id);
  });

  test('decide as the full rules do: leaving out covered ones changed nothing', () => {
    const full = createMatcher(Object.fromEntries(files.map((file) => [file.id, file.match.join(' ')])));
    for (const url of files.flatMap((file) => [...file.test.match, ...file.test.miss])) {
      expect(vendorOf(url), url).toBe(vendorOf(url, full));
    }
  });

  test.each([
    'https://jetfin.kz/',
    'https://www.kengo.kz/travel?id=AW-1',
    'https://facebook.com/profile',
    'https://vk.com/example',
    'https://yandex.ru/',
    'https://www.google.com/',
    'https://www.gstatic.com/charts/loader.js',
    'https://www.youtube.com/watch?v=AAAAAAAAAAA',
    'https://wa.me/77000000000',
  ])('give %s to nobody', (url) => {
    expect(vendorOf(url)).toBeUndefined();
  });
});

describe('src/vendors/generated', () => {
  test('is what the generator writes now (else run tools/generate-vendors.ts)', () => {
    const expected = generatedFilesOf(files);
    expect(readdirSync(GENERATED).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, text] of Object.entries(expected)) {
      // A checkout on Windows may have changed the line ends; nothing else may differ.
      expect(readFileSync(new URL(name, GENERATED), 'utf8').replace(/\r\n/g, '\n'), name).toBe(text);
    }
  });

  test('names every vendor in the rules and in each language', () => {
    const ids = files.map((file) => file.id);
    for (const [language, module] of Object.entries({ kk, ru, en })) {
      expect(module.language).toBe(language);
      expect(Object.keys(module.vendors)).toEqual(ids);
    }
    expect(Object.keys(RULES)).toEqual(ids);
  });
});
