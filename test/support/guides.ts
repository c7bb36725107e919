/**
 * Owns reading the guides: their code blocks by what stands after the language (```html marked), and docs/snippets.md as data. The tests run
 * what an owner is told to paste, not a copy of it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceConfig } from '../../src/core/config.ts';

const DOCS = join(import.meta.dirname, '../../docs');

/** Stands in a marked snippet for the code of the printed one; the nth for the nth inline script. */
const UNCHANGED = "/* the vendor's code, unchanged */";

export interface CodeBlock {
  readonly language: string;
  /** What stands after the language. */
  readonly name: string;
  readonly text: string;
}

export interface Snippet {
  /** The heading. */
  readonly title: string;
  readonly services: readonly ServiceConfig[];
  readonly printed: string;
  readonly marked: string;
  /** The guide says that it is held without a mark, too. */
  readonly heldUnmarked: boolean;
}

export function guide(file: string): string {
  return readFileSync(join(DOCS, file), 'utf8');
}

export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^```(\w+)(?: ([\w.-]+))?\n([\s\S]*?)^```$/gm)].map(([, language, name, text]) => ({
    language: language!,
    name: name ?? '',
    text: text!.trim(),
  }));
}

/** The one block of that name in a guide. */
export function codeBlock(markdown: string, name: string): string {
  const found = codeBlocks(markdown).filter((block) => block.name === name);
  if (found.length !== 1) throw new Error(`expected one block "${name}", found ${found.length}`);
  return found[0]!.text;
}

export function readSnippets(): Snippet[] {
  const [, ...parts] = guide('snippets.md').split(/^## /m);
  return parts.map((part) => {
    const printed = codeBlock(part, 'printed');
    const codes = [...printed.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, code]) => code!);
    const marked = codeBlock(part, 'marked').replaceAll(UNCHANGED, () => {
      const code = codes.shift();
      if (code === undefined) throw new Error(`${part.slice(0, 40)}: more marked scripts than printed ones`);
      return code;
    });
    return {
      title: part.slice(0, part.indexOf('\n')),
      services: JSON.parse(codeBlock(part, 'config')) as ServiceConfig[],
      printed,
      marked,
      heldUnmarked: part.includes('Held unmarked too'),
    };
  });
}
