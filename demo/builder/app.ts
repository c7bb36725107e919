/** Owns drawing the whole page around its steps: head, way through the steps, form, preview with its controls, what was just done. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { LANGUAGES, type Language } from '../../src/core/language.ts';
import { LANGUAGE_NAMES } from './fields.ts';
import type { PreviewLook, Scene } from './scene.ts';
import { aboutSection, lookSection } from './section-look.ts';
import { type ResultActions, resultSection } from './section-result.ts';
import { categoriesSection, hostsSection, rulesSection } from './section-rules.ts';
import { servicesSection } from './section-services.ts';
import { operatorSection, policyFields, siteSection } from './section-site.ts';
import type { BuilderTextId } from './words.ts';

export interface AppActions extends ResultActions {
  readonly setLanguage: (language: Language) => void;
  readonly openFile: (file: File) => void;
  readonly clear: () => void;
  /** Shows the notice anew. */
  readonly showAgain: () => void;
}

const STEPS: readonly (readonly [id: string, title: BuilderTextId, draw: (scene: Scene) => TemplateResult])[] = [
  ['site', 's-site', siteSection],
  ['operator', 's-operator', operatorSection],
  ['policy', 's-policy', (scene) => policyFields(scene, 'policy')],
  ['services', 's-services', servicesSection],
  ['categories', 's-categories', categoriesSection],
  ['hosts', 's-hosts', hostsSection],
  ['rules', 's-rules', rulesSection],
  ['about', 's-about', aboutSection],
  ['look', 's-look', lookSection],
];

export function renderApp(scene: Scene, actions: AppActions): TemplateResult {
  const { words, look, findings } = scene;
  const { say } = words;
  const steps = [...STEPS.map(([id, title]) => [id, title] as const), ['result', 's-result'] as const];
  return html`${renderHead(scene, actions)}
    <nav class="steps" aria-label=${say('steps')}><ol>${steps.map(
      ([id, title]) => html`<li><a href="#step-${id}">${say(title)}</a></li>`,
    )}<li class="to-preview"><a href="#preview">${say('preview')}</a></li></ol>
      <span role="status"><a class=${findings.length ? 'count' : 'count right'} href="#findings">${findings.length ? say('to-fix', { count: findings.length }) : say('all-right')}</a></span></nav>
    <div class="both">
      <main>${STEPS.map(([id, title, draw], i) => renderStep(id, say(title), i + 1, draw(scene)))}
        ${renderStep('result', say('s-result'), STEPS.length + 1, resultSection(scene, actions))}</main>
      <aside id="preview" tabindex="-1" aria-labelledby="preview-title">${renderPreview(scene, actions)}</aside>
    </div>
    <p class="status" role="status">${look.status}</p>`;
}

function renderStep(id: string, title: string, number: number, body: TemplateResult): TemplateResult {
  return html`<section class="step" id="step-${id}" tabindex="-1" aria-labelledby="title-${id}">
    <h2 id="title-${id}"><span class="number" aria-hidden="true">${number}</span>${title}</h2>${body}</section>`;
}

function renderHead({ words, look, redraw }: Scene, { setLanguage, openFile, clear }: AppActions): TemplateResult {
  const { say, language } = words;
  const ask = (asks: boolean) => {
    look.asksToClear = asks;
    redraw();
  };
  const pick = (event: Event) => {
    const input = event.target as HTMLInputElement;
    if (input.files?.[0]) openFile(input.files[0]);
    // The same file may be opened once more.
    input.value = '';
  };
  return html`<header class="top"><div class="bar"><span class="logo" aria-hidden="true">Kelisim</span>
      <div class="switch" role="group" aria-label=${say('page-language')}>${LANGUAGES.map(
        (code) =>
          html`<button type="button" lang=${code} data-language=${code} aria-pressed=${code === language} @click=${() => setLanguage(code)}>${LANGUAGE_NAMES[code]}</button>`,
      )}</div></div>
    <h1>${say('title')}</h1><p class="intro">${say('intro')}</p>
    <div class="buttons"><label class="file"><input type="file" accept=".json,application/json" aria-describedby="open-hint" @change=${pick}><span>${say('open-file')}</span></label>
      ${
        look.asksToClear
          ? html`<span role="alert">${say('clear-ask')}</span><button type="button" class="remove" data-action="clear-yes" @click=${clear}>${say('clear-yes')}</button>
            <button type="button" class="add" @click=${() => ask(false)}>${say('clear-no')}</button>`
          : html`<button type="button" class="add" data-action="clear" @click=${() => ask(true)}>${say('clear')}</button>`
      }
      <span class="hint"><span id="open-hint">${say('open-hint')}</span> ${look.isKept ? say('kept') : say('not-kept')}</span></div></header>`;
}

function renderPreview(scene: Scene, { showAgain }: AppActions): TemplateResult {
  const { words, look, redraw, draft } = scene;
  const { say } = words;
  const { preview } = look;
  const set = (change: Partial<PreviewLook>) => {
    Object.assign(preview, change);
    showAgain();
    redraw();
  };
  const group = <K extends keyof PreviewLook>(
    key: K,
    label: string,
    choices: readonly (readonly [PreviewLook[K], string])[],
  ) =>
    html`<div class="switch" role="group" aria-label=${label}>${choices.map(
      ([
        value,
        name,
      ]) => html`<button type="button" data-preview="${key}-${value}" aria-pressed=${preview[key] === value}
        lang=${key === 'language' ? value : nothing} @click=${() => set({ [key]: value })}>${name}</button>`,
    )}</div>`;
  return html`<h2 id="preview-title">${say('preview')}</h2><p class="hint">${say('preview-hint')}</p>
    <div class="controls">
      ${group(
        'language',
        say('preview-language'),
        draft.languages.map((code) => [code, LANGUAGE_NAMES[code]] as const),
      )}
      ${group('width', say('width'), [['phone', say('phone-width')] as const, ['desk', say('desk-width')] as const])}
      ${group('shade', say('theme'), [['light', say('theme-light')] as const, ['dark', say('theme-dark')] as const])}
      ${group('view', say('show'), [['banner', say('show-banner')] as const, ['settings', say('show-settings')] as const])}
    </div>
    <div class="stage"><iframe title=${say('preview-frame')}></iframe></div>`;
}
