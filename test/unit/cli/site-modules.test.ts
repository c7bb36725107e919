import { describe, expect, it } from 'vitest';
import { siteDisclosures, siteModules } from '../../../src/cli/site-modules.ts';
import type { SiteConfig } from '../../../src/core/config.ts';
import type { SiteData } from '../../../src/core/site-data.ts';
import type { DisclosureModule } from '../../../src/core/vendor.ts';

const CONFIG: SiteConfig = {
  version: 1,
  site: 'proba',
  operators: [
    { id: 'loans', name: { kk: 'а', ru: 'а' }, bin: '180940010094', address: { kk: 'г', ru: 'г' } },
    { id: 'leasing', name: { kk: 'б', ru: 'б' } },
  ],
  policy: { edition: '1', url: { kk: '/kk/p', ru: '/p' } },
  term: 90,
  about: { deadlines: [{ kk: 'д', ru: 'д' }] },
  services: [
    { vendor: 'meta-pixel', operator: 'loans', notOn: ['/apply'] },
    { vendor: 'yandex-metrica', operator: 'leasing', ids: ['12345'] },
    { vendor: 'google-analytics-4', id: 'ga', purpose: { kk: 'в', ru: 'в' } },
    {
      id: 'chat',
      name: 'Chat',
      category: 'functional',
      hosts: ['chat.example.kz'],
      cookies: ['chat_id'],
      provider: { name: 'Chat', country: 'KZ' },
    },
  ],
  hosts: { necessary: ['proba.kz'] },
  cookies: { keep: ['uid'] },
  unlisted: 'block',
  ui: { layout: 'box' },
  sync: { endpoint: 'https://consent.proba.kz' },
  panel: { code: 'demo' },
};

function load(text: string): Promise<unknown> {
  return import(`data:text/javascript,${encodeURIComponent(text)}`);
}

describe('The modules of a built site', async () => {
  const [site, ...languages] = await siteModules(CONFIG, ['kk', 'ru']);

  it('begin with the site: what the client reads of the config, and nothing that only the head reads', async () => {
    expect(site?.name).toBe('site.js');
    const { config, names } = (await load(site!.text)) as SiteData;
    expect(config).toEqual({
      site: 'proba',
      operators: [
        { id: 'loans', name: { kk: 'а', ru: 'а' }, bin: '180940010094' },
        { id: 'leasing', name: { kk: 'б', ru: 'б' } },
      ],
      policy: CONFIG.policy,
      term: 90,
      services: [
        { vendor: 'yandex-metrica', operator: 'leasing', ids: ['12345'] },
        { vendor: 'google-analytics-4', id: 'ga', purpose: { kk: 'в', ru: 'в' } },
        {
          id: 'chat',
          name: 'Chat',
          cookies: ['chat_id'],
          hosts: ['chat.example.kz'],
          provider: { name: 'Chat', country: 'KZ' },
        },
      ],
      sync: CONFIG.sync,
      panel: CONFIG.panel,
    });
    expect(names).toEqual({
      'meta-pixel': 'Meta Pixel',
      'yandex-metrica': 'Yandex Metrica',
      'google-analytics-4': 'Google Analytics 4',
    });
  });

  it('name one file of disclosures per language of the site, by its content, and import exactly these', () => {
    const names = languages.map(({ name }) => name);
    expect(names).toEqual([
      expect.stringMatching(/^site-kk-[0-9a-f]{8}\.js$/),
      expect.stringMatching(/^site-ru-[0-9a-f]{8}\.js$/),
    ]);
    const imported = [...site!.text.matchAll(/(\w\w):\(\)=>import\('\.\/(.+?)'\)/g)].map(([, code, name]) => [
      code,
      name,
    ]);
    expect(imported).toEqual([
      ['kk', names[0]],
      ['ru', names[1]],
    ]);
  });

  it('say at length who the operators are and what the owner says of the consent beside the disclosures', async () => {
    for (const { text } of languages) {
      const { disclosures } = (await load(text)) as { disclosures: DisclosureModule };
      expect(disclosures.told).toEqual({ operators: CONFIG.operators, about: CONFIG.about });
    }
  });

  it('keep every word and every cookie of a vendor', async () => {
    const { disclosures } = (await load(languages[0]!.text)) as { disclosures: DisclosureModule };
    expect(disclosures).toMatchObject({ version: 1, language: 'kk' });
    const whole = siteDisclosures(CONFIG, 'kk');
    expect(Object.keys(disclosures.vendors)).toEqual(Object.keys(whole));
    for (const [id, { id: _id, category: _category, cookies, ...words }] of Object.entries(whole)) {
      expect(disclosures.vendors[id]).toMatchObject(words);
      expect(disclosures.vendors[id]?.cookies).toEqual(
        cookies.map(({ party, ...cookie }) => ({ ...cookie, ...(party === 'third' && { party }) })),
      );
    }
  });
});
