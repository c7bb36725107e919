/**
 * Owns where the texts of each language are: one explicit map, so that the bundler makes one chunk per language and no loader of its own.
 * Free of lit: whoever wants the language to travel beside the settings calls a loader early; the module system keeps the answer.
 */
import type { Language } from '../../core/language.ts';

export interface LocaleModule {
  readonly texts: Readonly<Record<string, string>>;
}

export type LocaleLoaders = Readonly<Record<Language, () => Promise<LocaleModule>>>;

export const SETTINGS_LOCALES: LocaleLoaders = {
  kk: () => import('./generated/kk.ts'),
  ru: () => import('./generated/ru.ts'),
  en: () => import('./generated/en.ts'),
};

/** The words of data types: only the details of vendors need them. */
export const DATA_LOCALES: LocaleLoaders = {
  kk: () => import('./generated/data-kk.ts'),
  ru: () => import('./generated/data-ru.ts'),
  en: () => import('./generated/data-en.ts'),
};

/** The words of the parts below the categories. */
export const MINE_LOCALES: LocaleLoaders = {
  kk: () => import('./generated/mine-kk.ts'),
  ru: () => import('./generated/mine-ru.ts'),
  en: () => import('./generated/mine-en.ts'),
};
