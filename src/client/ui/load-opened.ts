/**
 * Owns what is loaded when something in the settings is first opened: the code that draws it, the words of codes and lifetimes, and the words
 * of the parts below the categories when one of them is wanted. Leaves to others: the vendors' own words (core/site-data.ts).
 */
import type { Language } from '../../core/language.ts';
import { DATA_LOCALES, type LocaleModule, MINE_LOCALES } from '../i18n/locale-loaders.ts';

export interface Opened {
  readonly code: typeof import('./opened/parts.ts');
  readonly dataTexts: LocaleModule;
  readonly mineTexts: LocaleModule | undefined;
}

export async function loadOpened(language: Language, withParts: boolean): Promise<Opened> {
  const [code, dataTexts, mineTexts] = await Promise.all([
    import('./opened/parts.ts'),
    DATA_LOCALES[language](),
    withParts ? MINE_LOCALES[language]() : undefined,
  ]);
  return { code, dataTexts, mineTexts };
}
