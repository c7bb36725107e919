/** Owns a day in words, by Intl for Kazakhstan (`kk-KZ`, `ru-KZ`). Leaves to others: which day. */
import type { Language } from '../../core/language.ts';

const LOCALES: Readonly<Record<Language, string>> = { kk: 'kk-KZ', ru: 'ru-KZ', en: 'en-GB' };
const DAY_MS = 86_400_000;

/**
 * @param day whole days since 1970-01-01 UTC, as the choice cookie counts them.
 * @returns `2026 ж. 3 маусым`; figures where the browser has no Kazakh months: Chromium (156) would write `2026 M06 3`.
 */
export function dayWords(day: number, language: Language): string {
  const format = (locale: string, dateStyle: 'long' | 'short') =>
    new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(day * DAY_MS);
  const words = format(LOCALES[language], 'long');
  // Figures are written the same in Kazakh and Russian.
  return /\bM\d\d/.test(words) ? format('ru-KZ', 'short') : words;
}
