import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalise } from '../../../src/collector/canonicalise.ts';

test('Members are sorted by UTF-16 code units and strings escaped as in RFC 8785 §3.2.', () => {
  const input = { '\u20ac': 1, '\r': 2, '\ufb33': 3, 1: 4, '\ud83d\ude00': 5, '\u0080': 6, ö: 7 };
  expect(canonicalise(input)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  expect(canonicalise('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
});

test('A value that has no canonical form here gives null: fractions, huge numbers, lone surrogates, at any depth and as names.', () => {
  for (const value of [
    0.5,
    2 ** 53,
    Number.POSITIVE_INFINITY,
    Number.NaN,
    '\ud800',
    { '\udfff': 1 },
    [[0.1]],
    { a: { b: '\ud800' } },
    undefined,
  ]) {
    expect(canonicalise(value)).toBeNull();
  }
});

test('The order of members changes nothing, and reading the canonical text gives the value back.', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any')),
      fc.dictionary(fc.string(), tie('any')),
    ),
  })).any;
  const reversed = (input: unknown): unknown => {
    if (Array.isArray(input)) return input.map(reversed);
    if (typeof input !== 'object' || input === null) return input;
    return Object.fromEntries(
      Object.entries(input)
        .toReversed()
        .map(([key, member]) => [key, reversed(member)]),
    );
  };
  fc.assert(
    fc.property(value, (input) => {
      const text = canonicalise(input);
      fc.pre(text !== null);
      expect(canonicalise(reversed(input))).toBe(text);
      expect(canonicalise(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(input)));
    }),
  );
});
