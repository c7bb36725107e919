/**
 * The letters of the catalogue's sentences: no Latin twin inside a Cyrillic word (Latin `i` for Kazakh `і`), no Kazakh word that lost its own
 * letters (`жумыс` for `жұмыс`), no Kazakh letter in Russian. None of it can be seen on the screen, all of it is heard by a screen reader.
 * Leaves to others: that each sentence is there in its language (src/vendors/vendor-file.ts), grammar (people).
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadVendorFiles } from '../../../src/vendors/load-vendor-files.ts';

const KAZAKH_ALPHABET = /^[аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя]+$/i;
const RUSSIAN_ALPHABET = /^[абвгдеёжзийклмнопрстуфхцчшщъыьэюя]+$/i;
const OWN_LETTER = /[әғқңөұүһі]/i;
/** How each of the nine letters is written by somebody whose keyboard lacks it. */
const PLAIN: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
};
/** The sparest sentence of the catalogue has 2 words of 7 with letters of their own. */
const OWN_WORDS_SHARE = 0.25;
/** Two words that are two words: соны is "that one", соңы "its end". */
const TWO_WORDS = [['соны', 'соңы']];
/** Stays Latin in every language (glossary). */
const LATIN_WORDS = ['cookie'];

function wordsOf(text: string): string[] {
  return text.match(/[\p{Letter}\p{Mark}]+/gu) ?? [];
}

function cyrillicWords(text: string): string[] {
  return wordsOf(text).filter((word) => /\p{Script=Cyrillic}/u.test(word));
}

/** Words with letters of two alphabets. */
function mixedWords(text: string): string[] {
  return wordsOf(text).filter((word) => !/^(?:\p{Script=Latin}+|\p{Script=Cyrillic}+)$/u.test(word.normalize('NFC')));
}

/** Latin words that neither the English sentence nor a name has: perhaps a whole word typed on the wrong keyboard (`oho` for `оно`). */
function strayLatinWords(text: string, known: string): string[] {
  const expected = [...wordsOf(known), ...LATIN_WORDS];
  return wordsOf(text).filter((word) => /\p{Script=Latin}/u.test(word) && !expected.includes(word));
}

function hasKazakhLetters(text: string): boolean {
  const words = cyrillicWords(text);
  return words.filter((word) => OWN_LETTER.test(word)).length >= words.length * OWN_WORDS_SHARE;
}

function plainly(word: string): string {
  return word.replace(/[әғқңөұүһі]/g, (letter) => PLAIN[letter]!);
}

/** Words that differ from another one only in letters lost: `жумыс` where `жұмыс` is written too. */
function wordsThatLostLetters(texts: readonly string[]): string[][] {
  const spellings = new Map<string, Set<string>>();
  for (const word of texts.flatMap(cyrillicWords).map((text) => text.toLowerCase())) {
    const key = plainly(word);
    spellings.set(key, (spellings.get(key) ?? new Set()).add(word));
  }
  return [...spellings.values()]
    .filter((set) => set.size > 1)
    .map((set) => [...set].sort())
    .filter((words) => !TWO_WORDS.some((pair) => pair.join() === words.join()));
}

const sentences = loadVendorFiles().flatMap(({ id, name, provider, text }) =>
  Object.entries(text).map(([part, { kk, ru, en }]) => ({
    title: `${id}: ${part}`,
    kk,
    ru,
    en,
    names: [name, provider.name ?? '', ...Object.values(provider.nameCyrillic ?? {})].join(' '),
  })),
);
const interfaceTexts = [
  ...readFileSync(new URL('../../../locales/kk.xlf', import.meta.url), 'utf8').matchAll(/<target[^>]*>([^<]*)/g),
].map(([, text = '']) => text);

describe('the sentences of every vendor', () => {
  test('have no word of two alphabets', () => {
    for (const { title, kk, ru, en, names } of sentences)
      for (const text of [kk, ru, en, names]) expect(mixedWords(text), title).toEqual([]);
  });

  test('have Latin words only where the English one or a name has them', () => {
    for (const { title, kk, ru, en, names } of sentences)
      for (const text of [kk, ru]) expect(strayLatinWords(text, `${en} ${names}`), title).toEqual([]);
  });

  test('keep to the alphabet of their language', () => {
    for (const { title, kk, ru } of sentences) {
      expect(
        cyrillicWords(kk).filter((word) => !KAZAKH_ALPHABET.test(word)),
        title,
      ).toEqual([]);
      expect(
        cyrillicWords(ru).filter((word) => !RUSSIAN_ALPHABET.test(word)),
        title,
      ).toEqual([]);
    }
  });

  test('have Kazakh letters throughout the Kazakh one', () => {
    expect(sentences.filter(({ kk }) => !hasKazakhLetters(kk)).map(({ title }) => title)).toEqual([]);
  });

  test('use one sort of apostrophe and no straight quotation marks', () => {
    for (const { title, kk, ru, en } of sentences)
      for (const text of [kk, ru, en]) expect(text, title).not.toMatch(/['"`]/);
  });
});

test('no Kazakh word is spelled in two ways, here and in the interface texts', () => {
  expect(interfaceTexts.length).toBeGreaterThan(100);
  expect(wordsThatLostLetters([...sentences.map(({ kk }) => kk), ...interfaceTexts])).toEqual([]);
});

describe('what the tests above look for', () => {
  test('is found in words with a letter of the other alphabet', () => {
    expect(mixedWords('Сайт толық жұмыс iстейді, cookie файлдары')).toEqual(['iстейді']);
    expect(mixedWords('Cайт работает, IP-адрес, 2ГИС, Google-ға')).toEqual(['Cайт']);
    expect(mixedWords('əр бет')).toEqual(['əр']);
    expect(strayLatinWords('oho Google чаты', 'Google')).toEqual(['oho']);
  });

  test('is found in a Kazakh sentence without its letters, whole or in one word', () => {
    expect(hasKazakhLetters('Сайт толык жумыс истейди, сайтка киргениниз есептелмейди.')).toBe(false);
    expect(wordsThatLostLetters(['Сайт толық жұмыс істейді', 'сайт толық жумыс істейді'])).toEqual([
      ['жумыс', 'жұмыс'],
    ]);
  });
});
