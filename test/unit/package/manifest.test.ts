/** custom-elements.json against the sources: every tag, every custom property, both ways. What is drawn is looked at in test/e2e/manifest.spec.ts. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeManifest, withTables } from '../../../tools/generate-manifest.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const elements = makeManifest().modules.flatMap(({ declarations }) => declarations);

/** Files of `src` with their texts. */
const sources = globSync('src/**/*.ts', { cwd: root }).map((file) => ({
  file: file.split('\\').join('/'),
  text: readFileSync(join(root, file), 'utf8'),
}));

/** The tags that sources declare, and the folder of each. */
const folders = new Map(
  sources.flatMap(({ file, text }) =>
    [...text.matchAll(/^ {4}'(kelisim-[a-z-]+)': /gm)].map((found) => [found[1]!, dirname(file)] as const),
  ),
);

/** Custom properties that the style sheets a folder imports ask for. */
function usedIn(folder: string): string[] {
  const imports = sources
    .filter(({ file }) => dirname(file) === folder)
    .flatMap(({ text }) => [...text.matchAll(/from '(\.[^']*styles?\.ts)'/g)].map((found) => join(folder, found[1]!)));
  const styles = sources.filter(({ file }) => imports.includes(join(file)));
  const names = styles.flatMap(({ text }) => [...text.matchAll(/var\((--kelisim-[a-z-]+)/g)].map((found) => found[1]!));
  return [...new Set(names)].sort();
}

describe('custom-elements.json', () => {
  it('describes every element of ours, and no other', () => {
    expect(elements.map(({ tagName }) => tagName).sort()).toEqual([...folders.keys()].sort());
    expect(folders.size).toBeGreaterThanOrEqual(3);
  });

  it('names every custom property that the style sheets of an element use, and no other', () => {
    for (const { tagName, cssProperties } of elements) {
      const documented = cssProperties.map(({ name }) => name).sort();
      expect(documented, tagName).toEqual(usedIn(folders.get(tagName)!));
    }
    expect(usedIn(folders.get('kelisim-banner')!)).toContain('--kelisim-accent');
  });

  it('says the same of a custom property wherever it stands, and something of everything', () => {
    const sentences = new Map<string, string>();
    for (const { tagName, attributes, cssParts, cssProperties, events } of elements) {
      for (const { name, description } of cssProperties) {
        expect(sentences.get(name) ?? description, `${tagName} ${name}`).toBe(description);
        sentences.set(name, description);
      }
      for (const { name, description } of [...attributes, ...cssParts, ...cssProperties, ...events])
        expect(description, `${tagName} ${name}`).toMatch(/^\S.*\.$/);
    }
  });

  it('is what the tables of docs/developers.md say; "node tools/generate-manifest.ts" writes them', () => {
    const page = readFileSync(join(root, 'docs/developers.md'), 'utf8');
    expect(withTables(page, makeManifest())).toBe(page);
    expect(page).toContain('| part | `accept-all` |');
  });
});
