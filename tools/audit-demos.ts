/**
 * Owns `npm run audit:demos`: the built `kelisim audit` on the three demo sites, as an owner would run it, all phases, three visits each, and the
 * reports as examples in docs/examples. Needs a build; takes some minutes per site. Exits with 1 when a demo is not clean.
 * Leaves to others: everything the command does (src/cli/audit), what the sites and their vendors answer (test/support/demo-world.ts).
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, env, execPath } from 'node:process';
import { DiskCollector } from '../test/support/disk-collector.ts';
import { DEMO_SITES, startDemoWorld } from '../test/support/demo-world.ts';
import { CHROMIUM_FLAGS } from './chromium-flags.ts';
import { browserVariables } from './find-browsers.ts';
import { findOrInstallBrowsers } from './install-browsers.ts';

const ROOT = join(import.meta.dirname, '..');
const EXAMPLES = join(ROOT, 'docs/examples');
/** What is read by people; the rest is for programs, and large. */
const KEPT = { 'report.html': 'html', 'summary.md': 'md' } as const;

function run(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(execPath, args, {
      stdio: 'inherit',
      env: { ...env, ...browserVariables(findOrInstallBrowsers()) },
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

const sites = DEMO_SITES.filter((site) => argv.length < 3 || argv.includes(site));
const world = await startDemoWorld();
const collector = new DiskCollector(sites.map((site) => `https://${site}.kz`));
await collector.start();
const codes: number[] = [];
try {
  for (const site of sites) {
    world.serve(site, { level: 'inline' });
    world.standIn.setHost(`consent.${site}.kz`, { proxy: collector.url });
    const out = mkdtempSync(join(tmpdir(), 'kelisim-audit-'));
    const flags = [...CHROMIUM_FLAGS, ...world.standIn.chromiumFlags].map((flag) => `--browser-arg=${flag}`);
    const pages = ['/', '/apply/'].map((path) => `https://${site}.kz${path}`);
    const start = performance.now();
    codes.push(
      await run([
        join(ROOT, 'dist/cli/kelisim.js'),
        'audit',
        ...pages,
        `--config=${join(ROOT, 'demo', site, 'site.json')}`,
        '--phases=all',
        '--repeats=3',
        '--language=ru',
        '--budget=15m',
        `--out=${out}`,
        ...flags,
      ]),
    );
    console.log(`${site}: exit code ${codes.at(-1)}, ${((performance.now() - start) / 1000).toFixed(0)} s`);
    for (const [file, extension] of Object.entries(KEPT))
      cpSync(join(out, file), join(EXAMPLES, `${site}.${extension}`));
    rmSync(out, { recursive: true });
  }
} finally {
  await collector.close();
  await world.close();
}
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
