/** Owns the frame of the admin pages: links between them, words that several have, the forms' small parts. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Language, Localised } from '../../core/language.ts';
import { type Markup, pageLanguage, sendPage } from '../page.ts';

const TEXTS = {
  statistics: { kk: 'Статистика', ru: 'Статистика', en: 'Statistics' },
  records: { kk: 'Жазбаларды іздеу', ru: 'Поиск записей', en: 'Search records' },
  exports: { kk: 'Экспорт', ru: 'Выгрузка', en: 'Export' },
  erasures: { kk: 'Жою', ru: 'Удаление', en: 'Erasure' },
  logOut: { kk: 'Шығу', ru: 'Выйти', en: 'Log out' },
  site: { kk: 'Сайт', ru: 'Сайт', en: 'Site' },
  from: { kk: 'Күннен бастап (UTC)', ru: 'С дня (UTC)', en: 'From day (UTC)' },
  to: { kk: 'Күнге дейін, қоса алғанда', ru: 'По день включительно', en: 'To day, included' },
  subject: { kk: 'Субъект идентификаторы', ru: 'Идентификатор субъекта', en: 'Subject id' },
  id: { kk: 'Жазба нөмірі', ru: 'Номер записи', en: 'Record number' },
  action: { kk: 'Әрекет', ru: 'Действие', en: 'Action' },
  language: { kk: 'Тіл', ru: 'Язык', en: 'Language' },
  policy: { kk: 'Саясат редакциясы', ru: 'Редакция политики', en: 'Policy edition' },
  any: { kk: 'барлығы', ru: 'все', en: 'all' },
  invalid: {
    kk: 'Бұл өріс дұрыс толтырылмаған:',
    ru: 'Это поле заполнено неверно:',
    en: 'This field is not filled in correctly:',
  },
} satisfies Record<string, Localised>;

export type AdminText = keyof typeof TEXTS;

export function adminText(key: AdminText, language: Language): string {
  return TEXTS[key][language];
}

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
  const word = Object.hasOwn(TEXTS, name) ? adminText(name as AdminText, language) : name;
  return html`<p role="alert">${adminText('invalid', language)} ${word}</p>`;
}
