/**
 * Owns the browser tests of `npm test`: the three engines side by side, which takes half the time on two cores, and then every file that
 * failed once more with nothing beside it. What fails there has failed; what passes there waited for a processor and is named in the sum.
 * Leaves to others: the runner and its engines (web-test-runner.config.mjs), the counts of one run (wtr-reporter.ts).
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { runNode } from './run-node.ts';
import { type FailedFile, replaceCounts, type WtrCounts } from './wtr-reporter.ts';

const RUNNER = 'node_modules/@web/test-runner/dist/bin.js';
const RESULTS = join(import.meta.dirname, '../test-results/browser.json');
/** More than these have not merely waited: something is broken, and the first answer stands. */
const MOST_FILES_AGAIN = 6;

interface Ran {
  readonly code: number;
  /** Null: the runner did not come so far. */
  readonly counts: WtrCounts | null;
}

async function run(more: readonly string[], environment: NodeJS.ProcessEnv): Promise<Ran> {
  rmSync(RESULTS, { force: true });
  const code = await runNode([RUNNER, '--static-logging', ...more], environment);
  return { code, counts: existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as WtrCounts) : null };
}

async function runAgain({ engine, file }: FailedFile): Promise<WtrCounts | null> {
  console.log(`\nOnce more, alone: ${file} in ${engine}.`);
  return (await run(['--files', file], { KELISIM_ENGINES: engine.toLowerCase() })).counts;
}

/** @returns the exit code. */
async function main(): Promise<number> {
  const first = await run(argv.slice(2), { KELISIM_SIDE_BY_SIDE: '1' });
  let { counts } = first;
  // Without a failed test it is the runner that failed: no second run mends that.
  if (counts === null || counts.failed === 0) return first.code;
  if (counts.failedFiles.length <= MOST_FILES_AGAIN) {
    for (const failed of counts.failedFiles) {
      const second = await runAgain(failed);
      if (second !== null) counts = replaceCounts(counts, failed, second);
    }
  }
  writeFileSync(RESULTS, JSON.stringify(counts, null, 2));
  return counts.failed > 0 ? 1 : 0;
}

process.exitCode = await main();
