/** Owns drawing what can be tried and what can be checked: a choice without a record, a first visit, records and notice, what came back. */
import { LEDGER_MAX_ENTRIES } from '../../core/ledger-entry.ts';
import { type Child, type Drawn, h } from './draw.ts';
import type { PanelScene } from './panel-scene.ts';
import type { PanelLook } from './render-panel.ts';
import { categoryName, serviceName, timeOf } from './row-words.ts';

export function renderTools(scene: PanelScene, { isAsking }: Pick<PanelLook, 'isAsking'>): Child[] {
  const { say } = scene.words;
  const { categories, services, returners = [] } = scene.api.inner;
  const asked = categories.filter(({ id, letter }) => letter && services.some(({ category }) => category === id));
  const all = categories.filter(({ letter }) => letter).map(({ id }) => id);
  const trial = (ids: readonly string[], text: string) => h('button', { 'data-trial': ids.join(' ') }, text);
  const returned = returners.map(({ area, name, services: of, when }) => {
    const names = services.filter(({ id }) => of.includes(id)).map((service) => serviceName(service, scene));
    return h('li', {}, `${area} ${name} (${names.join(', ')}): ${say(`tools.returned-${when}`)}`);
  });
  return [
    h('h3', {}, say('tools.trial')),
    h('p', {}, say('tools.trial-note')),
    h(
      'div',
      { class: 'buttons' },
      trial(all, say('tools.trial-accept')),
      trial([], say('tools.trial-reject')),
      asked.map(({ id }) =>
        trial(
          [id],
          say('tools.trial-only').replace('{category}', () => categoryName(id, scene)),
        ),
      ),
    ),
    h('h3', {}, say('tools.first')),
    h('p', { id: 'first' }, say('tools.first-note')),
    h(
      'div',
      { class: 'buttons' },
      isAsking
        ? ['first-yes' as const, 'first-no' as const].map((action) =>
            h('button', { key: action, 'data-action': action, 'aria-describedby': 'first' }, say(`tools.${action}`)),
          )
        : h('button', { key: 'first', 'data-action': 'first' }, say('tools.first')),
    ),
    h('h3', {}, say('tools.evidence')),
    h(
      'dl',
      {},
      evidence(scene).map(([label, value]) => h('div', {}, h('dt', {}, label), h('dd', {}, value))),
    ),
    returned.length > 0 && [h('h3', {}, say('tools.returned')), h('ul', {}, returned)],
  ];
}

function evidence({ outbox, notice, words: { say } }: PanelScene): (readonly [string, string])[] {
  return [
    ...(outbox
      ? ([
          [say('tools.pending'), `${outbox.pending}`],
          [say('tools.waiting'), `${outbox.waiting}`],
          [say('tools.dead'), `${outbox.dead}`],
          ...(outbox.lastError ? [[say('tools.last-error'), outbox.lastError] as const] : []),
          ...(outbox.nextTryMs ? [[say('tools.next-try'), timeOf(outbox.nextTryMs)] as const] : []),
        ] as const)
      : []),
    ...(notice ? [[say('tools.notice'), say(`tools.notice-${notice}`)] as const] : []),
  ];
}

export function renderLimits({ words: { say }, limited, isComplete, origin, path }: PanelScene): Drawn {
  return h(
    'div',
    { class: 'limits' },
    h('h3', {}, say('tools.limits')),
    limited && h('p', {}, say('tools.limited').replace('{count}', `${LEDGER_MAX_ENTRIES}`)),
    !isComplete && h('p', {}, say('tools.limits-buffer')),
    h('p', {}, say('tools.limits-text'), ' ', h('code', {}, `npx kelisim audit ${origin}${path}`)),
  );
}
