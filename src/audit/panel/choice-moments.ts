/**
 * Owns what was chosen when on this page view. The panel may be opened after the choice: then the browser's own traces tell (the time of the last
 * choice in storage, the announcements in `dataLayer`). Leaves to others: what a choice grants (core/choice.ts).
 */
import type { Inner } from '../../core/api.ts';
import type { Choice } from '../../core/choice.ts';
import type { Category } from '../../core/category.ts';
import { CHOICE_TICK } from '../../core/storage-keys.ts';
import { recall } from '../../platform/keep.ts';
import { dataLayerItems } from './data-layer.ts';

export interface ChoiceMoment {
  /** Wall clock, milliseconds since 1970, from when on it held. */
  readonly timeMs: number;
  readonly choice: Choice | null;
}

/** The choice that held then. */
export function choiceAt(moments: readonly ChoiceMoment[], timeMs: number): Choice | null {
  return moments.findLast((moment) => moment.timeMs <= timeMs)?.choice ?? null;
}

/** @param beganMs when the page view began. */
export function choiceMoments(
  inner: Pick<Inner, 'choice' | 'categories'>,
  beganMs: number = performance.timeOrigin,
): ChoiceMoment[] {
  const choice = inner.choice();
  const chosenMs = Number(recall(CHOICE_TICK));
  if (!choice || !(chosenMs > beganMs)) return [{ timeMs: beganMs, choice }];
  return [
    { timeMs: beganMs, choice: announcedFirst(inner.categories) },
    { timeMs: chosenMs, choice },
  ];
}

/** What held before, as the head announced it on load; one announcement alone is that of the choice itself. */
function announcedFirst(categories: readonly Category[]): Choice | null {
  const said = dataLayerItems().flatMap((item) => {
    const { event, kelisim } = item as { event?: unknown; kelisim?: Readonly<Record<string, boolean>> };
    return event === 'kelisim.choice' && kelisim ? [kelisim] : [];
  });
  const [first, ...later] = said;
  if (!first || later.length === 0) return null;
  const letters = categories.filter(({ id, letter }) => letter && first[id]).map(({ letter }) => letter);
  // Categories are no services, and nobody asks for them as such.
  return { day: 0, letters: letters.join(''), services: first };
}
