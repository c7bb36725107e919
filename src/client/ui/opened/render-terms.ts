/** Owns the part that says what cookies and pixels are: the site's own words or ours (R01), and what a pixel collects (R02). */
import { type TemplateResult, html } from 'lit/html.js';
import { say } from '../../i18n/localization.ts';
import { ownText } from '../own-text.ts';
import type { Scene } from '../scene.ts';

export function renderTerms({ told, language }: Scene): TemplateResult {
  const own = told.about?.cookies;
  const items = say('mine.pixel-items').split('|');
  return html`<p>${own ? ownText(own, language) : say('mine.cookies')}</p><p>${say('mine.pixel')}</p><ul class="plain">${items.map((item) => html`<li>${item}</li>`)}</ul><p>${say('mine.without')}</p>`;
}
