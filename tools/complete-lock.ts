/**
 * Owns one repair of package-lock.json: entries for the platform packages that the registry used for `npm install` did not serve.
 * A registry mirror may carry Linux builds only; npm then leaves the others out of the lock file, and `npm ci` refuses such a file
 * on every machine ("Missing: … from lock file"). Their exact versions stand in the parent's optionalDependencies, their system in
 * their name; what is unknown here is only their hash, so npm records none for them.
 * Run it after every change of a dependency: `npm run lock:complete`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';

interface LockEntry {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

interface LockFile {
  packages: Record<string, LockEntry>;
}

/** Words in package names, and what npm calls the system they stand for. */
const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['x64', 'arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32'];

/** @returns names of the entries that were added */
export function completeLock(lock: LockFile): string[] {
  const added: string[] = [];
  for (const [parentPath, parent] of Object.entries(lock.packages)) {
    const wanted = Object.entries(parent.optionalDependencies ?? {});
    const missing = wanted.filter(([name]) => findEntry(lock, parentPath, name) === null);
    if (missing.length === 0) continue;
    const sibling = wanted.map(([name]) => findEntry(lock, parentPath, name)).find((path) => path !== null);
    const folder =
      sibling === undefined
        ? 'node_modules/'
        : sibling.slice(0, sibling.lastIndexOf('node_modules/') + 'node_modules/'.length);
    for (const [name, version] of missing) {
      const system = systemOf(name);
      if (system === null || !/^\d+\.\d+\.\d+/.test(version)) continue;
      lock.packages[folder + name] = {
        version,
        ...system,
        ...(parent.dev === true ? { dev: true } : {}),
        optional: true,
      };
      added.push(`${name}@${version}`);
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  return added;
}

/** Node's own look-up: the folder of the parent, then every one above it. */
function findEntry(lock: LockFile, parentPath: string, name: string): string | null {
  for (let from = parentPath; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    const path = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
    if (lock.packages[path] !== undefined) return path;
    if (from === '') return null;
  }
}

/** @returns null when the name does not say what it is for: then nothing keeps npm from installing it everywhere. */
function systemOf(name: string): { os: string[]; cpu: string[]; libc?: string[] } | null {
  const words = name.split(/[/-]/);
  const os = words.find((word) => SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  if (os === undefined || cpu === undefined) return null;
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : null;
  return os === 'linux' && libc !== null ? { os: [os], cpu: [cpu], libc: [libc] } : { os: [os], cpu: [cpu] };
}

if (import.meta.main) {
  const file = argv[2] ?? 'package-lock.json';
  const lock = JSON.parse(readFileSync(file, 'utf8')) as LockFile;
  const added = completeLock(lock);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(added.length === 0 ? `${file} was complete.` : `${file}: added ${added.length} platform packages.`);
}
