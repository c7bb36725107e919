import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../../src/client/outbox/retry-after.ts';

const NOW = Date.parse('2026-03-01T10:00:00Z');

describe('Retry-After', () => {
  it('reads seconds', () => {
    expect(retryAfterMs('120', null, NOW)).toBe(120_000);
    expect(retryAfterMs(' 0 ', null, NOW)).toBe(0);
  });

  it("reads an HTTP date against the server's own Date, though the visitor's clock is an hour wrong", () => {
    const date = 'Sun, 01 Mar 2026 11:00:00 GMT';
    expect(retryAfterMs('Sun, 01 Mar 2026 11:02:00 GMT', date, NOW)).toBe(120_000);
  });

  it("reads an HTTP date against the visitor's clock when the server's Date is not exposed", () => {
    expect(retryAfterMs('Sun, 01 Mar 2026 10:01:00 GMT', null, NOW)).toBe(60_000);
  });

  it('takes a date in the past as no wait', () => {
    expect(retryAfterMs('Sun, 01 Mar 2026 09:00:00 GMT', null, NOW)).toBe(0);
  });

  it('waits a day at most, whatever the server says', () => {
    expect(retryAfterMs('999999999999', null, NOW)).toBe(86_400_000);
    expect(retryAfterMs('Sun, 01 Mar 2099 09:00:00 GMT', null, NOW)).toBe(86_400_000);
  });

  it.each([null, '', 'soon', '-5', '1.5', '12 parsecs', 'NaN'])('ignores %j', (value) => {
    expect(retryAfterMs(value, null, NOW)).toBeNull();
  });
});
