/**
 * Owns days and moments in words, as Kazakhstan writes them. A moment is shown with the clock and the offset of the device it belongs to.
 * Leaves to others: durations (lifetime.ts). `dayWords` is i18n/day-words.ts once more, on purpose: shared with what asks again, it would be
 * a file of its own, and one request more for everybody who opens the settings.
 */
import type { Language } from '../../../core/language.ts';

const LOCALES: Readonly<Record<Language, string>> = { kk: 'kk-KZ', ru: 'ru-KZ', en: 'en-GB' };
const MINUTE_MS = 60_000;

/** @param timeMs of which the UTC day is meant. */
export function dayWords(timeMs: number, language: Language): string {
  const format = (locale: string, dateStyle: 'long' | 'short') =>
    new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(timeMs);
  const words = format(LOCALES[language], 'long');
  // Chromium (156) ships no Kazakh months and writes "2026 M11 20": then figures, which are the same in Kazakh and Russian.
  return /\bM\d\d/.test(words) ? format('ru-KZ', 'short') : words;
}

/** A day of the config, `2026-03-01`. */
export function dateWords(date: string, language: Language): string {
  return dayWords(Date.parse(date), language);
}

/** `20 ноября 2026 г., 14:03 (UTC+05:00)`. */
export function momentWords(iso: string, offsetMinutes: number, language: Language): string {
  const local = new Date(Date.parse(iso) + offsetMinutes * MINUTE_MS);
  const two = (value: number) => `${Math.floor(Math.abs(value))}`.padStart(2, '0');
  const offset = `${offsetMinutes < 0 ? '-' : '+'}${two(offsetMinutes / 60)}:${two(offsetMinutes % 60)}`;
  return `${dayWords(+local, language)}, ${local.toISOString().slice(11, 16)} (UTC${offset})`;
}
