/**
 * Owns the words for a choice on the collector's own pages, in the three languages. The widget's words come from locales/;
 * the collector is another program and may stand on another machine.
 */
import { CATEGORIES as STANDARD } from '../core/category.ts';
import type { ConsentRecord } from '../core/consent-record.ts';
import type { Language, Localised } from '../core/language.ts';

const CATEGORIES: Readonly<Record<string, Localised>> = {
  necessary: { kk: 'Қажетті', ru: 'Необходимые', en: 'Necessary' },
  functional: { kk: 'Функционалдық', ru: 'Функциональные', en: 'Functional' },
  analytics: { kk: 'Аналитикалық (талдау)', ru: 'Аналитические', en: 'Analytics' },
  advertising: { kk: 'Жарнамалық', ru: 'Рекламные', en: 'Advertising' },
};

const VERDICTS: Readonly<Record<string, Localised>> = {
  granted: { kk: 'рұқсат берілген', ru: 'разрешено', en: 'granted' },
  denied: { kk: 'бас тартылған', ru: 'отклонено', en: 'denied' },
  necessary: { kk: 'келісім сұралмайды', ru: 'согласие не требуется', en: 'no consent asked' },
};

const ACTIONS: Readonly<Record<ConsentRecord['action'], Localised>> = {
  'accept-all': { kk: 'Барлығын қабылдау', ru: 'Принять все', en: 'Accept all' },
  'reject-all': { kk: 'Барлығынан бас тарту', ru: 'Отклонить все', en: 'Reject all' },
  save: { kk: 'Таңдауды сақтау', ru: 'Сохранить выбор', en: 'Save choice' },
  withdraw: { kk: 'Келісімді кері қайтарып алу', ru: 'Отозвать согласие', en: 'Withdraw consent' },
  'load-once': { kk: 'Бір рет жүктеу', ru: 'Загрузить один раз', en: 'Load once' },
};

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
  return wordIn(CATEGORIES, category, language);
}

export function verdictWord(verdict: string, language: Language): string {
  return wordIn(VERDICTS, verdict, language);
}

export function actionWord(action: string, language: Language): string {
  return wordIn(ACTIONS, action, language);
}

// hasOwn: a category may be called `constructor`.
function wordIn(words: Readonly<Record<string, Localised>>, key: string, language: Language): string {
  return Object.hasOwn(words, key) ? (words[key]?.[language] ?? key) : key;
}
