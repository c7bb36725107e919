/**
 * Owns the long run of the faults (`npm run faults`): every test file that docs/faults.md names, twenty times; `npm test` runs each once.
 * The last lines say how often each runner's part passed. Leaves to others: the tests, where browsers are (find-browsers.ts).
 *
 *   --times 5   fewer     --part unit,browser   only these runners     --grep "Fault 25"   one story of the end-to-end part, and nothing else
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { browserVariables } from './find-browsers.ts';
import { findOrInstallBrowsers } from './install-browsers.ts';
import { runNode } from './run-node.ts';

const ROOT = join(import.meta.dirname, '..');
const NAMED = readFileSync(join(ROOT, 'docs/faults.md'), 'utf8').matchAll(/`(test\/(\w+)\/[^`]+\.ts)`/g);
const FILES: Record<string, Set<string>> = { unit: new Set(), browser: new Set(), e2e: new Set() };
for (const [, file = '', part = ''] of NAMED) FILES[part]!.add(file);
// Renewal is no fault; its stories share the outbox's promise that a choice is not lost.
FILES.e2e!.add('test/e2e/renewal.spec.ts');
FILES.browser!.add('test/browser/outbox/renewal.test.ts');

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '20' },
    part: { type: 'string', default: 'unit,e2e,browser' },
    grep: { type: 'string' },
  },
});
const times = Number(values.times);
if (!Number.isInteger(times) || times < 1) throw new Error('--times takes a number from 1 on.');

const browsers = browserVariables(findOrInstallBrowsers());

/** @param module path below node_modules. @returns the exit code. */
function run(module: string, args: readonly string[]): Promise<number> {
  return runNode([join('node_modules', module), ...args], browsers);
}

/** @returns how many of the runs passed. */
async function runTimes(module: string, args: readonly string[]): Promise<number> {
  let passed = 0;
  for (let i = 0; i < times; i++) if ((await run(module, args)) === 0) passed++;
  return passed;
}

const parts = values.grep === undefined ? values.part.split(',') : ['e2e'];
const results: string[] = [];
let hasFailed = false;

function keep(part: string, isGood: boolean, text: string): void {
  results.push(`${part}: ${text}`);
  hasFailed ||= !isGood;
}

if (parts.includes('unit')) {
  const passed = await runTimes('vitest/vitest.mjs', ['run', '--reporter=dot', ...FILES.unit!]);
  keep('unit', passed === times, `${passed} of ${times} runs of ${FILES.unit!.size} files passed`);
}
if (parts.includes('e2e')) {
  const code = await run('@playwright/test/cli.js', [
    'test',
    ...FILES.e2e!,
    `--repeat-each=${times}`,
    '--retries=0',
    '--reporter=dot',
    '--output=test-results/faults',
    ...(values.grep === undefined ? [] : ['--grep', values.grep]),
  ]);
  keep('e2e', code === 0, code === 0 ? `every story passed ${times} times` : 'a story failed, see above');
}
if (parts.includes('browser')) {
  const files = [...FILES.browser!].flatMap((file) => ['--files', file]);
  const passed = await runTimes('@web/test-runner/dist/bin.js', ['--static-logging', ...files]);
  keep('browser', passed === times, `${passed} of ${times} runs passed in every engine that was found`);
}
for (const line of results) console.log(line);
process.exitCode = hasFailed ? 1 : 0;
