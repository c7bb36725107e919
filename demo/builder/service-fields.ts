/** Owns drawing the settings of one picked service, of the catalogue or described by hand. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { CATEGORIES } from '../../src/core/category.ts';
import type { Disclosure } from '../../src/core/vendor.ts';
import { checkField, linesField, selectField, textField, textsField } from './fields.ts';
import type { Scene } from './scene.ts';
import { serviceIdAt, serviceNameAt } from './service-list.ts';

export function renderServiceFields(scene: Scene, i: number, vendor: Disclosure | undefined): TemplateResult {
  const { draft, words } = scene;
  const { say } = words;
  const at = (key: string) => `services[${i}].${key}`;
  const operators = draft.list('operators').map((_, j) => operatorChoice(scene, j));
  const own = draft.list('categories').map((_, j) => categoryChoice(scene, j));
  const standard = CATEGORIES.map((id) => [id, words.category(id)] as const);
  const preset = vendor
    ? say('as-catalogue', {
        name: vendor.category === 'container' ? say('container') : words.category(vendor.category ?? ''),
      })
    : say('choose');
  return html`${vendor ? nothing : renderDescription(scene, at)}
    <div class="columns">
      ${selectField(scene, at('category'), say('category'), [['', preset], ...standard, ...own], { needed: true })}
      ${operators.length > 1 ? selectField(scene, at('operator'), say('service-operator'), [['', say('as-first')], ...operators], { needed: true }) : nothing}
    </div>
    ${vendor?.category === 'container' || draft.get(at('contains')) !== undefined ? renderContains(scene, i) : nothing}
    <div class="columns">
      ${linesField(scene, at('onlyOn'), say('only-on'), { hint: say('rule-path') })}
      ${linesField(scene, at('notOn'), say('not-on'), { hint: say('rule-path') })}
    </div>
    ${vendor ? linesField(scene, at('ids'), say('ids'), { hint: say('rule-ids') }) : nothing}`;
}

function renderDescription(scene: Scene, at: (key: string) => string): TemplateResult {
  const { say } = scene.words;
  return html`<div class="columns">
      ${textField(scene, at('name'), say('service-name'), { needed: true })}
      ${textField(scene, at('id'), say('service-id'), { hint: say('rule-slug'), needed: true })}
    </div>
    ${linesField(scene, at('hosts'), say('hosts'), { hint: say('rule-host'), needed: true })}
    ${textsField(scene, at('purpose'), say('purpose'), { needed: true, long: true })}
    <div class="columns">
      ${textField(scene, at('provider.name'), say('provider'))}
      ${textField(scene, at('provider.country'), say('country'), { hint: say('rule-country') })}
      ${textField(scene, at('provider.policyUrl'), say('provider-policy'))}
    </div>
    ${linesField(scene, at('cookies'), say('own-cookies'), { hint: say('rule-cookies') })}
    ${checkField(scene, at('replay'), say('replay'))}`;
}

/** What a container brings: ticks among the other services. */
function renderContains(scene: Scene, i: number): TemplateResult {
  const { draft, words } = scene;
  const path = `services[${i}].contains`;
  const contained = draft.list(path);
  const others = draft.list('services').flatMap((_, j) => (j !== i && serviceIdAt(draft, j) ? [j] : []));
  const toggle = (id: string, on: boolean) => {
    const next = contained.filter((item) => item !== id);
    draft.set(path, on || next.length ? [...next, ...(on ? [id] : [])] : undefined);
  };
  return html`<fieldset class="choices" id="field-${path}" tabindex="-1"><legend>${words.say('contains')}</legend>
    ${others.length ? nothing : html`<p class="hint">${words.say('contains-none')}</p>`}
    ${others.map((j) => {
      const id = serviceIdAt(draft, j);
      return html`<label class="check"><input type="checkbox" .checked=${contained.includes(id)}
        @change=${(event: Event) => toggle(id, (event.target as HTMLInputElement).checked)}><span>${serviceNameAt(scene, j)}</span></label>`;
    })}
  </fieldset>`;
}

function operatorChoice({ draft, words }: Scene, i: number): readonly [string, string] {
  const name = draft.text(`operators[${i}].name.${words.language}`) || draft.text(`operators[${i}].name.ru`);
  return [draft.text(`operators[${i}].id`), name || words.say('operator-n', { n: i + 1 })];
}

function categoryChoice({ draft, words }: Scene, i: number): readonly [string, string] {
  const name = draft.text(`categories[${i}].name.${words.language}`) || draft.text(`categories[${i}].name.ru`);
  return [draft.text(`categories[${i}].id`), name || words.say('category-n', { n: i + 1 })];
}
