/**
 * Owns the question whether dist is what the sources say, and the order of building: generators first, then build.ts.
 * Leaves to others: what is generated (generate-*.ts) and what is built (build.ts).
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { run } from './run.mjs';
import { SetupFailure } from './setup-failure.mjs';

const STAMP = 'dist/.stamp';
/** Everything that can change a byte of dist. */
const SOURCES = [
  'src',
  'locales',
  'tools',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'lit-localize.json',
];
/** In this order: the build reads what they write. */
const GENERATORS = ['tools/generate-vendors.ts', 'tools/generate-locales.ts'];

/**
 * @param {string} root
 * @param {string} node
 */
export async function buildUnlessFresh(root, node) {
  if (readStamp(root) === currentStamp(root)) {
    console.log('dist is up to date.');
    return;
  }
  const before = hashFiles(root, (file) => !isGenerated(file));
  console.log('Building dist.');
  for (const script of [...GENERATORS, 'tools/build.ts']) {
    const code = await run(node, [script], { cwd: root });
    if (code !== 0)
      throw new SetupFailure(`Building failed in ${script} (code ${code}): see the messages above.`, code);
  }
  // Sources as they were before: an edit made while the build ran is built next time.
  const stamp = join(root, STAMP);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${before}-${hashFiles(root, isGenerated)}`);
}

/** @param {string} root */
export function currentStamp(root) {
  return `${hashFiles(root, (file) => !isGenerated(file))}-${hashFiles(root, isGenerated)}`;
}

/** @param {string} root */
function readStamp(root) {
  const file = join(root, STAMP);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** @param {string} file */
function isGenerated(file) {
  return /(^|\/)generated\/|\.generated\.ts$/.test(file);
}

/**
 * @param {string} root
 * @param {(file: string) => boolean} wanted given the path from the root, with slashes
 */
function hashFiles(root, wanted) {
  const hash = createHash('sha256');
  const files = SOURCES.map((source) => join(root, source)).flatMap(listFiles);
  for (const file of files) {
    const name = relative(root, file).split(sep).join('/');
    if (wanted(name)) hash.update(name).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 32);
}

/**
 * @param {string} path
 * @returns {string[]} every file under it in a fixed order, none when it does not exist
 */
function listFiles(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
}
