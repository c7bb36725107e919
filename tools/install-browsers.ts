/**
 * Owns getting what the tests drive and find-browsers.ts, find-nginx.ts or find-postgres.ts did not find: Chromium through Playwright, then everything through
 * apt when root.
 * Leaves to others: deciding whether a missing engine is a failure (run-tests.ts).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath, getuid } from 'node:process';
import { findBrowsers, missingEngines } from './find-browsers.ts';
import { findNginx } from './find-nginx.ts';
import { findPostgres } from './find-postgres.ts';
import type { Browsers } from './find-browsers.ts';

const ROOT = join(import.meta.dirname, '..');
/** A download that has not ended by then will not. */
const PLAYWRIGHT_TIMEOUT_MS = 300_000;
const PLAYWRIGHT_CONNECTION_TIMEOUT_MS = 15_000;

const APT_PACKAGES = [
  'chromium',
  'firefox-esr',
  'webkit2gtk-driver',
  'xvfb',
  'xauth',
  'dbus',
  'fonts-dejavu-core',
  'fonts-noto-core',
  'nginx',
  'postgresql',
];

export function findOrInstallBrowsers(): Browsers {
  let browsers = findBrowsers();
  if (browsers.chromium === null) {
    console.log('No Chromium was found: installing the one Playwright brings.');
    installThroughPlaywright();
    browsers = findBrowsers();
  }
  const missing = [
    ...missingEngines(browsers),
    ...(findNginx() === null ? ['nginx'] : []),
    ...(findPostgres() === null ? ['postgresql'] : []),
  ];
  if (missing.length > 0 && canUseApt()) {
    console.log(`Missing: ${missing.join(', ')}. Installing ${APT_PACKAGES.join(' ')} with apt-get.`);
    installThroughApt();
    browsers = findBrowsers();
  }
  return browsers;
}

function installThroughPlaywright(): void {
  const cli = join(ROOT, 'node_modules/playwright/cli.js');
  spawnSync(execPath, [cli, 'install', 'chromium'], {
    stdio: 'inherit',
    timeout: PLAYWRIGHT_TIMEOUT_MS,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(PLAYWRIGHT_CONNECTION_TIMEOUT_MS), ...env },
  });
}

function canUseApt(): boolean {
  return getuid?.() === 0 && ['/usr/bin/apt-get', '/bin/apt-get'].some((file) => existsSync(file));
}

function installThroughApt(): void {
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'] as const,
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-qq'], { ...options, stdio: [...options.stdio] });
  const all = ['install', '-y', '-qq', '--no-install-recommends', ...APT_PACKAGES];
  const result = spawnSync('apt-get', all, { ...options, stdio: [...options.stdio] });
  if (result.status !== 0)
    console.log(`apt-get ended with code ${String(result.status)}: install ${APT_PACKAGES.join(' ')} by hand.`);
}
