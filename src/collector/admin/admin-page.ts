/** Owns the frame of the admin pages: links between them, words that several have, the forms' small parts. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Language } from '../../core/language.ts';
import { collectorText, type TextsOf } from '../collector-text.ts';
import { type Markup, pageLanguage, sendPage } from '../page.ts';

export function adminText(key: TextsOf<'admin'>, language: Language): string {
  return collectorText('admin', key, language);
}

/** Fields that have a label of their own. */
const FIELDS = ['site', 'subject', 'id', 'from', 'to', 'action', 'language', 'policy'] as const;

const PAGES = [
  ['statistics', '/'],
  ['records', '/records'],
  ['exports', '/exports'],
  ['erasures', '/erasures'],
] as const;

export function sendAdminPage(
  c: Context,
  title: string,
  body: Markup,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const language = pageLanguage(c);
  const links = PAGES.map(([key, path]) => html`<a href="${path}?lang=${language}">${adminText(key, language)}</a>`);
  const nav = html`<nav>${links}<form method="post" action="/logout"><button>${adminText('logOut', language)}</button></form></nav>`;
  return sendPage(c, { status, language, title, body, kind: 'admin', nav });
}

export function textField(name: string, label: string, value = '', type = 'text'): Markup {
  return html`<label>${label}<input type="${type}" name="${name}" value="${value}" autocomplete="off"></label>`;
}

export function choiceField(
  name: string,
  label: string,
  options: readonly (readonly [value: string, word: string])[],
  value = '',
): Markup {
  const lines = options.map(([option, word]) =>
    option === value
      ? html`<option value="${option}" selected>${word}</option>`
      : html`<option value="${option}">${word}</option>`,
  );
  return html`<label>${label}<select name="${name}">${lines}</select></label>`;
}

export function hiddenField(name: string, value: string): Markup {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

export function invalidField(name: string, language: Language): Markup {
  const field = FIELDS.find((known) => known === name);
  const word = field ? adminText(field, language) : name;
  return html`<p role="alert">${adminText('invalid', language)} ${word}</p>`;
}
