/** Owns how one record reads to the operator: every field in words, the exact words of its notice, and the record as it is stored. */
import { html } from 'hono/html';
import type { ConsentRecord } from '../../core/consent-record.ts';
import type { Language, Localised } from '../../core/language.ts';
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

const TEXTS = {
  title: { kk: 'Келісім туралы жазба', ru: 'Запись о согласии', en: 'Consent record' },
  missing: { kk: 'Мұндай жазба жоқ.', ru: 'Такой записи нет.', en: 'There is no such record.' },
  raw: { kk: 'Сақталған түрі (JSON)', ru: 'Как сохранено (JSON)', en: 'As stored (JSON)' },
  categories: { kk: 'Санаттар', ru: 'Категории', en: 'Categories' },
  services: { kk: 'Жеке таңдалған сервистер', ru: 'Сервисы, выбранные отдельно', en: 'Services chosen separately' },
  yes: { kk: 'иә', ru: 'да', en: 'yes' },
  no: { kk: 'жоқ', ru: 'нет', en: 'no' },
  notShown: { kk: 'көрсетілмеген', ru: 'не показано', en: 'not shown' },
  first: { kk: 'жоқ (бірінші жазба)', ru: 'нет (первая запись)', en: 'none (first record)' },
  local: { kk: 'браузердегі сақтау орны', ru: 'хранилище браузера', en: 'storage of the browser' },
  memory: { kk: 'тек беттің жады', ru: 'только память страницы', en: 'memory of the page only' },
  generic: { kk: 'көрсетілмеген', ru: 'не указан', en: 'not named' },
} satisfies Record<string, Localised>;

/** One label for each field; a record of version 1 has all of them. */
const FIELDS = {
  v: { kk: 'Жазба нұсқасы', ru: 'Версия записи', en: 'Record version' },
  id: { kk: 'Жазба нөмірі', ru: 'Номер записи', en: 'Record number' },
  site: { kk: 'Сайт', ru: 'Сайт', en: 'Site' },
  subject: { kk: 'Субъект идентификаторы', ru: 'Идентификатор субъекта', en: 'Subject id' },
  action: { kk: 'Әрекет', ru: 'Действие', en: 'Action' },
  surface: { kk: 'Таңдау жасалған орын', ru: 'Где сделан выбор', en: 'Where the choice was made' },
  input: { kk: 'Енгізу тәсілі', ru: 'Способ ввода', en: 'Means of input' },
  trusted: { kk: 'Түймені скрипт баспаған', ru: 'Нажато не скриптом', en: 'Not pressed by a script' },
  decidedAt: { kk: 'Таңдау жасалған уақыт', ru: 'Выбор сделан', en: 'Choice made' },
  shownAt: { kk: 'Хабарлама көрсетілген уақыт', ru: 'Уведомление показано', en: 'Notice shown' },
  utcOffsetMinutes: { kk: 'UTC-тен айырма, минут', ru: 'Разница с UTC, минут', en: 'Minutes from UTC' },
  language: { kk: 'Көрсетілген тіл', ru: 'Язык показа', en: 'Language shown' },
  notice: { kk: 'Хабарлама мәтінінің хеші', ru: 'Хеш текста уведомления', en: 'Hash of the notice text' },
  policy: { kk: 'Саясат редакциясы', ru: 'Редакция политики', en: 'Policy edition' },
  scope: { kk: 'Таңдау ауқымы', ru: 'Охват выбора', en: 'Scope of the choice' },
  validUntil: { kk: 'Қолданылу мерзімінің соңы', ru: 'Действует до', en: 'Valid until' },
  origin: { kk: 'Сайт мекенжайы', ru: 'Адрес сайта', en: 'Address of the site' },
  path: { kk: 'Бет', ru: 'Страница', en: 'Page' },
  widget: { kk: 'Виджет нұсқасы', ru: 'Версия виджета', en: 'Widget version' },
  gpc: {
    kk: 'Браузер бақылаудан бас тартты (GPC)',
    ru: 'Браузер отказался от отслеживания (GPC)',
    en: 'The browser objected to tracking (GPC)',
  },
  storage: { kk: 'Браузерде сақталған орны', ru: 'Где хранилась в браузере', en: 'Where the browser kept it' },
  test: { kk: 'Сынақ жазбасы', ru: 'Пробная запись', en: 'Test record' },
  seq: { kk: 'Браузердегі реті', ru: 'Порядок в браузере', en: 'Order in the browser' },
  previous: { kk: 'Алдыңғы жазба', ru: 'Предыдущая запись', en: 'Previous record' },
} satisfies Record<Exclude<keyof ConsentRecord, 'decisions' | 'services'>, Localised>;

const STORED = {
  receivedAt: { kk: 'Алынған уақыты', ru: 'Получена', en: 'Received' },
  row: { kk: 'Дерекқордағы реті', ru: 'Порядок в базе', en: 'Order in the database' },
  hash: { kk: 'Жазба хеші (SHA-256)', ru: 'Хеш записи (SHA-256)', en: 'Hash of the record (SHA-256)' },
} satisfies Record<string, Localised>;

export function recordTitle(language: Language): string {
  return TEXTS.title[language];
}

export function missingRecord(language: Language): Markup {
  return html`<p>${TEXTS.missing[language]}</p>`;
}

/** @param noticeText the stored notice, null when there is none */
export function recordBody(row: FoundRecord, noticeText: string | null, language: Language): Markup {
  const record = JSON.parse(row.body) as ConsentRecord;
  const fields = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).map(
    (key) => html`<dt>${FIELDS[key][language]}</dt><dd>${fieldWords(record, key, language)}</dd>`,
  );
  const categories = Object.entries(record.decisions)
    .toSorted(([a], [b]) => byCategory(a, b))
    .map(([name, verdict]) => html`<dt>${categoryWord(name, language)}</dt><dd>${verdictWord(verdict, language)}</dd>`);
  const services = Object.entries(record.services).map(
    ([name, granted]) => html`<dt>${name}</dt><dd>${verdictWord(granted ? 'granted' : 'denied', language)}</dd>`,
  );
  return html`<dl>${fields}
<dt>${STORED.receivedAt[language]}</dt><dd>${formatInstant(row.receivedAt, 0)}</dd>
<dt>${STORED.row[language]}</dt><dd>${row.seq}</dd>
<dt>${STORED.hash[language]}</dt><dd>${row.hash}</dd>
</dl>
<h2>${TEXTS.categories[language]}</h2><dl>${categories}</dl>
${services.length > 0 && html`<h2>${TEXTS.services[language]}</h2><dl>${services}</dl>`}
<h2>${noticeTitle(language)}</h2>
${noticeBody(record.notice, noticeText, record.language, language)}
<h2>${TEXTS.raw[language]}</h2><pre>${JSON.stringify(record, null, 2)}</pre>`;
}

function fieldWords(record: ConsentRecord, key: keyof typeof FIELDS, language: Language): string | Markup {
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
      return TEXTS[record[key] ? 'yes' : 'no'][language];
    case 'decidedAt':
    case 'validUntil':
      return when(record[key]);
    case 'shownAt':
      return record.shownAt === null ? TEXTS.notShown[language] : when(record.shownAt);
    case 'language':
      return LANGUAGE_NAMES[record.language];
    case 'notice':
      return record.notice ?? TEXTS.generic[language];
    case 'storage':
      return TEXTS[record.storage][language];
    case 'previous':
      return record.previous === null
        ? TEXTS.first[language]
        : html`<a href="/records/${record.previous}?lang=${language}">${record.previous}</a>`;
    default:
      return String(record[key]);
  }
}
