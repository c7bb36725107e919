/**
 * Owns the judgement of a URL, a cookie name or a mark: which vendor, which service, and may it go now (DESIGN §2 "How it decides").
 * Leaves holding, dropping and the ledger to others.
 */
import type { ResolvedService } from '../../core/head-site.ts';
import { createMatcher, type Matcher } from '../../vendors/matcher.ts';
import { granted, site, serviceFor } from '../state.ts';

export interface Judgement {
  readonly open: boolean;
  /** '' when the URL is in no catalogue. */
  readonly vendor: string;
  readonly service?: ResolvedService | undefined;
}

const NativeUrl = URL;
/** Vendor id, or PASS. */
let match: Matcher;
const PASS = '';

/** Reads the rules of the site anew. */
export function prepareJudge(): void {
  // Last: a vendor's own host stays the vendor's, unless the config lets a path of it pass.
  match = createMatcher({ ...site.rules, [PASS]: site.pass.join(' ') });
}

/** Absolute address as the browser would fetch it, null when it would not parse. */
export function resolve(text: unknown): URL | null {
  try {
    return new NativeUrl(text as string, document.baseURI);
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
function judge(services: readonly ResolvedService[], vendor: string): Judgement {
  const open = services.filter(granted)[0];
  return { open: !!open, vendor, service: open || services[0] };
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
    );
  return vendor === PASS || siteOf(hostname) === siteOf(location.hostname)
    ? null
    : { open: site.config.unlisted !== 'block', vendor: '' };
}

/** Null: not a cookie of a service of this site. */
export function judgeCookie(name: string): Judgement | null {
  const services = site.services.filter((service) =>
    (service.cookies || '')
      .split(' ')
      .some((item) => (item.slice(-1) === '*' ? name.indexOf(item.slice(0, -1)) === 0 : item === name)),
  );
  return name && services[0] ? judge(services, services[0].vendor) : null;
}

/** Mark and URL together: a marked tag of a known vendor needs both. Null when there is nothing to judge. */
export function judgeElement(mark: string, value: unknown): Judgement | null {
  let found: Judgement | null = null;
  // srcset: candidates stand between white space and commas; one closed candidate closes all.
  for (const text of String(value).split(/\s+|,(?=h|\/)/)) {
    const next = text ? judgeUrl(text) : null;
    if (next && (!found || !next.open)) found = next;
  }
  if (!mark) return found;
  const service = serviceFor(mark);
  const marked = judge([service], service.vendor);
  // The URL's vendor is what the ledger names.
  return found && (found.vendor || !found.open) ? { ...found, open: found.open && marked.open } : marked;
}
