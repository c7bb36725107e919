/**
 * Owns opening a page of a gate test in a frame of the same origin, with or without Kelisim in its head, and asking the tracker what reached it.
 * Leaves to others: the server side (../server-plugin.mjs), what the page holds (the tests).
 */
import { assert } from '@esm-bundle/chai';
import type { Kelisim, KelisimApi } from '../../../src/core/api.ts';
import type { LedgerEntry } from '../../../src/core/ledger-entry.ts';

/** Long enough for a request on loopback to arrive, were it sent. */
const QUIET_MS = 100;
const PATIENCE_MS = 8000;
/** More than any test waits in vain: the failure is then told by what it waited for. */
const TEST_TIMEOUT_MS = 20_000;

export interface PageOptions {
  /** How Kelisim stands in the head; `none` is the control. */
  readonly gate?: 'none' | 'inline' | 'tag' | 'generic' | 'data-config';
  /** Parts of the test site's config that differ. */
  readonly site?: Record<string, unknown>;
  /** Vendors beside those of the test's own catalogue, as core/vendor.ts VendorRules. */
  readonly catalogue?: Record<string, unknown>;
  /** Text of the config for the generic file. */
  readonly config?: string;
  /** Folder of the client; `missing` does not exist. */
  readonly client?: 'client' | 'missing';
  /** HTML that stands before the head script. */
  readonly before?: string;
  readonly head?: string;
  readonly body?: string;
  readonly lang?: string;
  readonly nonce?: string;
  readonly headers?: Record<string, string>;
  /** Attributes of the frame. */
  readonly frame?: Record<string, string>;
  /** Whether to wait for the page's load event; a page that hangs never fires it. */
  readonly wait?: boolean;
}

/** The globals of a page under test. */
export interface PageWindow extends Window {
  readonly kelisim: KelisimApi & Kelisim;
  /** Names of the tracker scripts that ran, in order. */
  readonly ran?: string[];
  readonly clientCalls?: string[];
  readonly dataLayer?: unknown[];
  /** Whatever the page's own script wants to tell. */
  readonly told?: any;
}

const server = fetch('/gate/server.json').then((answer) => answer.json() as Promise<{ tracker: string }>);
let count = 0;
const frames: HTMLIFrameElement[] = [];

export class GatePage {
  readonly #run: string;
  readonly #tracker: string;
  #frame: HTMLIFrameElement | undefined;

  private constructor(tracker: string) {
    this.#tracker = tracker;
    this.#run = `r${Date.now().toString(36)}x${count++}`;
  }

  /** A page to be; its tracker addresses are known before it is opened. */
  static async make(): Promise<GatePage> {
    return new GatePage((await server).tracker);
  }

  /** A page with nothing to ask the tracker for before it is open. */
  static async open(options: PageOptions): Promise<GatePage> {
    return (await GatePage.make()).open(options);
  }

