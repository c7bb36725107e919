/**
 * Owns the way from a request back to what began it: places in scripts across asynchronous calls, the requests that brought those scripts,
 * the element in the page.
 * Leaves to others: what the network layer said (request-log.ts), looking into HTML (find-element.ts).
 */
import type { Protocol } from 'playwright-core/types/protocol';
import type { Initiator, Place } from '../observation.ts';
import { PageElements } from './find-element.ts';
import { PAGE_WATCH_FILE } from './page-watch.ts';
import type { LoggedRequest } from './request-log.ts';

const CHAIN_MAX = 64;
const THROUGH_MAX = 20;

export class Initiators {
  readonly #documents: Readonly<Record<string, string>>;
  readonly #elements = new Map<string, PageElements>();
  readonly #byUrl = new Map<string, LoggedRequest[]>();

  constructor(documents: Readonly<Record<string, string>>, entries: readonly LoggedRequest[]) {
    this.#documents = documents;
    for (const entry of entries) {
      const same = this.#byUrl.get(entry.url);
      if (same) same.push(entry);
      else this.#byUrl.set(entry.url, [entry]);
    }
  }

  of(entry: LoggedRequest): Initiator {
    const first = firstStep(entry);
    const chain = chainOf(first.initiator);
    const element = this.#elementOf(first, chain);
    return {
      kind: kindOf(entry, first),
      chain,
      ...(element && { element }),
      through: this.#throughOf(first, chain),
    };
  }

  #elementOf(entry: LoggedRequest, chain: readonly Place[]): Initiator['element'] {
    const outermost = chain.at(-1);
    if (entry.initiator?.type === 'script' && outermost) {
      return this.#pageOf(outermost.url)?.scriptAt(outermost.line, outermost.column);
    }
    // The visitor, or the audit, went there.
    if (entry.isMainDocument) return undefined;
    const page = this.#pageOf(outermost?.url ?? entry.from);
    return page?.find(entry.url, outermost?.line);
  }

  #throughOf(entry: LoggedRequest, chain: readonly Place[]): string[] {
    const through: string[] = [];
    let now: { readonly entry: LoggedRequest; readonly chain: readonly Place[] } | undefined = { entry, chain };
    while (now && through.length < THROUGH_MAX) {
      const before: LoggedRequest = now.entry;
      const from = now.chain.map(({ url }) => url).filter((url) => !this.#isPage(url) || this.#isFrame(url));
      if (before.realm === 'frame' && from.length === 0 && before.from !== before.url) from.push(before.from);
      if (before.realm === 'worker' || before.realm === 'service-worker') from.push(before.from);
      const next: string[] = [...new Set(from)].filter((url) => !through.includes(url) && url !== entry.url);
      through.push(...next);
      const bringer = next
        .toReversed()
        .map((url) => this.#byUrl.get(url)?.findLast(({ at }) => at <= before.at))
        .find(Boolean);
      const origin = bringer && firstStep(bringer);
      now = origin && { entry: origin, chain: chainOf(origin.initiator) };
    }
    return through.slice(0, THROUGH_MAX);
  }

  #pageOf(url: string): PageElements | undefined {
    const html = this.#documents[url];
    if (html === undefined) return undefined;
    let page = this.#elements.get(url);
    if (!page) this.#elements.set(url, (page = new PageElements(html, url)));
    return page;
  }

  #isPage(url: string): boolean {
    return Object.hasOwn(this.#documents, url);
  }

  #isFrame(url: string): boolean {
    return this.#byUrl.get(url)?.every(({ isMainDocument }) => !isMainDocument) ?? false;
  }
}

function firstStep(entry: LoggedRequest): LoggedRequest {
  let first = entry;
  while (first.before) first = first.before;
  return first;
}

function kindOf(entry: LoggedRequest, first: LoggedRequest): string {
  if (entry !== first) return 'redirect';
  const { type = 'other' } = first.initiator ?? {};
  return first.realm === 'worker' || first.realm === 'service-worker' ? 'worker' : type;
}

/** As people count: from 1. */
export function chainOf(initiator: Protocol.Network.Initiator | undefined): Place[] {
  if (!initiator) return [];
  const chain: Place[] = [];
  for (let trace = initiator.stack; trace && chain.length < CHAIN_MAX; trace = trace.parent) {
    for (const { url, lineNumber, columnNumber, functionName } of trace.callFrames) {
      if (url === '' || url.endsWith(PAGE_WATCH_FILE)) continue;
      chain.push({ url, line: lineNumber + 1, column: columnNumber + 1, inFunction: functionName });
    }
  }
  const { url, lineNumber = 0, columnNumber = 0 } = initiator;
  if (chain.length === 0 && url) chain.push({ url, line: lineNumber + 1, column: columnNumber + 1, inFunction: '' });
  return chain.slice(0, CHAIN_MAX);
}
