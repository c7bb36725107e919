/**
 * Owns the table of services by phases in signs and words. On a narrow screen each service is a card; the roles say to screen readers that it is
 * still a table (browsers drop a table's meaning with `display: block`).
 */
import { html } from 'hono/html';
import { CATEGORIES } from '../../../core/category.ts';
import type { Localised } from '../../../core/language.ts';
import { AUDIT_VERDICTS, type AuditVerdict, type Cell, type Severity } from '../../verdict.ts';
import { isUnsure, signOf } from '../audit-result.ts';
import { phaseWords } from '../phase-words.ts';
import { reportText } from '../report-text.ts';
import { categoryName, vendorName, vendorOrigin } from '../vendor-words.ts';
import type { Markup } from './page-words.ts';
import type { ReportPage } from './report-page.ts';

interface Row {
  readonly vendor: string;
  readonly host: string;
  readonly category: string;
  readonly cells: readonly Cell[];
}

export function vendorTable(page: ReportPage): Markup {
  const { run, words } = page;
  const groups = groupsOf(run.judgement.cells);
  const label = words.attribute(reportText('table-scroll'));
  const titles = run.phases.map((phase) => phaseWords(phase, run.facts).title);
  const body = groups.map(
    ([
      category,
      rows,
    ]) => html`<tr role="row" class="group"><th role="rowheader" scope="colgroup" colspan="${run.phases.length + 1}">${words.show(groupName(category, rows, page))}</th></tr>
${rows.map((row) => rowOf(row, titles, page))}`,
  );
  return html`<section class="across" aria-labelledby="table">
<h2 id="table">${words.text('table')}</h2>
<p>${words.text('table-lead')}</p>
${
  groups.length
    ? html`<div class="scroll" role="group" tabindex="0" aria-label="${label.value}" data-w-aria-label="${label.number}">
<table class="matrix cards" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${words.text('service')}</th>${titles.map(
        (title) => html`<th role="columnheader" scope="col">${words.show(title)}</th>`,
      )}</tr></thead>
<tbody role="rowgroup">${body}</tbody>
</table></div>`
    : html`<p>${words.text('table-empty')}</p>`
}
${legend(page)}
</section>`;
}

function rowOf({ vendor, host, cells }: Row, titles: readonly Localised[], { run, words }: ReportPage): Markup {
  const origin = vendorOrigin({ vendor, host });
  return html`<tr role="row"><th role="rowheader" scope="row">${words.show(vendorName({ vendor, host }, run.facts))}<small>${words.show(origin)}</small></th>
${run.phases.map((phase, i) => {
  const title = html`<span class="phase" aria-hidden="true">${words.show(titles[i] ?? reportText('phase'))}</span>`;
  const cell = cells.find((one) => one.phase === phase.id);
  if (!cell) return html`<td role="cell" class="is-absent">${title}<span>${words.text('not-seen')}</span></td>`;
  const word = words.text(`cell-${cell.verdict}`);
  const [finding] = cell.findings;
  return html`<td role="cell" class="is-${stateOf(cell)}">${title}<span><span class="sign" aria-hidden="true">${signOf(cell)} </span>${finding ? html`<a href="#finding-${finding}">${word}</a>` : word}</span></td>`;
})}</tr>`;
}

/** Categories in the order of the notice, the site's own behind them, then containers and addresses that nobody knows. */
function groupsOf(cells: readonly Cell[]): [string, Row[]][] {
  const rows = new Map<string, Row>();
  for (const { vendor, host, category } of cells) {
    const key = vendor || `/${host}`;
    if (!rows.has(key))
      rows.set(key, { vendor, host, category, cells: cells.filter((one) => (one.vendor || `/${one.host}`) === key) });
  }
  const groups = Map.groupBy(rows.values(), ({ vendor, category }) => (vendor ? category : '/'));
  const place = (category: string): number => {
    const at = (CATEGORIES as readonly string[]).indexOf(category);
    if (at >= 0) return at;
    return category === '/' ? 100 : category === '' ? 90 : 50;
  };
  return [...groups].sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
}

function groupName(category: string, [row]: readonly Row[], { run }: ReportPage): Localised {
  return row?.vendor ? categoryName(category, run.facts) : reportText('unknown-hosts');
}

function legend({ run, words }: ReportPage): Markup {
  const used = new Map<AuditVerdict, Severity>();
  for (const { verdict, severity } of run.judgement.cells) if (!used.has(verdict)) used.set(verdict, severity);
  const rows = AUDIT_VERDICTS.filter((verdict) => used.has(verdict)).map((verdict) => {
    const cell = { verdict, severity: used.get(verdict) ?? 'none' };
    return html`<dt><span class="badge is-${stateOf(cell)}"><span aria-hidden="true">${signOf(cell)}</span> ${words.text(`cell-${verdict}`)}</span></dt><dd>${words.text(`verdict.${verdict}`)}</dd>`;
  });
  return rows.length ? html`<h3>${words.text('legend')}</h3><dl class="legend">${rows}</dl>` : html``;
}

function stateOf(cell: Pick<Cell, 'verdict' | 'severity'>): string {
  return isUnsure(cell) ? 'unsure' : cell.severity;
}
