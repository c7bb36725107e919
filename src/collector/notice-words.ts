/**
 * Owns showing the words a visitor had before them: the first layer as it stood, then what the settings said of each service.
 * The words are in the language of the record, whatever language the page around them has.
 */
import { html } from 'hono/html';
import type { Language } from '../core/language.ts';
import { collectorText, type TextsOf } from './collector-text.ts';
import { categoryWord, LANGUAGE_NAMES } from './choice-words.ts';
import type { Markup } from './page.ts';
import { readNotice, type ToldService } from './read-notice.ts';

export function noticeTitle(language: Language): string {
  return textOf('title', language);
}

/**
 * @param hash the record's `notice`
 * @param text the stored text, null when there is none
 * @param shown the record's language
 * @param language the page's
 */
export function noticeBody(hash: string | null, text: string | null, shown: Language, language: Language): Markup {
  const say = (key: TextsOf<'notice'>): string => textOf(key, language);
  if (hash === null) return html`<p>${say('none')}</p>`;
  if (text === null) return html`<p>${say('missing')} <code>${hash}</code></p>`;
  const words = readNotice(text, shown);
  if (!words) return html`<p>${say('unreadable')}</p><pre>${text}</pre>`;
  const settings = [...words.settings, ...words.operators, ...words.about];
  const paragraph = (sentence: string): Markup => html`<p lang="${shown}">${sentence}</p>`;
  return html`<p>${say('shownIn')}: ${LANGUAGE_NAMES[shown]}. SHA-256: <code>${hash}</code></p>
<blockquote lang="${shown}"><p><strong>${words.heading}</strong></p>${words.paragraphs.map((part) => html`<p>${part}</p>`)}</blockquote>
<dl>
<dt>${say('buttons')}</dt><dd lang="${shown}">${words.buttons.map((button) => `[${button}]`).join(' ')}</dd>
${words.policyUrl !== '' && html`<dt>${say('policy')}</dt><dd lang="${shown}">${words.policyLink}: ${words.policyUrl}</dd>`}
</dl>
<h3>${say('settings')}</h3>
${settings.map(paragraph)}
${words.services.map((service) => serviceWords(service, shown, language))}
${words.placeholder.length > 0 && html`<h3>${say('placeholder')}</h3>${words.placeholder.map(paragraph)}`}`;
}

function serviceWords(service: ToldService, shown: Language, language: Language): Markup {
  const row = (key: 'provider' | 'purpose' | 'refused' | 'cookies', text: string): Markup | false =>
    text !== '' && html`<dt>${textOf(key, language)}</dt><dd lang="${shown}">${text}</dd>`;
  const category = service.category === '' ? '' : categoryWord(service.category, language);
  return html`<h3>${service.name}</h3><dl>
${category !== '' && html`<dt>${textOf('category', language)}</dt><dd>${category}</dd>`}
${row('provider', service.provider)}${row('purpose', service.purpose)}${row('refused', service.refused)}${row('cookies', service.cookies.join(', '))}
</dl>`;
}

function textOf(key: TextsOf<'notice'>, language: Language): string {
  return collectorText('notice', key, language);
}
