/** Owns how a receipt reads to a person: the page's order. The words come from locales/, the facts from receipts-route.ts. */
import { html } from 'hono/html';
import type { Language } from '../core/language.ts';
import { collectorText, type TextsOf } from './collector-text.ts';
import { actionWord, byCategory, categoryWord, LANGUAGE_NAMES, reasonWord, verdictWord } from './choice-words.ts';
import { formatInstant, type Markup } from './page.ts';
import type { Receipt } from './receipts-route.ts';
import type { Erasure } from './storage/storage.ts';

export function receiptTitle(language: Language): string {
  return textOf('title', language);
}

export function missingReceipt(language: Language): Markup {
  return html`<p>${textOf('missing', language)}</p>`;
}

export function erasedReceipt({ at, reason }: Erasure, language: Language): Markup {
  return html`<p>${textOf('erasedAt', language)}: ${formatInstant(at, 0)}; ${textOf('reason', language)}: ${reasonWord(reason, language)}.</p>`;
}

/** @param hasNotice whether the words the visitor read can be shown */
export function receiptBody(receipt: Receipt, language: Language, nowMs: number, hasNotice: boolean): Markup {
  const when = (iso: string): string => formatInstant(iso, receipt.utcOffsetMinutes);
  const categories = Object.entries(receipt.decisions)
    .toSorted(([a], [b]) => byCategory(a, b))
    .map(([category, verdict]) => row(categoryWord(category, language), verdictWord(verdict, language)));
  const services = Object.entries(receipt.services).map(([service, granted]) =>
    row(service, verdictWord(granted ? 'granted' : 'denied', language)),
  );
  return html`<p><strong>${textOf('stored', language)}</strong></p>
${receipt.test && html`<p>${textOf('test', language)}</p>`}
${Date.parse(receipt.validUntil) <= nowMs && html`<p>${textOf('over', language)}</p>`}
<dl>
${row(textOf('decidedAt', language), when(receipt.decidedAt))}
${row(textOf('receivedAt', language), when(receipt.receivedAt))}
${row(textOf('site', language), receipt.site)}
${row(textOf('action', language), actionWord(receipt.action, language))}
${row(textOf('policy', language), receipt.policy)}
${row(textOf('language', language), LANGUAGE_NAMES[receipt.language])}
${row(textOf('validUntil', language), when(receipt.validUntil))}
${row(textOf('id', language), receipt.id)}
</dl>
<h2>${textOf('categories', language)}</h2><dl>${categories}</dl>
${services.length > 0 && html`<h2>${textOf('services', language)}</h2><dl>${services}</dl>`}
${hasNotice && html`<p><a href="${receipt.id}/notice?lang=${language}">${textOf('notice', language)}</a></p>`}`;
}

function row(term: string, text: string): Markup {
  return html`<dt>${term}</dt><dd>${text}</dd>`;
}

function textOf(key: TextsOf<'receipt'>, language: Language): string {
  return collectorText('receipt', key, language);
}
