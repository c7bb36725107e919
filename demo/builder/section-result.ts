/** Owns drawing the last step: what is still wrong, with ways to the fields, and what there is to take away. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import type { Theme } from '../../src/core/config.ts';
import { adviceFor, sayFinding } from './check-draft.ts';
import { coloursCss } from './colours.ts';
import { folderOf, genericTag, markedTags, nodeCommand, settingsLink, siteJson } from './output.ts';
import { copyText, saveFile } from './save-file.ts';
import type { Scene } from './scene.ts';
import type { BuilderTextId } from './words.ts';
import { goToField } from './go-to-field.ts';

export interface ResultActions {
  /** Makes the site's own files and saves them as an archive. */
  readonly makeFiles: (folder: string) => void;
  /** Saves the folders of the generic route as an archive. */
  readonly saveFolders: () => void;
}

export function resultSection(scene: Scene, actions: ResultActions): TemplateResult {
  const { draft, words, look, findings, redraw, tell } = scene;
  const { say } = words;
  const folder = folderOf(look.publicPath);
  const theme = (draft.text('ui.theme') || 'auto') as Theme;
  const css = coloursCss(draft.colours, theme);
  const download = () => {
    look.showsAll = true;
    saveFile('site.json', siteJson(draft.config), 'application/json');
    tell(say('downloaded', { name: 'site.json' }));
  };
  return html`${renderFindings(scene)}
    <div class="take"><button type="button" class="main" data-action="download" @click=${download}>${say('download')}</button>
      ${findings.length ? html`<p class="hint">${say('download-faults', { count: findings.length })}</p>` : nothing}</div>
    <div class="field" ?data-faulty=${folder === null}><label for="folder">${say('public-path')}</label>
      <input id="folder" type="text" spellcheck="false" autocomplete="off" aria-describedby="folder-said"
        aria-invalid=${folder === null ? 'true' : nothing} .value=${live(look.publicPath)}
        @input=${(event: Event) => {
          look.publicPath = (event.target as HTMLInputElement).value;
          look.made = null;
          redraw();
        }}>
      <p class=${folder === null ? 'fault' : 'hint'} id="folder-said">${say('rule-public-path')}</p></div>
    ${folder === null ? nothing : renderRoutes(scene, folder, actions)}
    ${css ? renderText(scene, 'css', say('colours-css'), css) : nothing}
    <details class="card route"><summary><h3>${say('marks')}</h3></summary><p class="hint">${say('marks-hint')}</p>
      ${draft.list('services').length ? renderText(scene, 'marks', say('marks'), markedTags(scene)) : nothing}
      ${renderText(scene, 'link', say('open-link'), settingsLink(say('open-link-words')))}</details>`;
}

/** The step in whose form a part of the config stands. */
const STEPS: readonly (readonly [RegExp, BuilderTextId])[] = [
  [/^(?:site|languages)\b/, 's-site'],
  [/^operators\b/, 's-operator'],
  [/^policy\b/, 's-policy'],
  [/^services\b/, 's-services'],
  [/^categories\b/, 's-categories'],
  [/^(?:hosts|cookies|unlisted)\b/, 's-hosts'],
  [/^about\b/, 's-about'],
  [/^ui\b/, 's-look'],
];

function stepOf(path: string): BuilderTextId {
  return STEPS.find(([pattern]) => pattern.test(path))?.[1] ?? 's-rules';
}

function renderFindings({ draft, findings, words, look }: Scene): TemplateResult {
  const { say } = words;
  if (!findings.length) {
    const advice = adviceFor(draft);
    return html`<p class="praise" id="findings" tabindex="-1">${say('all-right')}</p>
      ${
        advice.length
          ? html`<details class="card advice"><summary>${say('advice', { count: advice.length })}</summary>
            <ul lang="en">${advice.map(({ path, message, remedy }) => html`<li><code>${path}</code> ${message}; ${remedy}</li>`)}</ul></details>`
          : nothing
      }`;
  }
  return html`<div class="findings" id="findings" tabindex="-1" role="group" aria-labelledby="findings-title">
    <h3 id="findings-title">${say('findings')}: ${findings.length}</h3>
    <ul>${findings.map(
      (finding) =>
        html`<li>${say(stepOf(finding.path))}: <a href="#field-${finding.path}" title=${finding.message} @click=${(
          event: Event,
        ) => {
          event.preventDefault();
          look.showsAll = true;
          goToField(finding.path);
        }}><code>${finding.path}</code></a> ${sayFinding(finding, say)}
        ${
          finding.code === 'unknown-key'
            ? html`<button type="button" class="remove" @click=${() => draft.set(finding.path, undefined)}>${say('key-remove')}</button>`
            : nothing
        }</li>`,
    )}</ul></div>`;
}

function renderRoutes(scene: Scene, folder: string, { makeFiles, saveFolders }: ResultActions): TemplateResult {
  const { draft, words, look, findings } = scene;
  const { say } = words;
  return html`<section class="card route" aria-labelledby="route-files"><h3 id="route-files">${say('route-files')}</h3>
      <p class="hint">${say('route-files-hint')}</p>
      ${
        findings.length
          ? html`<p class="fault">${say('fix-first')}</p>`
          : isSecureContext
            ? html`<button type="button" class="main" data-action="make-files" @click=${() => makeFiles(folder)}>${say('make-files')}</button>`
            : html`<p class="fault">${say('insecure')}</p>`
      }
      ${look.made?.problem ? html`<p class="fault" role="alert">${say('files-failed', { reason: look.made.problem })}</p>` : nothing}
      ${
        look.made?.tagHtml
          ? html`${renderText(scene, 'files', say('files-steps'), look.made.tagHtml)}<p class="hint">${say('files-inline')}</p>`
          : nothing
      }</section>
    <details class="card route"><summary><h3>${say('route-tag')}</h3></summary><p class="hint">${say('route-tag-hint')}</p>
      <button type="button" class="add" data-action="folders" @click=${saveFolders}>${say('tag-folders')}</button>
      ${renderText(scene, 'tag', say('route-tag'), genericTag(draft.config, folder))}</details>
    <details class="card route"><summary><h3>${say('route-node')}</h3></summary>
      ${renderText(scene, 'command', say('route-node-hint'), nodeCommand(folder))}</details>`;
}

/** A text to take, with a button that copies it. */
function renderText({ words, tell }: Scene, id: string, label: string, text: string): TemplateResult {
  const { say } = words;
  const copy = async (event: Event) => {
    const area = (event.target as Element).parentElement!.querySelector('textarea')!;
    tell((await copyText(area)) ? say('copied') : say('copy-failed'));
  };
  const rows = Math.min(text.split('\n').length, 14);
  return html`<div class="text"><label for="text-${id}">${label}</label>
    <textarea id="text-${id}" readonly spellcheck="false" rows=${rows} .value=${text}></textarea>
    <button type="button" class="add" @click=${copy}>${say('copy')}<span class="quiet">: ${label}</span></button></div>`;
}
