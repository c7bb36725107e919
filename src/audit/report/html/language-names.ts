/** Owns what the languages call themselves, on the switch and in the list of what was tested. */
import type { Language } from '../../../core/language.ts';

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };
