/**
 * Owns what the browser tests say: one line per file and engine, every failing test by name with its error, and the counts as a file
 * for run-browser-tests.ts and run-tests.ts. The runner's own reporter counts files, not tests per engine.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Reporter, TestResultError, TestSession, TestSuiteResult } from '@web/test-runner';

export interface WtrCounts {
  passed: number;
  failed: number;
  skipped: number;
  engines: Record<string, { passed: number; failed: number }>;
  /** Every file that failed, once per engine in which it did; paths from the project's folder. */
  failedFiles: FailedFile[];
  /** Files that failed beside the other engines and passed alone. */
  passedAlone: string[];
}

export interface FailedFile {
  readonly engine: string;
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface NamedResult {
  readonly title: string;
  readonly passed: boolean;
  readonly skipped: boolean;
  readonly error?: TestResultError;
}

export function wtrReporter(outputFile: string): Reporter {
  return {
    reportTestFileResults({ logger, sessionsForTestFile, testFile }) {
      for (const session of sessionsForTestFile) {
        const results = resultsOf(session);
        const failed = results.filter((result) => !result.passed && !result.skipped);
        const verdict = failed.length === 0 ? 'ok' : 'FAILED';
        logger.log(`${verdict}  ${engineOf(session)}  ${relative('', testFile)}  (${results.length} tests)`);
        for (const result of failed) logger.log(describeFailure(result));
        if (failed.length > 0) for (const line of session.logs) logger.log(`      page: ${line.map(String).join(' ')}`);
      }
    },
    onTestRunFinished({ sessions }) {
      mkdirSync(dirname(outputFile), { recursive: true });
      writeFileSync(outputFile, JSON.stringify(countSessions(sessions), null, 2));
    },
  };
}

export function countSessions(sessions: readonly TestSession[]): WtrCounts {
  const counts: WtrCounts = { passed: 0, failed: 0, skipped: 0, engines: {}, failedFiles: [], passedAlone: [] };
  for (const session of sessions) {
    const name = engineOf(session);
    const results = resultsOf(session);
    const skipped = results.filter((result) => result.skipped).length;
    const passed = results.filter((result) => result.passed && !result.skipped).length;
    const failed = results.length - skipped - passed;
    const engine = (counts.engines[name] ??= { passed: 0, failed: 0 });
    engine.passed += passed;
    engine.failed += failed;
    counts.passed += passed;
    counts.failed += failed;
    counts.skipped += skipped;
    if (failed > 0) {
      counts.failedFiles.push({ engine: name, file: relative('', session.testFile), passed, failed, skipped });
    }
  }
  return counts;
}

/**
 * The counts of a run in which one file was run again: its second counts stand in place of the first, and it is named if it passed. A second run
 * without a test (an engine that did not start) says nothing.
 */
export function replaceCounts(counts: WtrCounts, first: FailedFile, second: WtrCounts): WtrCounts {
  if (second.passed + second.failed === 0) return counts;
  const engine = counts.engines[first.engine] ?? { passed: 0, failed: 0 };
  const others = counts.failedFiles.filter(({ engine: name, file }) => name !== first.engine || file !== first.file);
  const hasPassed = second.failed === 0;
  return {
    passed: counts.passed - first.passed + second.passed,
    failed: counts.failed - first.failed + second.failed,
    skipped: counts.skipped - first.skipped + second.skipped,
    engines: {
      ...counts.engines,
      [first.engine]: {
        passed: engine.passed - first.passed + second.passed,
        failed: engine.failed - first.failed + second.failed,
      },
    },
    failedFiles: [...others, ...second.failedFiles],
    passedAlone: [...counts.passedAlone, ...(hasPassed ? [`${first.file} in ${first.engine}`] : [])],
  };
}

/** The driver of WebKitGTK goes by the name of the browser it drives. */
function engineOf(session: TestSession): string {
  return session.browser.name === 'MiniBrowser' ? 'WebKit' : session.browser.name;
}

/** A file that could not be loaded, timed out or holds no test counts as one failed case: it must not vanish from the sum. */
function resultsOf(session: TestSession): NamedResult[] {
  const results = session.testResults === undefined ? [] : flatten(session.testResults, '');
  const anyFailed = results.some((result) => !result.passed && !result.skipped);
  if (session.passed === true && results.length > 0) return results;
  if (anyFailed) return results;
  const error = session.errors[0] ?? {
    message: session.passed === true ? 'The file holds no test.' : 'The file did not finish.',
  };
  return [...results, { title: '(the whole file)', passed: false, skipped: false, error }];
}

function flatten(suite: TestSuiteResult, prefix: string): NamedResult[] {
  const path = suite.name === '' ? prefix : `${prefix}${suite.name} > `;
  return [
    ...suite.tests.map(({ name, passed, skipped, error }) => ({
      title: path + name,
      passed,
      skipped,
      ...(error === undefined ? {} : { error }),
    })),
    ...suite.suites.flatMap((inner) => flatten(inner, path)),
  ];
}

function describeFailure({ title, error }: NamedResult): string {
  const text = error === undefined ? '' : (error.stack ?? error.message);
  const message = error !== undefined && !text.includes(error.message) ? `${error.message}\n${text}` : text;
  return [`   x  ${title}`, ...message.split('\n').map((line) => `      ${line}`)].join('\n');
}
