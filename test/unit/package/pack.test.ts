/** The package as its users get it: packed, installed in an empty folder, run from there. Needs the npm registry, as any installation. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeManifest } from '../../../tools/generate-manifest.ts';
import { canDropRights, canMount, DeployedCollector, dockerfile, unit } from '../../support/deployed-collector.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const INSTALL_TIMEOUT_MS = 120_000;
let folder: string;

function npm(args: string[], cwd: string): string {
  // Tests of the package run inside `npm test`: what that npm set for itself must not reach this one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  return execFileSync('npm', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function bin(args: string[]): string {
  return execFileSync(process.execPath, [join(folder, 'node_modules/kelisim/dist/cli/kelisim.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
}

describe('the packed package in an empty folder', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kelisim-pack-'));
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    npm(['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], root);
    const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
    writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
    const sqlite = `better-sqlite3@${devDependencies['better-sqlite3']}`;
    npm(['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', `./${archive}`, sqlite], folder);
  }, INSTALL_TIMEOUT_MS);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('builds a site with the two forms to paste and everything they load', () => {
    const config = join(root, 'demo/jetfin/site.json');
    const printed = bin(['build', '--config', config, '--out', 'out']);
    expect(printed).toContain('<script src="/kelisim/kelisim.');
    const files = readdirSync(join(folder, 'out'));
    expect(files).toEqual(expect.arrayContaining(['tag.html', 'head.html', 'kelisim.js', 'notices', 'integrity.json']));
    const client = files.find((name) => /^k[0-9a-f]{10}$/.test(name))!;
    expect(existsSync(join(folder, 'out', client, 'kelisim-client.js'))).toBe(true);
  });

  it('carries the config builder as a folder that stands alone: every file that its page and its list name is in it', () => {
    const builder = join(folder, 'node_modules/kelisim/dist/builder');
    const page = readFileSync(join(builder, 'index.html'), 'utf8');
    const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);
    expect(named.length).toBeGreaterThan(2);
    const client = JSON.parse(readFileSync(join(builder, 'files/client.json'), 'utf8')) as string[];
    expect(client).toContain('kelisim-client.js');
    const others = ['files/head/kelisim.js', 'files/head/template.js', 'preview.css'];
    for (const path of [...named, ...others, ...client.map((name) => `files/client/${name}`)]) {
      expect(path).not.toMatch(/^(?:[a-z]+:|\/)/);
      expect(existsSync(join(builder, path)), path).toBe(true);
    }
  });

  it('refuses a config with an unknown vendor by path and remedy, and writes nothing', () => {
    const config = JSON.parse(readFileSync(join(root, 'demo/jetfin/site.json'), 'utf8')) as { services: object[] };
    writeFileSync(join(folder, 'bad.json'), JSON.stringify({ ...config, services: [{ vendor: 'no-such-vendor' }] }));
    expect(() => bin(['build', '--config', 'bad.json', '--out', 'bad'])).toThrow(/services\[0\]\.vendor/);
    expect(existsSync(join(folder, 'bad'))).toBe(false);
  });

  it('starts the collector, which answers and keeps its database', async () => {
    const child = spawn(
      process.execPath,
      [
        join(folder, 'node_modules/kelisim/dist/cli/kelisim.js'),
        'collector',
        '--db',
        'consent.db',
        '--port',
        '0',
        '--origin',
        'https://jetfin.kz',
      ],
      { cwd: folder },
    );
    try {
      const address = await new Promise<string>((resolve, reject) => {
        let text = '';
        child.stdout.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
          if (found) resolve(found[0]);
        });
        child.on('exit', (code) => reject(new Error(`collector ended with ${code}: ${text}`)));
      });
      expect((await fetch(`${address}/healthz`)).status).toBe(200);
      expect(existsSync(join(folder, 'consent.db'))).toBe(true);
    } finally {
      child.removeAllListeners('exit');
      child.kill();
    }
  });

  it.skipIf(!canDropRights())(
    'runs as the Dockerfile says, as a user without rights: healthy, its file for itself alone, ended by SIGTERM with code 0',
    async () => {
      const collector = await DeployedCollector.fromDockerfile(folder);
      try {
        expect(collector.health()).toBe(0);
        expect(statSync(join(collector.data, 'consent.db'))).toMatchObject({ uid: 1000, mode: 0o100600 });
      } finally {
        expect(await collector.stop()).toBe(0);
      }
      // Nobody answers now, and the check says so.
      expect(collector.health()).toBe(1);
      rmSync(collector.data, { recursive: true });
    },
  );

  it.skipIf(!canMount())(
    'runs as the systemd unit says, without any capability and with a disk it may not write to but for its own folder',
    async () => {
      const collector = await DeployedCollector.fromUnit(folder);
      try {
        expect((await fetch(`http://127.0.0.1:${collector.port}/readyz`)).status).toBe(200);
        const files = readdirSync(collector.data).map((name) => statSync(join(collector.data, name)).mode & 0o077);
        expect(files.length).toBeGreaterThan(1);
        expect(new Set(files)).toEqual(new Set([0]));
      } finally {
        expect(await collector.stop()).toBe(0);
      }
      rmSync(collector.data, { recursive: true });
    },
  );

  it('is deployed with the versions of its peers that it was tested with', () => {
    const { peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      peerDependencies: Record<string, string>;
    };
    for (const name of ['better-sqlite3', 'pg']) expect(dockerfile).toContain(` ${name}@${peerDependencies[name]}`);
  });

  it.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)(
    'has a unit that systemd finds no fault with',
    () => {
      const file = join(folder, 'kelisim-collector.service');
      writeFileSync(file, unit.replace('/usr/bin/node', process.execPath));
      const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
    },
  );

  it('offers the public list to bundler users', () => {
    writeFileSync(
      join(folder, 'use.js'),
      "import { parseChoice } from 'kelisim'; process.stdout.write(String(parseChoice('x', 'abcdef', 1, 180)));",
    );
    expect(execFileSync(process.execPath, ['use.js'], { cwd: folder, encoding: 'utf8' })).toBe('null');
  });

  it('brings what other tools read: the manifest of the elements under the name in package.json, and the rule for autoconsent', () => {
    const manifest = join(folder, 'node_modules/kelisim');
    const { customElements } = JSON.parse(readFileSync(join(manifest, 'package.json'), 'utf8')) as Record<
      string,
      string
    >;
    expect(JSON.parse(readFileSync(join(manifest, customElements!), 'utf8'))).toEqual(makeManifest());
    for (const { path } of makeManifest().modules) expect(existsSync(join(manifest, path)), path).toBe(true);
    writeFileSync(
      join(folder, 'read.js'),
      "import rule from 'kelisim/autoconsent.json' with { type: 'json' }; process.stdout.write(rule.name);",
    );
    expect(execFileSync(process.execPath, ['read.js'], { cwd: folder, encoding: 'utf8' })).toBe('kelisim');
  });

  for (const moduleResolution of ['bundler', 'nodenext']) {
    it(`tells TypeScript (${moduleResolution}) what window.kelisim, its events and dataLayer are, and every wrong use is an error`, () => {
      const program = readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'consumer-program.ts'), 'utf8');
      writeFileSync(join(folder, 'program.ts'), program);
      // What docs/developers.md tells people to write.
      const page = readFileSync(join(root, 'docs/developers.md'), 'utf8');
      const blocks = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((found) => found[1]!);
      expect(blocks.length).toBeGreaterThanOrEqual(3);
      const files = ['program.ts', ...blocks.map((_, at) => `block-${at}.ts`)];
      for (const [at, block] of blocks.entries()) writeFileSync(join(folder, `block-${at}.ts`), block);
      const compilerOptions = {
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        target: 'es2022',
        module: moduleResolution === 'bundler' ? 'esnext' : 'nodenext',
        moduleResolution,
        lib: ['es2023', 'dom'],
        types: [],
      };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
      const run = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], {
        cwd: folder,
        encoding: 'utf8',
      });
      // A wrong line that is no error any more is one: "unused @ts-expect-error".
      expect(run.stdout).toBe('');
      expect(run.status).toBe(0);
    });
  }
});
