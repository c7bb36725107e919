/** Owns how a receipt reads to a person: the page's order. The words come from locales/, the facts from receipts-route.ts. */
import { html } from 'hono/html';
import type { Language } from '../core/language.ts';
import { actionWord, byCategory, categoryWord, verdictWord } from './choice-words.ts';
import { COLLECTOR_TEXTS } from './generated/collector-texts.ts';
import { formatInstant, type Markup } from './page.ts';
import type { Receipt } from './receipts-route.ts';

export function receiptTitle(language: Language): string {
  return COLLECTOR_TEXTS[language]['receipt-title'];
}

export function missingReceipt(language: Language): Markup {
  return html`<p>${COLLECTOR_TEXTS[language]['receipt-missing']}</p>`;
}

export function receiptBody(receipt: Receipt, language: Language): Markup {
  const when = (iso: string): string => formatInstant(iso, receipt.utcOffsetMinutes);
  const categories = Object.entries(receipt.decisions)
    .toSorted(([a], [b]) => byCategory(a, b))
    .map(([category, verdict]) => row(categoryWord(category, language), verdictWord(verdict, language)));
  const services = Object.entries(receipt.services).map(([service, granted]) =>
    row(service, verdictWord(granted ? 'granted' : 'denied', language)),
  );
  return html`<p><strong>${COLLECTOR_TEXTS[language]['receipt-stored']}</strong></p>
${receipt.test && html`<p>${COLLECTOR_TEXTS[language]['receipt-test']}</p>`}
<dl>
${row(COLLECTOR_TEXTS[language]['receipt-decidedAt'], when(receipt.decidedAt))}
${row(COLLECTOR_TEXTS[language]['receipt-receivedAt'], when(receipt.receivedAt))}
${row(COLLECTOR_TEXTS[language]['receipt-site'], receipt.site)}
${row(COLLECTOR_TEXTS[language]['receipt-action'], actionWord(receipt.action, language))}
${row(COLLECTOR_TEXTS[language]['receipt-policy'], receipt.policy)}
${row(COLLECTOR_TEXTS[language]['receipt-validUntil'], when(receipt.validUntil))}
${row(COLLECTOR_TEXTS[language]['receipt-id'], receipt.id)}
</dl>
<h2>${COLLECTOR_TEXTS[language]['receipt-categories']}</h2><dl>${categories}</dl>
${services.length > 0 && html`<h2>${COLLECTOR_TEXTS[language]['receipt-services']}</h2><dl>${services}</dl>`}`;
}

function row(term: string, text: string): Markup {
  return html`<dt>${term}</dt><dd>${text}</dd>`;
}
