/**
 * The lint rules that hold the house together, each proven to fire: the real linter with the real configuration on small bad files.
 * One run for all of them; every case looks at the errors of its own file.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

interface Case {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  /** The rule that must complain; null when the file is good. */
  readonly rule: string | null;
}

const use = (specifier: string) => `import { thing } from '${specifier}';\nexport const kept = thing;\n`;
const useType = (specifier: string) => `import type { Thing } from '${specifier}';\nexport type Kept = Thing;\n`;

/** From, to (both from src), and whether the arrow may be drawn. */
const ARROWS: readonly (readonly [string, string, boolean])[] = [
  ['core', 'core/choice.ts', true],
  ['core', 'platform/keep.ts', false],
  ['core', 'vendors/matcher.ts', false],
  ['core', 'core/schema/wire.ts', false],
  ['core/schema', 'core/choice.ts', true],
  ['core/schema', 'vendors/matcher.ts', false],
  ['platform', 'core/choice.ts', true],
  ['platform', 'shims/shim-policy.ts', false],
  ['platform', 'core/schema/wire.ts', false],
  ['vendors', 'core/vendor.ts', true],
  ['vendors', 'platform/keep.ts', false],
  ['vendors', 'head/head.ts', false],
  ['shims', 'platform/patch.ts', true],
  ['shims', 'vendors/matcher.ts', false],
  ['shims', 'head/head.ts', false],
  ['head/gate', 'core/choice.ts', true],
  ['head/gate', 'shims/shim-policy.ts', true],
  ['head/gate', 'vendors/matcher.ts', true],
  ['head/gate', 'vendors/generated/rules.ts', false],
  ['head/gate', 'vendors/vendor-file.ts', false],
  ['head/gate', 'core/schema/wire.ts', false],
  ['head/banner', 'client/ui/open-settings.ts', false],
  ['head', 'client/client.ts', false],
  ['head', 'collector/app.ts', false],
  ['client', 'head/head.ts', false],
  ['client/outbox', 'head/gate/ledger.ts', false],
  ['client', 'core/schema/wire.ts', true],
  ['client', 'shims/shim-policy.ts', false],
  ['client/ui', 'vendors/matcher.ts', true],
  ['client', 'collector/app.ts', false],
  ['audit', 'client/ui/words.ts', true],
  ['audit', 'client/i18n/localization.ts', true],
  ['audit', 'client/outbox/outbox.ts', false],
  ['audit', 'head/head.ts', false],
  ['audit', 'cli/kelisim.ts', false],
  ['collector', 'core/schema/wire.ts', true],
  ['collector', 'vendors/matcher.ts', false],
  ['collector', 'cli/kelisim.ts', false],
  ['cli', 'collector/app.ts', true],
  ['cli', 'audit/driver/drive.ts', true],
  ['cli', 'head/head.ts', false],
  ['cli', 'client/client.ts', false],
  ['surprise', 'core/choice.ts', false],
];

/** Folder, package, and whether the folder may use it. */
const PACKAGES: readonly (readonly [string, string, boolean])[] = [
  ['core', 'valibot', false],
  ['core/schema', 'valibot', true],
  ['platform', 'idb-keyval', false],
  ['shims', 'lit', false],
  ['head/gate', 'valibot', false],
  ['head/banner', 'lit', false],
  ['head', 'node:fs', false],
  ['client/outbox', 'idb-keyval', true],
  ['client/store', 'lit', false],
  ['client/ui', 'lit', true],
  ['client/ui', 'node:fs', false],
  ['client/i18n', '@lit/localize', true],
  ['audit/panel', 'lit', false],
  ['audit', 'lit', false],
  ['audit', 'node:fs', false],
  ['audit/driver', 'playwright-core', true],
  ['audit/driver', 'node:fs', true],
  ['collector', 'hono', true],
  ['collector', 'node:fs', true],
  ['collector', 'lit', false],
  ['cli', 'commander', true],
  ['cli', 'hono', false],
  ['vendors', 'node:fs', false],
];

const arrowCases = ARROWS.map(([from, to, allowed], index): Case => {
  const specifier = relative(join('/src', from), join('/src', to));
  const path = specifier.startsWith('.') ? specifier : `./${specifier}`;
  return {
    title: `${allowed ? 'lets' : 'refuses that'} src/${from} ${allowed ? 'import' : 'imports'} src/${to}`,
    file: `src/${from}/arrow-${index}.ts`,
    text: use(path),
    rule: allowed ? null : 'house(zones)',
  };
});

const packageCases = PACKAGES.map(
  ([from, name, allowed], index): Case => ({
    title: `${allowed ? 'lets' : 'refuses that'} src/${from} ${allowed ? 'import' : 'imports'} the package ${name}`,
    file: `src/${from}/package-${index}.ts`,
    text: use(name),
    rule: allowed ? null : 'house(packages)',
  }),
);

const formCases: readonly Case[] = [
  [
    'refuses a forbidden arrow drawn by a dynamic import',
    "export const later = () => import('../client/client.ts');\n",
  ],
  [
    'refuses a forbidden arrow drawn by a re-export',
    "export { thing } from '../client/client.ts';\nexport const own = 1;\n",
  ],
  ['refuses a forbidden arrow even for a type', useType('../client/client.ts')],
  ['refuses an import that leaves src', use('../../tools/thing.ts')],
].map(([title = '', text = ''], index) => ({ title, file: `src/head/form-${index}.ts`, text, rule: 'house(zones)' }));

const otherCases: readonly Case[] = [
  {
    title: 'lets core take a type from its schemas',
    file: 'src/core/from-schema.ts',
    text: useType('./schema/wire.ts'),
    rule: null,
  },
  {
    title: 'lets core take a type from valibot',
    file: 'src/core/from-valibot.ts',
    text: useType('valibot'),
    rule: null,
  },
  {
    title: 'lets an entry of the head take the rules of every vendor',
    file: 'src/head/trial-entry.ts',
    text: use('../vendors/generated/rules.ts'),
    rule: null,
  },
  {
    title: 'lets the file loader of the catalogue use Node',
    file: 'src/vendors/load-vendor-files.ts',
    text: use('node:fs'),
    rule: null,
  },
  {
    title: 'refuses a folder called utils',
    file: 'src/client/utils/text.ts',
    text: 'export const a = 1;\n',
    rule: 'house(clear-names)',
  },
  {
    title: 'refuses a file called helpers',
    file: 'src/client/helpers.ts',
    text: 'export const a = 1;\n',
    rule: 'house(clear-names)',
  },
  {
    title: 'refuses a barrel',
    file: 'src/client/everything.ts',
    text: "export { a } from './a.ts';\n",
    rule: 'house(no-barrels)',
  },
  {
    title: 'refuses export *',
    file: 'src/client/star.ts',
    text: "export * from './a.ts';\nexport const b = 1;\n",
    rule: 'house(no-barrels)',
  },
  {
    title: 'lets src/index.ts list what is public',
    file: 'src/index.ts',
    text: "export { a } from './client/a.ts';\n",
    rule: null,
  },
  {
    title: 'refuses a default export',
    file: 'src/core/default.ts',
    text: 'export default 1;\n',
    rule: 'import(no-default-export)',
  },
  {
    title: 'refuses a file name that is not kebab-case',
    file: 'src/core/camelCase.ts',
    text: 'export const a = 1;\n',
    rule: 'unicorn(filename-case)',
  },
  {
    title: 'refuses a promise that nobody waits for',
    file: 'src/client/floating.ts',
    text: 'async function go(): Promise<void> {}\nexport function start(): void {\n  go();\n}\n',
    rule: 'typescript(no-floating-promises)',
  },
  {
    title: 'refuses a lit template that binds one attribute twice',
    file: 'src/client/ui/twice.ts',
    text: "import { html } from 'lit';\nexport const twice = (a: string) => html`<p title=${a} title=${a}></p>`;\n",
    rule: 'lit(no-duplicate-template-bindings)',
  },
];

/** A cycle takes two files. */
const CYCLE = {
  'src/client/cycle-a.ts': "import { b } from './cycle-b.ts';\nexport const a = () => b;\n",
  'src/client/cycle-b.ts': "import { a } from './cycle-a.ts';\nexport const b = () => a;\n",
};

const CASES = [...arrowCases, ...packageCases, ...formCases, ...otherCases];
let folder = '';
const rulesByFile = new Map<string, string[]>();

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kelisim-zones-')));
  const files = [...CASES.map(({ file, text }) => [file, text] as const), ...Object.entries(CYCLE)];
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { strict: true, target: 'es2022', types: [] } }),
  );
  // The type-aware part of the linter and lit are looked for from here.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  // The globs of its overrides count from where the configuration lies.
  const config = readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8');
  writeFileSync(join(folder, '.oxlintrc.json'), config.replace('./tools/lint/', `${join(ROOT, 'tools/lint')}/`));
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const args = [oxlint, '--format=json', 'src'];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  });
  if (!stdout.startsWith('{'))
    throw new Error(`oxlint did not answer in JSON: ${stdout.slice(0, 500)} ${stderr.slice(0, 500)}`);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; severity: string; filename: string }[] };
  for (const { code, severity, filename } of diagnostics) {
    if (severity !== 'error') continue;
    const name = filename.startsWith('/') ? relative(folder, filename) : filename;
    rulesByFile.set(name, [...(rulesByFile.get(name) ?? []), code]);
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('lint', () => {
  // Not it.each: it cuts long titles off.
  for (const { title, file, rule } of CASES) {
    it(title, () => {
      const rules = rulesByFile.get(file) ?? [];
      if (rule === null) expect(rules).toEqual([]);
      else expect(rules).toContain(rule);
    });
  }

  it('refuses two files that import each other', () => {
    expect(rulesByFile.get('src/client/cycle-a.ts')).toContain('import(no-cycle)');
  });
});
