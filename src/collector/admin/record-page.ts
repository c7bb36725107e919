/** Owns how one record reads to the operator: every field in words, the exact words of its notice, and the record as it is stored. */
import { html } from 'hono/html';
import type { ConsentRecord } from '../../core/consent-record.ts';
import type { Language } from '../../core/language.ts';
import { collectorText, type TextsOf } from '../collector-text.ts';
import {
  actionWord,
  byCategory,
  categoryWord,
  inputWord,
  LANGUAGE_NAMES,
  surfaceWord,
  verdictWord,
} from '../choice-words.ts';
import { noticeBody, noticeTitle } from '../notice-words.ts';
import { formatInstant, type Markup } from '../page.ts';
import type { FoundRecord } from '../storage/storage.ts';

type Field = Exclude<keyof ConsentRecord, 'decisions' | 'services'>;

/** In the order they read best; categories and services have lists of their own. */
const FIELDS = [
  'v',
  'id',
  'site',
  'subject',
  'action',
  'surface',
  'input',
  'trusted',
  'decidedAt',
  'shownAt',
  'utcOffsetMinutes',
  'language',
  'notice',
  'policy',
  'scope',
  'validUntil',
  'origin',
  'path',
  'widget',
  'gpc',
  'storage',
  'test',
  'seq',
  'previous',
] as const satisfies readonly Field[];

export function recordTitle(language: Language): string {
  return textOf('title', language);
}

export function missingRecord(language: Language): Markup {
  return html`<p>${textOf('missing', language)}</p>`;
}

/** @param noticeText the stored notice, null when there is none */
export function recordBody(row: FoundRecord, noticeText: string | null, language: Language): Markup {
  const record = JSON.parse(row.body) as ConsentRecord;
  const fields = FIELDS.map(
    (key) => html`<dt>${collectorText('field', key, language)}</dt><dd>${fieldWords(record, key, language)}</dd>`,
  );
  const categories = Object.entries(record.decisions)
    .toSorted(([a], [b]) => byCategory(a, b))
    .map(([name, verdict]) => html`<dt>${categoryWord(name, language)}</dt><dd>${verdictWord(verdict, language)}</dd>`);
  const services = Object.entries(record.services).map(
    ([name, granted]) => html`<dt>${name}</dt><dd>${verdictWord(granted ? 'granted' : 'denied', language)}</dd>`,
  );
  return html`<dl>${fields}
<dt>${collectorText('stored', 'receivedAt', language)}</dt><dd>${formatInstant(row.receivedAt, 0)}</dd>
<dt>${collectorText('stored', 'row', language)}</dt><dd>${row.seq}</dd>
<dt>${collectorText('stored', 'hash', language)}</dt><dd>${row.hash}</dd>
</dl>
<h2>${textOf('categories', language)}</h2><dl>${categories}</dl>
${services.length > 0 && html`<h2>${textOf('services', language)}</h2><dl>${services}</dl>`}
<h2>${noticeTitle(language)}</h2>
${noticeBody(record.notice, noticeText, record.language, language)}
<h2>${textOf('raw', language)}</h2><pre>${JSON.stringify(record, null, 2)}</pre>`;
}

function fieldWords(record: ConsentRecord, key: Field, language: Language): string | Markup {
  const when = (iso: string): string => formatInstant(iso, record.utcOffsetMinutes);
  switch (key) {
    case 'action':
      return actionWord(record.action, language);
    case 'surface':
      return surfaceWord(record.surface, language);
    case 'input':
      return inputWord(record.input, language);
    case 'trusted':
    case 'gpc':
    case 'test':
      return textOf(record[key] ? 'yes' : 'no', language);
    case 'decidedAt':
    case 'validUntil':
      return when(record[key]);
    case 'shownAt':
      return record.shownAt === null ? textOf('notShown', language) : when(record.shownAt);
    case 'language':
      return LANGUAGE_NAMES[record.language];
    case 'notice':
      return record.notice ?? textOf('generic', language);
    case 'storage':
      return textOf(record.storage, language);
    case 'previous':
      return record.previous === null
        ? textOf('first', language)
        : html`<a href="/records/${record.previous}?lang=${language}">${record.previous}</a>`;
    default:
      return String(record[key]);
  }
}

function textOf(key: TextsOf<'record'>, language: Language): string {
  return collectorText('record', key, language);
}
