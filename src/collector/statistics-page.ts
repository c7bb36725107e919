/** Owns how the numbers read to the operator: tables in the three languages, nothing that names a visitor. */
import { html } from 'hono/html';
import type { Language, Localised } from '../core/language.ts';
import { actionWord, byCategory, categoryWord, LANGUAGE_NAMES, verdictWord } from './choice-words.ts';
import { formatInstant, type Markup } from './page.ts';
import type { Count, LatestRecord, Statistics } from './storage/statistics.ts';

/** A sender can invent names of categories; the page stays readable. The JSON has all of them. */
const ROWS_SHOWN = 31;

const TEXTS = {
  title: {
    kk: 'Kelisim: таңдаулар статистикасы',
    ru: 'Kelisim: статистика выбора',
    en: 'Kelisim: statistics of choices',
  },
  records: { kk: 'Сақталған жазбалар', ru: 'Сохранённые записи', en: 'Stored records' },
  testRecords: { kk: 'Сынақ жазбалары (бөлек)', ru: 'Пробные записи (отдельно)', en: 'Test records (apart)' },
  notices: { kk: 'Хабарлама мәтіндері', ru: 'Тексты уведомлений', en: 'Notice texts' },
  days: { kk: 'Күндер бойынша (UTC)', ru: 'По дням (UTC)', en: 'By day (UTC)' },
  sites: { kk: 'Сайттар бойынша', ru: 'По сайтам', en: 'By site' },
  actions: { kk: 'Әрекеттер бойынша', ru: 'По действиям', en: 'By action' },
  languages: { kk: 'Тілдер бойынша', ru: 'По языкам', en: 'By language' },
  categories: { kk: 'Санаттар бойынша', ru: 'По категориям', en: 'By category' },
  category: { kk: 'Санат', ru: 'Категория', en: 'Category' },
  latest: { kk: 'Соңғы жазбалар', ru: 'Последние записи', en: 'Latest records' },
  receivedAt: { kk: 'Алынған уақыты', ru: 'Получена', en: 'Received' },
  id: { kk: 'Жазба нөмірінің соңы', ru: 'Конец номера записи', en: 'End of record number' },
  site: { kk: 'Сайт', ru: 'Сайт', en: 'Site' },
  action: { kk: 'Әрекет', ru: 'Действие', en: 'Action' },
  language: { kk: 'Тіл', ru: 'Язык', en: 'Language' },
  policy: { kk: 'Саясат редакциясы', ru: 'Редакция политики', en: 'Policy edition' },
  decisions: { kk: 'Шешімдер', ru: 'Решения', en: 'Decisions' },
  test: { kk: 'сынақ', ru: 'проба', en: 'test' },
  none: { kk: 'Әзірге жазба жоқ.', ru: 'Записей пока нет.', en: 'No records yet.' },
} satisfies Record<string, Localised>;

export function statisticsTitle(language: Language): string {
  return TEXTS.title[language];
}

export function statisticsBody(statistics: Statistics, language: Language): Markup {
  const text = (key: keyof typeof TEXTS): string => TEXTS[key][language];
  return html`<dl>
<dt>${text('records')}</dt><dd>${statistics.records}</dd>
<dt>${text('testRecords')}</dt><dd>${statistics.testRecords}</dd>
<dt>${text('notices')}</dt><dd>${statistics.notices}</dd>
</dl>
${counts(text('days'), statistics.days, (day) => day)}
${counts(text('sites'), statistics.sites, (site) => site)}
${counts(text('actions'), statistics.actions, (action) => actionWord(action, language))}
${counts(text('languages'), statistics.languages, (code) => LANGUAGE_NAMES[code as Language] ?? code)}
${categories(statistics, language)}
<h2>${text('latest')}</h2>
${statistics.latest.length === 0 ? html`<p>${text('none')}</p>` : latest(statistics.latest, language)}`;
}

function counts(heading: string, rows: readonly Count[], word: (name: string) => string): Markup | false {
  if (rows.length === 0) return false;
  const lines = rows
    .slice(0, ROWS_SHOWN)
    .map(({ name, count }) => html`<tr><th scope="row">${word(name)}</th><td class="number">${count}</td></tr>`);
  return html`<h2>${heading}</h2><div class="scroll"><table>${lines}</table></div>`;
}

function categories(statistics: Statistics, language: Language): Markup | false {
  if (statistics.categories.length === 0) return false;
  const lines = statistics.categories
    .toSorted((a, b) => byCategory(a.category, b.category))
    .slice(0, ROWS_SHOWN)
    .map(
      ({ category, granted, denied }) =>
        html`<tr><th scope="row">${categoryWord(category, language)}</th><td class="number">${granted}</td><td class="number">${denied}</td></tr>`,
    );
  return html`<h2>${TEXTS.categories[language]}</h2><div class="scroll"><table>
<tr><th scope="col">${TEXTS.category[language]}</th><th scope="col">${verdictWord('granted', language)}</th><th scope="col">${verdictWord('denied', language)}</th></tr>
${lines}</table></div>`;
}

function latest(records: readonly LatestRecord[], language: Language): Markup {
  const columns = (['receivedAt', 'id', 'site', 'action', 'language', 'policy', 'decisions'] as const).map(
    (key) => html`<th scope="col">${TEXTS[key][language]}</th>`,
  );
  const lines = records.map((record) => {
    const decisions = Object.entries(record.decisions)
      .filter(([, verdict]) => verdict !== 'necessary')
      .toSorted(([a], [b]) => byCategory(a, b))
      .map(
        ([category, verdict]) => html`<li>${categoryWord(category, language)}: ${verdictWord(verdict, language)}</li>`,
      );
    return html`<tr>
<td>${formatInstant(record.receivedAt, 0)}${record.test && html` (${TEXTS.test[language]})`}</td><td>…${record.idEnd}</td><td>${record.site}</td>
<td>${actionWord(record.action, language)}</td><td>${record.language}</td><td>${record.policy}</td><td><ul>${decisions}</ul></td></tr>`;
  });
  return html`<div class="scroll"><table><tr>${columns}</tr>${lines}</table></div>`;
}
