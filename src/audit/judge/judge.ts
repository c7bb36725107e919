/**
 * Owns the judgement of an audit: from what the visits showed to one verdict per vendor and phase, and the findings behind it (records-and-audit
 * §5.4). Pure: the same visits give the same judgement, in whatever order they come.
 * Leaves to others: each kind of verdict (leaks.ts, missing.ts, strangers.ts, …), words (report/), looking (driver/).
 */
import type { Observation, PhaseKind } from '../observation.ts';
import type { SiteFacts } from '../site-facts.ts';
import type { Judgement } from '../verdict.ts';
import { createAttribution } from './attribute.ts';
import { createStoredAttribution } from './attribute-stored.ts';
import { cellsOf } from './cells.ts';
import { type Draft, mergeDrafts } from './draft.ts';
import { leaksOf } from './leaks.ts';
import { missingOf } from './missing.ts';
import { sightingsOf } from './sightings-of.ts';
import { withoutUnstable } from './stability.ts';
import { strangersOf } from './strangers.ts';
import { troublesOf } from './troubles.ts';
import { createPageReader, createVisit, type Visit } from './visit.ts';

/** The order in which phases are told, whatever order they were made in. */
const PHASES: readonly PhaseKind[] = [
  'no-choice',
  'reject',
  'accept',
  'only',
  'withdraw',
  'gpc',
  'head-missing',
  'endpoint-down',
  'early-error',
  'no-script',
];

/** @param domainOf registrable domain of a host. */
export function judge(
  observations: readonly Observation[],
  facts: SiteFacts,
  domainOf: (host: string) => string,
): Judgement {
  const visits = visitsOf(observations.toSorted(inOrder), facts, domainOf);
  const phases = [...new Set(visits.map(({ observation }) => observation.phase.id))];
  const traces = new Set(visits.flatMap(({ seen }) => seen.map(({ vendor }) => vendor)));
  const drafts = visits.flatMap((visit): Draft[] => [
    ...leaksOf(visit, visit.seen),
    ...strangersOf(visit, visit.seen),
    ...missingOf(visit, traces),
    ...troublesOf(visit),
  ]);
  const findings = mergeDrafts(withoutUnstable(withoutEchoes(drafts), visits), phases);
  return { findings, cells: cellsOf(visits, findings) };
}

function visitsOf(observations: readonly Observation[], facts: SiteFacts, domainOf: (host: string) => string): Visit[] {
  const pages = [...new Set(observations.map(({ url }) => url))];
  const cnames = Object.assign({}, ...observations.map((observation) => observation.cnames)) as Observation['cnames'];
  const attribution = createAttribution(facts, pages, domainOf, cnames);
  const ofStored = createStoredAttribution(facts, attribution);
  const read = createPageReader(attribution);
  return observations.map((observation) =>
    createVisit(observation, facts, attribution, sightingsOf(observation, facts, attribution, ofStored), read),
  );
}

/** A vendor that leaked is told once: that the config does not name it stands among the leak's fixes. */
function withoutEchoes(drafts: readonly Draft[]): Draft[] {
  const leaked = new Set(
    drafts.filter(({ verdict }) => verdict === 'leaked').map(({ vendor, host }) => vendor || host),
  );
  return drafts.filter(
    ({ verdict, vendor, host }) => !(verdict === 'undeclared' || verdict === 'unlisted') || !leaked.has(vendor || host),
  );
}

function inOrder(a: Observation, b: Observation): number {
  const key = ({ phase, url, repeat, startedAt }: Observation) =>
    [
      String(PHASES.indexOf(phase.kind)).padStart(2, '0'),
      phase.id,
      url,
      String(repeat).padStart(4, '0'),
      startedAt,
    ].join('\n');
  const [x, y] = [key(a), key(b)];
  return x < y ? -1 : +(x > y);
}
