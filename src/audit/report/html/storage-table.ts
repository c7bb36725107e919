/** Owns the tables of what changed in the browser's storage, with who wrote it, and of what a page told Google about the consent. */
import { html } from 'hono/html';
import type { Localised } from '../../../core/language.ts';
import type { StorageChange } from '../../observation.ts';
import { placeText } from '../finding-words.ts';
import { secondsOf } from '../instant.ts';
import { oneLine } from '../plain-text.ts';
import { reportText, same } from '../report-text.ts';
import type { Markup } from './page-words.ts';
import type { ReportPage } from './report-page.ts';
import type { Visit } from './visit.ts';

const MAX_ROWS = 200;
const DAY_S = 86_400;

export function storageTable({ observation }: Visit, { words }: ReportPage): Markup {
  const { storage, stages } = observation;
  if (!storage.length) return html`<h4>${words.text('storage')}</h4><p>${words.text('requests-none')}</p>`;
  const heads = [
    'time',
    'stage',
    'storage-change',
    'storage-area',
    'storage-name',
    'storage-of',
    'storage-lifetime',
    'storage-writer',
  ] as const;
  const rows = storage.slice(0, MAX_ROWS).map((change) => {
    const stage = stages[change.stage];
    return html`<tr><td class="number">${secondsOf(change.atMs)}</td><td>${stage ? words.text(`stage-${stage.kind}`) : ''}</td>
<td>${words.text(`change-${change.change}`)}</td><td>${words.text(`area-${change.area}`)}</td>
<td><code>${oneLine(change.name, 200)}</code></td><td><code>${oneLine(`${change.where}${change.path}`, 200)}</code></td>
<td>${change.area === 'cookie' && change.change !== 'gone' ? words.show(lifetime(change)) : ''}</td><td>${writer(change, words)}</td></tr>`;
  });
  return tableOf('storage', heads, rows, storage.length, words);
}

export function consentCallTable({ observation }: Visit, { words }: ReportPage): Markup {
  const { consentCalls, stages } = observation;
  if (!consentCalls.length) return html``;
  const rows = consentCalls.slice(0, MAX_ROWS).map(({ atMs, stage, command, values, after }) => {
    const at = stages[stage];
    return html`<tr><td class="number">${secondsOf(atMs)}</td><td>${at ? words.text(`stage-${at.kind}`) : ''}</td><td><code>${command}</code></td>
<td>${Object.entries(values).map(([name, value], i) => html`${i ? html`<br>` : ''}<code>${oneLine(name, 80)}: ${oneLine(value, 80)}</code>`)}</td>
<td class="number">${after}</td></tr>`;
  });
  return tableOf(
    'consent-calls',
    ['time', 'stage', 'command', 'values', 'after-others'],
    rows,
    consentCalls.length,
    words,
  );
}

function tableOf(
  title: 'storage' | 'consent-calls',
  heads: readonly Parameters<typeof reportText>[0][],
  rows: readonly Markup[],
  all: number,
  words: ReportPage['words'],
): Markup {
  const label = words.attribute(reportText('table-scroll'));
  return html`<h4>${words.text(title)}</h4>
<div class="scroll" role="group" tabindex="0" aria-label="${label.value}" data-w-aria-label="${label.number}"><table class="requests">
<thead><tr>${heads.map((id) => html`<th scope="col">${words.text(id)}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>
${all > rows.length ? html`<p class="quiet">${words.text('requests-more', { count: all - rows.length })}</p>` : ''}`;
}

function lifetime({ lifetimeSeconds }: StorageChange): Localised {
  if (lifetimeSeconds === null) return reportText('session');
  const days = lifetimeSeconds / DAY_S;
  return reportText('days', { days: days < 1 ? days.toFixed(2) : Math.round(days) });
}

function writer({ writer: by }: StorageChange, words: ReportPage['words']): Markup {
  if (!by) return html``;
  if ('header' in by) return words.show(reportText('writer-header', { url: same(by.header) }));
  const [nearest] = by.chain;
  return nearest ? html`<code>${oneLine(placeText(nearest), 300)}</code>` : html``;
}
