/** docs/faults.md says what is expected of each fault and which test shows it: all of that must exist, each number once. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const FAULTS = 42;

interface Row {
  readonly number: string;
  readonly expected: string;
  readonly tests: readonly { readonly file: string; readonly words: string }[];
  readonly shown: string;
  readonly runs: string;
}

const rows: Row[] = readFileSync(join(ROOT, 'docs/faults.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [, number = '', , expected = '', shown = '', runs = ''] = line.split('|').map((cell) => cell.trim());
    const tests = [...shown.matchAll(/`([^`]+)` "([^"]+)"/g)].map(([, file, words]) => ({
      file: file!,
      words: words!,
    }));
    return { number, expected, tests, shown, runs };
  });

describe('docs/faults.md', () => {
  test('has every fault once, in order, with what is expected and how often it was run', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: FAULTS }, (_, i) => `${i + 1}`));
    for (const { number, expected, runs } of rows) {
      expect(expected, number).toMatch(/\.$/);
      expect(runs, number).toMatch(/^\d/);
    }
  });

  test.each(rows.map((row) => [row.number, row] as const))('names tests of fault %s that exist', (_, row) => {
    expect(row.tests.length).toBeGreaterThan(0);
    for (const { file, words } of row.tests) {
      expect(existsSync(join(ROOT, file)), file).toBe(true);
      expect(readFileSync(join(ROOT, file), 'utf8').replaceAll("\\'", "'"), file).toContain(words);
    }
    expect(row.shown.match(/`/g)?.length ?? 0, 'every file with words of its test').toBe(row.tests.length * 2);
  });
});
