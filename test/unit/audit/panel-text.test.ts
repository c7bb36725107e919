import { describe, expect, it } from 'vitest';
import { texts } from '../../../src/client/i18n/generated/panel-en.ts';
import { texts as tools } from '../../../src/client/i18n/generated/tools-en.ts';
import { LANGUAGES } from '../../../src/core/language.ts';
import { panelReport } from '../../../src/audit/panel/panel-report.ts';
import { panelText } from '../../../src/audit/panel/panel-text.ts';
import { chose, entry, entryOf, NOON_MS } from './panel-site.ts';
import { chosenAt, sceneOf, wire } from './panel-view.ts';

const SEEN = {
  ledger: [
    entry({ url: 'https://www.facebook.com/tr/87012345678', kind: 'img', time: NOON_MS - 10_000 }),
    entry({ time: NOON_MS + 10, verdict: 'released', chosen: true }),
    entryOf('criteo', { chosen: true }),
  ],
  wire: [
    wire('https://www.facebook.com/tr/?id=7&em=a%40b.kz&ph=87012345678', { timeMs: NOON_MS + 20 }),
    wire('https://mc.yandex.ru/watch/77001234/?page-url=iin900101300123', { timeMs: NOON_MS - 5000 }),
  ],
  moments: [chosenAt(0, null), chosenAt(NOON_MS, chose('d', { 'yandex-webvisor': false }))],
  path: '/loan/900101300123/sign',
};
const OUTBOX = { pending: 1, waiting: 2, dead: 0, lastError: 'http-403', nextTryMs: 0 };

describe('The text for a messenger', () => {
  it('says first what has to be mended, with the sentence why, then the rest in a line each', async () => {
    const lines = panelText(await sceneOf('en', SEEN, { outbox: OUTBOX })).split('\n');
    expect(lines[0]).toBe('Kelisim: tags on this page');
    expect(lines).toContain('Yandex Metrica: sent without consent');
    expect(lines[lines.indexOf('Yandex Metrica: sent without consent') + 1]).toMatch(/^It left without consent/);
    expect(lines).toContain('released: Meta Pixel');
    expect(lines.indexOf('released: Meta Pixel')).toBeGreaterThan(
      lines.indexOf('Yandex Metrica: sent without consent'),
    );
    expect(lines.some((line) => line.startsWith('blocked: Criteo'))).toBe(true);
  });

  it('says the choice, single services too, how many records wait, and what the collector said', async () => {
    const text = panelText(await sceneOf('en', SEEN, { outbox: OUTBOX }));
    expect(text).toContain(
      "Visitor's choice: Analytics: refused; Advertising: agreed; Yandex Metrica Webvisor: switched off separately",
    );
    expect(text).toContain('Consent records to be sent: 3');
    expect(text).toContain('The collector said last: http-403');
  });

  it('has no tab, no address of a request and no long number of the page’s own', async () => {
    for (const language of LANGUAGES) {
      const text = panelText(await sceneOf(language, SEEN));
      expect(text).not.toMatch(/\t|\d{5,}|https?:/);
      expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(260);
    }
    expect(panelText(await sceneOf('en', SEEN))).toContain('Page: /loan/:n/sign');
  });

  it('is Kazakh in Kazakh and Russian in Russian', async () => {
    const scene = await sceneOf('kk', SEEN);
    expect(panelText(scene)).toContain('келісімсіз жіберілді');
    expect(panelText(await sceneOf('ru', SEEN))).toContain('отправлено без согласия');
    const english = Object.values({ ...texts, ...tools }).filter((text) => !text.includes('{') && text.length > 3);
    expect(english.length).toBeGreaterThan(90);
    for (const language of ['kk', 'ru'] as const) {
      const copied = panelText(await sceneOf(language, SEEN, { outbox: OUTBOX })).split(/[\n;:]+ ?/);
      expect(
        copied.filter((part) => english.includes(part)),
        language,
      ).toEqual([]);
    }
  });
});

describe('The JSON of the panel', () => {
  it('has a version, the verdicts in codes, the requests by their keys, and nothing personal', async () => {
    const text = panelReport(await sceneOf('kk', SEEN, { outbox: OUTBOX, notice: 'same' }), NOON_MS);
    const report = JSON.parse(text);
    expect(report).toMatchObject({
      version: 1,
      kind: 'kelisim-panel',
      site: 'proba',
      path: '/loan/:n/sign',
      notice: 'same',
    });
    expect(report.verdicts).toMatchObject({ 'yandex-metrica': 'leaked', 'meta-pixel': 'ok-fired' });
    const addresses = report.rows.flatMap((row: { requests: { address: string }[] }) =>
      row.requests.map(({ address }) => address),
    );
    expect(addresses).toEqual(
      expect.arrayContaining(['https://www.facebook.com/tr/?id&em&ph', 'https://mc.yandex.ru/watch/:n/?page-url']),
    );
    expect(text).not.toMatch(/87012345678|900101300123|b\.kz|iin/);
    expect(report.choices).toHaveLength(2);
    expect(report.timeline.some(({ is }: { is: string }) => is === 'choice')).toBe(true);
  });
});
