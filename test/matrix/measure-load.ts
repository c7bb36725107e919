/**
 * Owns one load of one page: what reached the tracker before any choice, which scripts ran, and what came back after the visitor accepted.
 * Leaves to others: which loads there are (run-plan.ts), what they add up to (cell.ts).
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Driver } from './engines/driver.ts';
import type { Kind } from './kinds/kind.ts';
import { pagePieces } from './matrix-page.ts';
import type { MatrixServer, PageMaker } from './matrix-server.ts';
import { ALL_LETTERS, type Level, type MatrixSite } from './matrix-site.ts';
import { PAGE_HOST, TRACKER_HOSTS, type TrackerCategory, trackerUrl } from './tracker-url.ts';

/** After the page has loaded: at least this long, and until nothing arrived for a while. The docs state it beside the slowest control. */
export const SETTLE_MS = 400;
export const QUIET_MS = 200;
const SETTLE_MOST_MS = 3000;
const RELEASE_MOST_MS = 2500;
const POLL_MS = 20;
/** Vendors that nobody granted are all alike for the head; this one stands for them. */
const CATEGORY: TrackerCategory = 'advertising';
const CATEGORIES = Object.keys(TRACKER_HOSTS) as TrackerCategory[];

export interface Condition {
  /** Each tag in its own chunk, 15 ms apart; else the HTML comes in one. */
  readonly isSlow: boolean;
  /** A blocking script of the site's own, 120 ms late, before the trackers. */
  readonly isFirstSlow: boolean;
}

export interface KindOutcome {
  /** Reached the tracker before any choice. */
  readonly arrived: boolean;
  /** Its code ran before any choice. */
  readonly ran: boolean;
  /** Arrived whole after the visitor accepted; null where nothing was held, and in controls. */
  readonly released: boolean | null;
}

export interface LoadOutcome {
  readonly kinds: ReadonlyMap<string, KindOutcome>;
  /** When the last one arrived, counted from the end of loading. */
  readonly lastArrivalMs: number;
  /** What went wrong inside of the page's own snippets. */
  readonly thrown: readonly string[];
}

/** Shared with the server, which asks for a page by its load. */
export type PageMakers = Map<string, PageMaker>;

export class Workbench {
  readonly driver: Driver;
  readonly #server: MatrixServer;
  readonly #site: MatrixSite;
  readonly #pages: PageMakers;
  #count = 0;
  #connections = 0;
  #current: { load: string; kind: string } | null = null;

  constructor(driver: Driver, server: MatrixServer, site: MatrixSite, pages: PageMakers) {
    this.driver = driver;
    this.#server = server;
    this.#site = site;
    this.#pages = pages;
  }

  async prepare(): Promise<void> {
    this.#connections = await this.#server.openConnectionPort(CATEGORY, () => this.#current);
  }

  /** The page without Kelisim. */
  async control(kinds: readonly Kind[], condition: Condition): Promise<LoadOutcome> {
    await this.#visitor('');
    const load = await this.#open(kinds, null, condition);
    const outcome = await this.#held(load, kinds);
    this.#forget(load);
    return outcome;
  }

  /**
   * A first visit, then the visitor accepts.
   *
   * @param leaking ids of those that leak without Kelisim: only they can come back.
   */
  async firstVisit(
    kinds: readonly Kind[],
    level: Level,
    condition: Condition,
    leaking: ReadonlySet<string>,
  ): Promise<LoadOutcome> {
    await this.#visitor('');
    const load = await this.#open(kinds, level, condition);
    const held = await this.#held(load, kinds);
    const waiting = kinds.filter(({ id }) => leaking.has(id) && held.kinds.get(id)?.arrived === false);
    // A choice left from an earlier load would make a perfect-looking release out of a page that was open from the start.
    const decided = await this.driver.evaluate<boolean>('kelisim.inner.choice()===null&&kelisim.decide("accept-all")');
    if (!decided) throw new Error(`${this.driver.engine}, ${level}: the choice was not taken`);
    const released =
      level === 'fence' || level === 'header'
        ? await this.#reloaded(waiting, level, condition)
        : await this.#released(load, waiting);
    this.#forget(load);
    const outcomes = [...held.kinds].map(
      ([id, outcome]) =>
        [id, { ...outcome, released: waiting.some((kind) => kind.id === id) ? released.has(id) : null }] as const,
    );
    return { ...held, kinds: new Map(outcomes) };
  }

