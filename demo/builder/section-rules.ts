/** Owns drawing the steps on the rules: own categories, what the site itself needs, term, signals and records. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { CATEGORIES } from '../../src/core/category.ts';
import { HOST_PRESETS, type HostPreset } from '../../src/core/host-presets.ts';
import { checkField, linesField, removeButton, selectField, textField, textsField } from './fields.ts';
import type { Scene } from './scene.ts';

/** Names of the systems, as they write themselves. */
const PRESET_NAMES: Readonly<Record<HostPreset, string>> = {
  bitrix: '1С-Битрикс',
  tilda: 'Tilda',
  wordpress: 'WordPress',
  kaspi: 'Kaspi',
  halyk: 'Halyk ePay',
  tiptoppay: 'TipTop Pay',
};

/** A purpose of its own under advertising (R05), with the words of the policies for it (R07). */
const PERSONALISED = {
  id: 'personalised',
  parent: 'advertising',
  name: {
    kk: 'Дербестендірілген жарнама',
    ru: 'Персонализированная реклама',
    en: 'Personalised advertising',
  },
  purpose: {
    kk: 'Осы және басқа сайттарда қарағаныңызға сәйкес іріктелген жарнама көрсету (профильдеу).',
    ru: 'Показывать рекламу, подобранную по тому, что вы смотрите на этом и других сайтах (профилирование).',
    en: 'Showing you advertising picked by what you look at on this and other sites (profiling).',
  },
};

export function categoriesSection(scene: Scene): TemplateResult {
  const { draft, words } = scene;
  const { say } = words;
  const categories = draft.list('categories');
  const parents = CATEGORIES.filter((id) => id !== 'necessary').map((id) => [id, words.category(id)] as const);
  const has = categories.some((_, i) => draft.get(`categories[${i}].id`) === PERSONALISED.id);
  const addPersonalised = () => {
    const spoken = (texts: Readonly<Record<string, string>>) =>
      Object.fromEntries(draft.languages.map((code) => [code, texts[code]]));
    const { name, purpose, ...rest } = PERSONALISED;
    draft.add('categories', { ...rest, name: spoken(name), purpose: spoken(purpose) });
  };
  return html`<p class="hint">${say('categories-hint')}</p>
    ${categories.map((_, i) => {
      const at = (key: string) => `categories[${i}].${key}`;
      const title = say('category-n', { n: i + 1 });
      return html`<fieldset class="card"><legend>${title}</legend>
        <div class="columns">
          ${textField(scene, at('id'), say('service-id'), { hint: say('rule-slug'), needed: true })}
          ${selectField(scene, at('parent'), say('parent'), [['', say('parent-none')], ...parents], { needed: true })}
        </div>
        ${textsField(scene, at('name'), say('service-name'), { needed: true, long: true })}
        ${textsField(scene, at('purpose'), say('purpose'), { needed: true, long: true })}
        ${removeButton(scene, `categories[${i}]`, title)}
      </fieldset>`;
    })}
    <div class="buttons">
      ${has ? nothing : html`<button type="button" class="add" data-action="personalised" @click=${addPersonalised}>${say('personalised-add')}</button>`}
      <button type="button" class="add" @click=${() => draft.add('categories', {})}>${say('category-add')}</button>
    </div>`;
}

export function hostsSection(scene: Scene): TemplateResult {
  const { draft, words } = scene;
  const { say } = words;
  const presets = draft.list('hosts.presets');
  const toggle = (id: string, on: boolean) => {
    const next = presets.filter((item) => item !== id).concat(on ? [id] : []);
    draft.set('hosts.presets', next.length ? next : undefined);
  };
  return html`<p class="hint">${say('hosts-hint')}</p>
    <fieldset class="choices" id="field-hosts.presets" tabindex="-1"><legend>${say('presets')}</legend>
      ${(Object.keys(HOST_PRESETS) as HostPreset[]).map(
        (id) => html`<label class="check"><input type="checkbox" .checked=${presets.includes(id)}
          @change=${(event: Event) => toggle(id, (event.target as HTMLInputElement).checked)}><span>${PRESET_NAMES[id]}</span></label>`,
      )}
    </fieldset>
    <div class="columns">
      ${linesField(scene, 'hosts.necessary', say('necessary'), { hint: say('rule-host') })}
      ${linesField(scene, 'cookies.keep', say('keep'), { hint: say('rule-keep') })}
    </div>
    ${selectField(
      scene,
      'unlisted',
      say('unlisted'),
      [
        ['allow', say('unlisted-allow')],
        ['block', say('unlisted-block')],
      ],
      { needed: true, preset: 'allow' },
    )}`;
}

export function rulesSection(scene: Scene): TemplateResult {
  const { draft, words } = scene;
  const { say } = words;
  const mode = 'signals.googleConsentMode';
  const advanced = draft.get(mode) === 'advanced';
  const synced = draft.get('sync') !== undefined;
  return html`<div class="columns">
      ${textField(scene, 'term', say('term'), { hint: say('rule-days'), kind: 'number' })}
      ${textField(scene, 'sync.endpoint', say('endpoint'), { hint: say('endpoint-hint') })}
    </div>
    ${
      synced
        ? selectField(
            scene,
            'sync.acknowledge',
            say('acknowledge'),
            [
              ['records', say('ack-records')],
              ['status', say('ack-status')],
            ],
            { needed: true, preset: 'records' },
          )
        : nothing
    }
    ${selectField(
      scene,
      mode,
      say('consent-mode'),
      [
        ['basic', say('mode-basic')],
        ['advanced', say('mode-advanced')],
        ['off', say('mode-off')],
      ],
      { needed: true, preset: 'basic' },
    )}
    ${
      advanced
        ? html`${textField(scene, 'signals.waitForUpdateMs', say('wait'), { hint: say('rule-wait'), kind: 'number' })}
            ${checkField(scene, 'signals.adsDataRedaction', say('redaction'))}
            ${checkField(scene, 'signals.urlPassthrough', say('passthrough'))}`
        : nothing
    }
    ${selectField(
      scene,
      'gpc',
      say('gpc'),
      [
        ['record', say('gpc-record')],
        ['refuse', say('gpc-refuse')],
      ],
      { needed: true, preset: 'record' },
    )}
    ${checkField(scene, 'withdrawal.reload', say('no-reload'), { on: false })}
    ${textField(scene, 'panel.code', say('panel'), { hint: `${say('panel-hint')} ${say('rule-code')}` })}`;
}
