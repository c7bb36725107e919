/**
 * Browser tests: the same files in Chromium, Firefox and WebKitGTK, one engine after the other (toolchain facts, DESIGN §7). Side by side
 * (KELISIM_SIDE_BY_SIDE=1) they take 4½ minutes instead of 9 on two cores, and a test may wait in vain for a processor: run-browser-tests.ts.
 * Engines that were not found are left out here; whether that is a failure is decided in tools/run-tests.ts.
 */
import { existsSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_FLAGS } from './tools/chromium-flags.ts';
import { browsersFromEnvironment } from './tools/find-browsers.ts';
import { freePort, startWebKit } from './tools/webkit-session.ts';
import { wtrReporter } from './tools/wtr-reporter.ts';

/** Tests may bring their own server side: middleware and commands. The file exports `plugins`. */
const SERVER_PLUGIN = new URL('test/browser/server-plugin.mjs', import.meta.url);
/** KELISIM_ENGINES=chromium,firefox runs fewer while one is at work. */
const wanted = process.env.KELISIM_ENGINES?.split(',') ?? ['chromium', 'firefox', 'webkit'];

const found = browsersFromEnvironment();
const browsers = [];
const plugins = [esbuildPlugin({ ts: true, target: 'es2022' })];

if (found.chromium !== null && wanted.includes('chromium')) {
  browsers.push(
    playwrightLauncher({
      product: 'chromium',
      launchOptions: { executablePath: found.chromium, headless: true, args: [...CHROMIUM_FLAGS] },
    }),
  );
}

if (found.firefox !== null && wanted.includes('firefox')) {
  // WebDriver BiDi through puppeteer-core: no geckodriver, no download.
  browsers.push(
    chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath: found.firefox, headless: true } }),
  );
}

if (found.webkit !== null && wanted.includes('webkit')) {
  const { driver, miniBrowser, xvfb } = found.webkit;
  const port = await freePort();
  let session;
  plugins.push({
    name: 'webkit-session',
    async serverStart() {
      session = await startWebKit(driver, xvfb, port);
    },
    serverStop() {
      session?.stop();
    },
  });
  browsers.push(
    webdriverLauncher({
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port,
      path: '/',
      logLevel: 'error',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
      },
    }),
  );
}

if (existsSync(SERVER_PLUGIN)) plugins.push(...(await import(SERVER_PLUGIN.href)).plugins);

export default {
  files: 'test/browser/**/*.test.ts',
  nodeResolve: { exportConditions: ['production', 'default'] },
  concurrency: 1,
  concurrentBrowsers: process.env.KELISIM_SIDE_BY_SIDE ? 3 : 1,
  browserStartTimeout: 60_000,
  testsStartTimeout: 30_000,
  testsFinishTimeout: 60_000,
  // Mocha's own 2 s are too few for axe in WebKit on a busy machine; a test that hangs is still told by name.
  testFramework: { config: { timeout: '12000' } },
  plugins,
  browsers,
  reporters: [wtrReporter('test-results/browser.json')],
};
