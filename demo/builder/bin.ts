/** Owns the check digit of a business identification number (12 digits; the weights are those of the state registers of Kazakhstan). */
const DIGITS = 12;
const WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
/** Taken when the first sum gives 10, which is no digit. */
const SECOND_WEIGHTS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

/** @returns null when there are not 12 digits, so that nothing can be said yet. */
export function checkDigitFits(bin: string): boolean | null {
  if (!/^\d+$/.test(bin) || bin.length !== DIGITS) return null;
  const digits = [...bin].map(Number);
  const rest = (weights: readonly number[]) => weights.reduce((sum, weight, i) => sum + weight * digits[i]!, 0) % 11;
  const first = rest(WEIGHTS);
  const check = first < 10 ? first : rest(SECOND_WEIGHTS);
  return check < 10 && check === digits[DIGITS - 1];
}
