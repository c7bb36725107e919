/**
 * Owns what repeats that disagree are worth: a finding that no phase showed in all of its visits is not sure, and is said to be so. It never
 * becomes a pass.
 */
import { type Draft, idOf } from './draft.ts';
import { groupBy } from './group-by.ts';
import type { Visit } from './visit.ts';

export function withoutUnstable(drafts: readonly Draft[], visits: readonly Visit[]): Draft[] {
  const byPhase = groupBy(visits, ({ observation }) => observation.phase.id);
  return [...groupBy(drafts, idOf)].flatMap(([, group]) => {
    const shares = [...groupBy(group, ({ evidence }) => evidence.phase)].map(([phase, seen]) => {
      const showing = new Set(seen.map(({ evidence }) => evidence.repeat));
      // A visit that was cut short and did not show it says nothing.
      const counting = (byPhase.get(phase) ?? []).filter(
        ({ observation }) => showing.has(observation.repeat) || !observation.troubles.some(({ isFatal }) => isFatal),
      );
      const all = new Set(counting.map(({ observation }) => observation.repeat));
      return { showing: showing.size, all: all.size };
    });
    if (shares.some(({ showing, all }) => showing >= all)) return group;
    const [most] = shares.toSorted((a, b) => b.showing / b.all - a.showing / a.all);
    return group.map((draft): Draft => ({ ...draft, ...unsure(draft, `${most!.showing}/${most!.all}`) }));
  });
}

function unsure({ verdict, cause, of = '', names }: Draft, share: string): Partial<Draft> & Pick<Draft, 'verdict'> {
  return {
    verdict: 'inconclusive',
    severity: 'warning',
    cause: 'unstable',
    of: `${verdict} ${cause} ${of}`,
    names: { ...names, verdict, cause, share },
    fixes: [{ code: 'look-again', place: null, names: { share } }],
  };
}
