/**
 * Owns what Google's consent types should say at a moment: by the category that stands for each (core/google-consent.ts) and what the visitor
 * said.
 */
import { type GoogleConsent, googleConsentOf } from '../../core/google-consent.ts';
import type { SiteFacts } from '../site-facts.ts';
import { choiceSaid, type Moment } from './expectation.ts';

/** By consent type: granted or not. */
export function expectedTypes(facts: SiteFacts, moment: Moment): Readonly<Record<string, boolean>> {
  const { types } = googleConsentOf({}, facts.site.categories) as GoogleConsent;
  const choice = choiceSaid(moment, facts);
  const letterOf = (id: string) => facts.site.categories.find((category) => category.id === id)?.letter ?? '';
  return Object.fromEntries(
    Object.entries(types).flatMap(([category, names]) => {
      const letter = letterOf(category);
      const isGranted = !!choice && !!letter && choice.letters.includes(letter);
      return names.split(' ').map((name) => [name, isGranted]);
    }),
  );
}
