/** Owns what languages call themselves; not translated, so not in locales/. */
import type { Language } from '../../core/language.ts';

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };
