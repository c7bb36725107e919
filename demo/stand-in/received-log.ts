/**
 * Owns the list of what the stand-in received: the one witness that the demo page and the tests believe.
 * Query strings are kept here because nothing real arrives on loopback; Kelisim's own ledger never keeps them.
 */
import type { StandInRequest } from './answer.ts';
import { guessKind } from './guess-kind.ts';
import { routeOf } from './respond.ts';

export interface Received {
  /** Counts up, also across `clear`. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  /** script, image, frame, beacon, socket …, from the headers the browser sent. */
  readonly kind: string;
  /** Vendor id, '' when nobody plays the address. */
  readonly vendor: string;
  /** Names of the cookies that came with it. */
  readonly cookies: readonly string[];
  /** Where it came from, as the server knows it; '' when it does not. */
  readonly site: string;
  readonly referer: string;
  /** Of a POST, at most 64 kB; undefined when the server logs before it reads, and the body is still under way. */
  body?: string;
}

/** Enough for hours of clicking; the oldest go first. */
const MAX_ENTRIES = 5000;

export class ReceivedLog {
  #entries: Received[] = [];
  #count = 0;
  readonly #listeners = new Set<(entry: Received | null) => void>();

  get entries(): readonly Received[] {
    return this.#entries;
  }

  add(request: StandInRequest, site = ''): Received {
    const cookies = (request.headers['cookie'] ?? '')
      .split('; ')
      .filter(Boolean)
      .map((pair) => pair.split('=')[0]!);
    const entry: Received = {
      number: ++this.#count,
      time: Date.now(),
      method: request.method,
      host: request.host,
      path: request.path,
      query: request.query,
      kind: guessKind(request),
      vendor: routeOf(request.host, request.path, request.query)?.vendor ?? '',
      cookies,
      site,
      referer: request.headers['referer'] ?? '',
    };
    this.#entries.push(entry);
    if (this.#entries.length > MAX_ENTRIES) this.#entries.shift();
    for (const listener of this.#listeners) listener(entry);
    return entry;
  }

  clear(): void {
    this.#entries = [];
    for (const listener of this.#listeners) listener(null);
  }

  /** Calls back with each new entry, and with null when the log was cleared. Returns a function that stops. */
  subscribe(listener: (entry: Received | null) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
