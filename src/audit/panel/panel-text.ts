/** Owns the copied text: the table with the same words, tabs between columns so that it pastes into a spreadsheet. No addresses, no personal data. */
import { headerWords } from './header-words.ts';
import type { PanelScene } from './panel-scene.ts';
import { rowWords, serviceCategory, serviceName } from './row-words.ts';

export function panelText(scene: PanelScene): string {
  const { say } = scene.words;
  const columns = ['panel.service', 'panel.category', 'panel.state', 'panel.facts', 'panel.why'] as const;
  const rows = scene.rows.map((row) => {
    const { name, category, state, facts, why } = rowWords(row, scene);
    return [name, category, state, facts.join('; '), [why, ...row.lines].join(' ')].join('\t');
  });
  const unseen = scene.unseen.map((service) => `${serviceName(service, scene)}\t${serviceCategory(service, scene)}`);
  return [
    say('panel.title'),
    ...headerWords(scene).map(({ label, value }) => `${label}: ${value}`),
    '',
    ...(rows.length ? [columns.map(say).join('\t'), ...rows] : [say('panel.nothing')]),
    ...(unseen.length ? ['', `${say('panel.not-seen')}:`, ...unseen] : []),
    '',
  ].join('\n');
}
