import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasCheckDigit } from '../../../src/core/check-digit.ts';

describe('The check digit of a BIN', () => {
  test('is right in the two BINs that the policies of the demonstration sites state', () => {
    expect(hasCheckDigit('180940010094')).toBe(true);
    expect(hasCheckDigit('240640009707')).toBe(true);
  });

  test('comes from the second weights when the first give ten, and no digit fits when these give ten again', () => {
    expect(hasCheckDigit('001440000709')).toBe(true);
    expect(hasCheckDigit('001440000720')).toBe(false);
    expect(hasCheckDigit('001440000722')).toBe(true);
    for (let digit = 0; digit < 10; digit++) expect(hasCheckDigit(`00144000076${digit}`)).toBe(false);
  });

  test('finds a digit that was typed wrong, but for the eleventh, whose weight of eleven counts for nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11),
        fc.integer({ min: 1, max: 9 }),
        (place, change) => {
          const digits = '180940010094'.split('');
          digits[place] = String((Number(digits[place]) + change) % 10);
          // Modulo 11 with two rounds of weights misses a wrong digit only where the first round of the wrong number gives ten.
          const sum = digits.slice(0, 11).reduce((total, digit, i) => total + Number(digit) * (i + 1), 0) % 11;
          return sum === 10 || !hasCheckDigit(digits.join(''));
        },
      ),
    );
  });

  test('is wrong in what has not twelve digits', () => {
    for (const text of ['', '18094001009', '1809400100941', '18094001009４', '180940O10094'])
      expect(hasCheckDigit(text)).toBe(false);
  });
});
