/**
 * Owns one Chromium in which visits are measured: a fresh context per visitor, throttling, and a recorder that is in every page, whatever the
 * variant. Leaves to others: what is done in a visit (measure-*.ts), the server (bench-server.ts).
 */
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS } from '../../tools/chromium-flags.ts';
import { type BenchServer, PAGE_ORIGIN } from './bench-server.ts';
import { installRecorder, type Recorded } from './recorder.ts';

export interface Profile {
  /** 1 is the machine's own speed. */
  readonly cpu: number;
  readonly isSlow4g: boolean;
}

/** DevTools' preset of that name: 562.5 ms, 1.44 Mbit/s down, 675 kbit/s up; per request, without packet loss. */
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
/** In place of it where only the way is tried, at full CPU speed. */
const TRIAL_LINE = { ...SLOW_4G, latency: 40, downloadThroughput: -1, uploadThroughput: -1 };
const VISIT_TIMEOUT_MS = 30_000;

export interface VisitorOptions {
  readonly cookies?: readonly { readonly name: string; readonly value: string }[];
  readonly profile: Profile;
  /** Look for the accept button in every frame; costs a little script time. */
  readonly watch?: boolean;
  /** Of the window; a desk's by default. */
  readonly widthPx?: number;
}

export class ChromiumLab {
  readonly #browser: Browser;
  readonly #server: BenchServer;
  readonly #isTrial: boolean;
  #visits = 0;

  private constructor(browser: Browser, server: BenchServer, isTrial: boolean) {
    this.#browser = browser;
    this.#server = server;
    this.#isTrial = isTrial;
  }

  /** @param isTrial throttles next to nothing. */
  static async start(executablePath: string, server: BenchServer, isTrial: boolean): Promise<ChromiumLab> {
    const browser = await chromium.launch({
      executablePath,
      args: [
        ...CHROMIUM_FLAGS,
        `--host-resolver-rules=MAP * 127.0.0.1:${server.securePort}`,
        `--ignore-certificate-errors-spki-list=${server.spki}`,
      ],
    });
    return new ChromiumLab(browser, server, isTrial);
  }

  get version(): string {
    return `Chromium ${this.#browser.version()}`;
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /** A visitor with an empty cache; ends when `visit` has ended. */
  async visitor<T>(options: VisitorOptions, visit: (visitor: Visitor) => Promise<T>): Promise<T> {
    const id = `v${++this.#visits}`;
    const major = this.#browser.version().replace(/\..*/, '');
    const context = await this.#browser.newContext({
      locale: 'ru-RU',
      viewport: { width: options.widthPx ?? 1280, height: 800 },
      userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36 visit/${id}`,
    });
    try {
      await context.addInitScript(installRecorder, options.watch === true);
      await context.addCookies((options.cookies ?? []).map((cookie) => ({ ...cookie, url: PAGE_ORIGIN })));
      const { profile } = options;
      const throttling = {
        cpu: this.#isTrial ? 1 : profile.cpu,
        line: profile.isSlow4g ? (this.#isTrial ? TRIAL_LINE : SLOW_4G) : null,
      };
      return await visit(new Visitor(context, throttling, this.#server, id));
    } finally {
      await context.close();
      this.#server.forget(id);
    }
  }
}

interface Throttling {
  readonly cpu: number;
  readonly line: typeof SLOW_4G | null;
}

export class Visitor {
  readonly #context: BrowserContext;
  readonly #throttling: Throttling;
  readonly #server: BenchServer;
  readonly #id: string;

  constructor(context: BrowserContext, throttling: Throttling, server: BenchServer, id: string) {
    this.#context = context;
    this.#throttling = throttling;
    this.#server = server;
    this.#id = id;
  }

  /** Goes to a page in a new tab. Returns when the answer has begun; what is waited for is the caller's. */
  async go(path: string): Promise<OpenPage> {
    const page = await this.#context.newPage();
    const session = await this.#context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const { cpu, line } = this.#throttling;
    if (line !== null) {
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', line);
    }
    await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
    await page.goto(`${PAGE_ORIGIN}${path}`, { waitUntil: 'commit', timeout: VISIT_TIMEOUT_MS });
    return new OpenPage(page, session);
  }

  /** Paths asked of the server so far. */
  arrivals(): readonly string[] {
    return this.#server.arrivals(this.#id);
  }
}

export class OpenPage {
  readonly page: Page;
  readonly #session: CDPSession;

  constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.#session = session;
  }

  /** Waits until the page says so. @param condition an expression over `bench`, the recorder. */
  async until(condition: string): Promise<Recorded> {
    // A poll by time: by frame it would compete with what is measured.
    await this.page.waitForFunction(condition, undefined, { polling: 50, timeout: VISIT_TIMEOUT_MS });
    return this.recorded();
  }

  recorded(): Promise<Recorded> {
    return this.page.evaluate<Recorded>('bench.result()');
  }

  /** Milliseconds of the main thread's own time since the tab was opened: waiting for a core does not count. */
  async threadMs(metric: 'ScriptDuration' | 'TaskDuration'): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === metric)!.value * 1000;
  }

  /** A real click on the accept button. */
  async accept(): Promise<void> {
    const { x, y } = await this.page.evaluate<{ x: number; y: number }>('bench.acceptPlace()');
    await this.page.mouse.click(x, y);
  }

  close(): Promise<void> {
    return this.page.close();
  }
}
