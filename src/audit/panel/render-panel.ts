/** Owns drawing the panel around its rows: heading, language switch, buttons, facts, table, what was not seen. */
import { type TemplateResult, html } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import { LANGUAGES, type Language } from '../../core/language.ts';
import { LEDGER_MAX_ENTRIES } from '../../core/ledger-entry.ts';
import { headerWords } from './header-words.ts';
import type { PanelScene } from './panel-scene.ts';
import { renderRow } from './render-row.ts';
import { serviceCategory, serviceName } from './row-words.ts';

/** What the panel itself is like at the moment. */
export interface PanelLook {
  readonly folded: boolean;
  /** Keys of opened rows. */
  readonly opened: ReadonlySet<string>;
  /** What was just done, or could not be. */
  readonly status: string;
}

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };
const COLUMNS = ['panel.service', 'panel.category', 'panel.state', 'panel.facts', 'panel.why'] as const;

export function renderPanel(scene: PanelScene, look: PanelLook): TemplateResult {
  const { say, language } = scene.words;
  const languages = LANGUAGES.map(
    (item) =>
      html`<button data-language=${item} lang=${item} aria-pressed=${item === language}>${LANGUAGE_NAMES[item]}</button>`,
  );
  return html`<section lang=${language} aria-labelledby="title">
    <header>
      <h2 id="title">${say('panel.title')}</h2>
      <div role="group" aria-label=${say('panel.language')}>${languages}</div>
      <div class="tools">
        <span role="status">${look.status}</span>
        <button data-action="copy">${say('panel.copy')}</button>
        <button data-action="fold" aria-expanded=${!look.folded} aria-controls="body">${say('panel.table')}</button>
        <button data-action="close" aria-label=${say('panel.close')}>×</button>
      </div>
    </header>
    <div id="body" ?hidden=${look.folded}>${look.folded ? '' : renderBody(scene, look)}</div>
  </section>`;
}

function renderBody(scene: PanelScene, look: PanelLook): TemplateResult {
  const { say } = scene.words;
  const facts = headerWords(scene).map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`);
  const limited = say('panel.limited').replace('{count}', `${LEDGER_MAX_ENTRIES}`);
  return html`<dl>${facts}</dl>
    ${scene.rows.length ? renderTable(scene, look) : html`<p>${say('panel.nothing')}</p>`}
    ${scene.limited ? html`<p>${limited}</p>` : ''}
    ${scene.unseen.length ? renderUnseen(scene) : ''}`;
}

function renderTable(scene: PanelScene, { opened }: PanelLook): TemplateResult {
  const { say } = scene.words;
  const row = (item: PanelScene['rows'][number], at: number) =>
    renderRow(item, scene, `entries-${at}`, opened.has(item.key));
  return html`<table role="table" aria-labelledby="title">
    <thead role="rowgroup"><tr role="row">${COLUMNS.map((id) => html`<th role="columnheader" scope="col">${say(id)}</th>`)}</tr></thead>
    <tbody role="rowgroup">${repeat(scene.rows, ({ key }) => key, row)}</tbody>
  </table>`;
}

function renderUnseen(scene: PanelScene): TemplateResult {
  const items = scene.unseen.map(
    (service) => html`<li>${serviceName(service, scene)} (${serviceCategory(service, scene)})</li>`,
  );
  return html`<div class="unseen"><h3>${scene.words.say('panel.not-seen')}</h3><ul>${items}</ul></div>`;
}
