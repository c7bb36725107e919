/** `kelisim head` and `kelisim build --level` as an owner calls them. Needs dist, as the tests of the package do. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fenceData } from '../../../src/core/fence-data.ts';
import { strictestPolicy } from '../../../src/core/fence-policy.ts';
import { resolveSite } from '../../../src/core/resolve-site.ts';
import { RULES } from '../../../src/vendors/generated/rules.ts';

const ROOT = join(import.meta.dirname, '../../..');
const BIN = join(ROOT, 'dist/cli/kelisim.js');
const CONFIG = join(ROOT, 'demo/jetfin/site.json');
const STRICT = strictestPolicy(fenceData(resolveSite(JSON.parse(readFileSync(CONFIG, 'utf8')), RULES)));
let folder: string;

function kelisim(...args: string[]): { readonly out: string; readonly error: string; readonly code: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [BIN, ...args], { cwd: folder, encoding: 'utf8' });
  return { out: stdout, error: stderr, code: status };
}

const head = (...args: string[]) => kelisim('head', '--config', CONFIG, ...args);

beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'kelisim-head-test-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('kelisim head', () => {
  test('prints the block of level fence, its advice beside it, and leaves no file behind', () => {
    const { out, error, code } = head('--preload', 'site.css,site.js');
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toBe('<link rel="preload" href="site.css" as="style">');
    expect(lines[2]).toMatch(/^<script data-skip-moving.*mc\.yandex\.ru.*<\/script>$/);
    expect(lines[3]).toBe(`<meta http-equiv="Content-Security-Policy" content="${STRICT}">`);
    expect(lines[4]).toBe('<noscript></noscript>');
    expect(lines[5]).toMatch(/^<script src="\/kelisim\/kelisim\.[0-9a-f]{10}\.js" integrity="sha384-/);
    expect(lines).toHaveLength(6);
    expect(error).toMatch(/Do not minify/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("names the file that kelisim build makes, and takes the files' origin into the policy", () => {
    const { out } = head('--public-path', 'https://static.example.kz/k');
    expect(out).toContain(`content="${STRICT} https://static.example.kz"`);
    const [, file = ''] = /src="https:\/\/static\.example\.kz\/k\/([^"]+)"/.exec(out)!;
    kelisim('build', '--config', CONFIG, '--out', 'site', '--public-path', 'https://static.example.kz/k');
    expect(readdirSync(join(folder, 'site'))).toContain(file);
    rmSync(join(folder, 'site'), { recursive: true });
  });

  test.each([
    ['tag', 1],
    ['inline', 1],
    ['header', 2],
  ])('prints the block of level %s', (level, scripts) => {
    const { out, code } = head('--level', level, '--nonce', '{{ n }}');
    expect(code).toBe(0);
    expect(out.match(/<script nonce="\{\{ n \}\}" /g)).toHaveLength(scripts);
    expect(out).not.toContain('<meta');
  });

  test('prints a header line to try first, for a server of any kind and for nginx', () => {
    expect(head('--report-only').out).toBe(`Content-Security-Policy-Report-Only: ${STRICT}\n`);
    expect(head('--report-only', '--nginx').out).toBe(
      `add_header Content-Security-Policy-Report-Only "${STRICT}" always;\n`,
    );
  });

  test('prints the maps for nginx', () => {
    const { out, code } = head('--nginx');
    expect(code).toBe(0);
    expect(out).toContain('$kelisim_jetfin_policy always;');
    expect(out).toContain("default-src 'self'");
  });

  test('refuses in one sentence what makes no sense, a config that is missing or wrong, and prints nothing then', () => {
    writeFileSync(join(folder, 'wrong.json'), '{"version":1}');
    for (const [args, why] of [
      [['--level', 'tag', '--nginx'], /--nginx/],
      [['--preload', 'https://cdn.example/a.js,b'], /site itself.*\n.*ending/],
      [['--config', 'nothing.json'], /no such file/],
      [['--config', 'wrong.json'], /wrong\.json: site/],
    ] as const) {
      const { out, error, code } = head(...args);
      expect([out, code]).toEqual(['', 1]);
      expect(error).toMatch(why);
    }
  });
});

describe('kelisim build --level', () => {
  test('writes the block beside the other forms, and takes it away when it is no longer asked for', () => {
    const build = (...args: string[]) => kelisim('build', '--config', CONFIG, '--out', 'built', ...args);
    expect(build('--level', 'fence').out).toContain('fence.html');
    const html = readFileSync(join(folder, 'built/fence.html'), 'utf8');
    expect(html).toBe(head().out);
    build();
    expect(readdirSync(join(folder, 'built'))).not.toContain('fence.html');
    expect(build('--level', 'tag')).toMatchObject({ code: 1, out: '' });
  });
});

describe('kelisim/middleware', () => {
  test('is what the package offers under that name, with its types beside it', () => {
    const code = "import { kelisimHeader } from 'kelisim/middleware'; console.log(kelisimHeader.length)";
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(stdout.trim()).toBe('1');
    const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      exports: Record<string, { types: string }>;
    };
    expect(readFileSync(join(ROOT, exports['./middleware']!.types), 'utf8')).toContain('function kelisimHeader(');
  });
});
