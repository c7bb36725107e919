/** The table on a terminal: whole words, no line longer than the terminal, the first column again where the rest goes below. */
import { expect, test } from 'vitest';
import { textTable } from '../../../../src/cli/audit/text-table.ts';

test('A table that fits is one table, with a line under its heading.', () => {
  expect(
    textTable(
      [
        ['Қызмет', 'Таңдаусыз', 'Бәрі'],
        ['Meta Pixel', '✓ тоқтатылды', ''],
      ],
      60,
    ),
  ).toEqual(['Қызмет      Таңдаусыз     Бәрі', '──────────  ────────────  ──────────', 'Meta Pixel  ✓ тоқтатылды']);
});

test('Columns that do not fit stand below, each part with the first column.', () => {
  const lines = textTable(
    [
      ['Service', 'No choice', 'Rejected', 'Accepted'],
      ['Meta', 'stopped', 'stopped', 'fired'],
    ],
    36,
  );
  expect(lines).toEqual([
    'Service     No choice   Rejected',
    '──────────  ──────────  ──────────',
    'Meta        stopped     stopped',
    '',
    'Service     Accepted',
    '──────────  ──────────',
    'Meta        fired',
  ]);
});

test('A long cell is broken between words, and within one only where nothing else helps; no line is longer than the terminal.', () => {
  const long = 'The question of personalised advertising';
  const lines = textTable(
    [
      ['Service', long],
      ['a'.repeat(40), 'fired'],
    ],
    40,
  );
  expect(lines.every((line) => line.length <= 40)).toBe(true);
  expect(lines.slice(0, 3).map((line) => line.slice(21).trim())).toEqual([
    'The question of',
    'personalised',
    'advertising',
  ]);
  expect(lines.at(-1)).toBe('aa');
});
