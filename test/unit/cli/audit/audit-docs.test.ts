/** What docs/audit.md, docs/discover.md and the example for GitHub say is so: options, phases, verdicts, causes, exit codes, output. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { AUDIT_VERDICTS } from '../../../../src/audit/verdict.ts';
import { auditCommand } from '../../../../src/cli/audit/audit-command.ts';
import { type AuditFlags, FORMATS, PHASE_KINDS, readWishes } from '../../../../src/cli/audit/audit-flags.ts';
import { discoverCommand } from '../../../../src/cli/audit/discover-command.ts';
import { EXIT } from '../../../../src/cli/audit/exit-code.ts';
import { auditSummary } from '../../../../src/cli/audit/print-summary.ts';
import { readVisits } from '../../../../src/cli/audit/read-visits.ts';
import { MENDED_BY, withAuditTables } from '../../../../tools/generate-audit-tables.ts';
import { DEFECTS } from '../../../corpus/expected.ts';
import { SAMPLE } from './sample-run.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const AUDIT = read('docs/audit.md');
const DISCOVER = read('docs/discover.md');
const ACTION = read('examples/github-action/audit.yml');

const optionsOf = (command: Command) => command.options.map(({ long }) => long!).sort();
const namedIn = (text: string) => [...new Set(text.match(/`--[a-z-]+/g))].map((name) => name.slice(1)).sort();

function section(document: string, title: string): string {
  const [, text = ''] = document.split(`\n## ${title}\n`);
  return text.split('\n## ')[0]!;
}

describe('docs/audit.md', () => {
  test('has its tables of verdicts and causes as the code has them (npm run generate)', () => {
    expect(withAuditTables(AUDIT)).toBe(AUDIT);
    for (const verdict of AUDIT_VERDICTS) expect(AUDIT).toContain(`| \`${verdict}\` |`);
  });

  test('names for each cause the change that the corpus asks for it', () => {
    expect(DEFECTS.length).toBeGreaterThanOrEqual(60);
    for (const { id, cause, fix } of DEFECTS) expect(MENDED_BY[cause], `${id}: ${cause}`).toContain(fix);
  });

  test('explains every option of the command in its table, and no other', () => {
    const rows = section(AUDIT, 'Options')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) => namedIn(row.split(' | ')[0]!));
    expect(named.toSorted()).toEqual(optionsOf(auditCommand()));
  });

  test('lists every phase and every file', () => {
    for (const kind of PHASE_KINDS) expect(section(AUDIT, 'Phases')).toContain(`| \`${kind}\` |`);
    for (const file of Object.values(FORMATS)) expect(AUDIT).toContain(`| \`${file}\` |`);
  });

  test('says what each exit code means', () => {
    const codes = [...section(AUDIT, 'In CI').matchAll(/^\| (\d) \|/gm)].map(([, code]) => Number(code));
    expect(codes).toEqual(Object.values(EXIT));
  });

  test('shows a summary as the command prints it', () => {
    const lines = auditSummary(SAMPLE, { language: 'en', width: 100 }).trim().split('\n');
    const shown = [...AUDIT.matchAll(/^```text\n([\s\S]*?)^```$/gm)].map(([, text]) => text!.trim().split('\n'));
    expect(shown).toHaveLength(2);
    for (const block of shown) {
      const from = lines.findIndex((line) => line.trim() === block[0]!.trim());
      expect(lines.slice(from, from + block.length)).toEqual(block);
    }
  });
});

describe('docs/discover.md', () => {
  test('names every option of the command, and none that the two have not', () => {
    const known = optionsOf(discoverCommand());
    expect(namedIn(section(DISCOVER, 'Options'))).toEqual(known);
    expect(namedIn(DISCOVER).filter((name) => !known.includes(name))).toEqual([]);
  });

  test('says what each exit code means', () => {
    const codes = [...section(DISCOVER, 'Options').matchAll(/^\| (\d) \|/gm)].map(([, code]) => Number(code));
    expect(codes).toEqual(Object.values(EXIT));
  });
});

describe('The commands shown', () => {
  const lines = [AUDIT, DISCOVER, ACTION, read('README.md')]
    .map((text) => text.replace(/\\\n\s*/g, ' ').replaceAll(' "${baseline[@]}"', ''))
    .flatMap((text) => [...text.matchAll(/npx kelisim (audit|discover) ([^\n`#]*)/g)])
    .map(([, name, words]) => [name!, words!.trim()] as const);

  test.each(lines)('kelisim %s %s', (name, words) => {
    const command = name === 'audit' ? auditCommand() : discoverCommand();
    const { operands, unknown } = command.parseOptions(words.replace('"$SITE"', 'https://example.kz/').split(/\s+/));
    expect(unknown).toEqual([]);
    const flags = command.opts<AuditFlags>();
    expect(readVisits(operands, flags)).toHaveProperty('options');
    if (name === 'audit') expect(readWishes(flags)).toHaveProperty('wishes');
  });

  test('are several', () => {
    expect(lines.length).toBeGreaterThanOrEqual(6);
  });
});

test('The example for GitHub asks for no secret and may write nothing.', () => {
  expect(ACTION).not.toMatch(/secrets\.|GITHUB_TOKEN|: write/);
  expect(ACTION).toContain('permissions:\n  contents: read');
  expect(ACTION).not.toContain('\t');
});
