/**
 * Owns the rules of oxlint that are ours: zones, packages, folder names, barrels. A plugin rather than lists of patterns in the
 * linter's configuration: `../client/x.ts` says nothing before it is resolved from the file it stands in.
 * Leaves to others: what is allowed (arrows.mjs).
 */
import { dirname, posix, sep } from 'node:path';
import { judgeImport, judgePackage } from './arrows.mjs';

/** Names that say nothing about what is inside. */
const VAGUE_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'shared', 'lib']);

/**
 * @typedef {{ type: string, value?: unknown, [key: string]: any }} Node
 * @typedef {{ filename: string, report(problem: { node: Node, message: string }): void }} Context
 */

/**
 * The path from the house's src folder, null for files outside of it. The last `src` counts: a checkout may lie under another one.
 *
 * @param {string} filename
 */
function pathInSource(filename) {
  const path = filename.split(sep).join('/');
  const at = path.lastIndexOf('/src/');
  return at === -1 ? null : path.slice(at + '/src/'.length);
}

/**
 * Calls back for every import of a file, in whichever form.
 *
 * @param {(specifier: string, typeOnly: boolean, node: Node) => void} check
 */
function everyImport(check) {
  const visit = (/** @type {Node} */ node) => {
    const { source } = node;
    if (source?.type !== 'Literal' && source?.type !== 'StringLiteral') return;
    const kind = node.importKind ?? node.exportKind;
    const names = node.specifiers ?? [];
    const everyNameIsType =
      names.length > 0 && names.every((/** @type {Node} */ name) => (name.importKind ?? name.exportKind) === 'type');
    check(String(source.value), kind === 'type' || everyNameIsType, node);
  };
  return {
    ImportDeclaration: visit,
    ExportNamedDeclaration: visit,
    ExportAllDeclaration: visit,
    ImportExpression: visit,
    // `import('…').Name` in a type.
    TSImportType: (/** @type {Node} */ node) => {
      const literal = node.source ?? node.argument?.literal ?? node.argument;
      if (typeof literal?.value === 'string') check(literal.value, true, node);
    },
  };
}

const zones = {
  create: (/** @type {Context} */ context) => {
    const from = pathInSource(context.filename);
    if (from === null) return {};
    return everyImport((specifier, typeOnly, node) => {
      if (!specifier.startsWith('.')) return;
      const to = posix.normalize(posix.join(dirname(from).split(sep).join('/'), specifier));
      const message = to.startsWith('..')
        ? `src must not import ${specifier}: what ships is under src alone.`
        : judgeImport(from, to, typeOnly);
      if (message !== null) context.report({ node, message });
    });
  },
};

const packages = {
  create: (/** @type {Context} */ context) => {
    const from = pathInSource(context.filename);
    if (from === null) return {};
    return everyImport((specifier, typeOnly, node) => {
      if (specifier.startsWith('.')) return;
      const message = judgePackage(from, specifier, typeOnly);
      if (message !== null) context.report({ node, message });
    });
  },
};

const clearNames = {
  create: (/** @type {Context} */ context) => ({
    Program(/** @type {Node} */ node) {
      const path = context.filename.split(sep).join('/');
      const parts = pathInSource(context.filename)?.split('/') ?? path.split('/').slice(-3);
      const vague = parts.find((part) => VAGUE_NAMES.has(part.replace(/\..*$/, '')));
      if (vague !== undefined)
        context.report({ node, message: `"${vague}" does not say what is inside: name it after what it does.` });
    },
  }),
};

const noBarrels = {
  create: (/** @type {Context} */ context) => ({
    Program(/** @type {Node} */ node) {
      const path = pathInSource(context.filename);
      if (path === null || path === 'index.ts') return;
      const reExports = node.body.filter(
        (/** @type {Node} */ statement) => statement.source != null && statement.type.startsWith('Export'),
      );
      const all = reExports.some((/** @type {Node} */ statement) => statement.type === 'ExportAllDeclaration');
      const isBarrel =
        all || path.endsWith('/index.ts') || (reExports.length > 0 && reExports.length === node.body.length);
      if (isBarrel)
        context.report({ node, message: 'No barrels beside src/index.ts: import the file that owns the name.' });
    },
  }),
};

export default {
  meta: { name: 'house' },
  rules: { zones, packages, 'clear-names': clearNames, 'no-barrels': noBarrels },
};
