/** Owns the words for a phase (its short name, what the visitor did, what is expected) and why one was skipped. */
import type { Localised } from '../../core/language.ts';
import type { Phase } from '../observation.ts';
import type { SiteFacts } from '../site-facts.ts';
import { reportText, reportTextOr, same } from './report-text.ts';
import { categoryName } from './vendor-words.ts';

interface PhaseWords {
  readonly title: Localised;
  readonly did: Localised;
  readonly expected: Localised;
}

export function phaseWords({ kind, category }: Phase, facts: SiteFacts): PhaseWords {
  const filling = { category: category === undefined ? same('…') : categoryName(category, facts) };
  return {
    title: reportText(`phase-${kind}`, filling),
    did: reportText(`did-${kind}`, filling),
    expected: reportText(`expected-${kind}`, filling),
  };
}

/** A phase that a cell, a finding or the list of skipped ones names by id only. */
export function phaseTitle(id: string, phases: readonly Phase[], facts: SiteFacts): Localised {
  const phase = phases.find((phase) => phase.id === id);
  if (phase) return phaseWords(phase, facts).title;
  const only = /^only-(.+)$/.exec(id)?.[1];
  return only ? reportText('phase-only', { category: categoryName(only, facts) }) : reportTextOr(`phase-${id}`, id);
}

export function skippedWords(why: string): Localised {
  return reportTextOr(`skipped-${why}`, why);
}
