/** Owns a day in words, by Intl for Kazakhstan (`kk-KZ`, `ru-KZ`). Leaves to others: which day. */
import type { Language } from '../../core/language.ts';

const LOCALES: Readonly<Record<Language, string>> = { kk: 'kk-KZ', ru: 'ru-KZ', en: 'en-GB' };
const DAY_MS = 86_400_000;

/**
 * @param day whole days since 1970-01-01 UTC, as the choice cookie counts them.
 * @returns `2026 ж. 3 маусым`; `03.06.2026` where the browser has no words for the language.
 */
export function dayWords(day: number, language: Language): string {
  const locale = LOCALES[language];
  const isKnown = Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0;
  const format = new Intl.DateTimeFormat(isKnown ? locale : 'ru-KZ', {
    dateStyle: isKnown ? 'long' : 'short',
    timeZone: 'UTC',
  });
  return format.format(day * DAY_MS);
}
