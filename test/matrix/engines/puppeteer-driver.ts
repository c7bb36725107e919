/** Owns driving Chromium and Firefox (WebDriver BiDi) through puppeteer-core. */
import puppeteer, { type Browser, type Page, TimeoutError } from 'puppeteer-core';
import { CHROMIUM_FLAGS } from '../../../tools/chromium-flags.ts';
import type { Engine } from '../../../tools/find-browsers.ts';
import { type Driver, OPEN_TIMEOUT_MS } from './driver.ts';

/** Puppeteer switches off what a visitor's Firefox does: speculative connections, prefetching, pings of links. */
const FIREFOX_PREFERENCES = {
  'network.proxy.type': 0,
  'network.http.speculative-parallel-limit': 6,
  'network.prefetch-next': true,
  'network.dns.disablePrefetch': true,
};

export class PuppeteerDriver implements Driver {
  readonly engine: Engine;
  readonly version: string;
  readonly complaints = new Set<string>();
  readonly #browser: Browser;
  #page!: Page;

  private constructor(engine: Engine, version: string, browser: Browser) {
    this.engine = engine;
    this.version = version;
    this.#browser = browser;
  }

  static async launch(engine: 'chromium' | 'firefox', executablePath: string): Promise<PuppeteerDriver> {
    // Puppeteer would take a signal for the browser's end and let the process live on.
    const common = { executablePath, headless: true, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
    const browser = await puppeteer.launch(
      engine === 'chromium'
        ? { ...common, args: [...CHROMIUM_FLAGS] }
        : { ...common, browser: 'firefox', extraPrefsFirefox: FIREFOX_PREFERENCES },
    );
    const driver = new PuppeteerDriver(engine, await browser.version(), browser);
    await driver.#newPage();
    return driver;
  }

  async open(url: string): Promise<void> {
    try {
      await this.#page.goto(url, { waitUntil: 'load', timeout: OPEN_TIMEOUT_MS });
    } catch (error) {
      if (error instanceof TimeoutError) return;
      // Firefox after frames that came and went: "detached Frame". A new page works.
      const old = this.#page;
      await this.#newPage();
      await old.close().catch(() => undefined);
      await this.#page.goto(url, { waitUntil: 'load', timeout: OPEN_TIMEOUT_MS }).catch((again: unknown) => {
        if (!(again instanceof TimeoutError)) throw again;
      });
    }
  }

  async #newPage(): Promise<void> {
    this.#page = await this.#browser.newPage();
    this.#page.on('console', (message) => {
      if (/^kelisim\b/i.test(message.text())) this.complaints.add(message.text());
    });
  }

  async evaluate<T>(expression: string): Promise<T> {
    return JSON.parse(String(await this.#page.evaluate(`JSON.stringify(${expression})`))) as T;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
