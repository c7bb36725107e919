/**
 * Owns the way from a fresh clone to a running command: `npm start`, `npm test`, `npm run build` all come through here.
 * Runs on plain Node 20 without dependencies and without a shell: nothing is installed yet when it starts.
 * Leaves to others: the steps of the test (run-tests.ts), the build itself (build.ts), the demo (demo/serve.ts).
 */
import { pathToFileURL } from 'node:url';
import { buildUnlessFresh } from './setup/build.mjs';
import { installUnlessCurrent } from './setup/install.mjs';
import { choosePinnedNode } from './setup/pinned-node.mjs';
import { ROOT, run } from './setup/run.mjs';
import { SetupFailure } from './setup/setup-failure.mjs';

const OLDEST_NODE_MAJOR = 20;

/** What each command runs once everything is in place; `null` when the set-up itself was the work. */
const TARGETS = {
  start: 'demo/serve.ts',
  test: 'tools/run-tests.ts',
  matrix: 'tools/run-matrix.ts',
  bench: 'tools/run-bench.ts',
  faults: 'tools/run-faults.ts',
  corpus: 'tools/run-corpus.ts',
  build: null,
};

/**
 * @param {string | undefined} command
 * @param {readonly string[]} rest arguments handed on to the command
 * @returns {Promise<number>} the exit code
 */
export async function setUp(command, rest) {
  if (command === undefined || !Object.hasOwn(TARGETS, command)) {
    throw new SetupFailure('Say what to do: node tools/setup.mjs start, test, matrix, bench, faults, corpus or build.');
  }
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE_MAJOR) {
    throw new SetupFailure(
      `Node ${process.versions.node} is too old: install Node ${OLDEST_NODE_MAJOR} or newer and try again.`,
    );
  }
  await installUnlessCurrent(ROOT);
  const node = await choosePinnedNode(ROOT);
  // The test run builds in its own order, after lint and types, by calling this script with `build`.
  if (command !== 'test') await buildUnlessFresh(ROOT, node);
  const target = TARGETS[/** @type {keyof typeof TARGETS} */ (command)];
  return target === null ? 0 : run(node, [target, ...rest]);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.exitCode = await setUp(process.argv[2], process.argv.slice(3));
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = error.exitCode;
  }
}
