/**
 * Owns the question what asked for something that should have waited: an element of the page above Kelisim's script, one below it without a
 * mark, code that goes on after a withdrawal. Reads the page as it is now; when it finds nothing it says so, and the audit command can tell.
 */
import { type Choice, isGranted } from '../../core/choice.ts';
import type { ResolvedService } from '../../core/head-site.ts';
import { PENDING_PREFIX } from '../../core/storage-keys.ts';
import { HIDDEN } from '../../shims/url-attributes.ts';
import { catalogueCategory } from '../judge/expectation.ts';
import { isRecording } from '../judge/recordings.ts';
import type { AuditCause } from '../verdict.ts';
import { choiceAt, type ChoiceMoment } from './choice-moments.ts';
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

/** Its service is for the mark, its lines are for the config where the vendor is in none. */
type LeakRow = Pick<LedgerRow, 'vendors' | 'service' | 'category' | 'lines'>;

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

/** What the config should say of a service that it describes wrongly; none where it does not. */
function corrected(
  leaked: readonly WireEntry[],
  { vendors, service, category }: LeakRow,
  choice: Choice | null,
  services: readonly ResolvedService[],
): string[] {
  // Nothing else that is necessary leaks.
  if (category === 'necessary')
    return vendors.map((vendor) => `{ "vendor": "${vendor}", "category": "${catalogueCategory(vendor)}" }`);
  const find = (id: string) => services.find((item) => item.id === id);
  const own = find(service);
  // A socket is in the ledger only.
  const isTold = !leaked.length || leaked.some(({ url }) => vendors.some((vendor) => isRecording(vendor, url)));
  return own && !own.replay && isTold && isGranted(own, choice, location.pathname, find)
    ? [`{ "id": "${service}", "replay": true }`]
    : [];
}

/** @param leaked oldest first. */
export function findLeak(
  leaked: readonly WireEntry[],
  row: LeakRow,
  moments: readonly ChoiceMoment[],
  services: readonly ResolvedService[],
): Leak {
  const { service, lines } = row;
  const choice = choiceAt(moments, leaked[0]?.timeMs ?? Date.now());
  // Something was agreed to before what holds now.
  const isWithdrawn = moments.some((moment) => moment.choice?.letters && moment.choice !== choice);
  const config = corrected(leaked, row, choice, services);
  if (config.length > 0) return { cause: 'own-category', lines: config };
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
