/**
 * Owns section 10: what an open panel costs the main thread for each hundred requests of a page, beside the same page with the panel closed. Half of
 * them are the site's own, half a vendor's that was granted; pictures, fetches and beacons, so that resources and watched calls both count.
 */
import type { Browsers } from '../../tools/find-browsers.ts';
import { benchPage } from './bench-page.ts';
import type { BenchServer } from './bench-server.ts';
import { type BenchSite, LOOPBACK_VENDORS } from './bench-site.ts';
import type { FigureOptions, Figures } from './figures.ts';
import { launchOverheadBrowser, type OverheadBrowser } from './overhead-browser.ts';
import { rotated, type Section } from './section.ts';

const CLOSED = 'panel closed';
const OPEN = 'panel open';
/** Many: what the panel adds is little beside what the requests themselves cost, and they differ from round to round. */
const REQUESTS = 2000;
const PATH = '/own/panel-answer';
/** Issue 6: at most 1 ms for 100 requests. */
const MOST_MS = 1;

const FIGURE: FigureOptions = {
  section: '10. The panel',
  name: 'main thread for 100 requests (thread time)',
  unit: 'ms',
  base: CLOSED,
  limits: [{ variant: OPEN, most: MOST_MS, kind: 'added', base: CLOSED }],
};

export class PanelSection implements Section {
  readonly name = 'panel';
  readonly #browser: OverheadBrowser;
  readonly #origin: string;
  readonly #vendor: string;

  private constructor(browser: OverheadBrowser, origin: string, vendor: string) {
    this.#browser = browser;
    this.#origin = origin;
    this.#vendor = vendor;
  }

  static async start(browsers: Browsers, server: BenchServer, site: BenchSite): Promise<PanelSection> {
    const browser = await launchOverheadBrowser('chromium', browsers);
    const origin = `http://127.0.0.1:${server.plainPort}`;
    const choice = site.choice('d');
    site.serve(server);
    server.put(PATH, 'answer');
    server.put('/panel', benchPage({ block: site.block({ level: 'inline' }) }));
    server.put(
      '/panel/visitor',
      `<!doctype html><script>document.cookie='${choice.name}=${choice.value};path=/'</script>`,
    );
    await browser.open(`${origin}/panel/visitor`);
    return new PanelSection(
      browser,
      origin,
      `http://${LOOPBACK_VENDORS['connect.facebook.net']}:${server.plainPort}${PATH}`,
    );
  }

  async round(index: number, figures: Figures): Promise<void> {
    for (const variant of rotated([CLOSED, OPEN], index)) {
      await this.#browser.open(`${this.#origin}/panel${variant === OPEN ? '#kelisim-panel=demo' : ''}`);
      if (variant === OPEN) await this.#open();
      const urls = { own: PATH, vendor: this.#vendor };
      const ms = await this.#browser.run<number>(`(${String(askMany)})(${JSON.stringify({ urls, count: REQUESTS })})`);
      figures.add(FIGURE, variant, ms / (REQUESTS / 100));
    }
  }

  /** Opened, touched and folded: what is drawn meanwhile is for who looks, and would be measured with it. */
  async #open(): Promise<void> {
    const state = await this.#browser.run<string>(`(${String(openPanel)})()`);
    if (state !== 'watching') throw new Error(`the panel of the measured page is ${state}`);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/** Runs in the page. */
async function openPanel(): Promise<string> {
  const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
  for (let tries = 0; tries < 100; tries++) {
    const root = document.querySelector('kelisim-panel')?.shadowRoot;
    const fold = root?.querySelector<HTMLElement>('[data-action=fold]');
    if (fold) {
      fold.focus();
      for (let more = 0; more < 100 && !root!.querySelector('.limits'); more++) await wait(50);
      if (!root!.querySelector('.limits')) return 'not whole';
      fold.click();
      return 'watching';
    }
    await wait(50);
  }
  return 'not there';
}

/** Runs in the page. Resolves with the milliseconds of the main thread, what follows the requests included. */
async function askMany({ urls, count }: { urls: Record<'own' | 'vendor', string>; count: number }): Promise<number> {
  const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
  const now = (globalThis as { benchClock?: () => Promise<number> }).benchClock ?? (async () => performance.now());
  const ask = async (i: number): Promise<void> => {
    const url = `${i % 2 ? urls.own : urls.vendor}?i=${i}`;
    if (i % 4 < 2) await fetch(url, { mode: 'no-cors' }).catch(() => undefined);
    else
      await new Promise((done) => {
        const image = new Image();
        image.onload = image.onerror = done;
        image.src = url;
      });
  };
  // First some that do not count: the page's code is compiled then.
  for (let i = 0; i < 40; i++) await ask(i);
  await wait(400);
  const start = await now();
  for (let i = 0; i < count; i += 10) await Promise.all(Array.from({ length: 10 }, (_, j) => ask(1000 + i + j)));
  await wait(400);
  return (await now()) - start;
}
