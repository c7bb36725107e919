/** Owns drawing one row of the table, and below it, when opened, its single entries. Roles stand in the markup: a narrow screen lays rows out as blocks. */
import { type Drawn, h } from './draw.ts';
import type { MoreOfPanel } from './more-of-panel.ts';
import type { PanelScene } from './panel-scene.ts';
import { rowWords } from './row-words.ts';
import type { ServiceRow } from './service-rows.ts';
import { stateIcon } from './state-icon.ts';

/**
 * @param id for `aria-controls`: of the part that opens.
 * @param more draws that part, once it is there.
 */
export function renderRow(
  row: ServiceRow,
  scene: PanelScene,
  id: string,
  isOpen: boolean,
  more: MoreOfPanel | undefined,
): Drawn[] {
  const { say } = scene.words;
  const { name, category, state, facts, why } = rowWords(row, scene);
  const cell = (label: 'category' | 'state' | 'facts' | 'why', ...content: Parameters<typeof h>[2][]) =>
    h('td', { role: 'cell', class: label, 'data-label': say(`panel.${label}`) }, ...content);
  return [
    h(
      'tr',
      { key: row.key, role: 'row', 'data-state': row.state },
      h(
        'th',
        { role: 'rowheader', scope: 'row' },
        h('button', { 'data-row': row.key, 'aria-expanded': `${isOpen}`, 'aria-controls': id }, name),
      ),
      cell('category', category),
      cell('state', h('span', {}, stateIcon(row.state), state)),
      cell(
        'facts',
        facts.map((fact) => h('div', {}, fact)),
      ),
      cell(
        'why',
        why,
        row.lines.map((line) => h('code', {}, line)),
      ),
    ),
    h(
      'tr',
      { key: `${row.key} entries`, role: 'row', id, hidden: !isOpen, class: 'entries' },
      h('td', { role: 'cell', colspan: 5 }, isOpen && more?.renderEntries(row, scene)),
    ),
  ];
}
