/**
 * Owns building dist/ from src/: head (template, bare template, generic file), client and panel (ES, chunks), cli, index, types, JSON Schema.
 * Run with the pinned Node after the generators. Leaves making one site's files to `kelisim build` (src/cli/build-site.ts).
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify as swcMinify } from '@swc/core';
import { build, type InlineConfig, type Plugin } from 'vite';
import { fillHead } from '../src/cli/fill-head.ts';
import { RULES } from '../src/vendors/generated/rules.ts';
import { packCatalogue } from '../src/vendors/pack-hosts.ts';
import { makeManifest } from './generate-manifest.ts';
import { auditJsonSchema } from './audit-json-schema.ts';
import { recordJsonSchema } from './record-json-schema.ts';
import { siteJsonSchema } from './site-json-schema.ts';
import { slimRules } from './slim-rules.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const { version, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  dependencies: Record<string, string>;
};

const PANEL = 'src/audit/panel/open-panel.ts';
/** oxc within 1–2 % of the best minifier on every part (toolchain.md §1). */
const SMALL = { compress: true, mangle: true, codegen: { removeWhitespace: true } } as const;
/** Fields of the head's own objects; names that stand in JSON, in `window.kelisim` or in the DOM are not among them. */
const HEAD_PRIVATE =
  /^(?:isOpen|ofVendor|ofService|holder|heldPart|address|mark|kept|pending|items|mayHave|mayForget|keptFor|inMarkup|inStyles|inFrame|lookBelow|newFrames|newFrame|newRoot|blobUrl|writeLate|mayCall|mayWrite|workerFor)$/;

const shared: InlineConfig = {
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  define: { KELISIM_VERSION: JSON.stringify(version), 'process.env.NODE_ENV': '"production"' },
};

/** @param outDir where else than in dist, for tests that must not depend on what lies there. */
export async function buildHead(entry: string, fileName: string, outDir: string = join(dist, 'head')): Promise<void> {
  await build({
    ...shared,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2018',
      minify: 'oxc',
      lib: { entry: join(root, 'src/head', entry), formats: ['iife'], name: 'Kelisim', fileName: () => fileName },
      rolldownOptions: {
        optimization: { inlineConst: { mode: 'all', pass: 3 } },
        output: { minify: { ...SMALL, mangleProps: { include: HEAD_PRIVATE } } },
      },
    },
  });
  const file = join(outDir, fileName);
  const text = withCookies(readFileSync(file, 'utf8'));
  // Smaller by 3 % than oxc alone after brotli; its mangled properties are kept.
  const { code } = await swcMinify(text, {
    ecma: 2018,
    compress: { passes: 4, unsafe: true },
    mangle: { toplevel: true },
  });
  // In strings and patterns only: local names are mangled by now. The text must be able to stand inside an inline script (gate-facts §5.1).
  // Strict: natives that the page calls without an object get none from us either, so that a frame's fetch keeps its own base.
  writeFileSync(file, `"use strict";${code.replace(/<(?=\/?script|!--)/gi, '\\x3C')}`);
}

/** As of the head: smaller by 2 % than oxc alone after brotli. */
async function shrinkModules(folder: string, names: RegExp): Promise<void> {
  for (const name of readdirSync(folder).filter((file) => names.test(file))) {
    const file = join(folder, name);
    const { code } = await swcMinify(readFileSync(file, 'utf8'), {
      ecma: 2022,
      module: true,
      compress: { passes: 4, unsafe: true },
      mangle: { toplevel: true },
    });
    writeFileSync(file, code);
  }
}

/** Gives the head's function the cookies as its argument (core/head-data.ts). A sandboxed document has none, and throws. */
function withCookies(code: string): string {
  if (!code.includes('KELISIM_COOKIES')) return code;
  const [, before, inside] = /^(\(function\()(\)\{[^]*\})\)\(\);\s*$/.exec(code) ?? [];
  if (!before || !inside) throw new Error('head script: expected one function, called at once');
  return `${before}KELISIM_COOKIES${inside})((()=>{try{return document.cookie}catch(_){return''}})());`;
}

const SLIM_RULES: Plugin = {
  name: 'slim-rules',
  load(id) {
    return id.endsWith('/vendors/generated/rules.ts') ? slimRules(RULES) : null;
  },
};

/** One build each: a chunk that client and panel shared would be one request more for everybody who opens the settings. */
async function buildBrowserModule(name: string, entry: string, plugins: Plugin[] = []): Promise<void> {
  await build({
    ...shared,
    plugins,
    resolve: { conditions: ['production', 'browser', 'import', 'default'] },
    build: {
      outDir: join(dist, 'client'),
      emptyOutDir: false,
      target: 'es2022',
      minify: 'oxc',
      modulePreload: false,
      cssCodeSplit: false,
      lib: { entry: { [name]: join(root, entry) }, formats: ['es'], fileName: () => `${name}.js` },
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        // A constant that two chunks use would otherwise be a file of its own.
        optimization: { inlineConst: { mode: 'all', pass: 3 } },
        output: { minify: SMALL, chunkFileNames: 'kelisim-[name]-[hash:8].js' },
      },
    },
  });
}

