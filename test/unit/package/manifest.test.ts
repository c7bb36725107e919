/** custom-elements.json against the sources: every tag, every custom property, both ways. What is drawn is looked at in test/e2e/manifest.spec.ts. */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
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

/** The tags that sources declare. */
const tags = sources.flatMap(({ text }) =>
  [...text.matchAll(/^ {4}'(kelisim-[a-z-]+)': /gm)].map((found) => found[1]!),
);

/** Custom properties that an element's style sheet asks for, which is named after it: `kelisim-settings.styles.ts`, `banner-style.ts`. */
function usedIn(tag: string): string[] {
  const names = [`${tag}.styles.ts`, `${tag.replace('kelisim-', '')}-style.ts`];
  const styles = sources.filter(({ file }) => names.includes(basename(file)));
  expect(styles, `style sheets of ${tag}`).toHaveLength(1);
  return [...new Set([...styles[0]!.text.matchAll(/var\((--kelisim-[a-z-]+)/g)].map((found) => found[1]!))].sort();
}

describe('custom-elements.json', () => {
  it('describes every element of ours, and no other', () => {
    expect(elements.map(({ tagName }) => tagName).sort()).toEqual(tags.sort());
    expect(tags.length).toBeGreaterThanOrEqual(3);
  });

  it('names every custom property that the style sheets of an element use, and no other', () => {
    for (const { tagName, cssProperties } of elements) {
      const documented = cssProperties.map(({ name }) => name).sort();
      expect(documented, tagName).toEqual(usedIn(tagName));
    }
    expect(usedIn('kelisim-banner')).toContain('--kelisim-accent');
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
