/**
 * Owns calling the npm that started us, with a Node that an installation cannot delete under its feet.
 */
import { existsSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { run } from './run.mjs';

/**
 * The first Node on the path outside of node_modules. `npm run` puts node_modules/.bin first, and `npm ci` begins by deleting it.
 *
 * @param {string} searchPath
 * @param {string} fallback
 */
export function nodeOutsideModules(searchPath, fallback) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = searchPath.split(delimiter).filter((folder) => folder !== '' && !isInModules(folder));
  const found = isInModules(fallback)
    ? folders.map((folder) => join(folder, name)).find((file) => existsSync(file))
    : fallback;
  return found ?? fallback;
}

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export function runNpm(args, cwd) {
  const searchPath = process.env.PATH ?? '';
  // Without these folders npm's own children find the machine's Node, not one that is just being replaced.
  const outside = searchPath.split(delimiter).filter((folder) => !isInModules(folder));
  const env = { ...process.env, PATH: outside.join(delimiter) };
  const cli = process.env.npm_execpath;
  if (cli !== undefined && /\.c?js$/.test(cli)) {
    return run(nodeOutsideModules(searchPath, process.execPath), [cli, ...args], { cwd, env });
  }
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd, env });
}

/** @param {string} file */
function isInModules(file) {
  return file.split(sep).includes('node_modules');
}
