/** Owns how the numbers read to the operator: tables in the three languages, nothing that names a visitor. */
import { html } from 'hono/html';
import type { Language } from '../core/language.ts';
import { actionWord, byCategory, categoryWord, LANGUAGE_NAMES, verdictWord } from './choice-words.ts';
import { COLLECTOR_TEXTS } from './generated/collector-texts.ts';
import { formatInstant, type Markup } from './page.ts';
import type { Count, LatestRecord, Statistics } from './storage/statistics.ts';

/** A sender can invent names of categories; the page stays readable. The JSON has all of them. */
const ROWS_SHOWN = 31;

/** `records` for the text `collector.statistics-records`. */
type StatisticsKey<K = keyof typeof COLLECTOR_TEXTS.en> = K extends `statistics-${infer Key}` ? Key : never;

export function statisticsTitle(language: Language): string {
  return COLLECTOR_TEXTS[language]['statistics-title'];
}

export function statisticsBody(statistics: Statistics, language: Language): Markup {
  const text = (key: StatisticsKey): string => COLLECTOR_TEXTS[language][`statistics-${key}`];
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
  return html`<h2>${COLLECTOR_TEXTS[language]['statistics-categories']}</h2><div class="scroll"><table>
<tr><th scope="col">${COLLECTOR_TEXTS[language]['statistics-category']}</th><th scope="col">${verdictWord('granted', language)}</th><th scope="col">${verdictWord('denied', language)}</th></tr>
${lines}</table></div>`;
}

function latest(records: readonly LatestRecord[], language: Language): Markup {
  const columns = (['receivedAt', 'id', 'site', 'action', 'language', 'policy', 'decisions'] as const).map(
    (key) => html`<th scope="col">${COLLECTOR_TEXTS[language][`statistics-${key}`]}</th>`,
  );
  const lines = records.map((record) => {
    const decisions = Object.entries(record.decisions)
      .filter(([, verdict]) => verdict !== 'necessary')
      .toSorted(([a], [b]) => byCategory(a, b))
      .map(
        ([category, verdict]) => html`<li>${categoryWord(category, language)}: ${verdictWord(verdict, language)}</li>`,
      );
    return html`<tr>
<td>${formatInstant(record.receivedAt, 0)}${record.test && html` (${COLLECTOR_TEXTS[language]['statistics-test']})`}</td><td>…${record.idEnd}</td><td>${record.site}</td>
<td>${actionWord(record.action, language)}</td><td>${record.language}</td><td>${record.policy}</td><td><ul>${decisions}</ul></td></tr>`;
  });
  return html`<div class="scroll"><table><tr>${columns}</tr>${lines}</table></div>`;
}
