/**
 * Owns the words for a choice on the collector's own pages: which text of locales/ stands for a category, an action, a verdict.
 * The words themselves are generated into this folder, because the collector is another program and may stand on another machine.
 */
import { CATEGORIES as STANDARD } from '../core/category.ts';
import type { Language } from '../core/language.ts';
import { COLLECTOR_TEXTS } from './generated/collector-texts.ts';

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };

/** Categories in the order of the notice: the standard ones, then the site's own by name. Canonical JSON has them by name alone. */
export function byCategory(a: string, b: string): number {
  const place = (category: string): number => {
    const at = (STANDARD as readonly string[]).indexOf(category);
    return at < 0 ? STANDARD.length : at;
  };
  return place(a) - place(b) || (a < b ? -1 : 1);
}

/** A category of the site's own has no words here: its id is shown. */
export function categoryWord(category: string, language: Language): string {
  return wordFor([`category.${category}`], category, language);
}

export function verdictWord(verdict: string, language: Language): string {
  return wordFor([`verdict-${verdict}`], verdict, language);
}

/** What the notice's button says, where it has one. */
export function actionWord(action: string, language: Language): string {
  return wordFor([`action-${action}`, `action.${action}`], action, language);
}

export function surfaceWord(surface: string, language: Language): string {
  return wordFor([`surface-${surface}`], surface, language);
}

export function inputWord(input: string, language: Language): string {
  return wordFor([`input-${input}`], input, language);
}

export function reasonWord(reason: string, language: Language): string {
  return wordFor([`reason-${reason}`], reason, language);
}

// hasOwn: a category may be called `constructor`.
function wordFor(keys: readonly string[], otherwise: string, language: Language): string {
  const words: Readonly<Record<string, string>> = COLLECTOR_TEXTS[language];
  const key = keys.find((name) => Object.hasOwn(words, name));
  return key === undefined ? otherwise : words[key]!;
}
