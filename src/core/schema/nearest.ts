/** Owns "did you mean": the closest of some words, when one is close enough to be what was meant. */
import { distance } from '../distance.ts';

/** A third of the word may be wrong. Words that are contained whole (`metrica` in `yandex-metrica`) count as close too. */
export function nearest(word: string, words: readonly string[]): string | null {
  const wanted = word.toLowerCase().slice(0, 64);
  let best: string | null = null;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of words) {
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  if (best || wanted.length < 4) return best;
  return (
    words.find((candidate) => candidate.toLowerCase().includes(wanted) || wanted.includes(candidate.toLowerCase())) ??
    null
  );
}
