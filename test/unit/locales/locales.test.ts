import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/language.ts';
import { BANNER_TEXTS } from '../../../src/core/generated/banner-texts.ts';
import { DATA_CODES } from '../../../src/vendors/vendor-file.ts';
import { RULES } from '../../../src/vendors/generated/rules.ts';
import { disclosures } from '../../../src/vendors/generated/disclosures-en.ts';
import { checkTranslations } from '../../../tools/check-translations.ts';
import { generateLocales, ROOT } from '../../../tools/generate-locales.ts';

const generated = await generateLocales();

describe('The texts of the interface', () => {
  it('exist in every language and have no fault', () => {
    expect(generated.problems).toEqual([]);
  });

  it('come out of the tool as they are committed', async () => {
    for (const [path, text] of generated.files) {
      expect(text, `${path}: run tools/generate-locales.ts`).toBe(await readFile(join(ROOT, path), 'utf8'));
    }
  });

  it('have words for every data code, in every language', () => {
    for (const language of LANGUAGES) {
      const missing = DATA_CODES.filter((code) => !generated.texts[language].get(`data.${code}`));
      expect(missing, language).toEqual([]);
    }
  });

  it('have words for every country of the catalogue', () => {
    expect(Object.keys(RULES).length).toBeGreaterThan(0);
    const countries = new Set(Object.values(disclosures.vendors).map(({ country }) => country));
    countries.delete(null);
    const missing = [...countries].filter((country) => !generated.texts.kk.get(`country.${country}`));
    expect(missing).toEqual([]);
  });

  it('have as many plural forms as the language: one, few and many in Russian, one in Kazakh, two in English', () => {
    const forms = { kk: 1, ru: 3, en: 2 };
    for (const language of LANGUAGES) {
      for (const unit of ['Y', 'M', 'D', 'TH', 'TM', 'TS']) {
        expect(generated.texts[language].get(`unit.${unit}`)?.split('|'), `${language} ${unit}`).toHaveLength(
          forms[language],
        );
      }
    }
  });
});

describe('The texts of the banner', () => {
  it('stay within what every page view can pay: 1.6 kB in each language, a heading of 45 characters', () => {
    for (const language of LANGUAGES) {
      expect(Buffer.byteLength(JSON.stringify(BANNER_TEXTS[language])), language).toBeLessThanOrEqual(1600);
      expect(BANNER_TEXTS[language].h.length, language).toBeLessThanOrEqual(45);
    }
  });

  it('keep their placeholders', () => {
    for (const language of LANGUAGES) {
      expect(BANNER_TEXTS[language].t).toMatch(/\{operator\}.*\{purposes\}/);
      expect(BANNER_TEXTS[language].d).toContain('{days}');
    }
  });
});

describe('The check of a translation', () => {
  const good = { en: 'Save {count} choices', kk: '{count} таңдауды сақтау, қажетті', ru: 'Сохранить выбор: {count}' };
  const check = (change: Partial<typeof good>) => {
    const texts = { ...good, ...change };
    const table = (text: string) => new Map(text ? [['x.y', text]] : []);
    return checkTranslations({ en: table(texts.en), kk: table(texts.kk), ru: table(texts.ru) });
  };

  it('passes a right one', () => {
    expect(check({})).toEqual([]);
  });

  it('finds a missing text', () => {
    expect(check({ ru: '' })).toEqual(['ru x.y: missing']);
  });

  it('finds a text left in English', () => {
    expect(check({ ru: good.en })).toContain('ru x.y: the same as in English');
  });

  it('finds a Latin look-alike inside a Cyrillic word, and lets a hyphenated word pass', () => {
    expect(check({ kk: '{count} қажеттi таңдау сақтау' })).toEqual([
      'kk x.y: "қажеттi" mixes Latin and Cyrillic letters',
    ]);
    expect(check({ ru: '{count} IP-адрес' })).toEqual([]);
  });

  it('finds Russian pasted into the Kazakh file, and Kazakh letters in the Russian one', () => {
    expect(check({ kk: good.ru }).join()).toContain('this is not Kazakh');
    expect(check({ ru: good.kk })).toContain('ru x.y: has Kazakh letters');
  });

  it('finds a lost placeholder', () => {
    expect(check({ ru: 'Сохранить выбор' })).toEqual(['ru x.y: needs the placeholders {count}']);
  });
});
