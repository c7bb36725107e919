/**
 * Owns a text that is not ours (the site owner's, a provider's name) as it is shown: in the language it is in, and isolated, so that
 * direction marks in it move nothing around it (HTML §4.5.25 `bdi`). English falls back to Russian, Kazakh to nothing (DESIGN §3).
 */
import { type TemplateResult, html } from 'lit/html.js';
import type { Language, SiteText } from '../../core/language.ts';

/** A text of the site owner, for where only plain text can stand. */
export function siteText(text: SiteText, language: Language): string {
  return text[language] ?? text.ru;
}

/** A text of the site owner. */
export function ownText(text: SiteText, language: Language): TemplateResult {
  return isolated(siteText(text, language), text[language] === undefined ? 'ru' : language);
}

/** A name that is written one way in every language: Latin ones are no Kazakh and no Russian, to a screen reader's voice. */
export function ownName(name: string, language: Language): TemplateResult {
  const cyrillic = /\p{Script=Cyrillic}/u.test(name);
  return isolated(name, cyrillic ? (language === 'en' ? 'ru' : language) : 'en');
}

function isolated(text: string, language: Language): TemplateResult {
  return html`<bdi lang=${language}>${text}</bdi>`;
}
