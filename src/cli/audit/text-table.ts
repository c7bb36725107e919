/**
 * Owns a table of plain text that fits a terminal: the first column stands again where the others do not fit beside each other, and a
 * heading that is too long is broken between words. Pure.
 */

const GAP = 2;
const COLUMN_MIN = 10;
const COLUMN_MAX = 20;

/** @param rows of the same length; the first one is the heading. */
export function textTable(rows: readonly (readonly string[])[], width: number): string[] {
  const [heads = []] = rows;
  const first = columnWidth(rows, 0, width);
  const widths = heads.map((_, i) => (i ? Math.min(columnWidth(rows, i, width), COLUMN_MAX) : first));
  const parts: number[][] = [[]];
  let used = first;
  for (let i = 1; i < heads.length; i++) {
    if (used + GAP + widths[i]! > width && parts.at(-1)!.length) {
      parts.push([]);
      used = first;
    }
    parts.at(-1)!.push(i);
    used += GAP + widths[i]!;
  }
  return parts.flatMap((columns, i) => [...(i ? [''] : []), ...partOf(rows, [0, ...columns], widths)]);
}

function partOf(rows: readonly (readonly string[])[], columns: readonly number[], widths: readonly number[]): string[] {
  const lines = rows.map((row) =>
    linesOf(
      columns.map((i) => broken(row[i]!, widths[i]!)),
      columns.map((i) => widths[i]!),
    ),
  );
  const rule = columns.map((i) => '─'.repeat(widths[i]!)).join(' '.repeat(GAP));
  return [...lines[0]!, rule, ...lines.slice(1).flat()];
}

function linesOf(cells: readonly string[][], widths: readonly number[]): string[] {
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, i) => padded(cell[line] ?? '', widths[i]!))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

/** As wide as its longest cell, but so that two columns fit into a line. */
function columnWidth(rows: readonly (readonly string[])[], column: number, width: number): number {
  const longest = Math.max(...rows.map((row) => lengthOf(row[column]!)));
  return Math.max(COLUMN_MIN, Math.min(longest, Math.floor((width - GAP) / 2)));
}

function broken(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ').flatMap((piece) => pieces(piece, width))) {
    const line = lines.at(-1)!;
    if (line && lengthOf(line) + 1 + lengthOf(word) > width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

function pieces(word: string, width: number): string[] {
  const letters = Array.from(word);
  return Array.from({ length: Math.ceil(letters.length / width) || 1 }, (_, i) =>
    letters.slice(i * width, (i + 1) * width).join(''),
  );
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - lengthOf(text)));
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
