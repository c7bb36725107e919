import { describe, expect, it } from 'vitest';
import type { SiteConfig } from '../../../src/core/config.ts';
import { texts } from '../../../src/client/i18n/generated/panel-en.ts';
import { LANGUAGES } from '../../../src/core/language.ts';
import { ledgerRows } from '../../../src/audit/panel/ledger-rows.ts';
import type { PanelScene } from '../../../src/audit/panel/panel-scene.ts';
import { panelText } from '../../../src/audit/panel/panel-text.ts';
import { loadPanelWords } from '../../../src/audit/panel/panel-words.ts';
import { at, chose, entry, entryOf, NOON_MS, SITE } from './panel-site.ts';

const CONFIG: Partial<SiteConfig> = { services: [{ vendor: 'criteo', name: 'Criteo (leasing)' }] };
const ENTRIES = [
  entry({ url: 'https://www.facebook.com/tr/87012345678', kind: 'img' }),
  entry({ time: NOON_MS + 10_000, verdict: 'released', chosen: true }),
  entryOf('criteo', { chosen: true }),
];

async function scene(language: (typeof LANGUAGES)[number]): Promise<PanelScene> {
  const situation = at('/loan/900101300123/sign', chose('d', { 'yandex-webvisor': false }));
  return {
    ...ledgerRows(ENTRIES, situation),
    api: { version: '0.1.0', inner: { ...SITE, site: 'proba', choice: () => situation.choice, memory: [] } as never },
    config: CONFIG,
    words: await loadPanelWords(language, true),
    path: situation.path,
    waiting: { pending: 2, outbox: false },
    limited: false,
  };
}

describe('The copied text of the panel', () => {
  it('has the words of the table, tabs between the columns', async () => {
    const lines = panelText(await scene('en')).split('\n');
    expect(lines).toContain('Service\tCategory\tNow\tHow often, when last\tWhy');
    expect(lines).toContain(
      'Meta Pixel\tAdvertising\treleased\theld ×1 12:00:00; released ×1 12:00:10\tThe visitor agreed to this category.',
    );
    expect(lines).toContain(
      'Criteo (leasing)\tAdvertising\theld\theld ×1 12:00:00\tThe config keeps it closed on these pages: /loan',
    );
    expect(lines).toContain('Google Tag Manager\tContainer');
  });

  it('says the choice in words, single services too, and how many records wait', async () => {
    const text = panelText(await scene('en'));
    expect(text).toContain(
      "Visitor's choice: Analytics: refused; Advertising: agreed; Yandex Metrica Webvisor: switched off separately",
    );
    expect(text).toContain('Consent records to be sent: 2');
  });

  it('has no address of a request and no long number of the page’s own', async () => {
    for (const language of LANGUAGES) expect(panelText(await scene(language))).not.toMatch(/\d{5,}|https?:/);
    expect(panelText(await scene('en'))).toContain('Page: /loan/:n/sign');
  });

  it('is Kazakh in Kazakh and Russian in Russian', async () => {
    expect(panelText(await scene('kk'))).toContain('Жарнамалық\tбосатылды');
    expect(panelText(await scene('ru'))).toContain('Рекламные\tотпущено');
    const english = Object.values(texts).filter((text) => !text.includes('{'));
    expect(english.length).toBeGreaterThan(40);
    for (const language of ['kk', 'ru'] as const) {
      const copied = panelText(await scene(language)).split(/[\t\n;:]+ ?/);
      expect(
        copied.filter((part) => english.includes(part)),
        language,
      ).toEqual([]);
    }
  });
});
