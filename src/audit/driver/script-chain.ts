/**
 * Owns the places in scripts that a request or a write goes back to: stack and asynchronous parents flattened, inserted inline scripts put
 * back to where they stand in the page, our own watch and Kelisim's gate left out (it wraps every call; who called it is what counts).
 * Leaves to others: whom a place belongs to in the page (initiators.ts).
 */
import type { Protocol } from 'playwright-core/types/protocol';
import { PENDING_PREFIX } from '../../core/storage-keys.ts';
import type { Place } from '../observation.ts';
import { PageElements } from './find-element.ts';
import { PAGE_WATCH_FILE } from './page-watch.ts';
import { type ParsedScript, scriptKey } from './visit-watch.ts';

const CHAIN_MAX = 64;

/** What is known of the pages and scripts of one visit. */
export class ScriptChains {
  readonly #documents: Readonly<Record<string, string>>;
  readonly #scripts: ReadonlyMap<string, ParsedScript>;
  readonly #ownFiles: readonly string[];
  readonly #pages = new Map<string, PageElements>();

  /** @param ownFiles addresses of Kelisim's files; a trailing `*` for a folder. */
  constructor(
    documents: Readonly<Record<string, string>>,
    scripts: ReadonlyMap<string, ParsedScript>,
    ownFiles: readonly string[],
  ) {
    this.#documents = documents;
    this.#scripts = scripts;
    this.#ownFiles = ownFiles;
  }

  /** The elements of a document that was loaded in the visit. */
  page(url: string): PageElements | undefined {
    const html = this.#documents[url];
    if (html === undefined) return undefined;
    let page = this.#pages.get(url);
    if (!page) this.#pages.set(url, (page = new PageElements(html, url)));
    return page;
  }

  pages(): PageElements[] {
    return Object.keys(this.#documents).map((url) => this.page(url)!);
  }

  /** Lines and columns from 1, as people count. */
  of(initiator: Protocol.Network.Initiator | undefined, session: string): Place[] {
    if (!initiator) return [];
    const chain: Place[] = [];
    for (let trace = initiator.stack; trace && chain.length < CHAIN_MAX; trace = trace.parent)
      chain.push(...trace.callFrames.flatMap((frame) => this.#placeOf(frame, session) ?? []));
    const { url, lineNumber, columnNumber = 0 } = initiator;
    // Of a style sheet Chromium tells the address alone; of a page that would say nothing.
    if (chain.length === 0 && url && (lineNumber !== undefined || !this.page(url)))
      chain.push({ url, line: (lineNumber ?? 0) + 1, column: columnNumber + 1, inFunction: '' });
    return this.withoutOurs(chain).slice(0, CHAIN_MAX);
  }

  /** Where nothing else is, it was Kelisim who let it go: its outermost place stands for all of them. */
  withoutOurs(chain: readonly Place[]): Place[] {
    const others = chain.filter((place) => !this.isOurs(place));
    return others.length > 0 ? others : chain.slice(-1);
  }

  isOurs({ url, line, column }: Place): boolean {
    const isFile = this.#ownFiles.some((own) => (own.endsWith('*') ? url.startsWith(own.slice(0, -1)) : url === own));
    return isFile || this.page(url)?.hasAt(line, column, PENDING_PREFIX) === true;
  }

  #placeOf(frame: Protocol.Runtime.CallFrame, session: string): Place | undefined {
    const { url, scriptId, lineNumber, columnNumber, functionName: inFunction } = frame;
    const [line, column] = [lineNumber + 1, columnNumber + 1];
    if (url.endsWith(PAGE_WATCH_FILE)) return undefined;
    if (url !== '') return { url, line, column, inFunction };
    const { hash } = this.#scripts.get(scriptKey(session, scriptId)) ?? { hash: '' };
    const place = this.pages()
      .map((page) => page.placeInScript(hash, line, column))
      .find(Boolean);
    return place && { ...place, inFunction };
  }
}
