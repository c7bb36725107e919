import { describe, expect, it } from 'vitest';
import type { TestSession } from '@web/test-runner';
import { countResults } from '../../../tools/count-results.ts';
import { countSessions, replaceCounts } from '../../../tools/wtr-reporter.ts';

function session(engine: string, part: Partial<TestSession>): TestSession {
  return {
    browser: { name: engine },
    testFile: 'a.test.ts',
    errors: [],
    logs: [],
    passed: true,
    ...part,
  } as unknown as TestSession;
}

const suite = (...outcomes: boolean[]) => ({
  name: '',
  suites: [],
  tests: outcomes.map((passed, index) => ({ name: String(index), passed, skipped: false })),
});

describe('the sum of a test run', () => {
  it('counts a unit file that fails before its tests as one failure', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ];
    const counts = countResults('unit', { numPassedTests: 1, numFailedTests: 1, testResults });
    expect(counts).toMatchObject({ passed: 1, failed: 2 });
  });

  it('counts every browser test once per engine', () => {
    const sessions = [
      session('Chromium', { testResults: suite(true, true) }),
      session('MiniBrowser', { passed: false, testResults: suite(true, false) }),
    ];
    const counts = countSessions(sessions);
    expect(counts.engines).toEqual({ Chromium: { passed: 2, failed: 0 }, WebKit: { passed: 1, failed: 1 } });
    expect(countResults('browser', counts)).toEqual({ passed: 3, failed: 1, note: 'Chromium 2, WebKit 2' });
  });

  it('counts a browser file that does not load, does not finish or holds no test as one failure', () => {
    const sessions = [
      session('Chromium', { passed: false, errors: [{ message: 'no such module' }] }),
      session('Firefox', { passed: false, testResults: suite(true) }),
      session('MiniBrowser', { testResults: suite() }),
    ];
    expect(countSessions(sessions)).toMatchObject({ passed: 1, failed: 3 });
  });

  it('counts a browser file that was run again by its second run, and tells that it passed only alone', () => {
    const broken = session('MiniBrowser', { passed: false, testResults: suite(true, false) });
    const counts = countSessions([session('Chromium', { testResults: suite(true, true) }), broken]);
    const [first] = counts.failedFiles;
    expect(first).toEqual({ engine: 'WebKit', file: 'a.test.ts', passed: 1, failed: 1, skipped: 0 });
    const good = replaceCounts(
      counts,
      first!,
      countSessions([session('MiniBrowser', { testResults: suite(true, true) })]),
    );
    expect(countResults('browser', good)).toEqual({
      passed: 4,
      failed: 0,
      note: 'Chromium 2, WebKit 2; 1 at the second try',
    });
    // The engine did not start: the first answer stands.
    expect(replaceCounts(counts, first!, countSessions([]))).toEqual(counts);
    const again = replaceCounts(counts, first!, countSessions([broken]));
    expect(countResults('browser', again)).toEqual({ passed: 3, failed: 1, note: 'Chromium 2, WebKit 2' });
  });

  it('counts an end-to-end test that passed at the second try as passed and tells it, spec files that do not load as failures', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countResults('e2e', { stats, errors: [{}] })).toEqual({
      passed: 6,
      failed: 2,
      note: '2 skipped; 1 at the second try',
    });
  });
});
