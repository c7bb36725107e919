/**
 * What the guides tell a site owner must be right before any browser opens it: links, configs, attributes, names, commands, the GTM recipe.
 * Needs dist, as the tests of the package do.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tagHtml } from '../../../src/cli/paste-forms.ts';
import type { SiteConfig } from '../../../src/core/config.ts';
import { HOST_PRESETS } from '../../../src/core/host-presets.ts';
import { checkSiteConfig } from '../../../src/core/schema/site-config.ts';
import { RULES } from '../../../src/vendors/generated/rules.ts';
import { codeBlock, codeBlocks, guide, readSnippets } from '../../support/guides.ts';
import type { Recipe } from '../../support/gtm-recipe.ts';

const ROOT = join(import.meta.dirname, '../../..');
const GUIDES = ['install-plain.md', 'install-bitrix.md', 'install-tilda.md', 'install-wordpress.md', 'install-gtm.md'];
const PAGES = [
  'README.md',
  ...['README.md', 'audit.md', 'discover.md', 'levels.md', 'snippets.md', ...GUIDES].map((name) => `docs/${name}`),
];
const KNOWN = { vendors: Object.keys(RULES) };

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** As GitHub makes them of headings. */
function anchors(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('The documentation', () => {
  it.each(PAGES)('%s links only to files and headings that exist', (page) => {
    const text = read(page).replace(/^```[\s\S]*?^```$/gm, '');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
    for (const [, path, anchor] of links) {
      const file = path ? join(dirname(page), path) : page;
      expect(existsSync(join(ROOT, file)), `${page} → ${file}`).toBe(true);
      if (anchor) expect(anchors(read(file)), `${page} → ${file}#${anchor}`).toContain(anchor);
    }
    expect(links.length).toBeGreaterThan(0);
  });

  it('is listed in its index, and every guide in the README', () => {
    for (const page of PAGES.slice(1).filter((name) => name !== 'docs/README.md'))
      expect(guide('README.md')).toContain(`(${page.slice('docs/'.length)})`);
    for (const name of GUIDES) expect(read('README.md')).toContain(`(docs/${name})`);
  });
});

describe('The ready-made blocks', () => {
  const blocks = GUIDES.flatMap((file) =>
    codeBlocks(guide(file))
      .filter(({ name }) => name.startsWith('ready-made'))
      .map(({ name, text }) => [`${file}, ${name}`, text] as const),
  );

  it('are there', () => {
    expect(blocks.map(([title]) => title)).toEqual([
      'install-plain.md, ready-made',
      'install-plain.md, ready-made-address',
      'install-bitrix.md, ready-made',
      'install-tilda.md, ready-made',
    ]);
  });

  it.each(blocks)('%s: the config passes the check, and the tag carries what a printed one carries', (_, text) => {
    const config = /id="kelisim-config">([\s\S]*?)<\/script>/.exec(text)?.[1];
    if (config !== undefined) expect(checkSiteConfig(JSON.parse(config), KNOWN)).toEqual([]);
    const attributes = tagHtml('/x.js', 'sha384-x').match(/ data-[a-z-]+="[^"]*"/g)!;
    expect(attributes.length).toBeGreaterThan(5);
    for (const attribute of attributes) expect(text).toContain(attribute);
  });
});

describe('The other configs of the guides', () => {
  const withServices = (services: unknown, more: object = {}) => ({
    version: 1,
    site: 'shop',
    operators: [{ name: { kk: 'ЖШС', ru: 'ТОО' } }],
    policy: { edition: '1', url: { kk: '/kk/', ru: '/ru/' } },
    services,
    ...more,
  });

  it('name services that pass the check', () => {
    for (const [file, name] of [
      ['install-plain.md', 'captcha-and-fonts'],
      ['install-gtm.md', 'services'],
    ] as const) {
      const services: unknown = JSON.parse(`[${codeBlock(guide(file), name)}]`);
      expect(checkSiteConfig(withServices(services), KNOWN), file).toEqual([]);
    }
    for (const { title, services } of readSnippets())
      expect(checkSiteConfig(withServices(services), KNOWN), title).toEqual([]);
  });

  it('name presets that exist, and the table of presets names them all', () => {
    const part = JSON.parse(codeBlock(guide('levels.md'), 'presets')) as Pick<SiteConfig, 'hosts'>;
    expect(checkSiteConfig(withServices([], part), KNOWN)).toEqual([]);
    const rows = [...guide('levels.md').matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name);
    expect(rows).toEqual(Object.keys(HOST_PRESETS));
    for (const file of GUIDES)
      for (const [, names] of guide(file).matchAll(/"presets": (\[[^\]]*\])/g))
        for (const name of JSON.parse(names!) as string[]) expect(HOST_PRESETS, file).toHaveProperty(name);
  });
});

