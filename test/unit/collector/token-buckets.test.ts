import { expect, test } from 'vitest';
import { TokenBuckets } from '../../../src/collector/token-buckets.ts';

test('A bucket gives its burst at once, then its rate, and never more than the burst after a long rest; keys do not share.', () => {
  let nowMs = 1_000_000;
  const buckets = new TokenBuckets({ perSecond: 2, burst: 3 }, () => nowMs);
  const takeMany = (count: number): number[] => Array.from({ length: count }, () => buckets.take('a'));
  expect(takeMany(4)).toEqual([0, 0, 0, 1]);
  expect(buckets.take('b')).toBe(0);
  nowMs += 1000;
  expect(takeMany(3)).toEqual([0, 0, 1]);
  nowMs += 3_600_000;
  expect(takeMany(4)).toEqual([0, 0, 0, 1]);
});

test('A slow rate says how many seconds to wait, and a clock set back neither gives nor takes tokens.', () => {
  let nowMs = 1_000_000;
  const buckets = new TokenBuckets({ perSecond: 0.1, burst: 1 }, () => nowMs);
  expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 10]);
  nowMs -= 500_000;
  expect(buckets.take('a')).toBe(10);
  nowMs += 10_000;
  expect(buckets.take('a')).toBe(0);
});
