/** Owns the browsers in which operations are timed: Chromium with the main thread's clock, the others through the matrix' drivers. */
import { setTimeout as wait } from 'node:timers/promises';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { CHROMIUM_FLAGS } from '../../tools/chromium-flags.ts';
import type { Browsers, Engine } from '../../tools/find-browsers.ts';
import type { Driver } from '../matrix/engines/driver.ts';
import { launchDriver } from '../matrix/engines/launch.ts';

const POLL_MS = 200;
const RUN_TIMEOUT_MS = 120_000;

export interface OverheadBrowser {
  readonly version: string;
  /** Sets the page's own clock aside: more repetitions are needed. */
  readonly hasCoarseTimer: boolean;
  open(url: string): Promise<void>;
  /** @param expression a promise of something that can be JSON. */
  run<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

export async function launchOverheadBrowser(engine: Engine, browsers: Browsers): Promise<OverheadBrowser> {
  if (engine === 'chromium') return ThreadClockChromium.launch(browsers.chromium!);
  return new DrivenBrowser(await launchDriver(engine, browsers));
}

/**
 * Without the protocol's network domain, as at a visitor's: with it (playwright cannot leave it out) each request of the page would have its stack
 * taken down for the tool, and each function of ours on that stack would be paid for as often.
 */
class ThreadClockChromium implements OverheadBrowser {
  readonly version: string;
  readonly hasCoarseTimer = false;
  readonly #browser: Browser;
  #page: Page | undefined;

  private constructor(version: string, browser: Browser) {
    this.version = version;
    this.#browser = browser;
  }

  static async launch(executablePath: string): Promise<ThreadClockChromium> {
    const browser = await puppeteer.launch({
      executablePath,
      args: [...CHROMIUM_FLAGS],
      networkEnabled: false,
      // Puppeteer would take a signal for the browser's end and let the process live on.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    return new ThreadClockChromium((await browser.version()).replace(/^\w+\//, 'Chromium '), browser);
  }

  async open(url: string): Promise<void> {
    // A new tab each time, and so a thread's clock and a heap of its own.
    await this.#page?.close();
    this.#page = await this.#browser.newPage();
    const session = await this.#page.createCDPSession();
    await session.send('Performance.enable');
    await this.#page.exposeFunction('benchClock', async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'ThreadTime')!.value * 1000;
    });
    await this.#page.goto(url);
  }

  async run<T>(expression: string): Promise<T> {
    return (await this.#page!.evaluate(expression)) as T;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

class DrivenBrowser implements OverheadBrowser {
  readonly hasCoarseTimer = true;
  readonly #driver: Driver;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  get version(): string {
    return this.#driver.version;
  }

  open(url: string): Promise<void> {
    return this.#driver.open(url);
  }

  async run<T>(expression: string): Promise<T> {
    // The drivers evaluate without waiting for promises.
    await this.#driver.evaluate(
      `delete self.benchDone, void (${expression}).then((value) => (self.benchDone = { value }), (error) => (self.benchDone = { error: String(error) })) ?? 0`,
    );
    const deadline = performance.now() + RUN_TIMEOUT_MS;
    for (;;) {
      await wait(POLL_MS);
      const done = await this.#driver.evaluate<{ value?: T; error?: string } | null>('self.benchDone ?? null');
      if (done?.error !== undefined) throw new Error(`${this.version}: ${done.error}`);
      if (done !== null) return done.value!;
      if (performance.now() > deadline)
        throw new Error(
          `${this.version}: no answer in ${RUN_TIMEOUT_MS} ms, ${await this.#driver.evaluate<string>('self.benchAt')}`,
        );
    }
  }

  close(): Promise<void> {
    return this.#driver.close();
  }
}
