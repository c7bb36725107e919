/**
 * Owns custom-elements.json (Custom Elements Manifest 1.0.0): every element of ours with its attributes, parts, custom properties and events,
 * read from the JSDoc above its class by the analyzer. What a page may use, no more: our classes' members are not public.
 * The build writes the file (build.ts); run by itself this writes the tables of docs/developers.md. Leaves to others: whether it is true
 * (test/e2e/manifest.spec.ts looks at what is drawn).
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as analyzer from '@custom-elements-manifest/analyzer/index.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The file of the package that brings the elements of a folder. */
const SHIPPED: Readonly<Record<string, string>> = {
  head: 'dist/head/kelisim.js',
  client: 'dist/client/kelisim-client.js',
  audit: 'dist/client/kelisim-panel.js',
};

interface Described {
  readonly name: string;
  readonly description: string;
}

export interface ElementDeclaration {
  readonly kind: 'class';
  readonly customElement: true;
  readonly name: string;
  readonly tagName: string;
  readonly description: string;
  readonly attributes: readonly (Described & { readonly type?: { readonly text: string } })[];
  readonly cssParts: readonly Described[];
  readonly cssProperties: readonly Described[];
  readonly events: readonly (Described & { readonly type: { readonly text: string } })[];
}

export interface Manifest {
  readonly schemaVersion: '1.0.0';
  readonly modules: readonly {
    readonly kind: 'javascript-module';
    readonly path: string;
    readonly declarations: readonly ElementDeclaration[];
  }[];
}

/** In the order a visitor meets them. */
function filesOf(zone: string): string[] {
  return globSync(`src/${zone}/**/kelisim-*.ts`, { cwd: root }).sort();
}

/** A file is named after the tag, with `-element` where another file defines it. Throws for an element that says nothing of itself. */
export function makeManifest(): Manifest {
  const byModule = new Map<string, ElementDeclaration[]>();
  for (const file of ['head', 'client', 'audit'].flatMap((zone) => filesOf(zone))) {
    const source = readFileSync(join(root, file), 'utf8');
    if (!/\bclass \w+ extends HTMLElement\b/.test(source)) continue;
    const path = SHIPPED[file.split(/[\\/]/)[1]!]!;
    byModule.set(path, [...(byModule.get(path) ?? []), ...declarationsOf(file, source)]);
  }
  const modules = [...byModule].map(([path, declarations]) => ({
    kind: 'javascript-module' as const,
    path,
    declarations,
  }));
  return { schemaVersion: '1.0.0', modules };
}

/** What we use of the analyzer; its own types (0.11.0) leave out what its index.js exports. */
interface Analyzer {
  readonly create: (options: { readonly modules: readonly unknown[] }) => {
    readonly modules: readonly { readonly declarations: readonly (Partial<ElementDeclaration> & { kind: string })[] }[];
  };
  readonly ts: {
    readonly createSourceFile: (file: string, text: string, target: number, setParentNodes: boolean) => unknown;
    readonly ScriptTarget: { readonly ES2022: number };
  };
}

const { create, ts } = analyzer as unknown as Analyzer;

function declarationsOf(file: string, source: string): ElementDeclaration[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const found = create({ modules: [parsed] }).modules[0]?.declarations ?? [];
  return found
    .filter((item) => item.kind === 'class')
    .map(({ name, description, attributes = [], cssParts = [], cssProperties = [], events = [] }) => {
      if (!description) throw new Error(`${file}: ${name} needs a sentence above its class`);
      const tagName = basename(file).replace(/(?:-element)?\.ts$/, '');
      const declaration = { name, tagName, description, attributes, cssParts, cssProperties, events };
      return { kind: 'class', customElement: true, ...declaration } as ElementDeclaration;
    });
}

/** Between these lines of docs/developers.md. */
const TABLES = /(?<=<!-- elements -->\n)[\s\S]*?(?=<!-- \/elements -->)/;

/** docs/developers.md with the tables as the manifest has them. */
export function withTables(page: string, { modules }: Manifest): string {
  const elements = modules.flatMap(({ declarations }) => declarations);
  const lists = elements.map(({ tagName, description, attributes, cssParts, cssProperties, events }) => {
    const rows = [
      ...attributes.map(({ name, type, description: words }) => [
        'attribute',
        name,
        `${words}${typeWords(type?.text)}`,
      ]),
      ...cssParts.map(({ name, description: words }) => ['part', name, words]),
      ...events.map(({ name, description: words }) => ['event', name, words]),
      ...cssProperties.map(({ name, description: words }) => ['property', name, words]),
    ].map(([kind, name, words]) => `| ${kind} | \`${name}\` | ${words} |\n`);
    const table = rows.length > 0 ? `\n| | | |\n|---|---|---|\n${rows.join('')}` : '';
    return `### \`${tagName}\`\n\n${description}\n${table}\n`;
  });
  return page.replace(TABLES, () => lists.join(''));
}

function typeWords(type: string | undefined): string {
  return type === undefined || type === 'boolean'
    ? ''
    : ` One of ${type
        .split('|')
        .map((word) => `\`${word.trim()}\``)
        .join(', ')}.`;
}

if (import.meta.main) {
  const page = join(root, 'docs/developers.md');
  writeFileSync(page, withTables(readFileSync(page, 'utf8'), makeManifest()));
}
