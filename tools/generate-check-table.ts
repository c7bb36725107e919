/** Owns the table of codes in docs/check.md: made from the code itself, so that it cannot drift (a test compares). */
import { readFileSync, writeFileSync } from 'node:fs';
import { CHECK_CODES, type CheckCode } from '../src/cli/check/check-codes.ts';
import { CONFIG_FINDING_CODES } from '../src/core/schema/config-finding.ts';

const FILE = new URL('../docs/check.md', import.meta.url);
const BEGIN = '<!-- codes: tools/generate-check-table.ts -->';
const END = '<!-- /codes -->';

/** docs/check.md with its table as the code has it now. */
export function withCheckTable(document: string): string {
  const from = document.indexOf(BEGIN);
  const to = document.indexOf(END);
  if (from < 0 || to < from) throw new Error(`docs/check.md: the lines ${BEGIN} and ${END} are missing`);
  return `${document.slice(0, from + BEGIN.length)}\n\n${table()}\n${document.slice(to)}`;
}

function table(): string {
  const schema = Object.entries(CONFIG_FINDING_CODES).map(
    ([code, what]) => `| \`${code}\` | error | schema | ${what} | the message says it |`,
  );
  const own = Object.entries<CheckCode>(CHECK_CODES).map(
    ([code, { severity, refs, what, remedy }]) => `| \`${code}\` | ${severity} | ${refs} | ${what} | ${remedy} |`,
  );
  const cells = [...schema, ...own].map((line) => line.replaceAll('<', '\\<'));
  return ['| code | severity | behind it | what is found | remedy |', '|---|---|---|---|---|', ...cells, ''].join('\n');
}

if (import.meta.main) writeFileSync(FILE, withCheckTable(readFileSync(FILE, 'utf8')));
