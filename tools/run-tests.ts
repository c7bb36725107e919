/**
 * Owns `npm test`: the steps in their order, their times, the sum. A failing step does not keep the later ones from running, except the
 * build. The last line on stdout is `N passed, N failed`: lint, types and size count as one case each, the rest by their test runners.
 * Leaves to others: set-up (setup.mjs), the browsers (find-browsers.ts, install-browsers.ts), reading results (count-results.ts).
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { countResults } from './count-results.ts';
import type { Counts } from './count-results.ts';
import { browserVariables, ENGINES, missingEngines } from './find-browsers.ts';
import type { Engine } from './find-browsers.ts';
import { findOrInstallBrowsers } from './install-browsers.ts';
import { runNode } from './run-node.ts';

const ROOT = join(import.meta.dirname, '..');
const RESULTS = join(ROOT, 'test-results');

interface Step {
  readonly name: string;
  /** Arguments for Node, or several lists of them to run one after the other. */
  readonly commands: readonly (readonly string[])[];
  /** The file in which the test runner leaves its counts; without one the step is a single case. */
  readonly results?: 'unit' | 'browser' | 'e2e' | 'matrix';
  /** Later steps make no sense after this one failed. */
  readonly isNeeded?: boolean;
}

interface Done {
  readonly name: string;
  readonly counts: Counts;
  readonly seconds: number;
}

const bin = (path: string) => join('node_modules', path);
const SIZE_CHECK = 'tools/check-sizes.ts';

const STEPS: readonly Step[] = [
  {
    name: 'lint',
    commands: [[bin('oxlint/bin/oxlint')], [bin('@biomejs/biome/bin/biome'), 'format', '--reporter=summary']],
  },
  { name: 'types', commands: [['tools/check-types.ts']] },
  { name: 'vendors', commands: [['tools/check-vendors.ts']] },
  { name: 'build', commands: [['tools/setup.mjs', 'build']], isNeeded: true },
  ...(existsSync(join(ROOT, SIZE_CHECK)) ? [{ name: 'size', commands: [[SIZE_CHECK]] }] : []),
  { name: 'unit', commands: [[bin('vitest/vitest.mjs'), 'run']], results: 'unit' },
  { name: 'browser', commands: [['tools/run-browser-tests.ts']], results: 'browser' },
  { name: 'e2e', commands: [[bin('@playwright/test/cli.js'), 'test']], results: 'e2e' },
  // A part that touches every kind in every engine, against docs/guarantees.json; all of it is `npm run matrix`.
  { name: 'matrix', commands: [['tools/run-matrix.ts', '--ci']], results: 'matrix' },
];

const NOTHING: Counts = { passed: 0, failed: 0, note: '' };

async function main(): Promise<number> {
  const required = requiredEngines(argv.slice(2));
  const browsers = findOrInstallBrowsers();
  const missing = missingEngines(browsers);
  console.log(`Engines: ${ENGINES.filter((engine) => !missing.includes(engine)).join(', ') || 'none'}.`);
  if (missing.length > 0) console.log(`Missing, so not tested: ${missing.join(', ')}.`);
  const lacking = missing.filter((engine) => required.includes(engine));
  if (browsers.chromium === null || lacking.length > 0) {
    const names = lacking.length > 0 ? lacking.join(', ') : 'chromium';
    console.log(`No ${names}: install it, or name it in KELISIM_CHROMIUM, KELISIM_FIREFOX or KELISIM_WEBKIT_DRIVER.`);
    console.log(`0 passed, ${Math.max(1, lacking.length)} failed`);
    return 1;
  }

  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const plain = stdout.isTTY ? {} : { NO_COLOR: '1' };
  const done: Done[] = [];
  for (const step of STEPS) {
    const outcome = await runStep(step, { ...browserVariables(browsers), ...plain });
    done.push(outcome);
    if (step.isNeeded === true && outcome.counts.failed > 0) {
      console.log(`\n${step.name} failed: the steps after it were not run.`);
      break;
    }
  }
  return report(done);
}

function requiredEngines(args: readonly string[]): readonly Engine[] {
  const value = args.find((arg) => arg.startsWith('--require-engines='))?.split('=')[1];
  if (value === undefined) return [];
  return value === 'all' ? ENGINES : ENGINES.filter((engine) => value.split(',').includes(engine));
}

async function runStep(step: Step, environment: NodeJS.ProcessEnv): Promise<Done> {
  console.log(`\n== ${step.name}`);
  const start = performance.now();
  let code = 0;
  for (const command of step.commands) code = Math.max(code, await runNode(command, environment));
  const seconds = (performance.now() - start) / 1000;
  console.log(`== ${step.name}: ${code === 0 ? 'ok' : `failed with code ${code}`}, ${seconds.toFixed(1)} s`);
  return { name: step.name, counts: countStep(step, code), seconds };
}

function countStep(step: Step, code: number): Counts {
  if (step.results === undefined) {
    // A build that worked is no case of its own; one that did not must show in the sum.
    if (code === 0) return step.isNeeded === true ? NOTHING : { ...NOTHING, passed: 1 };
    return { ...NOTHING, failed: 1 };
  }
  const file = join(RESULTS, `${step.results}.json`);
  const counts = existsSync(file) ? countResults(step.results, JSON.parse(readFileSync(file, 'utf8'))) : NOTHING;
  const isBroken = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return isBroken
    ? { ...counts, failed: 1, note: counts.passed === 0 ? 'no test was run' : 'the runner failed' }
    : counts;
}

function report(done: readonly Done[]): number {
  const passed = done.reduce((sum, { counts }) => sum + counts.passed, 0);
  const failed = done.reduce((sum, { counts }) => sum + counts.failed, 0);
  const row = (cells: readonly string[]) =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(9) : cell.padStart(8))).join('');
  console.log(`\n${row(['step', 'passed', 'failed', 'seconds'])}`);
  for (const { name, counts, seconds } of done) {
    const cells = row([name, String(counts.passed), String(counts.failed), seconds.toFixed(1)]);
    console.log(counts.note === '' ? cells : `${cells}  ${counts.note}`);
  }
  console.log(row(['all', '', '', done.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(1)]));
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
