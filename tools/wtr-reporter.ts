/**
 * Owns what the browser tests say: one line per file and engine, every failing test by name with its error, and the counts as a file
 * for run-tests.ts. The runner's own reporter counts files, not tests per engine.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Reporter, TestResultError, TestSession, TestSuiteResult } from '@web/test-runner';

export interface WtrCounts {
  passed: number;
  failed: number;
  skipped: number;
  engines: Record<string, { passed: number; failed: number }>;
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
  const counts: WtrCounts = { passed: 0, failed: 0, skipped: 0, engines: {} };
  for (const session of sessions) {
    const engine = (counts.engines[engineOf(session)] ??= { passed: 0, failed: 0 });
    for (const result of resultsOf(session)) {
      if (result.skipped) {
        counts.skipped += 1;
      } else {
        const outcome = result.passed ? 'passed' : 'failed';
        counts[outcome] += 1;
        engine[outcome] += 1;
      }
    }
  }
  return counts;
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
