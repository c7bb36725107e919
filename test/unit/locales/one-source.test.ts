/** Every word a visitor or operator reads comes from locales/ (or a vendor's data file), so that a translator finds all of them in one place. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../../../src');
/** Words in code, each with its reason. */
const ALLOWED: readonly (readonly [file: RegExp, reason: string])[] = [
  [/\/generated\//, 'comes from locales/ and vendors/data'],
  [/^vendors\/vendor-file\.ts$/, 'legal forms and letters that data files are checked for'],
  [/^core\/schema\/letters\.ts$/, 'letters and misspelt words that are looked for'],
  [
    /^cli\/check\/(?:check-codes|check-policy-texts|form-fields|text-facts)\.ts$/,
    'words that are looked for in texts and pages',
  ],
  [
    /^audit\/(?:discover\/page-hints|driver\/(?:banner-words|navigation-trouble)|judge\/personal-values)\.ts$/,
    'words of other people’s banners, pages and addresses that are looked for',
  ],
];
/** The languages' own names are the same in every language. */
const NAMES = /'(?:Қазақша|Русский|Қаз|Рус)'/g;

function sourceFiles(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'));
}

/** Without comments: they may quote. */
function code(file: string): string {
  return readFileSync(join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

describe('The texts', () => {
  test('in Kazakh and Russian stand in locales/ and in the data of vendors, nowhere else', () => {
    const files = sourceFiles();
    expect(files.length).toBeGreaterThan(200);
    const strays = files
      .filter((file) => !ALLOWED.some(([pattern]) => pattern.test(file)))
      .filter((file) => /\p{Script=Cyrillic}/u.test(code(file).replace(NAMES, '')));
    expect(strays).toEqual([]);
  });

  test('that may stand in code are still there: an exception that nobody needs goes', () => {
    const files = sourceFiles();
    for (const [pattern, reason] of ALLOWED)
      expect(
        files.some((file) => pattern.test(file) && /\p{Script=Cyrillic}/u.test(code(file))),
        reason,
      ).toBe(true);
  });
});
