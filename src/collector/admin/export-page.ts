/** Owns the page for taking evidence out: the filter, the forms of the file, the manifests of the latest exports. */
import { html } from 'hono/html';
import type { Language, Localised } from '../../core/language.ts';
import { formatInstant, type Markup } from '../page.ts';
import { choiceField, hiddenField } from './admin-page.ts';
import type { ExportState } from './recent-exports.ts';
import { filterFields } from './search-page.ts';

const TEXTS = {
  title: { kk: 'Жазбаларды экспорттау', ru: 'Выгрузка записей', en: 'Export of records' },
  format: { kk: 'Файл түрі', ru: 'Вид файла', en: 'Form of the file' },
  jsonl: { kk: 'JSONL (толық жазбалар)', ru: 'JSONL (записи целиком)', en: 'JSONL (whole records)' },
  csv: { kk: 'CSV (кесте)', ru: 'CSV (таблица)', en: 'CSV (table)' },
  test: { kk: 'Сынақ жазбалары', ru: 'Пробные записи', en: 'Test records' },
  with: { kk: 'бірге', ru: 'вместе с ними', en: 'with them' },
  without: { kk: 'оларсыз', ru: 'без них', en: 'without them' },
  download: { kk: 'Жүктеп алу', ru: 'Скачать', en: 'Download' },
  all: {
    kk: 'Бос қалдырылған өріс ештеңені шектемейді.',
    ru: 'Пустое поле ничего не ограничивает.',
    en: 'An empty field narrows nothing.',
  },
  recent: { kk: 'Соңғы экспорттар', ru: 'Последние выгрузки', en: 'Latest exports' },
  about: {
    kk: 'Манифестте жолдар саны мен SHA-256 бар. Ол файл толық жүктелгенде пайда болады және коллектор қайта іске қосылғанша сақталады.',
    ru: 'В манифесте число строк и SHA-256. Он появляется, когда файл передан целиком, и хранится до перезапуска коллектора.',
    en: 'The manifest has the number of rows and the SHA-256. It appears when the whole file is out, and is kept until the collector restarts.',
  },
  none: { kk: 'Әзірге экспорт болған жоқ.', ru: 'Выгрузок пока нет.', en: 'No exports yet.' },
  started: { kk: 'Басталған уақыты', ru: 'Начата', en: 'Begun' },
  rows: { kk: 'Жазба саны', ru: 'Число записей', en: 'Records' },
  manifest: { kk: 'Манифест', ru: 'Манифест', en: 'Manifest' },
  running: { kk: 'орындалуда', ru: 'идёт', en: 'under way' },
  broken: { kk: 'үзілді', ru: 'прервана', en: 'broken off' },
} satisfies Record<string, Localised>;

export function exportTitle(language: Language): string {
  return TEXTS.title[language];
}

export function exportBody(recent: readonly (readonly [id: string, state: ExportState])[], language: Language): Markup {
  const say = (key: keyof typeof TEXTS): string => TEXTS[key][language];
  const columns = (['started', 'format', 'rows', 'manifest'] as const).map(
    (key) => html`<th scope="col">${say(key)}</th>`,
  );
  return html`<p>${say('all')}</p>
<form class="fields" method="get" action="/v1/admin/exports">${hiddenField('lang', language)}${filterFields({}, language)}
${choiceField('test', say('test'), [
  ['', say('with')],
  ['false', say('without')],
])}
${choiceField('format', say('format'), [
  ['jsonl', say('jsonl')],
  ['csv', say('csv')],
])}
<button>${say('download')}</button></form>
<h2>${say('recent')}</h2><p>${say('about')}</p>
${recent.length === 0 ? html`<p>${say('none')}</p>` : html`<div class="scroll"><table><tr>${columns}</tr>${recent.map(([id, state]) => line(id, state, language))}</table></div>`}`;
}

function line(id: string, { format, exportedAt, manifest }: ExportState, language: Language): Markup {
  const say = (key: keyof typeof TEXTS): string => TEXTS[key][language];
  const outcome =
    manifest === null
      ? html`<td></td><td>${say('running')}</td>`
      : manifest === 'broken-off'
        ? html`<td></td><td>${say('broken')}</td>`
        : html`<td class="number">${manifest.rows}</td><td><a href="/v1/admin/exports/${id}">SHA-256 ${manifest.sha256.slice(0, 12)}…</a></td>`;
  return html`<tr><td>${formatInstant(exportedAt, 0)}</td><td>${say(format)}</td>${outcome}</tr>`;
}
