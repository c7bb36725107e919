/**
 * Owns which change ends a leak, by its cause, the best one first.
 * Leaves to others: the texts to paste (fixes-page.ts for the page, config-texts.ts for the config), the sentence around it (`audit.fix-…`).
 */
import type { Fix } from '../verdict.ts';
import type { Because } from './causes-leak.ts';
import { idFrom, selfDescribed, serviceLine } from './config-texts.ts';
import { catalogueCategory } from './expectation.ts';
import { markFix, moveBelow, moveHead, pasteHead, takeOutNoscript } from './fixes-page.ts';
import { placeOf } from './locate.ts';
import type { MarkupElement } from './read-markup.ts';
import type { Seen } from './sightings-of.ts';
import type { Page, Visit } from './visit.ts';

/** @param seen the first sighting of the vendor whose leak this is; `because.root` may be another vendor's, which brought it. */
export function fixesForLeak(visit: Visit, seen: Seen, because: Because): Fix[] {
  const { element, page, cause, root, names } = because;
  const gate = page?.gate;
  const isOfSite = visit.facts.site.services.some((service) => service.vendor === root.vendor);
  // A tag behind the site's own name is marked with the service that describes that name.
  const isBehind = !isOfSite && (cause === 'cname' || cause === 'first-party-proxy');
  const id = isBehind ? idFrom(ruleOf(root, cause)) : markFor(visit, root);
  const mark = page && element ? markFix(visit, page, element, id, root.request?.url ?? '') : [];
  const declare = declareFix(visit, seen);
  const fence: Fix = { code: 'level-fence', place: null, names: { host: seen.host } };
  const place = page && element ? placeOf(page, element) : because.place;
  switch (cause) {
    case 'head-missing':
      return visit.observation.phase.kind === 'head-missing'
        ? [...mark, fence]
        : [...pasteHead(page), ...mark, ...declare];
    case 'no-gate':
      return [...pasteHead(page), ...mark, ...declare];
    case 'route':
      return visit.observation.kelisim ? [...mark, ...declare] : [...pasteHead(page), ...mark, ...declare];
    case 'head-late':
      return page && gate ? [moveHead(page, gate), ...mark] : [];
    case 'above-gate': {
      if (!page || !gate || !element) return mark;
      const isInline = element.name === 'script' && !element.attributes.has('src');
      // Below the gate a tag with an address of its own would still be fetched ahead: it has to be marked.
      return isInline ? [moveBelow(page, element, gate), ...mark, ...declare] : [...mark, ...declare];
    }
    case 'noscript':
      return page && element ? [takeOutNoscript(page, element), ...mark] : [];
    case 'forged-choice':
      return [{ code: 'take-out', place: because.place, names: { cookies: 'kelisim', ...names } }];
    case 'server-cookie':
      return [{ code: 'take-out', place: null, names }];
    case 'service-worker':
      return [{ code: 'take-out', place: because.place, names }, ...declare];
    case 'worker':
      return [...mark, ...declare, fence];
    case 'cname':
      return [proxyFix(seen, because), ...mark];
    case 'first-party-proxy':
    case 'redirect':
      return [...mark, proxyFix(seen, because)];
    case 'container-tag':
      return [
        { code: 'container-consent', place: null, names: { ...names, setting: consentSetting(seen) } },
        ...declare,
      ];
    case 'frame': {
      const maker = page && gate && frameMaker(page, gate, element);
      return [...(maker ? [moveBelow(page, maker, gate)] : []), ...mark, ...declare, fence];
    }
    default:
      if (mark.length) return [...mark, ...declare];
      return [{ code: 'write-tag', place, names: { service: id } }, ...declare, fence];
  }
}

/** What stands above the gate and makes the frame that lends its functions: the element itself, or the script that made an empty one. */
function frameMaker(page: Page, gate: MarkupElement, asking: MarkupElement | null): MarkupElement | undefined {
  const above = page.elements.filter(({ start }) => start < gate.start);
  return (
    above.find((one) => one === asking) ??
    above.find(({ name, text }) => name === 'iframe' || /['"`]iframe/i.test(text))
  );
}

/** The id a tag of this vendor is marked with: its service's; the vendor's own where no config names it. */
function markFor({ facts }: Visit, { vendor, expectation }: Pick<Seen, 'vendor' | 'expectation'>): string {
  const service = facts.site.services.find((one) => one.vendor === vendor);
  return service?.id ?? (vendor || expectation.category || 'advertising');
}

function declareFix({ facts }: Visit, { vendor, host }: Seen): Fix[] {
  if (facts.site.services.some((service) => service.vendor === vendor)) return [];
  if (!vendor) return [{ code: 'add-host', after: `"${host}"`, place: null, names: { host } }];
  return [{ code: 'add-service', after: serviceLine(vendor), place: null, names: { vendor } }];
}

/** An address of the site's own, or a host that passes on, is a service that describes itself: the catalogue cannot know it. */
function proxyFix(seen: Seen, { cause, names }: Because): Fix {
  const rule = ruleOf(seen, cause);
  const after = selfDescribed(seen.vendor, rule, seen.expectation.category || catalogueCategory(seen.vendor));
  return { code: 'add-service', after, place: null, names: { ...names, vendor: seen.vendor, host: rule } };
}

function ruleOf({ request }: Seen, cause: Because['cause']): string {
  const { hostname = '', pathname = '' } = URL.parse(request?.redirectedFrom[0] ?? request?.url ?? '') ?? {};
  return cause === 'first-party-proxy' ? hostname + pathname : hostname;
}

/** Google's consent types by category, as a tag manager calls them. */
function consentSetting({ vendor, expectation }: Seen): string {
  switch (expectation.category || catalogueCategory(vendor)) {
    case 'analytics':
      return 'analytics_storage';
    case 'functional':
      return 'functionality_storage';
    default:
      return 'ad_storage';
  }
}
