/**
 * Owns the watching as a whole: starts and stops all of it, keeps the newest entries that concern anybody but the site itself.
 * Leaves to others: what each watcher sees (watch-*.ts), whose an address is (whose-address.ts).
 */
import { watchCookies } from './watch-cookies.ts';
import { watchRefusals, watchResources } from './watch-resources.ts';
import type { WireEntry } from './wire-entry.ts';

export const WIRE_MAX_ENTRIES = 1000;

export class WireLog {
  readonly #entries: WireEntry[] = [];
  readonly #concerns: (entry: WireEntry) => boolean;
  readonly #changed: () => void;
  #stops: (() => void)[] = [];

  /** @param concerns whether an entry is to be kept. @param changed told of each one that is. */
  constructor(concerns: (entry: WireEntry) => boolean, changed: () => void) {
    this.#concerns = concerns;
    this.#changed = changed;
  }

  get entries(): readonly WireEntry[] {
    return this.#entries;
  }

  /** A watcher that the browser lacks is left out. */
  start(): void {
    this.stop();
    this.#entries.length = 0;
    for (const watch of [watchResources, watchRefusals, watchCookies]) this.add(watch);
  }

  /** Watches with one more, until it is stopped. */
  add(watch: (tell: (entry: WireEntry) => void) => () => void): void {
    try {
      this.#stops.push(watch((entry) => this.#tell(entry)));
    } catch (error) {
      console.warn('kelisim: the panel:', error);
    }
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  /** Called from inside the page's own calls: whatever happens here stays here. */
  #tell(entry: WireEntry): void {
    try {
      if (!this.#concerns(entry)) return;
      if (this.#entries.push(entry) > WIRE_MAX_ENTRIES) this.#entries.shift();
      this.#changed();
    } catch {
      // An entry less; the limits in the panel say that not everything is seen.
    }
  }
}
