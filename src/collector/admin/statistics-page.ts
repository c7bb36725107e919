/** Owns how the numbers read to the operator: a plot and a table for each, in the three languages, nothing that names a visitor. */
import { html } from 'hono/html';
import type { Language } from '../../core/language.ts';
import { collectorText, type TextsOf } from '../collector-text.ts';
import type { Markup } from '../page.ts';
import { adminText, hiddenField, textField } from './admin-page.ts';
import { PLOT_WIDTH, PLOTS, type PlotName, plotOf } from './plot.ts';
import type { StatisticsSummary } from './summarise-tallies.ts';

export interface StatisticsView {
  /** As it was asked. */
  readonly query: Readonly<Record<string, string>>;
  readonly language: Language;
  readonly summary: StatisticsSummary;
  readonly alert: Markup | null;
}

export function statisticsTitle(language: Language): string {
  return textOf('title', language);
}

export function statisticsBody({ query, language, summary, alert }: StatisticsView): Markup {
  return html`${alert}<form class="fields" method="get" action="/">${hiddenField('lang', language)}
${textField('site', adminText('site', language), query['site'])}
${textField('from', adminText('from', language), query['from'], 'date')}
${textField('to', adminText('to', language), query['to'], 'date')}
<button>${textOf('show', language)}</button></form>
<dl><dt>${textOf('records', language)}</dt><dd>${summary.records}</dd><dt>${textOf('testRecords', language)}</dt><dd>${summary.testRecords}</dd></dl>
${summary.records === 0 ? html`<p>${textOf('none', language)}</p>` : PLOTS.map((name) => section(name, { query, language, summary, alert }))}`;
}

function section(name: PlotName, { query, language, summary }: StatisticsView): Markup {
  const { title, names, series, kind, height } = plotOf(name, summary, language);
  const asked = new URLSearchParams({ lang: language });
  for (const key of ['site', 'from', 'to']) if (query[key]) asked.set(key, query[key]);
  const lines = names.map(
    (row, i) =>
      html`<tr><th scope="row">${row}</th>${series.map(({ counts }) => html`<td class="number">${counts[i]}</td>`)}</tr>`,
  );
  // Of days the newest stands first, as one looks for them.
  return html`<h2>${title}</h2>
<img class="plot" src="/plots/${name}.svg?${asked.toString()}" width="${PLOT_WIDTH}" height="${height}" alt="${title}. ${textOf('plot', language)}">
<div class="scroll"><table><tr><td></td>${series.map((item) => html`<th scope="col">${item.name}</th>`)}</tr>${kind === 'line' ? lines.toReversed() : lines}</table></div>`;
}

function textOf(key: TextsOf<'statistics'>, language: Language): string {
  return collectorText('statistics', key, language);
}
