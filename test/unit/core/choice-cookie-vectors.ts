/**
 * The texts of the choice cookie that every reader must read alike: the head, the fence's inline line, the server maps. Plain data, so that
 * a test of any of them can run through it. SCOPE, TODAY and TERM_DAYS hold for all vectors.
 */
import type { Choice } from '../../../src/core/choice.ts';

export const SCOPE = 'a3f09c';
/** 2026-11-20. */
export const TODAY = 20_777;
export const TERM_DAYS = 180;

export interface ChoiceCookieVector {
  readonly text: string;
  /** null: counts as no choice. */
  readonly choice: Choice | null;
  readonly why: string;
  /** Browsers and servers cut it before any reader sees it. */
  readonly isCut?: boolean;
}

const choice = (letters: string, services: Choice['services'] = {}, day = TODAY): Choice => ({
  day,
  letters,
  services,
});

export const COUNTING_VECTORS: readonly ChoiceCookieVector[] = [
  {
    text: '1.a3f09c.20777.fa.-clarity',
    choice: choice('fa', { clarity: false }),
    why: 'the example of the design: two categories, one service switched off',
  },
  { text: '1.a3f09c.20777.0', choice: choice(''), why: 'the example of the design: all refused' },
  { text: '1.a3f09c.20777.fad', choice: choice('fad'), why: 'all standard categories' },
  { text: '1.a3f09c.20777.d', choice: choice('d'), why: 'one category' },
  {
    text: '1.a3f09c.20777.0.+youtube-embed',
    choice: choice('', { 'youtube-embed': true }),
    why: 'one service switched on while its category is off',
  },
  {
    text: '1.a3f09c.20777.a.+yandex-webvisor.-hotjar',
    choice: choice('a', { 'yandex-webvisor': true, hotjar: false }),
    why: 'a replay service on, another one off',
  },
  {
    text: '1.a3f09c.20777.a.-2gis',
    choice: choice('a', { '2gis': false }),
    why: 'a service id that starts with a digit',
  },
  {
    text: `1.a3f09c.20777.a.-${'x'.repeat(40)}`,
    choice: choice('a', { ['x'.repeat(40)]: false }),
    why: 'the longest service id',
  },
  {
    text: '1.a3f09c.20777.abcdefghijklmnopqrstuvwxyz',
    choice: choice('abcdefghijklmnopqrstuvwxyz'),
    why: 'every letter',
  },
  { text: '1.a3f09c.20778.a', choice: choice('a', {}, TODAY + 1), why: 'made with a clock one day ahead' },
  { text: '1.a3f09c.20598.a', choice: choice('a', {}, TODAY - 179), why: 'the last day of the term' },
];

/** Never written so, and yet read. */
export const TOLERATED_VECTORS: readonly ChoiceCookieVector[] = [
  { text: '1.a3f09c.020777.a', choice: choice('a'), why: 'a zero before the day' },
  { text: '1.a3f09c.20777.aa', choice: choice('aa'), why: 'a letter twice' },
  { text: '1.a3f09c.20777.dfa', choice: choice('dfa'), why: 'letters in another order' },
  { text: '1.a3f09c.20777.a.+2gis.-2gis', choice: choice('a', { '2gis': false }), why: 'a service twice: off at last' },
  { text: '1.a3f09c.20777.0.-2gis.+2gis', choice: choice('', { '2gis': true }), why: 'a service twice: on at last' },
  { text: '1.a3f09c.20777.0.+2gis-x', choice: choice('', { '2gis-x': true }), why: 'an id that starts as another' },
  { text: '1.a3f09c.20777.0.+x-2gis', choice: choice('', { 'x-2gis': true }), why: 'an id that ends as another' },
  { text: '1.a3f09c.20777.0.+-', choice: choice('', { '-': true }), why: 'an id of a hyphen' },
];

