/** Owns the smallest pieces of what opens: a labelled row that is left out when there is nothing to say, a list of words, an outgoing link. */
import { type TemplateResult, html } from 'lit/html.js';
import type { AboutConfig } from '../../../core/config.ts';
import type { Language } from '../../../core/language.ts';
import type { TextId } from '../../i18n/generated/text-id.ts';
import { say } from '../../i18n/localization.ts';
import { ownText, siteText } from '../own-text.ts';

export function renderRow(label: TextId, value: unknown): TemplateResult | string {
  return value ? html`<dt>${say(label)}</dt><dd>${value}</dd>` : '';
}

/** What there is of some facts, with commas. */
export function listed(...facts: readonly unknown[]): string {
  return facts.filter(Boolean).join(', ');
}

export type Review = NonNullable<AboutConfig['humanReview']>;

/** The right to have an automated decision looked at by a person. */
export function renderReview({ text, url }: Review, language: Language): TemplateResult {
  return html`${ownText(text, language)} ${url && renderLink(siteText(url, language))}`;
}

/** A link whose words are its host: a visitor sees where it leads. */
export function renderLink(url: string): TemplateResult {
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${url.replace(/^https?:\/\/(www\.)?|\/$/g, '')}</a>`;
}
