/**
 * Owns the choice of the Node that runs everything of ours: the one pinned in package.json, installed from npm.
 * Its binary comes with an install script, and the installation runs none: it is fetched by a rebuild of that one package.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './npm.mjs';
import { run } from './run.mjs';
import { SetupFailure } from './setup-failure.mjs';

/** TypeScript runs without a build from here on, and better-sqlite3 loads. */
const OLDEST_USABLE_MAJOR = 24;
const VERSION_TIMEOUT_MS = 20_000;

/**
 * @typedef {object} Machine what the choice looks at and does, so that a test can play it
 * @property {(file: string) => string | null} versionOf version that a Node binary prints, null when it does not run
 * @property {() => Promise<unknown>} rebuild
 * @property {{ file: string, version: string }} own the Node that runs the set-up
 */

/**
 * @param {string} root
 * @param {Machine} [machine]
 * @returns {Promise<string>} path of the Node to use
 */
export async function choosePinnedNode(root, machine = thisMachine(root)) {
  const pinned = pinnedVersion(root);
  const candidates = nodeCandidates(root);
  const find = () => candidates.find((file) => machine.versionOf(file) === pinned);

  const present = find();
  if (present !== undefined) return present;

  console.log(`Fetching Node ${pinned} into node_modules (npm rebuild node).`);
  await machine.rebuild();
  const rebuilt = find();
  if (rebuilt !== undefined) return rebuilt;

  if (Number.parseInt(machine.own.version, 10) >= OLDEST_USABLE_MAJOR) {
    console.log(`Using this machine's Node ${machine.own.version} instead.`);
    return machine.own.file;
  }
  throw new SetupFailure(
    `Node ${pinned} could not be fetched from npm and this machine has Node ${machine.own.version}: install Node ${OLDEST_USABLE_MAJOR} or newer and try again.`,
  );
}

/** @param {string} root */
export function pinnedVersion(root) {
  /** @type {{ devDependencies?: Record<string, string> }} */
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = manifest.devDependencies?.node;
  if (version === undefined)
    throw new SetupFailure('package.json pins no Node under devDependencies.node: add an exact version.');
  return version;
}

/**
 * @param {string} root
 * @returns {readonly string[]} the package's own binary first: .bin may be missing when the package came without one
 */
function nodeCandidates(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return [join(root, 'node_modules/node/bin', name), join(root, 'node_modules/.bin', name)];
}

/**
 * @param {string} root
 * @returns {Machine}
 */
function thisMachine(root) {
  return {
    versionOf: (file) => {
      const { status, stdout } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: VERSION_TIMEOUT_MS });
      return status === 0 ? stdout.trim().replace(/^v/, '') : null;
    },
    rebuild: async () => {
      await runNpm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'], root);
      // Newer npm skips the script of every package that nobody approved, whatever is asked for: then it is run as npm would.
      const folder = join(root, 'node_modules/node');
      if (!nodeCandidates(root).some((file) => existsSync(file)) && existsSync(folder)) {
        await run(process.execPath, ['installArchSpecificPackage.js'], { cwd: folder });
      }
    },
    own: { file: process.execPath, version: process.versions.node },
  };
}
