/** Owns the browsers in which operations are timed: Chromium with the main thread's clock, the others through the matrix' drivers. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
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

class ThreadClockChromium implements OverheadBrowser {
  readonly hasCoarseTimer = false;
  readonly #browser: Browser;
  readonly #context: BrowserContext;
  #page: Page | undefined;

  private constructor(browser: Browser, context: BrowserContext) {
    this.#browser = browser;
    this.#context = context;
  }

  static async launch(executablePath: string): Promise<ThreadClockChromium> {
    const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
    return new ThreadClockChromium(browser, await browser.newContext());
  }

  get version(): string {
    return `Chromium ${this.#browser.version()}`;
  }

  async open(url: string): Promise<void> {
    // A new tab each time, and so a thread's clock and a heap of its own.
    await this.#page?.close();
    this.#page = await this.#context.newPage();
    const session = await this.#context.newCDPSession(this.#page);
    await session.send('Performance.enable');
    await this.#page.exposeFunction('benchClock', async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'ThreadTime')!.value * 1000;
    });
    await this.#page.goto(url);
  }

  run<T>(expression: string): Promise<T> {
    return this.#page!.evaluate<T>(expression);
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
