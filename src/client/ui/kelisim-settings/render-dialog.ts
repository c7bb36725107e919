/** Owns drawing the dialog around the categories: title, language switch, facts about the consent, the buttons. */
import { type TemplateResult, html } from 'lit/html.js';
import type { OperatorConfig } from '../../../core/config.ts';
import type { Language, SiteText } from '../../../core/language.ts';
import { say } from '../../i18n/localization.ts';
import { durationWords } from '../lifetime.ts';
import type { Scene } from '../scene.ts';
import { siteText } from '../service-view.ts';
import { renderCategories } from './render-categories.ts';
import { listed, renderLink, renderRow } from './render-row.ts';

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };
const ACTIONS = ['accept-all', 'reject-all', 'save'] as const;

export function renderDialog(scene: Scene): TemplateResult {
  const languages = scene.inner.languages.map(
    (item) =>
      html`<button part="language" data-language=${item} lang=${item} aria-pressed=${item === scene.language}>${LANGUAGE_NAMES[item]}</button>`,
  );
  const actions = ACTIONS.map(
    (action) => html`<button part="action" data-kelisim-action=${action}>${say(`action.${action}`)}</button>`,
  );
  return html`<dialog part="dialog" lang=${scene.language} aria-labelledby="title"><header role="presentation"><h2 id="title" tabindex="-1" autofocus>${say('settings.title')}</h2><button data-kelisim-action="close" aria-label=${say('settings.close')}>✕</button></header><div class="body"><p>${operatorsOf(scene)}</p><div role="group" aria-label=${say('settings.language')}>${languages}</div><p role="status">${scene.failed ? say('settings.language-failed') : ''}</p><p>${say('settings.intro')}</p>${renderCategories(scene)}${renderAbout(scene)}</div><footer role="presentation">${actions}</footer></dialog>`;
}

/** Who asks. */
function operatorsOf({ config, language }: Scene): string {
  const { operators = [] } = config;
  // A no-break space: label and number are one thing.
  const nameOf = ({ name, bin }: OperatorConfig) =>
    listed(siteText(name, language), bin && `${say('about.bin')}\u00a0${bin}`);
  return operators.map(nameOf).join('; ');
}

/** A text that is the same in every language, or one per language. */
function ownText(value: string | SiteText, language: Language): string {
  return typeof value === 'string' ? value : siteText(value, language);
}

function renderAbout({ inner, config, language }: Scene) {
  const { policy } = config;
  const edition =
    policy &&
    listed(
      policy.edition,
      policy.number && `№ ${ownText(policy.number, language)}`,
      policy.date && ownText(policy.date, language),
    );
  return html`<dl>${policy && renderRow('about.policy', html`${renderLink(siteText(policy.url, language))}, ${say('about.edition')} ${edition}`)}${renderRow('about.term', durationWords(`P${inner.stamp.termDays}D`, language))}</dl>`;
}
