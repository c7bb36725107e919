/**
 * Owns the words of the page in one language: its own texts, those of the notice (category and country names), and the vendors of the catalogue.
 * Leaves to others: the texts themselves (locales/, vendors/data).
 */
import type { TextId } from '../../src/client/i18n/generated/text-id.ts';
import { DATA_LOCALES, type LocaleLoaders, SETTINGS_LOCALES } from '../../src/client/i18n/locale-loaders.ts';
import type { Language } from '../../src/core/language.ts';
import type { DisclosureModule, Disclosures } from '../../src/core/vendor.ts';

/** The page's own texts are named without their prefix. */
export type BuilderTextId = Extract<TextId, `builder.${string}`> extends `builder.${infer Name}` ? Name : never;
export type Say = (id: BuilderTextId, fill?: Readonly<Record<string, string | number>>) => string;

export interface Words {
  readonly language: Language;
  readonly say: Say;
  readonly vendors: Disclosures;
  /** A standard category or `container`; another id is its own name. */
  category(id: string): string;
  country(code: string): string;
}

/** Explicit maps, so that the bundler makes one chunk per language. */
const TEXTS: LocaleLoaders = {
  kk: () => import('../../src/client/i18n/generated/builder-kk.ts'),
  ru: () => import('../../src/client/i18n/generated/builder-ru.ts'),
  en: () => import('../../src/client/i18n/generated/builder-en.ts'),
};
const VENDORS: Readonly<Record<Language, () => Promise<{ readonly disclosures: DisclosureModule }>>> = {
  kk: () => import('../../src/vendors/generated/disclosures-kk.ts'),
  ru: () => import('../../src/vendors/generated/disclosures-ru.ts'),
  en: () => import('../../src/vendors/generated/disclosures-en.ts'),
};

/** Rejects when a file does not arrive. */
export async function loadWords(language: Language): Promise<Words> {
  const [own, notice, data, { disclosures }] = await Promise.all([
    TEXTS[language](),
    SETTINGS_LOCALES[language](),
    DATA_LOCALES[language](),
    VENDORS[language](),
  ]);
  return {
    language,
    say: (id, fill = {}) =>
      // One pass and a function: a name may hold braces or `$`.
      (own.texts[`builder.${id}`] ?? '').replace(/\{(\w+)\}/g, (whole, key: string) => String(fill[key] ?? whole)),
    vendors: disclosures.vendors,
    category: (id) => notice.texts[`category.${id}`] ?? id,
    country: (code) => data.texts[`country.${code}`] ?? code,
  };
}
