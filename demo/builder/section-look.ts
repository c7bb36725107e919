/** Owns drawing the steps on the owner's own words about the consent and on how the notice looks, with the contrast of own colours. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { LAYOUTS, THEMES } from '../../src/core/config.ts';
import { START_COLOURS } from './colours.ts';
import { contrastsOf } from './contrast.ts';
import { COLOUR_NAMES, type Shade } from './draft.ts';
import { checkField, textListField, textsField } from './fields.ts';
import type { Scene } from './scene.ts';

export function aboutSection(scene: Scene): TemplateResult {
  const { say } = scene.words;
  return html`<p class="hint">${say('about-hint')}</p>
    ${textsField(scene, 'about.cookies', say('about-cookies'), { long: true })}
    ${textsField(scene, 'about.publicSources', say('about-public'), { long: true })}
    ${textsField(scene, 'about.group', say('about-group'), { long: true })}
    ${textsField(scene, 'about.humanReview.text', say('about-human'), { long: true })}
    ${scene.draft.get('about.humanReview') === undefined ? nothing : textsField(scene, 'about.humanReview.url', say('about-human-url'), { hint: say('rule-link') })}
    ${textListField(scene, 'about.deadlines', say('about-deadlines'), say('about-deadlines-hint'))}`;
}

export function lookSection(scene: Scene): TemplateResult {
  const { say } = scene.words;
  return html`${pictureChoice(
    scene,
    'ui.layout',
    say('layout'),
    'bar',
    LAYOUTS.map((id) => [id, say(`layout-${id}`)] as const),
  )}
    ${pictureChoice(
      scene,
      'ui.theme',
      say('theme'),
      'auto',
      THEMES.map((id) => [id, say(`theme-${id}`)] as const),
    )}
    ${checkField(scene, 'ui.launcher', say('launcher'), { preset: true })}
    <div class="columns shades">${renderColours(scene, 'light')}${renderColours(scene, 'dark')}</div>`;
}

/** One of a few, each with a small picture that the stylesheet draws. */
function pictureChoice(
  { draft }: Scene,
  path: string,
  label: string,
  preset: string,
  choices: readonly (readonly [id: string, words: string])[],
): TemplateResult {
  const value = draft.text(path) || preset;
  return html`<fieldset class="pictures" id="field-${path}" tabindex="-1"><legend>${label}</legend>
    ${choices.map(
      ([id, words]) => html`<label><input type="radio" name=${path} value=${id} .checked=${live(id === value)}
        @change=${() => draft.set(path, id === preset ? undefined : id)}><span class="picture ${id}" aria-hidden="true"></span><span>${words}</span></label>`,
    )}
  </fieldset>`;
}

function renderColours({ draft, words }: Scene, shade: Shade): TemplateResult {
  const { say } = words;
  const colours = draft.colours[shade];
  const toggle = (on: boolean) => draft.setColours(shade, on ? START_COLOURS[shade] : undefined);
  return html`<fieldset class="card colours ${shade}"><legend><label class="check"><input type="checkbox" data-shade=${shade} .checked=${live(!!colours)}
      @change=${(event: Event) => toggle((event.target as HTMLInputElement).checked)}><span>${say(`colours-${shade}`)}</span></label></legend>
    ${
      colours
        ? html`<div class="swatches">${COLOUR_NAMES.map(
            (name) => html`<label><input type="color" data-colour="${shade}-${name}" .value=${live(colours[name])}
                @input=${(event: Event) => draft.setColours(shade, { ...colours, [name]: (event.target as HTMLInputElement).value })}><span>${say(`colour-${name}`)}</span></label>`,
          )}</div>
            <div role="status"><ul class="contrasts" aria-label=${say('contrast')}>${contrastsOf(colours).map(
              ({ name, ratio, least }) => {
                const fill = { name: say(name), ratio: (Math.floor(ratio * 10) / 10).toFixed(1), least };
                return ratio >= least
                  ? html`<li class="praise">${say('contrast-enough', fill)}</li>`
                  : html`<li class="fault">${say('contrast-low', fill)}</li>`;
              },
            )}</ul></div>`
        : nothing
    }
  </fieldset>`;
}
