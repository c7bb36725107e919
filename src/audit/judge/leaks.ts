/**
 * Owns the findings `leaked` of one visit: what left or was stored without a grant, gathered by cause and place.
 * Leaves to others: causes (causes-leak.ts), fixes (fixes-leak.ts), what goes on after a withdrawal in the same page (residues.ts).
 */
import type { Severity } from '../verdict.ts';
import { type Because, causeOfLeak } from './causes-leak.ts';
import { type Draft, evidenceOf } from './draft.ts';
import { stableSnippet } from './finding-id.ts';
import { fixesForLeak } from './fixes-leak.ts';
import { groupBy } from './group-by.ts';
import { isLeak } from './judge-vendor.ts';
import { type Seen, withoutQuery } from './sightings-of.ts';
import type { Visit } from './visit.ts';

/** @param seen sightings of this visit that are for this judge. */
export function leaksOf(visit: Visit, seen: readonly Seen[]): Draft[] {
  const known = new Map<string, Because>();
  const leaks = seen.filter(isLeak).map((one) => {
    // A counter that sends ten thousand hits has one cause.
    const key = wayOf(one);
    const because = known.get(key) ?? causeOfLeak(one, visit);
    known.set(key, because);
    return { one, because };
  });
  const groups = groupBy(leaks, ({ one, because }) =>
    [one.party, because.cause, because.place?.url, because.place?.line, because.place?.column, because.tag].join('\n'),
  );
  return [...groups.values()].map((group) => {
    const sightings = group.map(({ one }) => one);
    return draftOf(visit, sightings, group[0]!.because);
  });
}

function wayOf({ request, change, party, stage }: Seen): string {
  if (!request) return `${party}\n${stage}\n${JSON.stringify(change?.writer)}\n${change?.name}`;
  const { initiator, from, realm, kind, url, redirectedFrom } = request;
  const chain = initiator.chain.map((place) => `${place.url}:${place.line}:${place.column}`);
  const address = withoutQuery(redirectedFrom[0] ?? url);
  const element = initiator.element?.tag ?? '';
  return [party, stage, from, realm, kind, address, element, ...chain, ...initiator.through].join('\n');
}

function draftOf(visit: Visit, seen: readonly Seen[], because: Because): Draft {
  const first = seen.toSorted((a, b) => a.atMs - b.atMs)[0]!;
  const { cause, place, tag, names, page, element } = because;
  const isInPage = page && element && place?.url === page.url;
  return {
    verdict: 'leaked',
    severity: severityOf(visit),
    cause,
    vendor: first.vendor,
    host: first.host,
    category: first.expectation.category,
    page: first.page,
    place,
    element: tag,
    names,
    fixes: fixesForLeak(visit, first, because),
    evidence: evidenceOf(visit.observation, seen),
    ...(isInPage && { snippet: stableSnippet(element.tag, element.text) }),
  };
}

/** That unmarked tags load when Kelisim's file does not arrive is a printed limit of the levels tag and inline, not a mistake of the page. */
function severityOf({ observation }: Visit): Severity {
  return observation.phase.kind === 'head-missing' ? 'note' : 'error';
}
