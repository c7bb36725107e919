/** Owns the four ways in which a page of the matrix is delivered. */
import type { Condition } from './measure-load.ts';

export const CONDITIONS = {
  one: { isSlow: false, isFirstSlow: false },
  'one-first-slow': { isSlow: false, isFirstSlow: true },
  slow: { isSlow: true, isFirstSlow: false },
  'slow-first-slow': { isSlow: true, isFirstSlow: true },
} as const satisfies Record<string, Condition>;

export type ConditionName = keyof typeof CONDITIONS;
export const CONDITION_NAMES = Object.keys(CONDITIONS) as ConditionName[];
