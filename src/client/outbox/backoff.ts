/** Owns how long to wait after a failure: pure numbers, the chance is handed in. */

const STEP_MS = 2000;
const CEILING_MS = 5 * 60_000;
const LONG_FLOOR_MS = 15 * 60_000;
const LONG_CEILING_MS = 24 * 60 * 60_000;

/**
 * Full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/): browsers that failed together come back apart.
 *
 * @param failures failures in a row before this one.
 * @param chance 0 ≤ chance < 1.
 */
export function backoffMs(failures: number, chance: number): number {
  return Math.floor(chance * Math.min(CEILING_MS, STEP_MS * 2 ** Math.min(failures, 20)));
}

/** For answers that a person has to mend (wrong site id, origin not on the list): rarely, but for as long as the evidence lives. */
export function longBackoffMs(failures: number, chance: number): number {
  const ceiling = Math.min(LONG_CEILING_MS, 2 * LONG_FLOOR_MS * 2 ** Math.min(failures, 20));
  return LONG_FLOOR_MS + Math.floor(chance * (ceiling - LONG_FLOOR_MS));
}
