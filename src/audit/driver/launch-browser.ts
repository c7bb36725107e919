/**
 * Owns starting a Chromium for the audit and connecting to it twice: Playwright acts in it, our own connection watches it.
 * Leaves to others: what is done in it (visit.ts), what is heard (browser-watch.ts).
 */
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { env } from 'node:process';
import type { Browser, BrowserType } from 'playwright-core';
import { CannotObserve } from './cannot-observe.ts';
import { BrowserWatch } from './browser-watch.ts';
import { CdpConnection } from './cdp-connection.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
/** What the browser asks by itself would stand among what the site asked. */
const QUIET_FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];
const ROOM_FLAG = '--disable-dev-shm-usage';
const START_MS = 30_000;
/** Another process may take the free port between our look and the browser's start. */
const MOST_STARTS = 3;

export interface LaunchedBrowser {
  readonly browser: Browser;
  readonly watch: BrowserWatch;
  /** `Chromium 140.0.1`. */
  readonly name: string;
  close(): Promise<void>;
}

export async function loadPlaywright(): Promise<BrowserType> {
  try {
    return (await import('playwright-core')).chromium;
  } catch {
    throw new CannotObserve(
      'The audit drives a browser with playwright-core: install it with "npm install playwright-core".',
    );
  }
}

/** @returns null: Playwright is left to find its own, and says how to install one. */
export function findExecutable(
  wanted: string | undefined,
  chromium: Pick<BrowserType, 'executablePath'>,
): string | null {
  if (wanted !== undefined) return wanted;
  const own = env['KELISIM_CHROMIUM'];
  if (own) return own;
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const places = [
    ownBrowser(chromium),
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...APPS,
  ];
  return places.find((place) => place !== null && existsSync(place)) ?? null;
}

function ownBrowser(chromium: Pick<BrowserType, 'executablePath'>): string | null {
  try {
    return chromium.executablePath();
  } catch {
    // Playwright knows no build for this system.
    return null;
  }
}

export async function launchBrowser(options: {
  readonly browserPath?: string;
  readonly browserArgs?: readonly string[];
}): Promise<LaunchedBrowser> {
  const chromium = await loadPlaywright();
  const executablePath = findExecutable(options.browserPath, chromium);
  let cause: unknown;
  for (let start = 0; start < MOST_STARTS; start++) {
    const port = await freePort();
    let browser: Browser | undefined;
    try {
      browser = await chromium.launch({
        ...(executablePath !== null && { executablePath }),
        args: [...QUIET_FLAGS, ROOM_FLAG, `--remote-debugging-port=${port}`, ...(options.browserArgs ?? [])],
        // A visitor's browser blocks windows that nobody clicked for.
        ignoreDefaultArgs: ['--disable-popup-blocking'],
        timeout: START_MS,
      });
      return await connect(browser, port);
    } catch (error) {
      cause = error;
      await browser?.close().catch(() => {});
    }
  }
  const why = String(cause instanceof Error ? cause.message : cause).split('\n', 1)[0];
  throw new CannotObserve(`No browser could be started (${executablePath ?? 'none was found'}): ${why}`, { cause });
}

async function connect(browser: Browser, port: number): Promise<LaunchedBrowser> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/version`, { signal: AbortSignal.timeout(START_MS) });
  const { webSocketDebuggerUrl, Browser: product } = (await answer.json()) as Record<string, string>;
  const connection = await CdpConnection.open(webSocketDebuggerUrl!);
  const watch = await BrowserWatch.start(connection);
  return {
    browser,
    watch,
    name: (product ?? `Chromium/${browser.version()}`).replace(/^Headless|^HeadlessChrome/, '').replace('/', ' '),
    async close() {
      connection.close();
      await browser.close();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
