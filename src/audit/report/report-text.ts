/**
 * Owns looking up a text of the report in all languages at once: the HTML file carries them all, the other formats take one.
 * What is filled in may itself be a word of each language. The words are in locales/, generated into audit/generated.
 */
import { LANGUAGES, type Language, type Localised, type SiteText } from '../../core/language.ts';
import { AUDIT_TEXTS } from '../generated/audit-texts.ts';

/** A text that does not exist is a compile error; so is a code of audit/*.ts that has no sentence (`why-${AuditCause}`). */
export type ReportTextId = keyof (typeof AUDIT_TEXTS)['kk'];

export type Filling = Readonly<Record<string, string | number | Localised>>;

export function reportText(id: ReportTextId, filling: Filling = {}): Localised {
  return inEach((language) =>
    AUDIT_TEXTS[language][id].replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = filling[name];
      if (value === undefined) return placeholder;
      return typeof value === 'object' ? value[language] : String(value);
    }),
  );
}

/** For codes from outside, which may be of a newer version: the code itself stands in when there is no text. */
export function reportTextOr(id: string, otherwise: string): Localised {
  return Object.hasOwn(AUDIT_TEXTS.kk, id) ? reportText(id as ReportTextId) : same(otherwise);
}

export function inEach(make: (language: Language) => string): Localised {
  return Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<Language, string>;
}

/** A name or a number, which no language changes. */
export function same(text: string): Localised {
  return inEach(() => text);
}

/** English may be missing in an owner's text: the Russian one then stands, since whoever reads the English report reads a name either way. */
export function siteText(text: SiteText): Localised {
  return inEach((language) => text[language] ?? text.ru);
}

export function joined(parts: readonly Localised[], separator: string): Localised {
  return inEach((language) => parts.map((part) => part[language]).join(separator));
}
