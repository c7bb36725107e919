/** Owns how the browser passes for a phone (`--mobile`): what its pages can tell of it. No particular device: the reduced user agent of Chromium. */
import type { BrowserContextOptions } from 'playwright-core';

/** @param version of the browser, as `140.0.7339.80`; a phone of today says its first number and zeros (Chromium's user-agent reduction). */
export function phoneOf(version: string): BrowserContextOptions {
  const [major] = version.split('.');
  return {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    userAgent: `Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Mobile Safari/537.36`,
  };
}
