#!/usr/bin/env node
/** Owns the one bin, `kelisim`. Node's version is checked before anything native is loaded: better-sqlite3 13 on Node 20 ends without a word. */
const MINIMUM_NODE = 24;

if (Number(process.versions.node.split('.')[0]) < MINIMUM_NODE) {
  process.stderr.write(`kelisim needs Node ${MINIMUM_NODE} or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}
const { runCommandLine } = await import('./run-command-line.ts');
await runCommandLine(process.argv);

export {};
