/**
 * Owns the browser tests of `npm test`: the three engines side by side, which takes half the time on two cores, and then every file that
 * failed once more with nothing beside it. What fails there has failed; what passes there waited for a processor and is named in the sum.
 * Leaves to others: the runner and its engines (web-test-runner.config.mjs), the counts of one run (wtr-reporter.ts).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, env, execPath } from 'node:process';
import { type FailedFile, replaceCounts, type WtrCounts } from './wtr-reporter.ts';

const ROOT = join(import.meta.dirname, '..');
const RUNNER = join(ROOT, 'node_modules/@web/test-runner/dist/bin.js');
const RESULTS = join(ROOT, 'test-results/browser.json');
/** More than these have not merely waited: something is broken, and the first answer stands. */
const MOST_FILES_AGAIN = 6;

function run(more: readonly string[], environment: NodeJS.ProcessEnv): WtrCounts | null {
  rmSync(RESULTS, { force: true });
  spawnSync(execPath, [RUNNER, '--static-logging', ...more], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...env, ...environment },
  });
  return existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as WtrCounts) : null;
}

function runAgain({ engine, file }: FailedFile): WtrCounts | null {
  console.log(`\nOnce more, alone: ${file} in ${engine}.`);
  return run(['--files', file], { KELISIM_ENGINES: engine.toLowerCase() });
}

function main(): number {
  let counts = run(argv.slice(2), { KELISIM_SIDE_BY_SIDE: '1' });
  if (counts === null) return 1;
  if (counts.failedFiles.length <= MOST_FILES_AGAIN) {
    for (const failed of counts.failedFiles) {
      const second = runAgain(failed);
      if (second !== null) counts = replaceCounts(counts, failed, second);
    }
  }
  writeFileSync(RESULTS, JSON.stringify(counts, null, 2));
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

process.exitCode = main();
