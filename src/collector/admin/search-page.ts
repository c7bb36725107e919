/** Owns how a search reads: the form, the lines found, the way to older ones. */
import { html } from 'hono/html';
import type { ConsentRecord } from '../../core/consent-record.ts';
import { LANGUAGES, type Language } from '../../core/language.ts';
import { collectorText, type TextsOf } from '../collector-text.ts';
import { actionWord, byCategory, categoryWord, LANGUAGE_NAMES, verdictWord } from '../choice-words.ts';
import { formatInstant, type Markup } from '../page.ts';
import type { FoundRecord } from '../storage/storage.ts';
import { adminText, choiceField, hiddenField, textField } from './admin-page.ts';
import { ACTIONS } from './record-query.ts';

export interface SearchView {
  /** As it was asked. */
  readonly query: Readonly<Record<string, string>>;
  readonly language: Language;
  /** Null: nothing was asked yet. */
  readonly found: readonly FoundRecord[] | null;
  readonly next: number | null;
  readonly alert: Markup | null;
}

export function searchTitle(language: Language): string {
  return textOf('title', language);
}

export function searchBody({ query, language, found, next, alert }: SearchView): Markup {
  return html`${alert}<form class="fields" method="get" action="/records">${hiddenField('lang', language)}
${filterFields(query, language)}
<button>${textOf('search', language)}</button></form>
${found && (found.length === 0 ? html`<p>${textOf('none', language)}</p>` : table(found, language))}
${next !== null && html`<p><a rel="next" href="?${older(query, next, language)}">${textOf('older', language)}</a></p>`}`;
}

/** The same fields narrow a search and an export. */
export function filterFields(query: Readonly<Record<string, string>>, language: Language): Markup {
  const any = ['', adminText('any', language)] as const;
  const actions = ACTIONS.map((action) => [action, actionWord(action, language)] as const);
  const languages = LANGUAGES.map((code) => [code, LANGUAGE_NAMES[code]] as const);
  const text = (name: 'site' | 'subject' | 'id' | 'policy', type = 'text'): Markup =>
    textField(name, adminText(name, language), query[name], type);
  return html`${text('site')}${text('subject')}${text('id')}
${textField('from', adminText('from', language), query['from'], 'date')}${textField('to', adminText('to', language), query['to'], 'date')}
${choiceField('action', adminText('action', language), [any, ...actions], query['action'])}
${choiceField('language', adminText('language', language), [any, ...languages], query['language'])}
${text('policy')}`;
}

function table(found: readonly FoundRecord[], language: Language): Markup {
  const columns = [
    textOf('receivedAt', language),
    adminText('id', language),
    adminText('site', language),
    adminText('action', language),
    adminText('language', language),
    adminText('policy', language),
    textOf('decisions', language),
  ].map((word) => html`<th scope="col">${word}</th>`);
  const lines = found.map(({ id, body, receivedAt }) => {
    const record = JSON.parse(body) as ConsentRecord;
    const decisions = Object.entries(record.decisions)
      .filter(([, verdict]) => verdict !== 'necessary')
      .toSorted(([a], [b]) => byCategory(a, b))
      .map(([name, verdict]) => html`<li>${categoryWord(name, language)}: ${verdictWord(verdict, language)}</li>`);
    return html`<tr><td>${formatInstant(receivedAt, 0)}${record.test && html` (${textOf('test', language)})`}</td>
<td><a href="/records/${id}?lang=${language}">…${id.slice(-12)}</a></td><td>${record.site}</td><td>${actionWord(record.action, language)}</td>
<td>${LANGUAGE_NAMES[record.language]}</td><td>${record.policy}</td><td><ul>${decisions}</ul></td></tr>`;
  });
  return html`<div class="scroll"><table><tr>${columns}</tr>${lines}</table></div>`;
}

function older(query: Readonly<Record<string, string>>, next: number, language: Language): string {
  const asked = new URLSearchParams(query);
  asked.set('before', String(next));
  asked.set('lang', language);
  return asked.toString();
}

function textOf(key: TextsOf<'search'>, language: Language): string {
  return collectorText('search', key, language);
}
