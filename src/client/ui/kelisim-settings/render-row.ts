/** Owns the smallest pieces of the settings: a labelled row that is left out when there is nothing to say, a list of words, an outgoing link. */
import { type TemplateResult, html } from 'lit/html.js';
import type { TextId } from '../../i18n/generated/text-id.ts';
import { say } from '../../i18n/localization.ts';

export function renderRow(label: TextId, value: unknown): TemplateResult | string {
  return value ? html`<dt>${say(label)}</dt><dd>${value}</dd>` : '';
}

/** What there is of some facts, with commas. */
export function listed(...facts: readonly unknown[]): string {
  return facts.filter(Boolean).join(', ');
}

/** A link whose words are its host: a visitor sees where it leads. */
export function renderLink(url: string): TemplateResult {
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${url.replace(/^https?:\/\/(www\.)?|\/$/g, '')}</a>`;
}
