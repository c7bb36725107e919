/** Owns the text of one nginx map, and how much fits into one of its values. */

/** One map block. Values and patterns stand in double quotes: none of ours has one inside. */
export function mapBlock(from: string, to: string, lines: readonly (readonly [string, string])[]): string {
  return [`map "${from}" $${to} {`, ...lines.map(([key, value]) => `  ${key} "${value}";`), '}', ''].join('\n');
}

/** Sources as texts with a space before each, none longer than nginx reads as one parameter (4 096 bytes). */
export function chunksOf(sources: readonly string[]): string[] {
  const chunks: string[] = [];
  for (const source of sources.filter(Boolean)) {
    const last = chunks.at(-1);
    if (last === undefined || last.length + source.length > 3000) chunks.push(` ${source}`);
    else chunks[chunks.length - 1] = `${last} ${source}`;
  }
  return chunks;
}
