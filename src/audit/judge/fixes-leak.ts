/**
 * Owns the change that ends a leak, as text to paste: what stands in the page, word for word, and what to put there instead. `before` is a run of
 * the page's own text, so that a search finds it.
 * Leaves to others: lines for the config (config-lines.ts), the sentence around it (`audit.fix-…`).
 */
import type { Fix } from '../verdict.ts';
import type { Because } from './causes-leak.ts';
import { serviceLine, selfDescribed } from './config-texts.ts';
import { catalogueCategory } from './expectation.ts';
import { placeOf } from './locate.ts';
import { markTrouble, writeMark } from './marks.ts';
import type { MarkupElement } from './read-markup.ts';
import type { Seen } from './sightings-of.ts';
import type { Page, Visit } from './visit.ts';

/** Longer texts are no help to anybody who pastes; then the element alone is named. */
const MOST_CHARACTERS = 4000;
/** Elements that a mark can hold. A style, a meta or an attribute of the body it cannot. */
const MARKABLE = /^(?:script|img|iframe|embed|object|link|video|audio|source|track|input|image|frame)$/;
/** What `kelisim build` prints, with the address that it has by default. */
export const HEAD_TAG =
  '<script src="/kelisim/kelisim.js" data-skip-moving="true" data-cfasync="false" data-no-optimize="1" data-no-defer="1"></script>';

export function fixesForLeak(visit: Visit, seen: Seen, because: Because): Fix[] {
  const { element, page, cause } = because;
  const place = page && element ? placeOf(page, element) : because.place;
  const declare = declareFix(visit, seen);
  const mark = page && element ? markFix(visit, seen, page, element) : [];
  const fence: Fix = { code: 'level-fence', place: null, names: { host: seen.host } };
  switch (cause) {
    case 'head-missing':
    case 'no-gate':
      if (visit.observation.phase.kind === 'head-missing') return [...mark, fence];
      return [...pasteHead(page), ...mark, ...declare];
    case 'head-late':
      return page?.gate ? [moveHead(page, page.gate)] : [];
    case 'above-gate':
      return page?.gate && element
        ? [
            ...(element.attributes.size && !isInline(element) ? mark : []),
            ...moveBelow(page, element, page.gate),
            ...mark,
          ]
        : mark;
    case 'noscript':
      return page && element ? [takeOutNoscript(page, element), ...mark] : [];
    case 'forged-choice':
      return [{ code: 'take-out', place: because.place, names: { cookie: 'kelisim' } }];
    case 'server-cookie':
      return [{ code: 'take-out', place: null, names: { cookie: seen.change?.name ?? '', ...because.names } }];
    case 'worker':
    case 'service-worker':
      return [{ code: 'take-out', place: because.place, names: because.names }, fence];
    case 'cname':
    case 'first-party-proxy':
    case 'redirect':
      return [...proxyFix(seen, because), ...mark, ...declare];
    case 'container-tag':
      return [
        { code: 'container-consent', place: null, names: { ...because.names, setting: consentSetting(seen) } },
        ...declare,
      ];
    case 'frame':
      return [...mark, ...pasteHead(page), fence];
    default:
      return mark.length || declare.length
        ? [...mark, ...declare, ...(mark.length ? [] : [fence])]
        : [{ code: 'write-tag', place, names: { service: markFor(visit, seen) } }, fence];
  }
}

/** The id a tag of this vendor is marked with: its service, else the category of the catalogue. */
export function markFor({ facts }: Visit, { vendor, expectation }: Pick<Seen, 'vendor' | 'expectation'>): string {
  return (
    facts.site.services.find((service) => service.vendor === vendor)?.id ??
    (vendor ? vendor : expectation.category || 'advertising')
  );
}

function isInline({ name, attributes }: MarkupElement): boolean {
  return name === 'script' && !attributes.has('src');
}

/** The element with all that belongs to it, when that is short. */
function wholeOf({ html }: Page, { start, end, name, tag }: MarkupElement): string {
  const close = `</${name}>`;
  const closed = html.slice(end, end + close.length).toLowerCase() === close;
  const whole = html.slice(start, closed ? end + close.length : end);
  return whole.length <= MOST_CHARACTERS ? whole : tag;
}

