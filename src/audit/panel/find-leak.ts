/**
 * Owns the question what asked for something that should have waited: an element of the page above Kelisim's script, one below it without a
 * mark, code that goes on after a withdrawal. Reads the page as it is now; when it finds nothing it says so, and the audit command can tell.
 */
import type { Choice } from '../../core/choice.ts';
import { PENDING_PREFIX } from '../../core/storage-keys.ts';
import { HIDDEN } from '../../shims/url-attributes.ts';
import { catalogueCategory } from '../judge/expectation.ts';
import type { AuditCause } from '../verdict.ts';
import type { LedgerRow } from './ledger-rows.ts';
import { redactAddress } from './redact-address.ts';
import type { WireEntry } from './wire/wire-entry.ts';

export interface Leak {
  readonly cause: Extract<
    AuditCause,
    'above-gate' | 'unmarked' | 'keeps-running' | 'comes-back' | 'not-in-config' | 'own-category' | 'trouble'
  >;
  /** What stands in the page, and how it would be held, as text to find it by and to paste. Values of queries are cut. */
  readonly lines: readonly string[];
}

export interface LeakPlace {
  /** Its service is for the mark, its lines are for the config where the vendor is in none. */
  readonly row: Pick<LedgerRow, 'vendors' | 'service' | 'category' | 'lines'>;
  /** What the visitor had chosen by the time of the first one, and what before. */
  readonly choice: Choice | null;
  readonly isWithdrawn: boolean;
}

const ELEMENTS = 'script,img,iframe,link,source,video,audio,embed,object,input';
const URL_NAMES = ['src', 'href', 'data', 'poster'];

/** Kelisim's own script in the page: by its file's name, or by a text that stands in every inline one (as judge/visit.ts finds it in HTML). */
function gateScript(): HTMLScriptElement | undefined {
  return [...document.scripts].find(({ src, text }) =>
    src ? /\/kelisim[^/?#]*(?:[?#]|$)/.test(src) : text.includes(PENDING_PREFIX),
  );
}

function stands(above: Element, below: Element | undefined): boolean {
  return !!below && (above.compareDocumentPosition(below) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function addressOf(element: Element): [name: string, url: string] | undefined {
  for (const name of URL_NAMES) {
    // The gate, which came after the request, has put the address out of the browser's sight.
    const value = element.getAttribute(HIDDEN + name) ?? element.getAttribute(name);
    const url = value && URL.parse(value, document.baseURI);
    if (url) return [name, url.href];
  }
  return undefined;
}

/** The element with its address, and the same with its mark. */
function linesFor(element: Element, name: string, url: string, service: string): string[] {
  const tag = element.localName;
  const address = redactAddress(url);
  const mark = `data-kelisim="${service || '…'}"`;
  const marked = tag === 'script' ? `type="text/plain" ${mark} ${name}` : `${mark} data-${name}`;
  return [`<${tag} ${name}="${address}">`, `<${tag} ${marked}="${address}">`];
}

/** @param leaked oldest first. */
export function findLeak(leaked: readonly WireEntry[], { row, choice, isWithdrawn }: LeakPlace): Leak {
  const { vendors, service, category, lines } = row;
  // Nothing else that is necessary leaks.
  if (category === 'necessary') {
    const should = (vendor: string) => `{ "vendor": "${vendor}", "category": "${catalogueCategory(vendor)}" }`;
    return { cause: 'own-category', lines: vendors.map(should) };
  }
  if (leaked.every(({ kind }) => kind === 'cookie'))
    return { cause: 'comes-back', lines: leaked.map(({ url }) => url) };
  const gate = gateScript();
  const urls = leaked.map(({ url }) => url);
  for (const element of document.querySelectorAll(ELEMENTS)) {
    const [name, url] = addressOf(element) ?? ['', ''];
    if (element.closest('[data-kelisim]') || !urls.includes(url)) continue;
    return { cause: stands(element, gate) ? 'above-gate' : 'unmarked', lines: linesFor(element, name, url, service) };
  }
  const hosts = urls.map((url) => URL.parse(url)?.host ?? '');
  for (const script of document.scripts) {
    const host = hosts.find((name) => name && script.text.includes(name));
    if (host && stands(script, gate)) return { cause: 'above-gate', lines: [`<script> … ${host} …`] };
  }
  if (choice && isWithdrawn) return { cause: 'keeps-running', lines: [] };
  if (!service && lines.length > 0) return { cause: 'not-in-config', lines };
  return { cause: 'trouble', lines: [] };
}
