/** What custom-elements.json promises to those who theme and script the notice is what is drawn: parts, attributes, custom properties, both ways. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Manifest } from '../../tools/generate-manifest.ts';
import { buildOwn } from './one-truth-site.ts';
import { expect, test } from './story.ts';

const file = join(import.meta.dirname, '../../dist/custom-elements.json');
const { modules } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
const elements = modules.flatMap(({ declarations }) => declarations);

/** Of every element: its attributes, the parts in its shadow root, the custom properties in its adopted style sheets. */
type Drawn = Record<string, Record<'attributes' | 'parts' | 'properties', string[]>>;

/** Attributes that HTML gives every element. */
const OF_HTML = ['hidden', 'lang'];

function look(page: Page): Promise<Drawn> {
  return page.evaluate(() => {
    const drawn: Drawn = {};
    for (const host of document.querySelectorAll('*')) {
      const { shadowRoot: root } = host;
      if (!root || !host.localName.startsWith('kelisim-')) continue;
      const sheets = root.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));
      const seen = (drawn[host.localName] ??= { attributes: [], parts: [], properties: [] });
      seen.attributes.push(...host.getAttributeNames());
      seen.parts.push(...[...root.querySelectorAll('[part]')].flatMap((element) => [...element.part]));
      seen.properties.push(...[...sheets.join(' ').matchAll(/var\((--kelisim-[a-z-]+)/g)].map((found) => found[1]!));
    }
    return drawn;
  });
}

const names = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name).sort();
const sorted = (items: readonly string[]) => [...new Set(items)].sort();

test('Every part, attribute and custom property of the elements as they are drawn stands in custom-elements.json, and everything in it is drawn.', async ({
  world,
  serve,
  visitor,
  proof,
}) => {
  const { page } = visitor;
  const all: Drawn = {};
  const remember = async () => {
    for (const [tag, seen] of Object.entries(await look(page))) {
      const before = (all[tag] ??= { attributes: [], parts: [], properties: [] });
      for (const kind of ['attributes', 'parts', 'properties'] as const) before[kind].push(...seen[kind]);
    }
  };
  serve('jetfin');
  await visitor.open('https://jetfin.kz/#kelisim-panel=demo');
  await expect(page.locator('kelisim-panel table')).toBeVisible();
  await remember();
  await visitor.openSettings();
  await visitor.showServices();
  await remember();
  await visitor.settingsButton('save').click();
  await visitor.hasDecided();
  await visitor.readToTheEnd();
  await proof.quiet();
  await remember();
  // Asked again.
  const own = await buildOwn(world, (config) => ({ ...config, policy: { ...config.policy, edition: 'another' } }));
  serve('jetfin', { tag: own.tagHtml, kelisim: own.outDir });
  await visitor.open('https://jetfin.kz/');
  await expect(visitor.banner).toBeVisible();
  await proof.quiet();
  await remember();

  expect(Object.keys(all).sort()).toEqual(elements.map(({ tagName }) => tagName).sort());
  for (const { tagName, attributes, cssParts, cssProperties } of elements) {
    const drawn = all[tagName]!;
    expect(sorted(drawn.parts), `parts of ${tagName}`).toEqual(names(cssParts));
    expect(sorted(drawn.properties), `custom properties of ${tagName}`).toEqual(names(cssProperties));
    const own = sorted(drawn.attributes).filter((name) => !OF_HTML.includes(name) && !name.startsWith('aria-'));
    expect(own, `attributes of ${tagName}`).toEqual(names(attributes));
  }
});
