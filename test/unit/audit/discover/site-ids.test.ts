/** Where a vendor's requests carry the site's id: kept in step with the catalogue. */
import { expect, test } from 'vitest';
import { siteIdIn, VENDORS_WITH_IDS } from '../../../../src/audit/discover/site-ids.ts';
import { loadVendorFiles } from '../../../../src/vendors/load-vendor-files.ts';

const files = loadVendorFiles();

test('Every vendor that the catalogue gives an id key is read, and one of its test addresses carries an id.', () => {
  const wanted = files.filter(({ idKey }) => idKey !== undefined).map(({ id }) => id);
  expect(wanted.filter((id) => !VENDORS_WITH_IDS.includes(id))).toEqual([]);
  for (const id of VENDORS_WITH_IDS) {
    const file = files.find((item) => item.id === id);
    expect(file, id).toBeDefined();
    expect(file!.test.match.filter((url) => siteIdIn(id, url) !== undefined).length, id).toBeGreaterThan(0);
  }
});

test.each([
  ['google-tag-manager', 'https://www.googletagmanager.com/gtm.js?id=GTM-ABC123&l=dataLayer', 'GTM-ABC123'],
  ['google-analytics-4', 'https://www.google-analytics.com/g/collect?v=2&tid=G-ABC123&gtm=1', 'G-ABC123'],
  ['google-ads', 'https://www.googletagmanager.com/gtag/js?id=AW-100', 'AW-100'],
  ['google-ads', 'https://googleads.g.doubleclick.net/pagead/viewthroughconversion/100/?random=7', 'AW-100'],
  ['meta-pixel', 'https://www.facebook.com/tr/?ev=PageView&id=77', '77'],
  ['yandex-metrica', 'https://mc.yandex.ru/watch/55?page-url=https%3A%2F%2Fmisal.kz', '55'],
])('%s in %s is %s', (vendor, url, id) => {
  expect(siteIdIn(vendor, url)).toBe(id);
});

test.each([
  ['meta-pixel', 'https://www.facebook.com/tr/?ev=PageView&uid=77'],
  ['google-analytics-4', 'https://www.googletagmanager.com/gtag/js?id=AW-100'],
  ['hotjar', 'https://script.hotjar.com/modules.1.js'],
  ['plausible', 'https://plausible.io/js/script.js?id=1'],
])('%s has none in %s', (vendor, url) => {
  expect(siteIdIn(vendor, url)).toBeUndefined();
});
