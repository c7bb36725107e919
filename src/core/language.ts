/** Owns the languages Kelisim speaks. Kazakh comes first: it is the default, never a fallback (Law 151-I art. 21). */
export const LANGUAGES = ['kk', 'ru', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/** A text in every language the interface has. */
export type Localised = Readonly<Record<Language, string>>;

/** A text of the site owner: Kazakh and Russian always, English when the site has it. */
export type SiteText = Readonly<Record<'kk' | 'ru', string> & Partial<Record<'en', string>>>;

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.indexOf(value as Language) >= 0;
}
