import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, longBackoffMs } from '../../../src/client/outbox/backoff.ts';

const failures = fc.nat({ max: 2000 });
/** 0 ≤ chance < 1, as Math.random gives it. */
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('backoff', () => {
  it('stays between nothing and min(5 min, 2 s · 2^n) for every count of failures and every chance', () => {
    fc.assert(
      fc.property(failures, chance, (n, c) => {
        const ms = backoffMs(n, c);
        expect(Number.isInteger(ms)).toBe(true);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(Math.min(300_000, 2000 * 2 ** n));
      }),
    );
  });

  it('uses the whole range: full jitter, not a fixed delay', () => {
    expect(backoffMs(0, 0)).toBe(0);
    expect(backoffMs(0, 0.999)).toBe(1998);
    expect(backoffMs(3, 0.5)).toBe(8000);
    expect(backoffMs(60, 0.5)).toBe(150_000);
  });

  it('never grows shorter with more failures at the same chance', () => {
    fc.assert(
      fc.property(
        failures,
        chance,
        (n, c) => backoffMs(n + 1, c) >= backoffMs(n, c) && longBackoffMs(n + 1, c) >= longBackoffMs(n, c),
      ),
    );
  });

  it('keeps the long backoff between 15 minutes and 24 hours', () => {
    fc.assert(
      fc.property(failures, chance, (n, c) => {
        const ms = longBackoffMs(n, c);
        expect(ms).toBeGreaterThanOrEqual(15 * 60_000);
        expect(ms).toBeLessThanOrEqual(24 * 60 * 60_000);
      }),
    );
    expect(longBackoffMs(30, 0.999_999)).toBeGreaterThan(23 * 60 * 60_000);
  });
});
