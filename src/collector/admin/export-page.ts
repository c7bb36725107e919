/** Owns the page for taking evidence out: the filter, the forms of the file, the manifests of the latest exports. */
import { html } from 'hono/html';
import type { Language } from '../../core/language.ts';
import { collectorText, type TextsOf } from '../collector-text.ts';
import { formatInstant, type Markup } from '../page.ts';
import { choiceField, hiddenField } from './admin-page.ts';
import type { ExportState } from './recent-exports.ts';
import { filterFields } from './search-page.ts';

export function exportTitle(language: Language): string {
  return textOf('title', language);
}

export function exportBody(recent: readonly (readonly [id: string, state: ExportState])[], language: Language): Markup {
  const say = (key: TextsOf<'export'>): string => textOf(key, language);
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
  const say = (key: TextsOf<'export'>): string => textOf(key, language);
  const outcome =
    manifest === null
      ? html`<td></td><td>${say('running')}</td>`
      : manifest === 'broken-off'
        ? html`<td></td><td>${say('broken')}</td>`
        : html`<td class="number">${manifest.rows}</td><td><a href="/v1/admin/exports/${id}">SHA-256 ${manifest.sha256.slice(0, 12)}…</a></td>`;
  return html`<tr><td>${formatInstant(exportedAt, 0)}</td><td>${say(format)}</td>${outcome}</tr>`;
}

function textOf(key: TextsOf<'export'>, language: Language): string {
  return collectorText('export', key, language);
}