function markFix(visit: Visit, seen: Seen, page: Page, element: MarkupElement): Fix[] {
  if (!MARKABLE.test(element.name)) return [];
  const id = markFor(visit, seen);
  const place = placeOf(page, element);
  const trouble = markTrouble(element, visit.facts, id);
  const whole = wholeOf(page, element);
  const rest = whole.slice(element.tag.length);
  if (trouble) {
    const names = { wrong: trouble.wrong, meant: trouble.meant || id };
    return [{ code: 'correct-mark', before: whole, after: trouble.after + rest, place, names }];
  }
  return [{ code: 'mark', before: whole, after: writeMark(element, id) + rest, place, names: { service: id } }];
}

function declareFix({ facts }: Visit, { vendor, host }: Seen): Fix[] {
  if (facts.site.services.some((service) => service.vendor === vendor)) return [];
  if (!vendor) return [{ code: 'add-host', after: `"${host}"`, place: null, names: { host } }];
  return [{ code: 'add-service', after: serviceLine(vendor), place: null, names: { vendor } }];
}

function moveBelow(page: Page, element: MarkupElement, gate: MarkupElement): Fix[] {
  const whole = wholeOf(page, element);
  const head = wholeOf(page, gate);
  const place = placeOf(page, element);
  const from = element.start + whole.length;
  const to = gate.start + head.length;
  const before = page.html.slice(element.start, to);
  if (before.length > MOST_CHARACTERS || from > gate.start)
    return [{ code: 'move-below', before: whole, place, names: { line: String(gate.line) } }];
  const after = `${head}\n${page.html.slice(from, gate.start).trim()}\n${whole}`.replace(/\n+/g, '\n');
  return [{ code: 'move-below', before, after, place, names: { line: String(gate.line) } }];
}

/** First in the head, as it was printed. A second copy further down does nothing: the first one is there. */
function moveHead(page: Page, gate: MarkupElement): Fix {
  const whole = wholeOf(page, gate);
  const plain = whole.replace(/^<script\b[^>]*>/i, (tag) =>
    tag
      .replace(/\s(?:async|defer)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?(?=[\s/>])/gi, '')
      .replace(/\stype\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*)/i, ''),
  );
  const place = placeOf(page, gate);
  const first = page.elements.find(
    ({ name, start }) => name !== 'html' && name !== 'head' && name !== 'meta' && start < gate.start,
  );
  if (plain !== whole && !first) return { code: 'move-head', before: whole, after: plain, place };
  const head = page.elements.find(({ name }) => name === 'head');
  if (plain !== whole && gate.inHead && first?.name !== 'script')
    return { code: 'move-head', before: whole, after: plain, place };
  return { code: 'move-head', before: head?.tag ?? '<head>', after: `${head?.tag ?? '<head>'}\n${plain}`, place };
}

function pasteHead(page: Page | null): Fix[] {
  const head = page?.elements.find(({ name }) => name === 'head');
  const place = page && head ? placeOf(page, head) : null;
  return [{ code: 'paste-head', before: head?.tag ?? '<head>', after: `${head?.tag ?? '<head>'}\n${HEAD_TAG}`, place }];
}

function takeOutNoscript(page: Page, element: MarkupElement): Fix {
  const { html } = page;
  const start = html.toLowerCase().lastIndexOf('<noscript', element.start);
  const end = html.toLowerCase().indexOf('</noscript>', element.end);
  const before = html.slice(start, end < 0 ? element.end : end + '</noscript>'.length);
  return {
    code: 'take-out-noscript',
    before: before.slice(0, MOST_CHARACTERS),
    after: '',
    place: placeOf(page, element),
  };
}

/** An address of the site's own, or a host that passes on, is a service that describes itself: the catalogue cannot know it. */
function proxyFix(seen: Seen, { cause, names }: Because): Fix[] {
  const url = URL.parse(seen.request?.redirectedFrom[0] ?? seen.request?.url ?? '');
  if (!url) return [];
  const rule = cause === 'first-party-proxy' ? `${url.hostname}${url.pathname}` : url.hostname;
  const after = selfDescribed(seen.vendor, rule, seen.expectation.category || catalogueCategory(seen.vendor));
  return [{ code: 'add-service', after, place: null, names: { ...names, vendor: seen.vendor, host: rule } }];
}

/** Google's consent types by category, as a tag manager calls them. */
export function consentSetting({ vendor, expectation }: Pick<Seen, 'vendor' | 'expectation'>): string {
  switch (expectation.category || catalogueCategory(vendor)) {
    case 'analytics':
      return 'analytics_storage';
    case 'functional':
      return 'functionality_storage';
    default:
      return 'ad_storage';
  }
}
