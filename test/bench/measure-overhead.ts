/**
 * Owns section 1: what the gate costs per operation, beside the same page without it, in one engine. The visitor granted advertising only, so
 * that one page has an open vendor and a closed one. Leaves to others: the operations (overhead-operations.ts).
 */
import type { Browsers, Engine } from '../../tools/find-browsers.ts';
import { benchPage } from './bench-page.ts';
import type { BenchServer } from './bench-server.ts';
import { type BenchSite, LOOPBACK_VENDORS } from './bench-site.ts';
import type { Figures, Limit } from './figures.ts';
import { launchOverheadBrowser, type OverheadBrowser } from './overhead-browser.ts';
import { type OperationOptions, type OperationTimes, runOperations } from './overhead-operations.ts';
import { NONE, rotated, type Section } from './section.ts';

const GATE = 'gate';
const GRANTED = 'd';
/** The clocks of Firefox and WebKit tick once a millisecond. */
const COARSE_RUN_MS = 60;
const RUN_MS = 20;
const PIXEL_PATH = '/own/pixel.bmp';
/** Without an ending: it is asked for again each time. */
const ANSWER_PATH = '/own/answer';

/** DESIGN §6 and issue 3, for Chromium: insertions, ten thousand nodes, attributes. */
const LIMITS: readonly { readonly of: RegExp; readonly most: number }[] = [
  { of: /^createElement/, most: 2000 },
  { of: /^ms: 10 000/, most: 20 },
  { of: /^setAttribute/, most: 500 },
];

export class OverheadSection implements Section {
  readonly name: string;
  readonly version: string;
  readonly isSlowToMeasure: boolean;
  readonly #engine: Engine;
  readonly #browser: OverheadBrowser;
  readonly #origin: string;
  readonly #options: OperationOptions;

  private constructor(engine: Engine, browser: OverheadBrowser, origin: string, options: OperationOptions) {
    this.name = `overhead-${engine}`;
    this.version = browser.version;
    this.isSlowToMeasure = browser.hasCoarseTimer;
    this.#engine = engine;
    this.#browser = browser;
    this.#origin = origin;
    this.#options = options;
  }

  static async start(
    engine: Engine,
    browsers: Browsers,
    server: BenchServer,
    site: BenchSite,
    isQuick: boolean,
  ): Promise<OverheadSection> {
    const browser = await launchOverheadBrowser(engine, browsers);
    const port = server.plainPort;
    const of = (host: string) => `http://${LOOPBACK_VENDORS[host]}:${port}${PIXEL_PATH}`;
    const choice = site.choice(GRANTED);
    server.put(PIXEL_PATH, Buffer.from('Qk0eAAAAAAAAABoAAAAMAAAAAQABAAEAGAAAAP8A', 'base64'));
    server.put(ANSWER_PATH, 'answer');
    server.put(`/overhead/${NONE}`, benchPage({ block: '' }));
    server.put(`/overhead/${GATE}`, benchPage({ block: site.block({ level: 'inline' }) }));
    server.put(
      '/overhead/visitor',
      `<!doctype html><script>document.cookie='${choice.name}=${choice.value};path=/'</script>`,
    );
    const origin = `http://127.0.0.1:${port}`;
    await browser.open(`${origin}/overhead/visitor`);
    return new OverheadSection(engine, browser, origin, {
      urls: { closed: of('mc.yandex.ru'), open: of('connect.facebook.net'), same: PIXEL_PATH, answer: ANSWER_PATH },
      runMs: (browser.hasCoarseTimer ? COARSE_RUN_MS : RUN_MS) / (isQuick ? 4 : 1),
      runs: isQuick ? 1 : 5,
      pictures: browser.hasCoarseTimer ? 100 : 4000,
      requests: isQuick ? 5 : 20,
    });
  }

  async round(index: number, figures: Figures): Promise<void> {
    for (const variant of rotated([NONE, GATE], index)) {
      await this.#browser.open(`${this.#origin}/overhead/${variant}`);
      if (variant === GATE) await this.#checkGate();
      const times = await this.#browser.run<OperationTimes>(
        `(${String(runOperations)})(${JSON.stringify(this.#options)})`,
      );
      for (const [name, time] of Object.entries(times)) {
        const isWhole = name.startsWith('ms: ');
        figures.add(
          {
            section: `1. Gate overhead, ${this.#engine}`,
            name: name.replace(/^ms: /, ''),
            unit: isWhole ? 'ms' : 'ns',
            base: NONE,
            limits: this.#engine === 'chromium' ? limitsOf(name) : [],
          },
          variant,
          time,
        );
      }
    }
  }

  /** A gate that did not start would be a very cheap one. */
  async #checkGate(): Promise<void> {
    const { open, closed } = this.#options.urls;
    const gets = (url: string) =>
      `Object.assign(document.createElement('script'), { src: '${url}' }).hasAttribute('src')`;
    const state = await this.#browser.run<string>(`Promise.resolve([${gets(open)}, ${gets(closed)}].join())`);
    if (state !== 'true,false') throw new Error(`the gate of the measured page lets through (open, closed): ${state}`);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

function limitsOf(name: string): Limit[] {
  return LIMITS.filter(({ of }) => of.test(name)).map(({ most }) => ({
    variant: GATE,
    most,
    kind: 'added',
    base: NONE,
  }));
}
