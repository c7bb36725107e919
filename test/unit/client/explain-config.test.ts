import { describe, expect, it, vi } from 'vitest';
import { configLine, explainConfig } from '../../../src/client/explain-config.ts';
import type { KelisimApi } from '../../../src/core/api.ts';
import type { SiteData } from '../../../src/core/site-data.ts';

const VENDORS = ['meta-pixel'];
const CONFIG = {
  version: 1,
  site: 'jetfin',
  operators: [{ name: { kk: 'а', ru: 'а' } }],
  policy: { edition: '1', url: { kk: '/p', ru: '/p' } },
  services: [{ vendor: 'meta-pixl' }, { vendor: 'meta-pixel', category: 'advertisng' }],
};

describe('the line on the console', () => {
  it('names the part the head stumbled over, its remedy and how many more there are', () => {
    expect(configLine(CONFIG, VENDORS, { code: 'unknown-category', path: 'services[1].category' })).toBe(
      'config: services[1].category "advertisng" is not known; did you mean "advertising"? (and 1 more; "kelisim check" names all)',
    );
    expect(configLine(CONFIG, VENDORS, { code: 'config-shape', path: '' })).toMatch(
      /^config: services\[0\]\.vendor "meta-pixl" is not known; did you mean "meta-pixel"\? \(and 1 more/,
    );
  });

  it('says where a config belongs when there is none', () => {
    for (const none of [undefined, null, {}, 'text'])
      expect(configLine(none, VENDORS, { code: 'config-missing', path: '' })).toContain('id="kelisim-config"');
  });

  it("falls back to the head's own words when the checks find nothing", () => {
    expect(configLine({ ...CONFIG, services: [] }, VENDORS, { code: 'odd', path: 'x' })).toBe(
      'the config has trouble (odd) at x; run "kelisim check" on it',
    );
  });

  it('is printed once, and the head is told', async () => {
    const inner = {
      trouble: { code: 'unknown-vendor', path: 'services[0].vendor' },
      told: false,
      language: () => 'kk',
    };
    const siteData = {
      config: CONFIG,
      disclosures: async () => ({ version: 1, language: 'kk', vendors: { 'meta-pixel': {} } }),
    } as unknown as SiteData;
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const api = { inner } as unknown as KelisimApi;
    await Promise.all([explainConfig(api, siteData), explainConfig(api, siteData)]);
    expect(error.mock.calls).toEqual([[expect.stringMatching(/^kelisim: config: services\[0\]\.vendor .*meta-pixel/)]]);
    expect(inner.told).toBe(true);
    error.mockRestore();
  });
});
