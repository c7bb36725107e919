/** Owns starting the driver of an engine. */
import type { Browsers, Engine } from '../../../tools/find-browsers.ts';
import type { Driver } from './driver.ts';
import { PuppeteerDriver } from './puppeteer-driver.ts';
import { WebKitDriver } from './webkit-driver.ts';

export async function launchDriver(engine: Engine, browsers: Browsers): Promise<Driver> {
  if (engine === 'webkit' && browsers.webkit !== null) return WebKitDriver.launch(browsers.webkit);
  const path = engine === 'webkit' ? null : browsers[engine];
  if (path === null || engine === 'webkit') throw new Error(`no ${engine} was found`);
  return PuppeteerDriver.launch(engine, path);
}