  async #visitor(choice: string): Promise<void> {
    await this.driver.open(`http://${PAGE_HOST}:${this.#server.port}/own/visitor.html?${choice}`);
  }

  /**
   * A visitor who chose earlier: every kind for every category.
   *
   * @param letters granted categories as in the choice cookie.
   * @param expected those that should arrive, as `kind@category`; the load ends when they have.
   * @returns those that arrived.
   */
  async returning(
    kinds: readonly Kind[],
    level: Level | null,
    letters: string,
    condition: Condition,
    expected: ReadonlySet<string>,
  ): Promise<Set<string>> {
    await this.#visitor(level === null ? '' : this.#site.choiceCookie(letters));
    const load = await this.#open(kinds, level, condition, CATEGORIES);
    const start = performance.now();
    const arrived = () => new Set(this.#server.arrivals(load).map(({ kind, category }) => `${kind}@${category}`));
    await this.#quiet(load);
    while (performance.now() - start < RELEASE_MOST_MS && [...expected].some((pair) => !arrived().has(pair)))
      await wait(POLL_MS);
    const all = arrived();
    this.#forget(load);
    return all;
  }

  async #open(
    kinds: readonly Kind[],
    level: Level | null,
    { isSlow, isFirstSlow }: Condition,
    categories: readonly TrackerCategory[] = [CATEGORY],
  ): Promise<string> {
    const load = `${this.driver.engine}${++this.#count}`;
    const connected = kinds.find((kind) => kind.isConnection === true);
    this.#current = connected === undefined ? null : { load, kind: connected.id };
    this.#pages.set(load, (_, { headers, url }) => ({
      isSlow,
      headers: level === null ? {} : this.#site.headers(level, headers.cookie, url ?? ''),
      pieces: pagePieces({
        block: level === null ? '' : this.#site.block(level),
        isFirstSlow,
        isControl: level === null,
        load,
        tags: kinds.flatMap((kind) => categories.map((category) => ({ kind, url: this.#urlOf(kind, load, category) }))),
      }),
    }));
    await this.driver.open(`http://${PAGE_HOST}:${this.#server.port}/page/${load}`);
    return load;
  }

  #urlOf(kind: Kind, load: string, category: TrackerCategory): string {
    if (kind.isConnection === true) return `http://${TRACKER_HOSTS[CATEGORY]}:${this.#connections}/`;
    return trackerUrl(kind, load, this.#server.port, category);
  }

  async #held(load: string, kinds: readonly Kind[]): Promise<LoadOutcome> {
    const lastArrivalMs = await this.#quiet(load);
    const arrivals = this.#server.arrivals(load);
    const page = await this.driver.evaluate<{ ran: string[]; thrown: string[] }>('{ran:window.ran,thrown:window.kept}');
    const outcomes = kinds.map(
      ({ id }) =>
        [
          id,
          { arrived: arrivals.some(({ kind }) => kind === id), ran: page.ran.includes(id), released: null },
        ] as const,
    );
    return { kinds: new Map(outcomes), lastArrivalMs, thrown: page.thrown };
  }

  /** @returns when the last one arrived, counted from now. */
  async #quiet(load: string): Promise<number> {
    const start = performance.now();
    const last = () => this.#server.arrivals(load).reduce((latest, { atMs }) => Math.max(latest, atMs), start);
    while (performance.now() - start < SETTLE_MOST_MS) {
      await wait(POLL_MS);
      if (performance.now() - start >= SETTLE_MS && performance.now() - last() >= QUIET_MS) break;
    }
    return last() - start;
  }

  /** Levels tag and inline: in the same page. What is a call is made again. */
  async #released(load: string, waiting: readonly Kind[]): Promise<Set<string>> {
    const itself = await this.#until(
      load,
      waiting.filter(({ release }) => release === 'same'),
      false,
    );
    const calls = waiting.filter(({ id, release }) => release !== 'same' && !this.#isWhole(load, id, false));
    const names = JSON.stringify(calls.map(({ id }) => id));
    await this.driver.evaluate(
      `${names}.map(function(id){try{calls[id](1)}catch(error){kept.push(id+": "+error)}return id})`,
    );
    const again = await this.#until(load, calls, true);
    const late = waiting.filter((kind) => this.#isWhole(load, kind.id, false, kind.parts));
    return new Set([...itself, ...again, ...late.map(({ id }) => id)]);
  }

  /** Levels fence and header: a policy cannot be loosened in place, so the page comes again with the choice in its cookie. */
  async #reloaded(waiting: readonly Kind[], level: Level, condition: Condition): Promise<Set<string>> {
    await this.#visitor(this.#site.choiceCookie(ALL_LETTERS));
    const load = await this.#open(waiting, level, condition);
    const arrived = await this.#until(load, waiting, false);
    this.#forget(load);
    return arrived;
  }

  #forget(load: string): void {
    this.#server.forget(load);
    this.#pages.delete(load);
  }

  async #until(load: string, kinds: readonly Kind[], again: boolean): Promise<Set<string>> {
    const deadline = performance.now() + RELEASE_MOST_MS;
    const whole = () => kinds.filter(({ id, parts }) => this.#isWhole(load, id, again, parts));
    while (whole().length < kinds.length && performance.now() < deadline) await wait(POLL_MS);
    return new Set(whole().map(({ id }) => id));
  }

  #isWhole(load: string, id: string, again: boolean, parts = 1): boolean {
    const found = this.#server.arrivals(load).filter((arrival) => arrival.kind === id && arrival.again === again);
    return new Set(found.map(({ part }) => part)).size >= parts;
  }
}
