/** Owns the check digit that BIN and IIN share: weights 1…11 modulo 11; when that gives 10, weights 3…11, 1, 2. A second 10 fits no number. */

const FIRST = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];
const MODULUS = 11;

/** Twelve digits of which the last one fits. What the others mean (a birth date, a registration) is looked at elsewhere. */
export function hasCheckDigit(text: string): boolean {
  if (!/^\d{12}$/.test(text)) return false;
  const digits = text.split('').map(Number);
  const sum = (weights: readonly number[]) =>
    weights.reduce((total, weight, i) => total + weight * digits[i]!, 0) % MODULUS;
  const first = sum(FIRST);
  return digits[11] === (first === 10 ? sum(SECOND) : first);
}
