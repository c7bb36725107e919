/**
 * Owns reading what the test runners leave behind into one shape. Pure; leaves running them to run-tests.ts.
 */
import type { WtrCounts } from './wtr-reporter.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** What the table says beside the numbers, '' for nothing. */
  readonly note: string;
}

interface VitestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests?: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

interface PlaywrightResults {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors?: readonly unknown[];
}

export function countResults(runner: 'unit' | 'browser' | 'e2e' | 'matrix', results: unknown): Counts {
  if (runner === 'matrix') return { ...(results as Omit<Counts, 'note'>), note: '' };
  if (runner === 'unit') return countVitest(results as VitestResults);
  return runner === 'browser' ? countWtr(results as WtrCounts) : countPlaywright(results as PlaywrightResults);
}

function countVitest(results: VitestResults): Counts {
  // A file that fails before its tests (an import, a hook) has no failed test of its own.
  const brokenFiles = results.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + brokenFiles,
    note: skippedNote(results.numPendingTests ?? 0),
  };
}

function countWtr(results: WtrCounts): Counts {
  const engines = Object.entries(results.engines).map(([name, { passed, failed }]) => `${name} ${passed + failed}`);
  return {
    passed: results.passed,
    failed: results.failed,
    note: [engines.join(', '), skippedNote(results.skipped), againNote(results.passedAlone.length)]
      .filter((part) => part !== '')
      .join('; '),
  };
}

function countPlaywright({ stats, errors }: PlaywrightResults): Counts {
  // Errors outside of any test: a spec file that does not load.
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (errors?.length ?? 0),
    note: [skippedNote(stats.skipped), againNote(stats.flaky)].filter((part) => part !== '').join('; '),
  };
}

/** A second try is for CI, where a busy machine may keep a page waiting; it is always told. */
function againNote(count: number): string {
  return count === 0 ? '' : `${count} at the second try`;
}

function skippedNote(count: number): string {
  return count === 0 ? '' : `${count} skipped`;
}
