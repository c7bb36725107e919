/** Owns the few statistics of the bench: median, quartiles, and how far two halves of the rounds disagree. */

export interface Summary {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  /** Difference of the medians of odd and even rounds: what this machine cannot tell apart. */
  readonly splitHalf: number;
  readonly count: number;
}

/** @param samples one per round, in the order of the rounds. */
export function summarise(samples: readonly number[]): Summary {
  const half = (rest: number) => samples.filter((_, i) => i % 2 === rest);
  return {
    median: quantile(samples, 0.5),
    lower: quantile(samples, 0.25),
    upper: quantile(samples, 0.75),
    splitHalf: samples.length < 2 ? 0 : Math.abs(quantile(half(0), 0.5) - quantile(half(1), 0.5)),
    count: samples.length,
  };
}

/** Linear between the neighbours (type 7 of Hyndman and Fan). */
function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const [low = Number.NaN, high = low] = sorted.slice(below, below + 2);
  return low + (high - low) * (place - below);
}
