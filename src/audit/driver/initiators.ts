/**
 * Owns the way from a request back to what began it: places in scripts across asynchronous calls, the requests that brought those scripts,
 * the element in the page.
 * Leaves to others: what the network layer said (request-log.ts), places in scripts (script-chain.ts), looking into HTML (find-element.ts).
 */
import type { Initiator, Place } from '../observation.ts';
import type { LoggedRequest } from './request-log.ts';
import type { ScriptChains } from './script-chain.ts';

const THROUGH_MAX = 20;
/** Only a script asks so. */
const CALLS: ReadonlySet<string> = new Set(['eventsource', 'websocket', 'webtransport', 'xhr']);

export class Initiators {
  readonly #chains: ScriptChains;
  readonly #byUrl = new Map<string, LoggedRequest[]>();

  constructor(chains: ScriptChains, entries: readonly LoggedRequest[]) {
    this.#chains = chains;
    for (const entry of entries) {
      const same = this.#byUrl.get(entry.url);
      if (same) same.push(entry);
      else this.#byUrl.set(entry.url, [entry]);
    }
  }

  of(entry: LoggedRequest): Initiator {
    const first = firstStep(entry);
    // While a page is being parsed Chromium names the parser for calls, too.
    const isCall = first.initiator?.type === 'parser' && CALLS.has(first.kind);
    const chain = isCall ? [] : this.#chains.of(first.initiator, first.session);
    const element = this.#elementOf(first, chain);
    return {
      kind: kindOf(entry, first, isCall),
      chain,
      ...(element && { element }),
      through: this.#throughOf(first, chain),
    };
  }

  #elementOf(entry: LoggedRequest, chain: readonly Place[]): Initiator['element'] {
    // The visitor, or the audit, went there.
    if (entry.isMainDocument) return undefined;
    const outermost = chain.at(-1);
    if (entry.initiator?.type !== 'script' || !outermost) {
      // The page that wrote the frame has the element in an attribute.
      if (entry.from === 'about:srcdoc')
        return this.#chains
          .pages()
          .map((page) => page.find(entry.url))
          .find(Boolean);
      return this.#chains.page(outermost?.url ?? entry.from)?.find(entry.url, outermost?.line);
    }
    // Let go by Kelisim: what asked stands in the page.
    if (this.#chains.isOurs(outermost)) return this.#chains.page(entry.from)?.find(entry.url);
    return this.#chains.page(outermost.url)?.scriptAt(outermost.line, outermost.column);
  }

  #throughOf(entry: LoggedRequest, chain: readonly Place[]): string[] {
    const through: string[] = [];
    let now: { readonly entry: LoggedRequest; readonly chain: readonly Place[] } | undefined = { entry, chain };
    while (now && through.length < THROUGH_MAX) {
      const before: LoggedRequest = now.entry;
      const next: string[] = this.#bringersOf(before, now.chain).filter(
        (url) => !through.includes(url) && url !== entry.url,
      );
      through.push(...next);
      const bringer: LoggedRequest | undefined = next
        .toReversed()
        .map((url) => this.#byUrl.get(url)?.findLast(({ at }) => at <= before.at))
        .find(Boolean);
      const origin: LoggedRequest | undefined = bringer && firstStep(bringer);
      now = origin && { entry: origin, chain: this.#chains.of(origin.initiator, origin.session) };
    }
    return through.slice(0, THROUGH_MAX);
  }

  /** Files whose code or markup asked, the nearest first; the page itself is none. */
  #bringersOf(entry: LoggedRequest, chain: readonly Place[]): string[] {
    const files = chain
      .filter((place) => !this.#isMainPage(place.url) && !this.#chains.isOurs(place))
      .map(({ url }) => url);
    const isInside = entry.realm !== 'page' && entry.from !== entry.url;
    const all = isInside && !this.#isMainPage(entry.from) ? [...files, entry.from] : files;
    return [...new Set(all.filter((url) => /^https?:/.test(url)))];
  }

  #isMainPage(url: string): boolean {
    const asked = this.#byUrl.get(url);
    return asked ? asked.some(({ isMainDocument }) => isMainDocument) : this.#chains.page(url) !== undefined;
  }
}

function firstStep(entry: LoggedRequest): LoggedRequest {
  let first = entry;
  while (first.before) first = first.before;
  return first;
}

function kindOf(entry: LoggedRequest, first: LoggedRequest, isCall: boolean): string {
  if (entry !== first) return 'redirect';
  const { type = 'other' } = first.initiator ?? {};
  if (first.realm === 'worker' || first.realm === 'service-worker') return 'worker';
  return isCall ? 'script' : type;
}
