/** What a shared worker's own resource timing adds to what was heard of it. */
import { describe, expect, test } from 'vitest';
import { earlyRequests } from '../../../../src/audit/driver/early-requests.ts';

const A = 'https://pixel.tracker.kz/a';
const B = 'https://pixel.tracker.kz/b?id=1';
const heard = (url: string) => ({ url, before: undefined });

describe('What a shared worker asked before anybody listened', () => {
  test('is what it fetched and nobody heard, in its order, each as often as it was', () => {
    expect(
      earlyRequests(
        [
          [B, 20],
          [A, 10],
          [A, 30],
        ],
        [heard(A)],
        [],
      ),
    ).toEqual([
      { url: A, at: 10 },
      { url: B, at: 20 },
    ]);
    expect(earlyRequests([[A, 10]], [heard(A), heard(B)], [])).toEqual([]);
  });

  test('counts a redirect by its first address', () => {
    const before = heard(A) as never;
    expect(earlyRequests([[A, 10]], [heard(A), { url: B, before }], [])).toEqual([]);
    expect(earlyRequests([[B, 10]], [heard(A), { url: B, before }], [])).toEqual([{ url: B, at: 10 }]);
  });

  test('leaves out what this visit did not let through', () => {
    expect(earlyRequests([[A, 10]], [], ['*://pixel.tracker.kz/*'])).toEqual([]);
    expect(earlyRequests([[B, 10]], [], [B])).toEqual([]);
    expect(earlyRequests([[B, 10]], [], ['https://pixel.tracker.kz/b'])).toHaveLength(1);
  });

  test('is nothing when the worker says something else', () => {
    for (const said of [undefined, null, 'x', {}, [1], [[A]], [[A, null]], [[5, 5]]])
      expect(earlyRequests(said, [], [])).toEqual([]);
  });
});
