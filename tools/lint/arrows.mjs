/**
 * Owns the arrows of the house as data: which folder of src may import which, and which packages each may use (DESIGN §1).
 * Leaves to others: reading imports out of files and reporting (house-plugin.mjs).
 *
 * A zone is the longest entry that a path starts with. Without an entry a folder may not exist: new folders are decided here.
 */

/** Pure code without a package, that the head can afford. */
const NOTHING = /** @type {readonly string[]} */ ([]);
const LIT = ['lit', 'lit/*', '@lit/localize', '@lit/localize/*'];
const NODE = ['node:*'];

/**
 * @typedef {object} Zone
 * @property {readonly string[]} imports zones it may import, beside itself
 * @property {readonly string[]} [types] zones of which it may import types only
 * @property {readonly string[]} packages names, or a prefix and a star
 * @property {readonly string[]} [typePackages] packages of which it may import types only
 */

/** @type {Readonly<Record<string, Zone>>} */
export const ZONES = {
  'index.ts': {
    imports: [
      'core',
      'core/schema',
      'page-globals.ts',
      'platform',
      'vendors',
      'vendors/matcher.ts',
      'client',
      'collector',
      'cli',
    ],
    packages: NOTHING,
  },
  // Needs the DOM's types, which core must not know.
  'page-globals.ts': { imports: ['core'], packages: NOTHING },
  core: { imports: NOTHING, types: ['core/schema'], packages: NOTHING, typePackages: ['valibot'] },
  'core/schema': { imports: ['core'], packages: ['valibot'] },
  platform: { imports: ['core'], packages: NOTHING },
  vendors: { imports: ['core', 'core/schema', 'vendors/matcher.ts', 'vendors/generated'], packages: ['valibot'] },
  'vendors/generated': { imports: ['core', 'vendors'], packages: NOTHING },
  // What the head takes along from the catalogue: nothing behind it may pull in a schema.
  'vendors/matcher.ts': { imports: ['core'], packages: NOTHING },
  'vendors/load-vendor-files.ts': {
    imports: ['core', 'core/schema', 'vendors', 'vendors/matcher.ts'],
    packages: ['valibot', ...NODE],
  },
  shims: { imports: ['core', 'platform'], packages: NOTHING },
  head: { imports: ['core', 'platform', 'shims', 'vendors/matcher.ts'], packages: NOTHING },
  client: {
    imports: [
      'core',
      'core/schema',
      'platform',
      'vendors',
      'vendors/matcher.ts',
      'vendors/generated',
      'client/i18n',
      'client/ui',
    ],
    packages: ['idb-keyval', 'valibot'],
  },
  'client/i18n': { imports: ['core', 'platform', 'vendors', 'vendors/generated', 'client'], packages: LIT },
  'client/ui': {
    imports: ['core', 'platform', 'vendors', 'vendors/matcher.ts', 'vendors/generated', 'client', 'client/i18n'],
    packages: LIT,
  },
  audit: {
    imports: [
      'core',
      'core/schema',
      'vendors',
      'vendors/matcher.ts',
      'vendors/generated',
      'shims',
      'client/i18n',
      'client/ui',
    ],
    packages: ['valibot'],
  },
  // Panel and command line share it: no package, no words, no browser.
  'audit/judge': {
    imports: ['core', 'vendors', 'vendors/matcher.ts', 'vendors/generated', 'audit'],
    packages: NOTHING,
  },
  'audit/report': {
    imports: ['core', 'vendors', 'vendors/matcher.ts', 'vendors/generated', 'audit', 'audit/judge'],
    packages: [...NODE, 'fast-xml-parser', 'hono/html', 'hono/utils/html'],
  },
  'audit/panel': {
    imports: [
      'core',
      'platform',
      'vendors',
      'vendors/matcher.ts',
      'vendors/generated',
      'shims',
      'client/i18n',
      'client/ui',
      'audit',
      'audit/judge',
    ],
    packages: NOTHING,
  },
  'audit/driver': {
    imports: [
      'core',
      'core/schema',
      'vendors',
      'vendors/matcher.ts',
      'vendors/generated',
      'shims',
      'audit',
      'audit/judge',
    ],
    packages: [...NODE, 'parse5', 'playwright-core', 'tldts', 'valibot'],
    typePackages: ['playwright-core/types/protocol'],
  },
  collector: {
    imports: ['core', 'core/schema'],
    packages: [
      ...NODE,
      'hono',
      'hono/*',
      '@hono/node-server',
      '@hono/node-server/*',
      'better-sqlite3',
      'kysely',
      'csv-stringify',
      'echarts',
      'echarts/*',
      'pg',
      'valibot',
    ],
  },
  cli: {
    imports: [
      'core',
      'core/schema',
      'vendors',
      'vendors/matcher.ts',
      'vendors/generated',
      'vendors/load-vendor-files.ts',
      'audit',
      'audit/judge',
      'audit/report',
      'audit/driver',
      'collector',
    ],
    packages: [
      ...NODE,
      'cli-progress',
      'commander',
      'culori',
      'parse5',
      'playwright-core',
      'postcss',
      'tldts',
      'valibot',
    ],
  },
};

/**
 * Single files that may take one step more than their folder: the entries of the head say whether every rule is built in,
 * so that a site's own file does not carry them.
 */
const EXCEPTIONS = [{ from: /^head\/[a-z-]*entry\.ts$/, to: 'vendors/generated' }];

/**
 * @param {string} path from src, with slashes
 * @returns {string | null}
 */
export function zoneOf(path) {
  const parts = path.split('/');
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join('/');
    if (Object.hasOwn(ZONES, name)) return name;
  }
  return null;
}

/**
 * @param {string} from importing file, path from src
 * @param {string} to imported file, path from src
 * @param {boolean} typeOnly
 * @returns {string | null} what is wrong, null when the arrow is allowed
 */
export function judgeImport(from, to, typeOnly) {
  const source = zoneOf(from);
  const target = zoneOf(to);
  if (source === null || target === null) {
    return `src/${source === null ? from : to} is in no folder of DESIGN §1: add it to tools/lint/arrows.mjs first.`;
  }
  const zone = ZONES[source];
  if (zone === undefined || source === target || zone.imports.includes(target)) return null;
  if (typeOnly && zone.types?.includes(target) === true) return null;
  if (EXCEPTIONS.some((exception) => exception.from.test(from) && exception.to === target)) return null;
  return `src/${source} must not import src/${target}: arrows point down only (DESIGN §1).`;
}

/**
 * @param {string} from importing file, path from src
 * @param {string} name package specifier
 * @param {boolean} typeOnly
 * @returns {string | null}
 */
export function judgePackage(from, name, typeOnly) {
  const source = zoneOf(from);
  const zone = source === null ? undefined : ZONES[source];
  if (zone === undefined) return `src/${from} is in no folder of DESIGN §1: add it to tools/lint/arrows.mjs first.`;
  const allowed = zone.packages.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
  if (allowed || (typeOnly && zone.typePackages?.includes(name) === true)) return null;
  const list = zone.packages.length === 0 ? 'no package' : `only ${zone.packages.join(', ')}`;
  return `src/${String(source)} must not import ${name}: it may use ${list} (DESIGN §1).`;
}
