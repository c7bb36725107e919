/**
 * Owns drawing "My choices": the choice that stands, earlier ones, withdrawing all, taking a copy along (R15–R17, R19, R34).
 * Leaves to others: one record (render-record.ts), the state (my-choices.ts).
 */
import { type TemplateResult, html } from 'lit/html.js';
import type { Returner } from '../../../core/returner.ts';
import { say } from '../../i18n/localization.ts';
import { renderDetails } from '../kelisim-settings/render-details.ts';
import { listed } from './render-row.ts';
import type { Scene } from '../scene.ts';
import { dayWords } from './date-words.ts';
import { fill } from './fill.ts';
import type { MyChoices } from './my-choices.ts';
import { nameOf } from './record-words.ts';
import { recordTitle, renderRecord } from './render-record.ts';

const DAY_MS = 86_400_000;

export function renderChoices(scene: Scene, mine: MyChoices): TemplateResult {
  const { api } = scene;
  const { records } = mine;
  const choice = api.inner.choice();
  const anything = !!choice && (choice.letters !== '' || Object.values(choice.services).includes(true));
  const copies = records?.length
    ? (['download', 'print'] as const).map(
        (action) => html`<button part="action" data-kelisim-action=${action}>${say(`mine.${action}`)}</button>`,
      )
    : '';
  // Not `disabled`: the button that was pressed keeps the focus.
  const withdraw = choice
    ? html`<button part="action" data-kelisim-action="withdraw" aria-disabled=${!anything}>${say('mine.withdraw')}</button>`
    : '';
  return html`<p role="status" aria-busy=${records === undefined}>${statusWords(mine, !choice || anything)}</p>${renderStanding(scene, mine)}<div class="acts">${withdraw}${copies}</div>${renderReturners(scene)}<p>${say('mine.does')}</p><p>${say('mine.does-not')}</p><p>${say('mine.proof')}</p><p>${say('mine.separate')}</p>${renderHistory(scene, mine)}`;
}

function statusWords({ records, withdrawn }: MyChoices, quiet: boolean): string {
  if (records === null) return say('settings.failed');
  if (withdrawn) return say('mine.withdrawn');
  return quiet ? '' : say('mine.nothing-given');
}

/** The newest record, when it is of the choice that stands; a cleared browser may have the one without the other. */
function renderStanding(scene: Scene, { records }: MyChoices) {
  const choice = scene.api.inner.choice();
  if (!choice) return html`<p>${say('mine.none')}</p>`;
  if (!records) return '';
  const newest = records[0];
  if (!newest) {
    const date = dayWords(choice.day * DAY_MS, scene.language);
    return html`<p>${fill('mine.unrecorded', { date })}</p>`;
  }
  return html`${records.some(({ fleeting }) => fleeting) ? html`<p>${say('mine.memory')}</p>` : ''}${renderRecord(newest, scene)}`;
}

function renderHistory(scene: Scene, { records }: MyChoices) {
  const earlier = records?.slice(scene.api.inner.choice() ? 1 : 0) ?? [];
  if (!earlier.length) return '';
  const item = (logged: (typeof earlier)[number]) =>
    html`<li>${renderDetails(scene, `r-${logged.record.id}`, recordTitle(logged.record, scene), () => renderRecord(logged, scene))}</li>`;
  return renderDetails(
    scene,
    'history',
    `${say('mine.history')}: ${earlier.length}`,
    () => html`<ul>${earlier.map(item)}</ul>`,
  );
}

/** What was erased after a refusal and came back: whoever refused has a right to know (core/returner.ts). */
function renderReturners(scene: Scene) {
  const { returners = [] } = scene.api.inner;
  if (!returners.length) return '';
  const words = ({ name, services }: Returner) => `${name} (${listed(...services.map((id) => nameOf(id, scene)))})`;
  return html`<p class="warning">${fill('mine.returners', { names: listed(...new Set(returners.map(words))) })}</p>`;
}
