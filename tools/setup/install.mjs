/**
 * Owns the question whether node_modules is what package-lock.json says, and the installation when it is not.
 * Install scripts stay off: nothing here needs one but the pinned Node (pinned-node.mjs), and npm, which forgets `gypfile: false` when it
 * reads a lock file, would compile better-sqlite3 although its binaries are in the package, and fail where there is no compiler.
 * Peer dependencies are not looked at again: npm 10 and npm 11 disagree about them, and the lock file has been through that already.
 * The stamp is the lock file's hash, kept inside node_modules: whoever deletes the folder deletes the stamp with it.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './npm.mjs';
import { SetupFailure } from './setup-failure.mjs';

const STAMP = 'node_modules/.kelisim-lock-hash';

/** @param {string} root */
export async function installUnlessCurrent(root) {
  if (isInstalled(root)) return;
  console.log('Installing the packages that package-lock.json names (npm ci); the first time takes some minutes.');
  const code = await runNpm(
    ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'],
    root,
  );
  if (code !== 0) {
    throw new SetupFailure(
      `Installing failed: npm ci ended with code ${code}; check the network and the messages above, then try again.`,
      code,
    );
  }
  stampInstallation(root);
}

/**
 * @param {string} root
 * @returns {boolean} true as well when somebody installed the same versions by hand
 */
export function isInstalled(root) {
  const stamp = readText(join(root, STAMP));
  const lock = readText(join(root, 'package-lock.json'));
  if (lock === null) throw new SetupFailure('package-lock.json is missing: take it from the repository and try again.');
  if (stamp === hashOf(lock)) return true;
  // npm writes this file last, so an installation that was interrupted does not have it.
  const hidden = readText(join(root, 'node_modules/.package-lock.json'));
  if (hidden === null || !sameVersions(lock, hidden)) return false;
  stampInstallation(root);
  return true;
}

/** @param {string} root */
function stampInstallation(root) {
  const lock = readText(join(root, 'package-lock.json'));
  if (lock !== null && existsSync(join(root, 'node_modules'))) writeFileSync(join(root, STAMP), hashOf(lock));
}

/**
 * Every package of the lock file is there in its version; one that is only optional (another platform's) may be absent.
 *
 * @param {string} lock
 * @param {string} installed
 */
function sameVersions(lock, installed) {
  /** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} Entry */
  /** @type {Record<string, Entry>} */
  const wanted = JSON.parse(lock).packages;
  /** @type {Record<string, Entry>} */
  const present = JSON.parse(installed).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    return found === undefined ? entry.optional === true : found.version === entry.version;
  });
}

/** @param {string} text */
function hashOf(text) {
  return createHash('sha256').update(text).digest('hex');
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
