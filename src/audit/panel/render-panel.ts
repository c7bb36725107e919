/** Owns drawing the panel around its views: heading, language switch, buttons, facts, which view is shown; and the view of the services. */
import { LANGUAGES, type Language } from '../../core/language.ts';
import { type Child, type Drawn, h } from './draw.ts';
import { headerWords } from './header-words.ts';
import type { MoreOfPanel } from './more-of-panel.ts';
import type { PanelScene } from './panel-scene.ts';
import { renderRow } from './render-row.ts';
import { serviceCategory, serviceName } from './row-words.ts';

export const VIEWS = ['services', 'timeline', 'signals', 'tools'] as const;
export type View = (typeof VIEWS)[number];

/** What the panel itself is like at the moment. */
export interface PanelLook {
  readonly folded: boolean;
  readonly view: View;
  /** Keys of opened rows. */
  readonly opened: ReadonlySet<string>;
  /** What was just done, or could not be. */
  readonly status: string;
  /** Whether to forget is being asked. */
  readonly isAsking: boolean;
  /** Undefined until it is loaded. */
  readonly more: MoreOfPanel | undefined;
}

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };
const COLUMNS = ['service', 'category', 'state', 'facts', 'why'] as const;

export function renderPanel(scene: PanelScene, look: PanelLook): Drawn {
  const { say, language } = scene.words;
  const button = (action: string, text: string, more = {}) => h('button', { 'data-action': action, ...more }, text);
  const languages = LANGUAGES.map((item) =>
    h('button', { 'data-language': item, lang: item, 'aria-pressed': `${item === language}` }, LANGUAGE_NAMES[item]),
  );
  return h(
    'section',
    { lang: language, 'aria-labelledby': 'title' },
    h(
      'header',
      {},
      h('h2', { id: 'title' }, say('panel.title')),
      h('div', { role: 'group', 'aria-label': say('panel.language') }, languages),
      h(
        'div',
        { class: 'tools' },
        h('span', { role: 'status' }, look.status),
        button('copy', say('panel.copy')),
        button('copy-json', say('panel.copy-json')),
        button('fold', say('panel.table'), { 'aria-expanded': `${!look.folded}`, 'aria-controls': 'body' }),
        button('close', '×', { 'aria-label': say('panel.close') }),
      ),
    ),
    h('div', { id: 'body', hidden: look.folded }, !look.folded && renderBody(scene, look)),
  );
}

function renderBody(scene: PanelScene, look: PanelLook): Child[] {
  const { say } = scene.words;
  const facts = headerWords(scene).map(({ label, value }) => h('div', {}, h('dt', {}, label), h('dd', {}, value)));
  const views = VIEWS.map((view) =>
    h('button', { 'data-view': view, 'aria-pressed': `${view === look.view}` }, say(`panel.view-${view}`)),
  );
  return [
    scene.isTrial &&
      h(
        'p',
        { class: 'trial' },
        say('tools.trial-runs'),
        ' ',
        h('button', { 'data-action': 'trial-end' }, say('tools.trial-end')),
      ),
    h('dl', {}, facts),
    h('div', { class: 'views' }, views),
    h(
      'div',
      { key: look.view },
      look.view === 'services' ? renderServices(scene, look) : look.more?.views[look.view](scene, look),
    ),
  ];
}

function renderServices(scene: PanelScene, { opened, more }: PanelLook): Child[] {
  const { say } = scene.words;
  const head = COLUMNS.map((id) => h('th', { role: 'columnheader', scope: 'col' }, say(`panel.${id}`)));
  const rows = scene.rows.map((row, at) => renderRow(row, scene, `entries-${at}`, opened.has(row.key), more));
  const table = h(
    'table',
    { role: 'table', 'aria-labelledby': 'title' },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, head)),
    h('tbody', { role: 'rowgroup' }, rows),
  );
  const unseen = scene.unseen.map((service) =>
    h('li', {}, `${serviceName(service, scene)} (${serviceCategory(service, scene)})`),
  );
  return [
    rows.length > 0 ? table : h('p', {}, say('panel.nothing')),
    unseen.length > 0 && h('div', { class: 'unseen' }, h('h3', {}, say('panel.not-seen')), h('ul', {}, unseen)),
    more?.renderLimits(scene),
  ];
}
