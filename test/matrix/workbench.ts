/**
 * Owns one engine at work: its browser (started anew when it breaks off), opening pages of the matrix in it, and asking the server what arrived.
 * Leaves to others: what a load is made of (measure-load.ts), the browsers' protocols (engines).
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from '../../tools/find-browsers.ts';
import type { Condition } from './conditions.ts';
import type { Driver } from './engines/driver.ts';
import type { Kind } from './kinds/kind.ts';
import { pagePieces } from './matrix-page.ts';
import type { MatrixServer, PageMaker } from './matrix-server.ts';
import type { Level, MatrixSite } from './matrix-site.ts';
import { type Arrival, PAGE_HOST, TRACKER_HOSTS, type TrackerCategory, trackerUrl } from './tracker-url.ts';

/**
 * After the page has loaded: at least this long, longer where the control of the page needed more, and until nothing arrived for a while. The docs state
 * it beside the slowest control.
 */
export const SETTLE_MS = 400;
export const QUIET_MS = 200;
const SETTLE_MOST_MS = 3000;
/** A release that takes longer counts as none. */
const RELEASE_MOST_MS = 2500;
const POLL_MS = 20;
/** Vendors that nobody granted are all alike for the head; this one stands for them. */
const CATEGORY: TrackerCategory = 'advertising';

/** Shared with the server, which asks for a page by its load. */
export type PageMakers = Map<string, PageMaker>;

export class Workbench {
  readonly engine: Engine;
  readonly site: MatrixSite;
  /** As the browser tells it. */
  version = '';
  /** What Kelisim itself said on the console. */
  readonly complaints = new Set<string>();
  readonly #launch: () => Promise<Driver>;
  readonly #server: MatrixServer;
  readonly #pages: PageMakers;
  #driver!: Driver;
  #isClosed = false;
  #count = 0;
  #connections = 0;
  #current: { load: string; kind: string } | null = null;

  /** @param launch starts the engine's browser. */
  constructor(
    engine: Engine,
    launch: () => Promise<Driver>,
    server: MatrixServer,
    site: MatrixSite,
    pages: PageMakers,
  ) {
    this.engine = engine;
    this.#launch = launch;
    this.#server = server;
    this.site = site;
    this.#pages = pages;
  }

  async start(): Promise<void> {
    await this.#startDriver();
    this.#connections = await this.#server.openConnectionPort(CATEGORY, () => this.#current);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#driver.close();
  }

  /** A browser that broke off in the middle of an hour is started anew, once per load. */
  async twice<T>(load: () => Promise<T>): Promise<T> {
    try {
      return await load();
    } catch (error) {
      if (this.#isClosed) throw error;
      console.error(`${this.engine}: started anew after: ${String(error)}`);
      await this.#driver.close().catch(() => undefined);
      await this.#startDriver();
      return await load();
    } finally {
      for (const text of this.#driver.complaints) this.complaints.add(text);
    }
  }

  /** A visitor without memory, or with a choice cookie. */
  async visitor(choice: string): Promise<void> {
    await this.#driver.open(`http://${PAGE_HOST}:${this.#server.port}/own/visitor.html?${choice}`);
  }

  /**
   * Opens a page with these kinds.
   *
   * @param level null for the control.
   * @returns the load's name.
   */
  async open(
    kinds: readonly Kind[],
    level: Level | null,
    { isSlow, isFirstSlow }: Condition,
    categories: readonly TrackerCategory[] = [CATEGORY],
  ): Promise<string> {
    const load = `${this.engine}${++this.#count}`;
    const connected = kinds.find((kind) => kind.isConnection === true);
    this.#current = connected === undefined ? null : { load, kind: connected.id };
    this.#pages.set(load, (_, { headers, url }) => ({
      isSlow,
      headers: level === null ? {} : this.site.headers(level, headers.cookie, url ?? ''),
      pieces: pagePieces({
        block: level === null ? '' : this.site.block(level),
        isFirstSlow,
        isControl: level === null,
        load,
        tags: kinds.flatMap((kind) => categories.map((category) => ({ kind, url: this.#urlOf(kind, load, category) }))),
      }),
    }));
    await this.#driver.open(`http://${PAGE_HOST}:${this.#server.port}/page/${load}`);
    return load;
  }

  /** @param expression an expression of the page, whose value can be JSON. */
  evaluate<T>(expression: string): Promise<T> {
    return this.#driver.evaluate<T>(expression);
  }

  arrivals(load: string): Arrival[] {
    return this.#server.arrivals(load);
  }

  forget(load: string): void {
    this.#server.forget(load);
    this.#pages.delete(load);
  }

  /** Waits until the page has been silent. */
  async quiet(load: string, settleMs = SETTLE_MS): Promise<void> {
    const start = performance.now();
    const last = () => this.arrivals(load).reduce((latest, { atMs }) => Math.max(latest, atMs), start);
    while (performance.now() - start < Math.max(SETTLE_MOST_MS, settleMs)) {
      await wait(POLL_MS);
      if (performance.now() - start >= settleMs && performance.now() - last() >= QUIET_MS) break;
    }
  }

  /** Waits for what should come back, as long as a visitor would. */
  async until(condition: () => boolean): Promise<void> {
    const deadline = performance.now() + RELEASE_MOST_MS;
    while (!condition() && performance.now() < deadline) await wait(POLL_MS);
  }

  #urlOf(kind: Kind, load: string, category: TrackerCategory): string {
    if (kind.isConnection === true) return `http://${TRACKER_HOSTS[category]}:${this.#connections}/`;
    return trackerUrl(kind, load, this.#server.port, category);
  }

  async #startDriver(): Promise<void> {
    this.#driver = await this.#launch();
    this.version = this.#driver.version;
  }
}
