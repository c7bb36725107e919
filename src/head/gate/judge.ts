/**
 * Owns the judgement of a URL, a cookie name or a mark: which vendor, which service, and may it go now (DESIGN §2 "How it decides").
 * Leaves holding, dropping and the ledger to others.
 */
import type { ResolvedService } from '../../core/head-site.ts';
import { matchesName } from '../../core/name-pattern.ts';
import { createPackedMatcher, type Matcher } from '../../vendors/matcher.ts';
import { granted, site, serviceFor } from '../state.ts';

/** The names are like nothing else: the head's build shortens them. */
export interface Judgement {
  readonly isOpen: boolean;
  /** '' when the URL is in no catalogue. */
  readonly ofVendor: string;
  readonly ofService?: ResolvedService | undefined;
}

const NativeUrl = URL;
/** An element of the page may be called `baseURI`, and would stand in its place (HTML standard, named properties of Document). */
const baseUri = Object.getOwnPropertyDescriptor(Node.prototype, 'baseURI')!.get as () => string;
let match: Matcher;
let pass: Matcher;
let ownHost: string;

/** Reads the rules of the site anew. @param base where our own files lie. */
export function prepareJudge(base: string): void {
  ownHost = new NativeUrl(base).hostname;
  match = createPackedMatcher(site.rules);
  pass = createPackedMatcher({ pass: site.pass.join(' ') });
}

/** Absolute address as the browser would fetch it, null when it would not parse. */
export function resolve(text: unknown): URL | null {
  try {
    return new NativeUrl(text as string, baseUri.call(document));
  } catch (_) {
    return null;
  }
}

/** Guess of the registrable domain without a public suffix list: two labels, three below a short second level (`x.com.kz`). */
function siteOf(host: string): string {
  const found = /[^.]+\.(?:(?:com|org|net|gov|edu|co)\.)?[^.]*[a-z][^.]*$/.exec(host);
  return found ? found[0] : host;
}

/** The first granted service answers; when none is, the first. */
function judge(services: readonly ResolvedService[], ofVendor: string, may = granted): Judgement {
  const open = services.filter(may)[0];
  return { isOpen: !!open, ofVendor, ofService: open || services[0] };
}

/** Consent Mode "advanced": Google's tags may come before the choice, wherever they may come at all. */
function mayLoad(service: ResolvedService): boolean {
  const { contains: _, ...rest } = service;
  return granted(service.early ? { ...rest, letter: '' } : service);
}

/** Null: nothing to judge (the site itself, the collector, an address that is not fetched). */
export function judgeUrl(text: unknown): Judgement | null {
  const url = resolve(text);
  if (!url || !/^(?:http|ws)s?:$/.test(url.protocol)) return null;
  const { hostname, pathname, search } = url;
  const vendor = match(hostname, pathname, search);
  if (vendor)
    return judge(
      site.services.filter((service) => service.vendor === vendor),
      vendor,
      mayLoad,
    );
  return hostname === ownHost || pass(hostname, pathname, search) || siteOf(hostname) === siteOf(location.hostname)
    ? null
    : { isOpen: site.config.unlisted !== 'block', ofVendor: '' };
}

/** Null: not a cookie of a service of this site. */
export function judgeCookie(name: string): Judgement | null {
  const services = site.services.filter((service) =>
    (service.cookies || '').split(' ').some((pattern) => matchesName(pattern, name)),
  );
  return name && services[0] ? judge(services, services[0].vendor) : null;
}

/** Mark and URL together: a marked tag of a known vendor needs both. Null when there is nothing to judge. */
export function judgeElement(mark: string, value: unknown): Judgement | null {
  let found: Judgement | null = null;
  // As one address, in which the browser overlooks line breaks; and as a srcset, whose candidates stand between white space and commas.
  for (const text of [value, ...String(value).split(/\s+|,(?=h|[/\\])/i)]) {
    const next = text ? judgeUrl(text) : null;
    if (next && (!found || !next.isOpen)) found = next;
  }
  if (!mark) return found;
  const service = serviceFor(mark);
  const marked = judge([service], service.vendor);
  // The URL's vendor is what the ledger names.
  return found && (found.ofVendor || !found.isOpen) ? { ...found, isOpen: found.isOpen && marked.isOpen } : marked;
}
