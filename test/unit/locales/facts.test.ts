/**
 * A fact is the same in every language: what a vendor is called, how many, how long, where. And no Kazakh text lost a letter (W27, W28):
 * not the interface's, not a vendor's, not a demonstration site's.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addressesIn, differences, numbersIn } from '../../../src/cli/check/text-facts.ts';
import { siteTexts } from '../../../src/cli/check/site-texts.ts';
import type { SiteConfig } from '../../../src/core/config.ts';
import { LANGUAGES, type Language } from '../../../src/core/language.ts';
import { isHardlyKazakh, lostLetters, mixedWords } from '../../../src/core/schema/letters.ts';
import { disclosures as en } from '../../../src/vendors/generated/disclosures-en.ts';
import { disclosures as kk } from '../../../src/vendors/generated/disclosures-kk.ts';
import { disclosures as ru } from '../../../src/vendors/generated/disclosures-ru.ts';
import { loadVendorFiles } from '../../../src/vendors/load-vendor-files.ts';
import { generateLocales } from '../../../tools/generate-locales.ts';

const ROOT = new URL('../../../', import.meta.url);
const { texts } = await generateLocales();
const files = loadVendorFiles();

/** Names in Latin letters, as `Google`, `Top.Mail.ru`; words of the English sentence itself do not count. */
function latinNames(text: string): string[] {
  return (
    text.match(
      /(?<!\p{L})\p{Script=Latin}[\p{Script=Latin}\d.]*\p{Script=Latin}|(?<!\p{L})\p{Script=Latin}(?!\p{L})/gu,
    ) ?? []
  );
}

function placeholders(text: string): string[] {
  return text.match(/\{\w+\}/g) ?? [];
}

describe.each(files.map((file) => [file.id, file.text] as const))('The sentences of %s', (_, text) => {
  test.each(['purpose', 'refused'] as const)(
    'have the same numbers, addresses and names in every language: %s',
    (part) => {
      const in_ = <T>(read: (sentence: string) => T) =>
        Object.fromEntries(LANGUAGES.map((code) => [code, read(text[part][code])] as const)) as Record<Language, T>;
      expect(differences(in_(numbersIn))).toEqual([]);
      expect(differences(in_(addressesIn))).toEqual([]);
      const names = in_(latinNames);
      expect(differences({ kk: names.kk, ru: names.ru })).toEqual([]);
      expect(names.kk.filter((name) => name !== 'cookie' && !text[part].en.includes(name))).toEqual([]);
    },
  );
});

test('What is disclosed of a vendor beside its sentences and its name in Cyrillic is the same in every language', () => {
  for (const id of Object.keys(en.vendors)) {
    const facts = [kk, ru, en].map(({ vendors }) => {
      const { purpose: _p, refused: _r, provider: _n, ...rest } = vendors[id]!;
      return rest;
    });
    expect(facts[0], id).toEqual(facts[2]);
    expect(facts[1], id).toEqual(facts[2]);
  }
});

describe('The texts of the interface', () => {
  test('have the same numbers, addresses and placeholders in every language', () => {
    for (const id of texts.en.keys()) {
      const read = (factsOf: (text: string) => string[]) =>
        Object.fromEntries(LANGUAGES.map((code) => [code, factsOf(texts[code].get(id) ?? '')]));
      expect(differences(read(numbersIn)), id).toEqual([]);
      expect(differences(read(addressesIn)), id).toEqual([]);
      expect(differences(read(placeholders)), id).toEqual([]);
    }
  });

  test('are translated: no two languages say the same with more than one word', () => {
    for (const id of texts.en.keys()) {
      const [k, r] = [texts.kk.get(id)!, texts.ru.get(id)!];
      // `№ {number}` is rightly the same; two words are not.
      if (/\p{Script=Cyrillic}{2,}\s+\p{Script=Cyrillic}{2,}/u.test(k)) expect(k, id).not.toBe(r);
    }
  });
});

describe('No Kazakh text lost a letter', () => {
  const all: (readonly [where: string, text: string])[] = [
    ...[...texts.kk].map(([id, text]) => [id, text] as const),
    ...files.flatMap(({ id, text }) => [
      [`${id} purpose`, text.purpose.kk] as const,
      [`${id} refused`, text.refused.kk] as const,
    ]),
    ...['jetfin', 'kengo', 'kreditomat'].flatMap((site) =>
      siteTexts(JSON.parse(readFileSync(new URL(`demo/${site}/site.json`, ROOT), 'utf8')) as SiteConfig).map(
        ({ path, text }) => [`${site} ${path}`, text.kk] as const,
      ),
    ),
  ];

  test('of the forms that are lost most often, and none is Russian or of two alphabets', () => {
    expect(all.length).toBeGreaterThan(300);
    const faults = all.flatMap(([where, text]) => [
      ...lostLetters(text).map(({ word, right }) => `${where}: ${word}, should be ${right}`),
      ...mixedWords(text).map((word) => `${where}: ${word}`),
      ...(isHardlyKazakh(text) ? [`${where}: ${text}`] : []),
    ]);
    expect(faults).toEqual([]);
  });

  test.each([
    ['Дербес деректерді өндеудің негізі', 'өңдеудің'],
    ['Компания өндейді', 'өңдейді'],
    ['Күпиялылық саясаты', 'құпиялылық'],
    ['талаптарымен келсіпеген жағдайда', 'келіспеген'],
    ['микроаржы қызметін алу', 'микроқаржы'],
    ['тікелей немесе жашама', 'жанама'],
    ['дербес деректерді өдеу', 'өңдеу'],
    ['телейон нөмірлері', 'телефон'],
    ['толық кклемде', 'көлемде'],
    ['өзінің кинәрат-талабын', 'кінәрат'],
    ['«Бизнес займ» микроқаржы ұйымы» ЖШ', 'ЖШС'],
    ['келисим мерзими', 'келісім'],
  ])('is what these forms of the policies, and of keyboards without Kazakh letters, would fail: %s', (text, right) => {
    expect(lostLetters(text).map((found) => found.right)).toContain(right);
  });

  test('and right words that begin alike pass', () => {
    expect(
      lostLetters('Өңдеу, өндіру, өнім, құпия, келісім, мерзім, колледж, ЖШС, сақтау, көлем, максимум, кабинет'),
    ).toEqual([]);
  });
});
