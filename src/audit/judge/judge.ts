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
import { declaredAwayOf } from './declared-away.ts';
import { doublesOf } from './doubles.ts';
import { type Draft, mergeDrafts } from './draft.ts';
import { lateDefaultsOf } from './late-defaults.ts';
import { leaksOf } from './leaks.ts';
import { learnHosts } from './learn-hosts.ts';
import { missingOf } from './missing.ts';
import { createPersonalReader, personalDataOf } from './personal-data.ts';
import { isResidue, residuesOf } from './residues.ts';
import { partyOf, sightingsOf } from './sightings-of.ts';
import { signalsOf } from './signals.ts';
import { withoutUnstable } from './stability.ts';
import { strangersOf } from './strangers.ts';
import { troublesOf } from './troubles.ts';
import { createPageReader, createVisit } from './visit.ts';

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
  known: SiteFacts,
  domainOf: (host: string) => string,
): Judgement {
  const ordered = observations.toSorted(inOrder);
  const pages = [...new Set(ordered.map(({ url }) => url))];
  const cnames = Object.assign({}, ...ordered.map((observation) => observation.cnames)) as Observation['cnames'];
  const { isOwnHost } = createAttribution(known, pages, domainOf);
  const facts = learnHosts(known, ordered, isOwnHost);
  const owners = createAttribution(facts, pages, domainOf, cnames);
  const ofStored = createStoredAttribution(facts, owners);
  const read = createPageReader(owners);
  const visits = ordered.map((observation) =>
    createVisit(observation, facts, owners, sightingsOf(observation, facts, owners, ofStored), read),
  );
  const phases = [...new Set(visits.map(({ observation }) => observation.phase.id))];
  const traces = new Set(visits.flatMap(({ seen }) => seen.map(({ vendor }) => vendor)));
  const personal = createPersonalReader(isOwnHost);
  const drafts = visits.flatMap((visit): Draft[] => {
    const others = visit.seen.filter((one) => !isResidue(visit, one));
    return [
      ...leaksOf(visit, others),
      ...declaredAwayOf(visit),
      ...strangersOf(visit, others),
      ...missingOf(visit, traces),
      ...doublesOf(visit),
      ...signalsOf(visit),
      ...lateDefaultsOf(visit),
      ...residuesOf(visit, ofStored),
      ...personalDataOf(visit, personal),
      ...troublesOf(visit),
    ];
  });
  const findings = mergeDrafts(withoutUnstable(withoutEchoes(drafts), visits), phases);
  return { findings, cells: cellsOf(visits, findings) };
}

/**
 * A vendor that leaked is told once: that the config does not name it stands among the leak's fixes, and what it stores before it was asked is
 * there after a withdrawal too.
 */
function withoutEchoes(drafts: readonly Draft[]): Draft[] {
  const leaks = drafts.filter(({ verdict }) => verdict === 'leaked');
  const leaked = new Set(leaks.map(partyOf));
  const unasked = new Set(leaks.filter(({ evidence }) => evidence.phase !== 'withdraw').map(partyOf));
  return drafts.filter((draft) => {
    if (draft.verdict === 'undeclared' || draft.verdict === 'unlisted') return !leaked.has(partyOf(draft));
    return draft.verdict !== 'residual' || !unasked.has(partyOf(draft));
  });
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
