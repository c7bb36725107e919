/**
 * Owns the findings `leaked` that follow from the config's own words: a tracker that it calls necessary, and a recorder of sessions that it says
 * records none. The gate lets both through, as it was told to; the visitor was not asked.
 */
import { RULES } from '../../vendors/generated/rules.ts';
import type { Fix } from '../verdict.ts';
import { type Draft, evidenceOf } from './draft.ts';
import { catalogueCategory, trackerLetter } from './expectation.ts';
import { groupBy } from './group-by.ts';
import { isRecording } from './recordings.ts';
import type { Seen } from './sightings-of.ts';
import type { Visit } from './visit.ts';

export function declaredAwayOf(visit: Visit): Draft[] {
  const { facts, seen, observation } = visit;
  if (facts.source === 'none') return [];
  const sent = groupBy(
    seen.filter(({ what, granted, request }) => what === 'sent' && granted && request),
    ({ vendor }) => vendor,
  );
  return facts.site.services.flatMap((service): Draft[] => {
    const { id, vendor, letter, contains, replay } = service;
    const own = sent.get(vendor) ?? [];
    const category = catalogueCategory(vendor);
    const isNecessary = !letter && !contains && !!trackerLetter(vendor);
    const recording = own.filter(({ request }) => isRecording(vendor, request!.url));
    const records = !replay && !!RULES[vendor]?.r && recording.length > 0;
    // Where everything was agreed to, a wrong category harms nobody.
    const unasked = own.filter(({ stage }) => observation.stages[stage]?.said !== 'accepted');
    if (isNecessary && unasked.length)
      return [draftOf(visit, unasked, { vendor, category: 'necessary' }, { vendor, category })];
    if (records && letter) return [draftOf(visit, recording, { id, replay: false }, { vendor, replay: true })];
    return [];
  });
}

function draftOf(visit: Visit, seen: readonly Seen[], says: object, should: object): Draft {
  const [first] = seen as [Seen];
  const names = Object.fromEntries(Object.entries(should).map(([name, value]) => [name, String(value)]));
  const fix: Fix = { code: 'correct-config', after: JSON.stringify(should), place: null, names };
  return {
    verdict: 'leaked',
    severity: 'error',
    cause: 'own-category',
    vendor: first.vendor,
    host: first.host,
    category: first.expectation.category,
    page: first.page,
    place: null,
    element: '',
    names: { setting: JSON.stringify(says), expected: JSON.stringify(should) },
    fixes: [fix],
    evidence: evidenceOf(visit.observation, seen),
  };
}