/** Several choice cookies of one visitor, in the order in which they are sent, and which one counts: the newest that is one. */
export const SEVERAL_VECTORS: readonly {
  readonly texts: readonly string[];
  readonly counts: string | null;
  readonly why: string;
  /** nginx tells no more than two apart, and takes the newer before it looks whether its day has come: then nothing counts. */
  readonly isClosedInNginx?: boolean;
}[] = [
  {
    texts: ['1.a3f09c.20770.fad', '1.a3f09c.20777.0'],
    counts: '1.a3f09c.20777.0',
    why: 'an older consent before a newer refusal',
  },
  {
    texts: ['1.a3f09c.20777.0', '1.a3f09c.20770.fad'],
    counts: '1.a3f09c.20777.0',
    why: 'a newer refusal before an older consent',
  },
  { texts: ['1.a3f09c.20699.0', '1.a3f09c.20701.a'], counts: '1.a3f09c.20701.a', why: 'the hundreds differ' },
  { texts: ['1.a3f09c.20701.a', '1.a3f09c.20699.0'], counts: '1.a3f09c.20701.a', why: 'the hundreds differ, turned' },
  { texts: ['1.a3f09c.20777.a', '1.a3f09c.20777.0'], counts: '1.a3f09c.20777.a', why: 'of the same day: the first' },
  { texts: ['1.000000.20777.fad', '1.a3f09c.20777.a'], counts: '1.a3f09c.20777.a', why: 'one of another scope' },
  { texts: ['1.a3f09c.20777.a', 'rubbish'], counts: '1.a3f09c.20777.a', why: 'one that is rubbish' },
  { texts: ['1.a3f09c.20597.fad', '1.a3f09c.20600.a'], counts: '1.a3f09c.20600.a', why: 'one past its term' },
  { texts: ['1.a3f09c.20597.fad', '1.a3f09c.20596.fad'], counts: null, why: 'both past their term' },
  {
    texts: ['1.a3f09c.20777.a', '1.a3f09c.20776.0', '1.a3f09c.20775.fad'],
    counts: '1.a3f09c.20777.a',
    why: 'three',
    isClosedInNginx: true,
  },
  {
    texts: ['1.a3f09c.20777.a', '1.a3f09c.20779.fad'],
    counts: '1.a3f09c.20777.a',
    why: 'one of a day to come',
    isClosedInNginx: true,
  },
];

/** The vectors as they would be written on another day, for readers that cannot be told what day it is. */
export function onDay(text: string, today: number): string {
  return text.replace(
    /^(\d+\.[0-9a-f]+\.0?)(\d{5})(?=\.)/i,
    (_, stem: string, day: string) => stem + String(Number(day) + today - TODAY),
  );
}

export const IGNORED_VECTORS: readonly ChoiceCookieVector[] = [
  ['', 'empty'],
  ['1', 'version only'],
  ['1.a3f09c.20777', 'no grants part'],
  ['1.a3f09c.20777.', 'empty grants part'],
  ['2.a3f09c.20777.fa', 'another version'],
  ['01.a3f09c.20777.fa', 'another version, written with a zero'],
  ['11.a3f09c.20777.fa', 'a version that starts with ours'],
  ['1.a3f09d.20777.fa', 'another scope'],
  ['1.A3F09C.20777.fa', 'the scope in capitals'],
  ['1.a3f09.20777.fa', 'a scope too short'],
  ['1.a3f09c0.20777.fa', 'a scope too long'],
  ['1.a3f09c.20779.fa', 'two days in the future'],
  ['1.a3f09c.999999.fa', 'far in the future'],
  ['1.a3f09c.20597.fa', 'the day after the term'],
  ['1.a3f09c.0.fa', 'the first day of all'],
  ['1.a3f09c.-1.fa', 'a negative day'],
  ['1.a3f09c.2e4.fa', 'a day in another notation'],
  ['1.a3f09c.20777.5.fa', 'a fraction of a day'],
  ['1.a3f09c.20777777.fa', 'a day of too many digits'],
  ['1.a3f09c..fa', 'no day'],
  ['1.a3f09c.20777.fa0', 'letters and the zero'],
  ['1.a3f09c.20777.00', 'two zeros'],
  ['1.a3f09c.20777.FA', 'letters in capitals'],
  ['1.a3f09c.20777.fа', 'a Cyrillic letter'],
  ['1.a3f09c.20777.abcdefghijklmnopqrstuvwxyza', 'more letters than there are'],
  ['1.a3f09c.20777.fa.clarity', 'an exception without a sign'],
  ['1.a3f09c.20777.fa.', 'a dot at the end'],
  ['1.a3f09c.20777.fa.-', 'a sign without a service'],
  ['1.a3f09c.20777.fa.-Clarity', 'a service in capitals'],
  ['1.a3f09c.20777.fa.-cla rity', 'a space inside'],
  [' 1.a3f09c.20777.fa', 'a space before'],
  ['1.a3f09c.20777.fa ', 'a space after'],
  ['1.a3f09c.20777.fa\n', 'a line end after'],
  ['"1.a3f09c.20777.fa"', 'in quotation marks'],
  ['1.a3f09c.20777.fa;secure', 'an attribute left over'],
  ['1%2Ea3f09c%2E20777%2Efa', 'percent-encoded'],
  [`1.a3f09c.20777.fa.-${'x'.repeat(41)}`, 'a service id too long'],
  [`1.a3f09c.20777.fa${'.+service'.repeat(21)}`, 'longer than 200 bytes'],
].map(([text, why]) => ({ text: text!, choice: null, why: why!, isCut: /^\s|\s$|;/.test(text!) }));