describe('The commands of the guides', () => {
  const commands = PAGES.flatMap((page) => [...read(page).matchAll(/npx kelisim ((?:build|head) [^`>\n]*)/g)]).map(
    ([, command]) => command!.trim(),
  );
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kelisim-guides-'));
    const config = /id="kelisim-config">([\s\S]*?)<\/script>/.exec(
      codeBlock(guide('install-plain.md'), 'ready-made'),
    )![1]!;
    writeFileSync(join(folder, 'site.json'), config);
    cpSync(join(ROOT, 'examples/site.json'), join(folder, 'examples/site.json'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([...new Set(commands)])('kelisim %s works on the config of the guide', (command) => {
    const bin = join(ROOT, 'dist/cli/kelisim.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...command.split(' ')], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    expect(stdout.length).toBeGreaterThan(0);
    const out = /--out (\S+)/.exec(command)?.[1];
    if (out) expect(existsSync(join(folder, out, 'head.html'))).toBe(true);
  });
});

describe('The marked snippets', () => {
  it.each(readSnippets().map((snippet) => [snippet.title, snippet] as const))(
    '%s: nothing with an address of its own is left open, and every mark is a service of the part',
    (_, { marked, services }) => {
      const marks = [...marked.matchAll(/data-kelisim="([^"]+)"/g)].map(([, mark]) => mark);
      expect(marks.length).toBeGreaterThan(0);
      for (const mark of marks) expect(services.map(({ vendor }) => vendor)).toContain(mark);
      for (const [tag] of marked.matchAll(/<(?:script|img|iframe|link)[^>]*>/g)) {
        if (/\s(?:src|href)=/.test(tag)) expect(tag).toMatch(/^<script type="text\/plain" data-kelisim=/);
      }
      expect(marked).not.toContain('<noscript');
    },
  );
});

describe('The recipe for Google Tag Manager', () => {
  const recipe = JSON.parse(guide('gtm-container.json')) as Recipe;
  const { trigger, variable } = recipe.containerVersion;

  it('has the form of an export: version 2, ids as texts, each once, conditions of two parameters', () => {
    expect(recipe.exportFormatVersion).toBe(2);
    const ids = [...trigger.map(({ triggerId }) => triggerId), ...variable.map(({ variableId }) => variableId)];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^\d+$/);
    for (const { type, customEventFilter, filter = [] } of trigger) {
      expect(type).toBe('CUSTOM_EVENT');
      for (const { parameter } of [...customEventFilter, ...filter])
        expect(parameter.map(({ key }) => key)).toEqual(['arg0', 'arg1']);
    }
    for (const { type, parameter } of variable) {
      expect(type).toBe('v');
      expect(parameter.map(({ key }) => key)).toEqual(['dataLayerVersion', 'setDefaultValue', 'name', 'defaultValue']);
    }
  });

  it('refers to variables that it has, and the guide names its variables and triggers', () => {
    const used = [...JSON.stringify(trigger).matchAll(/\{\{(?!_event)(.*?)\}\}/g)].map(([, name]) => name);
    for (const name of used) expect(variable.map((item) => item.name)).toContain(name);
    const text = guide('install-gtm.md');
    for (const { name, parameter } of variable)
      expect(text).toContain(`| ${name} | \`${parameter.find(({ key }) => key === 'name')!.value}\` |`);
    for (const { name } of trigger.filter((item) => !/no (?:analytics|functional)/.test(item.name)))
      expect(text).toContain(`| ${name} |`);
  });
});
