/**
 * Owns the watching as a whole: starts and stops all of it, keeps the newest entries that concern anybody but the site itself. Whose they are is
 * looked up when somebody reads: a page with thousands of requests pays for keeping them, no more.
 * Leaves to others: what each watcher sees (watch-*.ts), whose an address is (judge/attribute.ts).
 */
import { watchCookies } from './watch-cookies.ts';
import { watchFailures, watchRefusals, watchResources } from './watch-resources.ts';
import type { WireEntry } from './wire-entry.ts';

const MAX_ENTRIES = 1000;
const MAX_UNREAD = 5000;

export class WireLog {
  #unread: WireEntry[] = [];
  #entries: WireEntry[] = [];
  readonly #concerns: (entry: WireEntry) => boolean;
  readonly #changed: () => void;
  #stops: (() => void)[] = [];

  /** @param concerns whether an entry is to be kept. @param changed told of each new one. */
  constructor(concerns: (entry: WireEntry) => boolean, changed: () => void) {
    this.#concerns = concerns;
    this.#changed = changed;
  }

  get entries(): readonly WireEntry[] {
    const found = this.#unread.flatMap((entry): WireEntry[] => {
      // A call's address is as the page wrote it.
      const url = entry.kind === 'cookie' ? entry.url : URL.parse(entry.url, document.baseURI)?.href;
      const whole = { ...entry, url: url ?? '' };
      return this.#concerns(whole) ? [whole] : [];
    });
    this.#unread = [];
    this.#entries = [...this.#entries, ...found].slice(-MAX_ENTRIES);
    return this.#entries;
  }

  /** A watcher that the browser lacks is left out. */
  start(): void {
    for (const watch of [watchResources, watchFailures, watchRefusals, watchCookies]) this.add(watch);
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
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** Called from inside the page's own calls. */
  #tell(entry: WireEntry): void {
    if (this.#unread.push(entry) > MAX_UNREAD) this.#unread.shift();
    this.#changed();
  }
}
