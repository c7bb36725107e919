/** Owns drawing one row of the table, and below it, when opened, its single entries. Roles stand in the markup: a narrow screen lays rows out as blocks. */
import { type TemplateResult, html } from 'lit/html.js';
import type { LedgerEntry } from '../../core/ledger-entry.ts';
import type { LedgerRow } from './ledger-rows.ts';
import type { PanelScene } from './panel-scene.ts';
import type { PanelWords } from './panel-words.ts';
import { kindWords, rowWords, timeOf, verdictWords } from './row-words.ts';
import { stateIcon } from './state-icon.ts';

/** @param id for `aria-controls`: of the part that opens. */
export function renderRow(row: LedgerRow, scene: PanelScene, id: string, isOpen: boolean): TemplateResult {
  const { say } = scene.words;
  const { name, category, state, facts, why } = rowWords(row, scene);
  return html`<tr role="row" data-state=${row.state}>
      <th role="rowheader" scope="row"><button data-row=${row.key} aria-expanded=${isOpen} aria-controls=${id}>${name}</button></th>
      <td role="cell" data-label=${say('panel.category')}>${category}</td>
      <td role="cell" class="state" data-label=${say('panel.state')}><span>${stateIcon(row.state)}${state}</span></td>
      <td role="cell" class="facts" data-label=${say('panel.facts')}>${facts.map((fact) => html`<div>${fact}</div>`)}</td>
      <td role="cell" class="why" data-label=${say('panel.why')}>${why}${row.lines.map((line) => html`<code>${line}</code>`)}</td>
    </tr>
    <tr role="row" id=${id} ?hidden=${!isOpen} class="entries"><td role="cell" colspan="5">${isOpen ? renderEntries(row.entries, scene.words) : ''}</td></tr>`;
}

function renderEntries(entries: readonly LedgerEntry[], words: PanelWords): TemplateResult {
  const items = entries.map(
    (entry) =>
      html`<li>${timeOf(entry.time)} · ${verdictWords(entry.verdict, words)} · ${kindWords(entry.kind, words)} ${entry.url && html`<code>${entry.url}</code>`}</li>`,
  );
  return html`<h3>${words.say('panel.entries')}</h3><ol>${items}</ol>`;
}