  /** Address at the tracker: `ads/a.js` belongs to the vendor `ads`. */
  t(name: string, query: Record<string, string | number> = {}): string {
    const rest = Object.entries({ run: this.#run, ...query }).map(
      ([key, value]) => `${key}=${encodeURIComponent(value)}`,
    );
    return `${this.#tracker}/t/${name}?${rest.join('&')}`;
  }

  /** Address at the tracker's host that no catalogue knows. */
  unlisted(name: string): string {
    return this.t(name).replace('/t/', '/other/');
  }

  /** Address for a library that makes its own addresses below it: `t/posthog` belongs to the vendor `posthog`, `other/posthog` to nobody. */
  below(place: string): string {
    return `${this.#tracker}/${place}/~${this.#run}`;
  }

  async open(options: PageOptions): Promise<this> {
    const {
      gate = 'inline',
      before = '',
      head = '',
      body = '',
      lang = 'ru',
      frame: attributes = {},
      wait = true,
      ...rest
    } = options;
    const html = `<!doctype html><html lang="${lang}"><head>${before}<!--kelisim--><meta charset="utf-8"><title>Page</title>${head}</head><body>${body}</body></html>`;
    const id = `${this.#run}p${count++}`;
    await fetch(`${this.#tracker}/pages`, { method: 'POST', body: JSON.stringify({ ...rest, id, gate, html }) });
    const frame = document.createElement('iframe');
    // One above the other: what lies outside of the window is not painted, and paints are waited for.
    frame.style.cssText = 'position:absolute;left:0;top:0;width:600px;height:500px;border:0';
    for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
    frame.src = `/gate/page/${id}.html`;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    document.body.append(frame);
    frames.push(frame);
    this.#frame = frame;
    if (wait) await loaded;
    return this;
  }

  get frame(): HTMLIFrameElement {
    return this.#frame!;
  }

  get window(): PageWindow & typeof globalThis {
    return this.frame.contentWindow as unknown as PageWindow & typeof globalThis;
  }

  get document(): Document {
    return this.frame.contentDocument!;
  }

  get kelisim(): KelisimApi {
    return this.window.kelisim;
  }

  /** Tracker scripts that ran, in order. */
  get ran(): string[] {
    return [...(this.window.ran ?? [])];
  }

  /** Runs code as the page's own. */
  run(code: string): void {
    const script = this.document.createElement('script');
    script.textContent = code;
    this.document.head.append(script);
  }

  /** Runs code as the page's own and hands back what it put into `told`. */
  ask<T = any>(code: string): T {
    this.run(`window.told = undefined; ${code}`);
    return this.window.told as T;
  }

  /** What reached the tracker from this page, once each. */
  async requests(): Promise<string[]> {
    const answer = await fetch(`${this.#tracker}/log?run=${this.#run}`);
    return [...new Set((await answer.json()) as string[])];
  }

  async allRequests(): Promise<string[]> {
    return (await (await fetch(`${this.#tracker}/log?run=${this.#run}`)).json()) as string[];
  }

  /** Queries and bodies of what reached the tracker from this page. */
  async bodies(): Promise<string[]> {
    return (await (await fetch(`${this.#tracker}/bodies?run=${this.#run}`)).json()) as string[];
  }

  ledger(name: string): LedgerEntry[] {
    return this.kelisim.ledger().filter((entry) => entry.url.endsWith(name));
  }

  verdicts(name: string): string[] {
    return this.ledger(name).map((entry) => entry.verdict);
  }

  acceptAll(): void {
    assert.isTrue(this.kelisim.decide('accept-all'));
  }

  get banner(): ShadowRoot | null {
    return this.document.querySelector('kelisim-banner')?.shadowRoot ?? null;
  }

  button(action: string): HTMLButtonElement {
    const found = this.banner?.querySelector<HTMLButtonElement>(`[data-kelisim-action="${action}"]`);
    assert.isOk(found, `button ${action}`);
    return found!;
  }
}

export async function until(condition: () => boolean | Promise<boolean>, what = String(condition)): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) assert.fail(`waited in vain for ${what}`);
    await pause(15);
  }
}

/** Waits as long as a request would need to arrive. */
export async function quiet(): Promise<void> {
  await pause(QUIET_MS);
}

export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Ends every page and forgets every choice. */
export function firstVisit(): void {
  // Cookies of a deeper path are seen from there only.
  const names = new Set(
    frames
      .flatMap(cookiesOf)
      .concat(document.cookie.split('; '))
      .map((pair) => pair.split('=')[0]),
  );
  for (const frame of frames.splice(0)) frame.remove();
  localStorage.clear();
  sessionStorage.clear();
  for (const name of names)
    for (const path of ['/', '/gate', '/gate/page']) document.cookie = `${name}=;path=${path};max-age=0`;
}

function cookiesOf(frame: HTMLIFrameElement): string[] {
  try {
    return frame.contentDocument?.cookie.split('; ') ?? [];
  } catch {
    // A sandboxed page has none.
    return [];
  }
}

// For every file that imports this one.
beforeEach(function () {
  (this as unknown as { currentTest: { timeout(ms: number): void } }).currentTest.timeout(TEST_TIMEOUT_MS);
});
afterEach(firstVisit);
