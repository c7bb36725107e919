/** Owns the four ways in which a page of the matrix is delivered. */

export interface Condition {
  /** Each tag in its own chunk, 15 ms apart; else the HTML comes in one. */
  readonly isSlow: boolean;
  /** A blocking script of the site's own, 120 ms late, before the trackers. */
  readonly isFirstSlow: boolean;
}

export const CONDITIONS = {
  one: { isSlow: false, isFirstSlow: false },
  'one-first-slow': { isSlow: false, isFirstSlow: true },
  slow: { isSlow: true, isFirstSlow: false },
  'slow-first-slow': { isSlow: true, isFirstSlow: true },
} as const satisfies Record<string, Condition>;

export type ConditionName = keyof typeof CONDITIONS;
export const CONDITION_NAMES = Object.keys(CONDITIONS) as ConditionName[];
