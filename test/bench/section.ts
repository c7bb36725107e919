/** Owns what every part of the bench has in common: rounds, in each of which all variants are measured once, beginning with another one. */
import type { Figures } from './figures.ts';

export interface Section {
  readonly name: string;
  /** A smoke run measures it once. */
  readonly isSlowToMeasure?: boolean;
  /** Measures every variant once. @param index counts from 0. */
  round(index: number, figures: Figures): Promise<void>;
  close?(): Promise<void>;
}

/** The same variants beginning with another one, so that none is always first or always after the same. */
export function rotated<T>(variants: readonly T[], index: number): T[] {
  const start = index % variants.length;
  return [...variants.slice(start), ...variants.slice(0, start)];
}

/** Names of variants in all sections. */
export const NONE = 'none';
export const FLOOR = 'floor, inline';
export const FLOOR_FILE = 'floor, file';
export const INLINE = 'inline';
export const TAG = 'tag';
