/**
 * Owns what the panel learns while it is open: the wire, the choices, what Google was told, what waits for the collector. Starts and stops all of it.
 * Leaves to others: what follows from it (service-rows.ts), drawing (the element).
 */
import type { KelisimApi } from '../../core/api.ts';
import type { SiteConfig } from '../../core/config.ts';
import { type Attribution, createAttribution } from '../judge/attribute.ts';
import type { SiteFacts } from '../site-facts.ts';
import type { NoticeCheck } from './check-notice.ts';
import { type ChoiceMoment, choiceMoments } from './choice-moments.ts';
import { dataLayerItems } from './data-layer.ts';
import type { OutboxState } from './outbox-state.ts';
import { domainOf, pageFacts } from './page-facts.ts';
import { WireLog } from './wire/wire-log.ts';

/** Tags of a page have come by then, or they will not by themselves. */
const SETTLE_MS = 5000;
/** The browser keeps so many resources by default (Resource Timing §4.3). */
const RESOURCES_MAX = 250;

export class PageWatch {
  readonly facts: SiteFacts;
  readonly owners: Attribution;
  readonly wire: WireLog;
  readonly moments: ChoiceMoment[];
  /** The browser's list of resources had room when the panel was opened. */
  readonly isComplete = performance.getEntriesByType('resource').length < RESOURCES_MAX;
  outbox: OutboxState | undefined;
  notice: NoticeCheck | undefined;
  readonly #api: KelisimApi;
  /** Something new is to be drawn. */
  readonly changed: () => void;
  readonly #stops: (() => void)[] = [];
  /** When each item of `dataLayer` was first seen; what stood there before is as old as the page, for all we know. */
  readonly #pushed = new WeakMap<object, number>();
  #settledMs = 0;

  constructor(api: KelisimApi, config: Partial<SiteConfig>, changed: () => void) {
    this.#api = api;
    this.changed = changed;
    this.facts = pageFacts(api.inner, config);
    this.owners = createAttribution(this.facts, [location.href], domainOf);
    this.moments = choiceMoments(api.inner);
    for (const item of dataLayerItems()) this.#pushed.set(item, performance.timeOrigin);
    this.wire = new WireLog(({ kind, what, url }) => {
      if (kind === 'cookie') return true;
      const { is } = this.owners.ofAddress(url);
      return is === 'vendor' || is === 'unlisted' || (is === 'ours' && what === 'refused');
    }, changed);
  }

  start(): void {
    this.wire.start();
    this.#stops.push(
      () => this.wire.stop(),
      this.#api.on('choice', () => this.#chosen()),
    );
    this.#settle();
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** Takes in what a later part watches. @param begin gets this, gives back what ends it. */
  add(begin: (watch: this) => () => void): void {
    this.#stops.push(begin(this));
  }

  get isSettled(): boolean {
    return document.readyState === 'complete' && performance.now() >= this.#settledMs;
  }

  /** When an item of `dataLayer` was first seen; what is new is seen now. */
  readonly pushedMs = (item: object): number => {
    const known = this.#pushed.get(item) ?? Date.now();
    this.#pushed.set(item, known);
    return known;
  };

  /** Whoever begins to listen is told what holds already. */
  #chosen(): void {
    const choice = this.#api.inner.choice();
    if (JSON.stringify(choice) !== JSON.stringify(this.moments.at(-1)?.choice)) {
      this.moments.push({ timeMs: Date.now(), choice });
      this.#settle();
    }
    this.changed();
  }

  #settle(): void {
    this.#settledMs = performance.now() + SETTLE_MS;
    const timer = setTimeout(this.changed, SETTLE_MS + 1);
    this.#stops.push(() => clearTimeout(timer));
  }
}
