/** Lifetimes as the catalogue writes them, against what a browser says. */
import { expect, test } from 'vitest';
import { lifetimeDiffers, lifetimeWords, secondsOf } from '../../../../src/audit/discover/lifetime.ts';

const DAY_S = 86_400;

test('Durations of the catalogue are read to the second.', () => {
  expect(secondsOf('PT30M')).toBe(1_800);
  expect(secondsOf('P1Y2DT3H4M5S')).toBe(367 * DAY_S + 3 * 3_600 + 245);
});

test.each([
  ['P90D', 90 * DAY_S, false],
  ['P90D', 30 * DAY_S, true],
  // 13 months are counted as 390 to 396 days.
  ['P13M', 390 * DAY_S, false],
  // No browser of today keeps a cookie for two years.
  ['P2Y', 400 * DAY_S, false],
  ['session', null, false],
  ['session', DAY_S, true],
  ['P1D', null, true],
  [null, 5 * DAY_S, false],
  ['PT30M', 1_790, false],
])('%s and %s seconds: differs %s', (known, seen, differs) => {
  expect(lifetimeDiffers(known, seen)).toBe(differs);
});

test('They are said in the largest unit that fits.', () => {
  expect([null, 1, 90, 7_200, 90 * DAY_S].map(lifetimeWords)).toEqual([
    'session',
    '1 second',
    '2 minutes',
    '2 hours',
    '90 days',
  ]);
});
