/**
 * Owns the long run of the faults (`npm run faults`): every story of docs/faults.md that needs a browser, twenty times. `npm test` runs each once.
 * Leaves to others: the stories (test/e2e, test/browser), where browsers are (find-browsers.ts).
 *
 *   --times 5   fewer     --grep "Fault 25"   one story of the end-to-end part, and nothing else
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { parseArgs } from 'node:util';
import { endWithRun } from '../test/support/end-with-run.ts';
import { browserVariables } from './find-browsers.ts';
import { findOrInstallBrowsers } from './install-browsers.ts';

const ROOT = join(import.meta.dirname, '..');
const STORIES = ['faults', 'delivery', 'damaged-storage', 'own-backend', 'renewal'];
const BROWSER_FILES = ['tiers', 'guarded-database', 'tab-locks', 'start-outbox', 'renewal', 'send-notices'];

const { values } = parseArgs({
  options: { times: { type: 'string', default: '20' }, grep: { type: 'string' } },
});
const times = Number(values.times);
if (!Number.isInteger(times) || times < 1) throw new Error('--times takes a number from 1 on.');

/** @returns the exit code. */
function run(module: string, args: readonly string[]): Promise<number> {
  const child = spawn(execPath, [join('node_modules', module), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...env, ...browserVariables(findOrInstallBrowsers()) },
  });
  const { promise, resolve } = Promise.withResolvers<number>();
  child.once(
    'exit',
    endWithRun(() => child.kill('SIGTERM')),
  );
  child.once('close', (code) => resolve(code ?? 1));
  return promise;
}

let failed = 0;
const stories = await run('@playwright/test/cli.js', [
  'test',
  ...STORIES.map((name) => `test/e2e/${name}.spec.ts`),
  `--repeat-each=${times}`,
  '--reporter=dot',
  '--output=test-results/faults',
  ...(values.grep === undefined ? [] : ['--grep', values.grep]),
]);
if (stories !== 0) failed++;

if (values.grep === undefined) {
  const files = `test/browser/outbox/{${BROWSER_FILES.join(',')}}.test.ts`;
  let runs = 0;
  for (let i = 0; i < times; i++) {
    const code = await run('@web/test-runner/dist/bin.js', ['--static-logging', '--files', files]);
    if (code === 0) runs++;
  }
  console.log(`Browser files: ${runs} of ${times} runs passed in every engine that was found.`);
  if (runs < times) failed++;
}
process.exitCode = failed > 0 ? 1 : 0;
