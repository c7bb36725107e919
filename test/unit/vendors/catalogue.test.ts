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
/** Those whose addresses could be checked; more may join, none may go. */
const CHECKED_VENDORS = [
  '2gis',
  'adjust-web',
  'admitad',
  'adriver',
  'amplitude',
  'appsflyer-web',
  'bitrix24-widget',
  'callibri',
  'calltouch',
  'carrot-quest',
  'cloudflare-security',
  'cloudflare-web-analytics',
  'comagic-uis',
  'contentsquare',
  'criteo',
  'datadog-rum',
  'fingerprint-pro',
  'fingerprintjs-oss',
  'firebase-analytics-web',
  'first-party-attribution',
  'google-ads',
  'google-analytics-4',
  'google-fonts',
  'google-maps',
  'google-tag-manager',
  'hcaptcha',
  'hotjar',
  'intercom',
  'jivochat',
  'linkedin-insight',
  'liveinternet',
  'mango-calltracking',
  'matomo',
  'meta-pixel',
  'microsoft-clarity',
  'microsoft-uet',
  'mindbox',
  'mixpanel',
  'new-relic-browser',
  'onesignal',
  'plausible',
  'posthog',
  'recaptcha',
  'roistat',
  'sentry',
  'sift',
  'site-platform',
  'tawk-to',
  'tiktok-pixel',
  'top-mail-ru-vk-ads',
  'userpilot',
  'vimeo-embed',
  'vk-pixel',
  'yandex-ads',
  'yandex-maps',
  'yandex-metrica',
  'yandex-smartcaptcha',
  'yandex-webvisor',
  'youtube-embed',
  'zendesk-widget',
  'zero-kz',
];
/** Known by name only: a guessed host would hold what is somebody else's. */
const UNCHECKED_VENDORS = ['juicyscore', 'leadgid', 'leads-su', 'salesdoubler', 'usedesk'];

/** Documented to keep no cookie in the visitor's browser. */
const WITHOUT_COOKIES = ['cloudflare-web-analytics', 'plausible'];

const files = loadVendorFiles();
const matcher = createMatcher(Object.fromEntries(Object.entries(RULES).map(([id, rule]) => [id, rule.m])));

function vendorOf(url: string, match: Matcher = matcher): string | undefined {
  const { hostname, pathname, search } = new URL(url);
  return match(hostname, pathname, search);
}

describe('the vendor catalogue', () => {
  test('has every vendor whose addresses could be checked, and none of the others', () => {
    const ids = files.map((file) => file.id);
    expect(ids).toEqual(expect.arrayContaining(CHECKED_VENDORS));
    expect(UNCHECKED_VENDORS.filter((id) => ids.includes(id))).toEqual([]);
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
    const pixels = files.filter(
      ({ category, match }) => /^a(?:nalytics|dvertising)$/.test(category) && match.length > 0,
    );
    for (const file of pixels) {
      const items = ['ip', 'browser', 'access-time', 'page-url', 'referrer', 'cookie-id'];
      if (WITHOUT_COOKIES.includes(file.id)) items.pop();
      expect(file.data, file.id).toEqual(expect.arrayContaining(items));
    }
  });

  test('says of no vendor without cookies that it collects their identifiers', () => {
    for (const file of files.filter(({ id }) => WITHOUT_COOKIES.includes(id))) {
      expect([file.cookies, file.data.includes('cookie-id')], file.id).toEqual([[], false]);
    }
  });

  test('has only vendors without an address that keep cookies of the site itself', () => {
    const silent = files.filter((file) => file.match.length === 0);
    expect(silent.map((file) => file.id)).toEqual(['bitrix-statistics', 'first-party-attribution', 'site-platform']);
    for (const file of silent)
      expect(
        file.cookies.map((cookie) => cookie.party),
        file.id,
      ).not.toContain('third');
  });

  test('has no data code that no vendor uses: each costs a translation', () => {
    const used = new Set(files.flatMap((file) => file.data));
    expect(DATA_CODES.filter((code) => !used.has(code))).toEqual([]);
  });

  test('keeps session replay apart from the analytics it comes with', () => {
    expect(files.filter((file) => file.replay).map((file) => file.id)).toEqual([
      'contentsquare',
      'hotjar',
      'microsoft-clarity',
      'posthog',
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

  test.each(files.filter((file) => file.match.length > 0).map((file) => [file.id, file]))(
    'match each rule of %s by one of its test addresses at least',
    (_id, file) => {
      const idle = file.match.filter((rule) => {
        const alone = createMatcher({ it: rule });
        return !file.test.match.some((url) => vendorOf(url, alone));
      });
      expect(idle).toEqual([]);
    },
  );

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
