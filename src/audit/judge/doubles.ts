/**
 * Owns the finding `double` of one visit: the same event of the same id twice in one view of a page. A view counts once whoever reports it; any
 * other event only when two different scripts did, since a visitor may do a thing twice.
 * Leaves to others: reading hits (hits.ts).
 */
import type { Fix } from '../verdict.ts';
import { type Draft, evidenceOf } from './draft.ts';
import { groupBy } from './group-by.ts';
import { isLeak } from './judge-vendor.ts';
import { type Hit, hitsOf } from './hits.ts';
import { located, placeOf } from './locate.ts';
import type { MarkupElement } from './read-markup.ts';
import type { Seen } from './sightings-of.ts';
import type { Page, Visit } from './visit.ts';
import { wholeOf } from './whole-element.ts';

interface SeenHit {
  readonly one: Seen;
  readonly hit: Hit;
}

export function doublesOf(visit: Visit): Draft[] {
  const { observation, seen } = visit;
  const starts = viewStarts(visit);
  const hits = seen.flatMap((one): SeenHit[] => {
    const { request, what } = one;
    // What leaked is told as that; let go later it comes once more.
    if (!request || what !== 'sent' || isLeak(one) || request.method === 'OPTIONS') return [];
    return hitsOf(one.vendor, request.url, request.body).map((hit) => ({ one, hit }));
  });
  const same = groupBy(hits, ({ one, hit }) => {
    const view = starts.filter((atMs) => atMs <= one.atMs).length;
    const url = URL.parse(one.request!.url)!;
    return [one.vendor, view, url.host, url.pathname, hit.id, hit.event, hit.about, one.page].join('\n');
  });
  const doubles = [...same.values()].filter(
    (group) => group.length > 1 && (group[0]!.hit.isView || new Set(group.map(senderOf)).size > 1),
  );
  return [...groupBy(doubles, ([first]) => `${first!.one.vendor}\n${first!.hit.id}`).values()].map((groups): Draft => {
    const group = groups.flat();
    const { one, hit } = group[0]!;
    const second = secondCopy(visit, one, hit.id);
    const container = containerOf(group);
    const names = { tag: hit.id, event: hit.event, ...(container && { container }) };
    return {
      verdict: 'double',
      severity: 'warning',
      cause: 'second-copy',
      vendor: one.vendor,
      host: one.host,
      category: one.expectation.category,
      page: one.page,
      place: second ? placeOf(second.page, second.element) : (one.request!.initiator.chain.at(-1) ?? null),
      element: second ? located(second.page, second.element).tag : '',
      of: hit.id,
      names,
      fixes: second ? [takeOut(second, names)] : [{ code: 'take-out', place: null, names }],
      evidence: evidenceOf(
        observation,
        group.map((item) => item.one),
      ),
    };
  });
}

/** When a new view of a page began: a document, or a route of a single-page site. */
function viewStarts({ observation }: Visit): number[] {
  const { requests, stages } = observation;
  const documents = requests.filter(({ kind, realm }) => kind === 'document' && realm === 'page');
  const routes = stages.filter(({ kind }) => kind === 'route');
  return [...documents.map(({ atMs }) => atMs), ...routes.map(({ startedAtMs }) => startedAtMs)];
}

/** Who sent it: where it all began, and through which scripts. */
function senderOf({ one }: SeenHit): string {
  const { chain, through, element } = one.request!.initiator;
  const root = chain.at(-1);
  return [root?.url, root?.line, root?.column, element?.tag, ...through].join('\n');
}

function containerOf(group: readonly SeenHit[]): string {
  const through = group.flatMap(({ one }) => one.request!.initiator.through);
  return through.some((url) => url.includes('/gtm.js')) ? 'google-tag-manager' : '';
}

interface Copy {
  readonly page: Page;
  readonly element: MarkupElement;
}

/**
 * The copy to take out: the last thing in the page that brings this id. Of one snippet both parts name it (the loader and its call); the loader
 * is the one without which nothing comes.
 */
function secondCopy(visit: Visit, one: Seen, id: string): Copy | null {
  const page = visit.pageAt(one.page);
  if (!page || !id) return null;
  const naming = page.elements.filter(
    (element) =>
      element.name === 'script' && (element.text.includes(id) || element.attributes.get('src')?.includes(id)),
  );
  const loaders = naming.filter(({ attributes }) => attributes.get('src')?.includes(id));
  const element = loaders.at(-1) ?? naming.at(-1);
  return element ? { page, element } : null;
}

function takeOut({ page, element }: Copy, names: Fix['names'] & object): Fix {
  const whole = wholeOf(page, element);
  // Two copies are often the same text: with what stands before it the second one is meant.
  const isTwice = page.html.indexOf(whole) !== page.html.lastIndexOf(whole);
  const place = placeOf(page, element);
  return { code: 'take-out', before: whole, after: '', place, names: isTwice ? { ...names, copy: '2' } : names };
}