/**
 * What the command line carries with it. The few charts of echarts that are drawn: whoever installs the package is spared 60 MB. What the collector
 * stands on: of Kysely's 279 modules it needs a third, and as one file each they cost 20 MB of memory for as long as it runs.
 */
const NODE_BUNDLED = ['echarts', 'zrender', 'tslib', 'hono', '@hono/node-server', 'kysely'];

async function buildNode(): Promise<void> {
  await build({
    ...shared,
    ssr: { noExternal: NODE_BUNDLED },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      ssr: true,
      rolldownOptions: {
        input: {
          'cli/kelisim': join(root, 'src/cli/kelisim.ts'),
          index: join(root, 'src/index.ts'),
          middleware: join(root, 'src/cli/kelisim-header.ts'),
        },
        external: [
          /^node:/,
          'better-sqlite3',
          'playwright-core',
          'pg',
          ...Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`)),
        ],
        output: { entryFileNames: '[name].js', chunkFileNames: 'cli/[name]-[hash:8].js' },
      },
    },
  });
}

/** The config builder: static files with relative addresses, and the shipped parts it previews and packs, so that its folder stands alone. */
async function buildBuilder(): Promise<void> {
  const outDir = join(dist, 'builder');
  await build({
    ...shared,
    root: join(root, 'demo/builder'),
    base: './',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      minify: 'oxc',
      // The page's policy allows no script but files, and each language is one.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
  });
  cpSync(join(root, 'demo/builder/preview.css'), join(outDir, 'preview.css'));
  for (const path of [
    'head/kelisim.js',
    'head/template.js',
    'head/template-bare.js',
    'head/template-worker.js',
    'client',
  ])
    cpSync(join(dist, path), join(outDir, 'files', path), { recursive: true });
  const client = readdirSync(join(dist, 'client')).sort();
  writeFileSync(join(outDir, 'files/client.json'), `${JSON.stringify(client)}\n`);
}

/** The licences of what is bundled ask to travel with it; Apache's also its notice. */
function writeLicences(names: readonly string[], file: string): void {
  const texts = names.map((name) => {
    const folder = join(root, 'node_modules', name);
    const files = readdirSync(folder).filter((entry) => /^(licen[cs]e|notice)(\.|$)/i.test(entry));
    if (!files.some((entry) => /^licen/i.test(entry))) throw new Error(`${name}: no licence file`);
    const { version: of, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
      string,
      string
    >;
    const parts = files.map((entry) => readFileSync(join(folder, entry), 'utf8').trim());
    return `${name} ${of} (${license})\n\n${parts.join('\n\n')}\n`;
  });
  mkdirSync(dirname(join(dist, file)), { recursive: true });
  writeFileSync(join(dist, file), texts.join(`\n${'-'.repeat(80)}\n\n`));
}

if (import.meta.main) {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(dist, 'head'), { recursive: true });
  await buildHead('head-entry.ts', 'template.js');
  await buildHead('head-bare-entry.ts', 'template-bare.js');
  await buildHead('head-generic-entry.ts', 'kelisim.js');
  for (const line of ['fence', 'header', 'quiet']) await buildHead(`fence/${line}-entry.ts`, `${line}-line.js`);
  await buildHead('worker/worker-entry.ts', 'template-worker.js');
  const generic = join(dist, 'head/kelisim.js');
  const rules = packCatalogue(RULES);
  writeFileSync(generic, fillHead(readFileSync(generic, 'utf8'), { rules, dir: '../client/' }));
  // Beside the client: the head finds it there.
  mkdirSync(join(dist, 'client'));
  writeFileSync(
    join(dist, 'client/kelisim-worker.js'),
    fillHead(readFileSync(join(dist, 'head/template-worker.js'), 'utf8'), {
      rules: Object.fromEntries(Object.entries(rules).map(([id, { m }]) => [id, m])),
    }),
  );
  await buildBrowserModule('kelisim-client', 'src/client/client.ts');
  if (existsSync(join(root, PANEL))) await buildBrowserModule('kelisim-panel', PANEL, [SLIM_RULES]);
  await shrinkModules(join(dist, 'client'), /^kelisim-(?:panel|more-of-panel-.+)\.js$/);
  writeLicences(['lit-html', 'idb-keyval', 'valibot'], 'client/THIRD-PARTY-LICENCES.txt');
  writeLicences(NODE_BUNDLED, 'cli/THIRD-PARTY-LICENCES.txt');
  await buildBuilder();
  writeLicences(['fflate', 'lit-html', 'valibot'], 'builder/THIRD-PARTY-LICENCES.txt');
  await buildNode();
  writeFileSync(join(dist, 'custom-elements.json'), `${JSON.stringify(makeManifest(), null, 2)}\n`);
  mkdirSync(join(dist, 'schema'));
  writeFileSync(join(dist, 'schema/site.schema.json'), `${JSON.stringify(siteJsonSchema(), null, 2)}\n`);
  writeFileSync(join(dist, 'schema/audit-report.schema.json'), `${JSON.stringify(auditJsonSchema(), null, 2)}\n`);
  writeFileSync(join(dist, 'schema/consent-record.schema.json'), `${JSON.stringify(recordJsonSchema(), null, 2)}\n`);
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.types.json')],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
}
