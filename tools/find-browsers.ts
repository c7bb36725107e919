/**
 * Owns where the browsers of the tests are: environment variable first, then Playwright's own (Chromium only), then the system's.
 * Run by hand it prints what it found. Leaves to others: installing what is missing (install-browsers.ts).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env } from 'node:process';
import { chromium } from 'playwright-core';

export type Engine = 'chromium' | 'firefox' | 'webkit';
export const ENGINES: readonly Engine[] = ['chromium', 'firefox', 'webkit'];

export interface Browsers {
  readonly chromium: string | null;
  /** Playwright's patched Firefox does not speak WebDriver BiDi with puppeteer, so only a stock one counts. */
  readonly firefox: string | null;
  /** WebKitGTK: the driver, the small browser it drives, and the display server that both need. */
  readonly webkit: { readonly driver: string; readonly miniBrowser: string; readonly xvfb: string } | null;
}

/** Names and well-known places of each browser, best first. */
const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const CHROMIUM_APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const FIREFOX_NAMES = ['firefox-esr', 'firefox'];
const FIREFOX_APPS = ['/Applications/Firefox.app/Contents/MacOS/firefox'];
const WEBKIT_LIBRARY_FOLDERS = ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'];

/** Starting a cold browser for its version may take a while on a slow disk. */
const VERSION_TIMEOUT_MS = 30_000;

export function findBrowsers(): Browsers {
  return {
    chromium: firstRunning([
      env['KELISIM_CHROMIUM'],
      playwrightChromium(),
      ...onPath(CHROMIUM_NAMES),
      ...CHROMIUM_APPS,
    ]),
    firefox: firstRunning([env['KELISIM_FIREFOX'], ...onPath(FIREFOX_NAMES), ...FIREFOX_APPS]),
    webkit: findWebKit(),
  };
}

/** The variables by which the test configurations learn what was found. */
export function browserVariables(browsers: Browsers): Record<string, string> {
  return {
    KELISIM_BROWSERS_FOUND: '1',
    ...(browsers.chromium === null ? {} : { KELISIM_CHROMIUM: browsers.chromium }),
    ...(browsers.firefox === null ? {} : { KELISIM_FIREFOX: browsers.firefox }),
    ...(browsers.webkit === null
      ? {}
      : {
          KELISIM_WEBKIT_DRIVER: browsers.webkit.driver,
          KELISIM_MINIBROWSER: browsers.webkit.miniBrowser,
          KELISIM_XVFB: browsers.webkit.xvfb,
        }),
  };
}

/** What run-tests.ts found and handed on, or what is found now when a runner was started by itself. */
export function browsersFromEnvironment(): Browsers {
  if (env['KELISIM_BROWSERS_FOUND'] === undefined) return findBrowsers();
  const driver = env['KELISIM_WEBKIT_DRIVER'];
  const miniBrowser = env['KELISIM_MINIBROWSER'];
  const xvfb = env['KELISIM_XVFB'];
  return {
    chromium: env['KELISIM_CHROMIUM'] ?? null,
    firefox: env['KELISIM_FIREFOX'] ?? null,
    webkit:
      driver !== undefined && miniBrowser !== undefined && xvfb !== undefined ? { driver, miniBrowser, xvfb } : null,
  };
}

export function missingEngines(browsers: Browsers): Engine[] {
  return ENGINES.filter((engine) => browsers[engine] === null);
}

function findWebKit(): Browsers['webkit'] {
  const driver = firstExisting([env['KELISIM_WEBKIT_DRIVER'], ...onPath(['WebKitWebDriver'])]);
  const miniBrowser = firstExisting([env['KELISIM_MINIBROWSER'], ...miniBrowsers()]);
  const xvfb = firstExisting([env['KELISIM_XVFB'], ...onPath(['Xvfb'])]);
  return driver !== null && miniBrowser !== null && xvfb !== null ? { driver, miniBrowser, xvfb } : null;
}

/** Debian keeps it under the folder of the processor (/usr/lib/<triplet>), others directly under libexec. */
function miniBrowsers(): string[] {
  const roots = [
    '/usr/libexec',
    '/usr/lib',
    '/usr/lib64',
    ...subfolders('/usr/lib').filter((folder) => /-linux-gnu/.test(folder)),
  ];
  return roots.flatMap((root) => WEBKIT_LIBRARY_FOLDERS.map((library) => join(root, library, 'MiniBrowser')));
}

function playwrightChromium(): string | undefined {
  try {
    return chromium.executablePath();
  } catch {
    // Playwright knows no build for this system.
    return undefined;
  }
}

/** Existing is not enough: a downloaded Chromium without its system libraries, or a snap's stub, does not start. */
function firstRunning(files: readonly (string | undefined)[]): string | null {
  const starts = (file: string) =>
    spawnSync(file, ['--version'], { timeout: VERSION_TIMEOUT_MS, stdio: 'ignore' }).status === 0;
  return files.find((file) => file !== undefined && existsSync(file) && starts(file)) ?? null;
}

function firstExisting(files: readonly (string | undefined)[]): string | null {
  return files.find((file) => file !== undefined && existsSync(file)) ?? null;
}

function onPath(names: readonly string[]): string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function subfolders(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

if (import.meta.main) {
  for (const [name, file] of Object.entries(browserVariables(findBrowsers()))) console.log(`${name}=${file}`);
}
