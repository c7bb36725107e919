/** Owns drawing the dialog around the categories: title, who asks, language switch, the parts that open, the buttons. */
import { type TemplateResult, html } from 'lit/html.js';
import type { OperatorConfig } from '../../../core/config.ts';
import { say } from '../../i18n/localization.ts';
import { LANGUAGE_NAMES } from '../language-names.ts';
import { ownText } from '../own-text.ts';
import { PART_IDS, type Scene } from '../scene.ts';
import { renderCategories } from './render-categories.ts';
import { renderDetails, renderLater } from './render-details.ts';

const ACTIONS = ['accept-all', 'reject-all', 'save'] as const;

/** @param theme class of the dialog: `light`, `dark`, or none for the visitor's own. */
export function renderDialog(scene: Scene, theme: string): TemplateResult {
  const languages = scene.inner.languages.map(
    (item) =>
      html`<button part="language" data-language=${item} lang=${item} aria-pressed=${item === scene.language}>${LANGUAGE_NAMES[item]}</button>`,
  );
  const actions = ACTIONS.map(
    (action) => html`<button part="action" data-kelisim-action=${action}>${say(`action.${action}`)}</button>`,
  );
  // Two that speak: one is heard while the dialog is open and makes the rest inert, one when it has closed.
  return html`<dialog part="dialog" class=${theme} lang=${scene.language} aria-labelledby="title"><header role="presentation"><h2 id="title" tabindex="-1" autofocus>${say('settings.title')}</h2><button data-kelisim-action="close" aria-label=${say('settings.close')}>×</button></header><div class="body"><p class="who">${operatorsOf(scene)}</p><div role="group" aria-label=${say('settings.language')}>${languages}</div><p role="status">${scene.status && say(scene.status)}</p><p>${say('settings.intro')}</p>${renderCategories(scene)}<section class="parts">${PART_IDS.map((id) => renderDetails(scene, id, say(`part.${id}`), () => renderLater(scene, (parts) => scene.opened?.mineTexts && parts.render(id, scene))))}</section></div><footer role="presentation">${actions}</footer></dialog><p class="said" role="status" lang=${scene.language}></p>`;
}

/** Who asks. */
function operatorsOf({ config, language }: Scene) {
  const { operators = [] } = config;
  // A no-break space: label and number are one thing.
  const nameOf = ({ name, bin }: OperatorConfig, i: number) =>
    html`${i ? '; ' : ''}${ownText(name, language)}${bin && `, ${say('about.bin')}\u00a0${bin}`}`;
  return operators.map(nameOf);
}
