/**
 * Owns the findings `undeclared` and `unlisted` of one visit: vendors that the config does not name, and third parties that no catalogue knows.
 * Leaves to others: what of them left without a grant (leaks.ts).
 */
import type { Finding, Fix } from '../verdict.ts';
import { catalogueEntry, selfDescribed, serviceLine } from './config-texts.ts';
import { type Draft, evidenceOf } from './draft.ts';
import { groupBy } from './group-by.ts';
import { elementsNaming, type Located, locate, located } from './locate.ts';
import { isLeak } from './judge-vendor.ts';
import type { Seen } from './sightings-of.ts';
import type { Visit } from './visit.ts';

/** @param seen sightings of this visit that are for this judge. */
export function strangersOf(visit: Visit, seen: readonly Seen[]): Draft[] {
  return [...groupBy(seen, ({ party }) => party).values()].flatMap((group): Draft[] => {
    const first = group.toSorted((a, b) => a.atMs - b.atMs)[0]!;
    const { vendor, host, expectation } = first;
    if (expectation.listed === 'config' || group.some(isLeak)) return [];
    const at = placeOfStranger(visit, group);
    const common = {
      vendor,
      host: group.map((one) => one.host).find(Boolean) ?? host,
      category: expectation.category,
      page: first.page,
      place: at.place,
      element: at.tag,
      evidence: evidenceOf(visit.observation, group),
    };
    return [vendor ? undeclared(common) : unlisted(common, group)];
  });
}

type Common = Pick<Finding, 'vendor' | 'host' | 'category' | 'page' | 'place' | 'element'> & Pick<Draft, 'evidence'>;

function undeclared(common: Common): Draft {
  const { vendor } = common;
  return {
    ...common,
    verdict: 'undeclared',
    severity: 'warning',
    cause: 'not-in-config',
    names: { vendor },
    fixes: [{ code: 'add-service', after: serviceLine(vendor), place: null, names: { vendor } }],
  };
}

function unlisted(common: Common, group: readonly Seen[]): Draft {
  const { host } = common;
  const wasSent = group.some(({ what }) => what === 'sent');
  const fixes: Fix[] = [
    { code: 'catalogue-entry', after: catalogueEntry(host, [host], cookieNames(group)), place: null, names: { host } },
    { code: 'add-host', after: `"${host}"`, place: null, names: { host } },
    { code: 'add-service', after: selfDescribed('', host, ''), place: null, names: { host } },
  ];
  return {
    ...common,
    verdict: 'unlisted',
    severity: wasSent ? 'warning' : 'note',
    cause: 'not-in-catalogue',
    names: { host },
    fixes,
  };
}

function cookieNames(group: readonly Seen[]): string[] {
  const names = group.flatMap(({ change }) => (change?.area === 'cookie' ? [change.name] : []));
  return [...new Set(names)].toSorted();
}

const MOST_LOOKED_AT = 50;

/** The first of its requests that can be found in the page; what was held made none, then its address is looked for in the HTML. */
function placeOfStranger(visit: Visit, group: readonly Seen[]): Located {
  const places = group.slice(0, MOST_LOOKED_AT).flatMap(({ request, entry, stage }): Located[] => {
    if (request) return [locate(request, visit)];
    const page = visit.pageAt(visit.observation.stages[stage]?.url ?? '');
    const [element] = page && entry?.url ? elementsNaming(page, entry.url) : [];
    return page && element ? [located(page, element)] : [];
  });
  const line = ({ place }: Located) => place?.line ?? Number.POSITIVE_INFINITY;
  return places.toSorted((a, b) => line(a) - line(b))[0] ?? { page: null, element: null, place: null, tag: '' };
}
