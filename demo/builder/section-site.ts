/** Owns drawing the steps on who the site is: id and languages, operators, privacy policy. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { hasCheckDigit } from '../../src/core/check-digit.ts';
import { LANGUAGES } from '../../src/core/language.ts';
import { LANGUAGE_NAMES, removeButton, textField, textListField, textsField } from './fields.ts';
import type { Scene } from './scene.ts';

export function siteSection(scene: Scene): TemplateResult {
  const { draft, words } = scene;
  const { say } = words;
  const named = draft.get('languages') === undefined ? LANGUAGES : draft.list('languages');
  const toggle = (code: string, on: boolean) =>
    draft.set(
      'languages',
      LANGUAGES.filter((language) => (language === code ? on : named.includes(language))),
    );
  return html`${textField(scene, 'site', say('site'), { hint: `${say('site-hint')} ${say('rule-slug')}`, needed: true })}
    <fieldset class="choices"><legend>${say('languages')}</legend><p class="hint">${say('languages-hint')}</p>
      ${LANGUAGES.map(
        (
          code,
        ) => html`<label class="check"><input type="checkbox" id="field-languages-${code}" .checked=${named.includes(code)}
          ?disabled=${named.length === 1 && named.includes(code)}
          @change=${(event: Event) => toggle(code, (event.target as HTMLInputElement).checked)}><span lang=${code}>${LANGUAGE_NAMES[code]}</span></label>`,
      )}
    </fieldset>`;
}

export function operatorSection(scene: Scene): TemplateResult {
  const { draft, words } = scene;
  const { say } = words;
  const operators = draft.list('operators');
  const add = () => {
    // Services point to an operator by its id; with one nobody needs it.
    operators.forEach((_, i) => {
      if (!draft.text(`operators[${i}].id`)) draft.set(`operators[${i}].id`, `operator-${i + 1}`);
    });
    draft.add('operators', { id: `operator-${operators.length + 1}` });
  };
  return html`${operators.map((_, i) => renderOperator(scene, i, operators.length))}
    <button type="button" class="add" @click=${add}>${say('operator-add')}</button>`;
}

function renderOperator(scene: Scene, i: number, count: number): TemplateResult {
  const { draft, words } = scene;
  const { say } = words;
  const at = (key: string) => `operators[${i}].${key}`;
  const title = say('operator-n', { n: i + 1 });
  const hasPolicy = draft.get(at('policy')) !== undefined;
  return html`<fieldset class="card"><legend class=${count > 1 ? '' : 'quiet'}>${title}</legend>
    ${count > 1 ? textField(scene, at('id'), say('operator-id'), { hint: say('rule-slug'), needed: true }) : nothing}
    ${textsField(scene, at('name'), say('name'), { needed: true, long: true })}
    <div class="columns">
      ${textField(scene, at('bin'), say('bin'), {
        hint: say('bin-hint'),
        praise: hasCheckDigit(draft.text(at('bin'))) ? say('bin-right') : undefined,
      })}
      ${textField(scene, at('email'), say('email'), { kind: 'email' })}
      ${textField(scene, at('phone'), say('phone'), { kind: 'tel' })}
    </div>
    ${textsField(scene, at('address'), say('address'), { long: true })}
    ${textListField(scene, at('withdrawal'), say('withdrawal'), say('withdrawal-hint'))}
    ${
      count > 1 || hasPolicy
        ? html`<label class="check"><input type="checkbox" .checked=${hasPolicy}
            @change=${(event: Event) => draft.set(at('policy'), (event.target as HTMLInputElement).checked ? {} : undefined)}>
            <span>${say('own-policy')}</span></label>`
        : nothing
    }
    ${hasPolicy ? policyFields(scene, at('policy')) : nothing}
    ${count > 1 ? removeButton(scene, `operators[${i}]`, title) : nothing}
  </fieldset>`;
}

/** The site's own policy, or an operator's. */
export function policyFields(scene: Scene, path: string): TemplateResult {
  const { say } = scene.words;
  return html`${textField(scene, `${path}.edition`, say('edition'), { hint: say('edition-hint'), needed: true })}
    ${textsField(scene, `${path}.url`, say('url'), { hint: say('rule-link'), needed: true })}
    ${textsField(scene, `${path}.date`, say('date'), { kind: 'date' })}
    ${textsField(scene, `${path}.number`, say('number'))}`;
}
