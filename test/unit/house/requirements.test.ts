/** docs/requirements.md says where each requirement is met and which test shows it: all of that must exist, each number once. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const NUMBERS = Array.from({ length: 34 }, (_, i) => `R${`${i + 1}`.padStart(2, '0')}`);
const NOT_TESTED = '**not tested**';

interface Row {
  readonly id: string;
  readonly requirement: string;
  readonly files: readonly string[];
  readonly tests: readonly { readonly file: string; readonly words: string }[];
  readonly shown: string;
}

const rows: Row[] = readFileSync(join(ROOT, 'docs/requirements.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| R\d/.test(line))
  .map((line) => {
    const [, id = '', requirement = '', where = '', shown = ''] = line.split('|').map((cell) => cell.trim());
    return {
      id,
      requirement,
      files: [...where.matchAll(/`([^`]+)`/g)].map(([, file]) => file!),
      tests: [...shown.matchAll(/`([^`]+)` "([^"]+)"/g)].map(([, file, words]) => ({ file: file!, words: words! })),
      shown,
    };
  });

describe('docs/requirements.md', () => {
  test('has every requirement once, in order, in one sentence', () => {
    expect(rows.map(({ id }) => id)).toEqual(NUMBERS);
    for (const { id, requirement } of rows) expect(requirement, id).toMatch(/^[A-Z].*\.$/);
  });

  test.each(rows.map((row) => [row.id, row] as const))(
    'names files and tests of %s that exist',
    (_, { files, tests, shown }) => {
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) expect(existsSync(join(ROOT, file)), file).toBe(true);
      for (const { file, words } of tests) {
        expect(existsSync(join(ROOT, file)), file).toBe(true);
        expect(readFileSync(join(ROOT, file), 'utf8').replaceAll("\\'", "'"), file).toContain(words);
      }
      // Every file named as a test has its words: a name alone shows nothing.
      expect(shown.match(/`/g)?.length ?? 0).toBe(tests.length * 2);
      expect(tests.length > 0 || shown.includes(NOT_TESTED)).toBe(true);
    },
  );
});
