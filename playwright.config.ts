/**
 * End-to-end tests in Chromium: the only witness of what left the page is the server the tests start themselves.
 * Host mapping and certificates are per test (launch arguments), because they carry the port of that server.
 */
import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS } from './tools/chromium-flags.ts';
import { browsersFromEnvironment } from './tools/find-browsers.ts';

const executablePath = browsersFromEnvironment().chromium;

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  timeout: 30_000,
  // More than cores: a story waits more than it works.
  workers: 3,
  // In CI a test that waited in vain on a busy machine is tried once more, and named in the sum (tools/count-results.ts).
  retries: process.env.CI ? 1 : 0,
  forbidOnly: true,
  // Playwright empties this folder first: the other runners' results lie beside it.
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    launchOptions: { ...(executablePath === null ? {} : { executablePath }), args: [...CHROMIUM_FLAGS] },
  },
});
