/**
 * Owns the text for a messenger: short lines, what has to be mended first, what is well as one line each. No addresses with values, no personal data.
 */
import { headerWords } from './header-words.ts';
import type { PanelScene } from './panel-scene.ts';
import { rowWords, serviceName } from './row-words.ts';
import type { RowState } from './service-rows.ts';

/** What somebody has to look at, line by line; of the rest the names. */
const TOLD: readonly RowState[] = ['leaked', 'not-seen', 'unknown'];
const LISTED: readonly RowState[] = ['blocked', 'released', 'allowed'];

export function panelText(scene: PanelScene): string {
  const { say } = scene.words;
  const isTold = ({ state, verdict }: PanelScene['rows'][number]) => TOLD.includes(state) || verdict === 'undeclared';
  const told = scene.rows
    .filter(isTold)
    .toSorted((a, b) => TOLD.indexOf(a.state) - TOLD.indexOf(b.state))
    .flatMap((row) => {
      const { name, state, why } = rowWords(row, scene);
      return ['', `${name}: ${state}`, why, ...row.lines];
    });
  const listed = LISTED.flatMap((state) => {
    const names = scene.rows
      .filter((row) => row.state === state && !isTold(row))
      .map((row) => rowWords(row, scene).name);
    return names.length > 0 ? [`${say(`panel.is-${state}`)}: ${names.join(', ')}`] : [];
  });
  const unseen = scene.unseen.map((service) => serviceName(service, scene));
  return [
    say('panel.title'),
    ...headerWords(scene).map(({ label, value }) => `${label}: ${value}`),
    ...(scene.isTrial ? [say('tools.trial-runs')] : []),
    ...told,
    '',
    ...(scene.rows.length > 0 ? listed : [say('panel.nothing')]),
    ...(unseen.length > 0 ? [`${say('panel.not-seen')}: ${unseen.join(', ')}`] : []),
    '',
  ].join('\n');
}
