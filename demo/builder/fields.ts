/**
 * Owns drawing one field: label, control, hint, and what is wrong with it, tied together for assistive technology. A field's id is made of its
 * path in site.json: that is how a finding finds it. Leaves to others: which fields there are (the sections).
 */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import type { Language } from '../../src/core/language.ts';
import { belongsTo, isPatient, sayFinding } from './check-draft.ts';
import type { Scene } from './scene.ts';

/** A language's name in itself; not translated, so not in locales/. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };

export interface FieldOptions {
  readonly hint?: string | undefined;
  readonly kind?: 'text' | 'email' | 'tel' | 'date' | 'number';
  /** The language that is written here. */
  readonly lang?: Language;
  /** A sentence or more: the field grows with it. */
  readonly long?: boolean;
  /** Not marked as optional. */
  readonly needed?: boolean;
  /** Said below the field when nothing is wrong. */
  readonly praise?: string | undefined;
}

export function fieldId(path: string): string {
  return `field-${path}`;
}

/** What is to be said at a field now. */
export function faultsAt({ findings, draft, look, words }: Scene, path: string): string[] {
  const shown = findings.filter(
    (finding) => belongsTo(finding, path) && (look.showsAll || !isPatient(finding) || draft.visited.has(path)),
  );
  return [...new Set(shown.map((finding) => sayFinding(finding, words.say)))];
}

type Control = (ids: { id: string; describedBy: string | typeof nothing; faulty: boolean }) => TemplateResult;

function fieldAround(
  scene: Scene,
  path: string,
  label: string,
  options: FieldOptions,
  control: Control,
): TemplateResult {
  const { hint, needed, praise } = options;
  const id = fieldId(path);
  const faults = faultsAt(scene, path);
  const described = [hint && `${id}-hint`, (faults.length || praise) && `${id}-said`].filter(Boolean).join(' ');
  return html`<div class="field" ?data-faulty=${faults.length > 0}>
    <label for=${id}>${label}${needed ? nothing : html` <small>${scene.words.say('optional')}</small>`}</label>
    ${control({ id, describedBy: described || nothing, faulty: faults.length > 0 })}
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    ${
      faults.length
        ? html`<p class="fault" id="${id}-said">${faults.join(' ')}</p>`
        : praise
          ? html`<p class="praise" id="${id}-said">${praise}</p>`
          : nothing
    }
  </div>`;
}

/** A line of text, a date or a number. */
export function textField(
  scene: Scene,
  path: string,
  label: string,
  options: FieldOptions = {},
  access: { read?: () => string; write?: (value: string) => void } = {},
): TemplateResult {
  const { draft } = scene;
  const { kind = 'text', lang, long } = options;
  const read = access.read ?? (() => draft.text(path));
  const write =
    access.write ??
    ((value: string) => draft.set(path, kind === 'number' && /^\d+$/.test(value) ? Number(value) : value));
  const input = (event: Event) => write((event.target as HTMLInputElement).value.replace(/\s*\n\s*/g, ' '));
  const leave = () => draft.leave(path);
  return fieldAround(scene, path, label, options, ({ id, describedBy, faulty }) =>
    long
      ? html`<textarea class="long" id=${id} rows="1" lang=${lang ?? nothing} autocomplete="off" aria-describedby=${describedBy}
          aria-invalid=${faulty ? 'true' : nothing} .value=${live(read())} @input=${input} @blur=${leave}></textarea>`
      : html`<input id=${id} type=${kind === 'number' ? 'text' : kind} inputmode=${kind === 'number' ? 'numeric' : nothing}
          lang=${lang ?? nothing} autocomplete="off" spellcheck=${kind === 'text' && lang ? nothing : 'false'}
          aria-describedby=${describedBy} aria-invalid=${faulty ? 'true' : nothing} .value=${live(read())}
          @input=${input} @blur=${leave}>`,
  );
}

/** A list, one entry per line. */
export function linesField(scene: Scene, path: string, label: string, options: FieldOptions = {}): TemplateResult {
  const { draft } = scene;
  return fieldAround(
    scene,
    path,
    label,
    options,
    ({ id, describedBy, faulty }) =>
      html`<textarea id=${id} rows="3" spellcheck="false" autocomplete="off" aria-describedby=${describedBy}
      aria-invalid=${faulty ? 'true' : nothing} .value=${live(draft.lines(path))}
      @input=${(event: Event) => draft.setLines(path, (event.target as HTMLTextAreaElement).value)}
      @blur=${() => draft.leave(path)}></textarea>`,
  );
}

/** One of several. `preset` is what an absent value means and is not written; without it '' is the absent one. */
export function selectField(
  scene: Scene,
  path: string,
  label: string,
  choices: readonly (readonly [value: string, words: string])[],
  { preset = '', ...options }: FieldOptions & { readonly preset?: string } = {},
): TemplateResult {
  const { draft } = scene;
  const value = draft.text(path) || preset;
  const write = (next: string) => draft.set(path, next === preset ? undefined : next);
  // What an opened file has and nobody knows is shown as it stands.
  const known = choices.some(([choice]) => choice === value) ? choices : [...choices, [value, value] as const];
  return fieldAround(
    scene,
    path,
    label,
    options,
    ({ id, describedBy, faulty }) =>
      html`<select id=${id} aria-describedby=${describedBy} aria-invalid=${faulty ? 'true' : nothing}
      @change=${(event: Event) => write((event.target as HTMLSelectElement).value)} @blur=${() => draft.leave(path)}>
      ${known.map(([choice, words]) => html`<option value=${choice} .selected=${choice === value}>${words}</option>`)}
    </select>`,
  );
}

/** On or off. `preset` is what an absent value means; a value that equals it is not written. */
export function checkField(
  scene: Scene,
  path: string,
  label: string,
  { preset = false, on = true }: { preset?: boolean; on?: boolean } = {},
): TemplateResult {
  const { draft } = scene;
  const value = draft.get(path);
  const ticked = value === undefined ? preset : (value === true) === on;
  const write = (checked: boolean) => draft.set(path, checked === preset ? undefined : checked === on);
  return html`<label class="check" ><input id=${fieldId(path)} type="checkbox" .checked=${live(ticked)}
    @change=${(event: Event) => write((event.target as HTMLInputElement).checked)}><span>${label}</span></label>`;
}

/** One text in every language of the notice. A plain text of an opened file stands for all of them. */
export function textsField(scene: Scene, path: string, label: string, options: FieldOptions = {}): TemplateResult {
  const { draft } = scene;
  const whole = () => {
    const value = draft.get(path);
    return typeof value === 'string' ? value : null;
  };
  const write = (code: Language, value: string) => {
    const same = whole();
    if (same !== null) draft.set(path, Object.fromEntries(draft.languages.map((language) => [language, same])));
    draft.set(`${path}.${code}`, value);
  };
  const { hint, needed, ...rest } = options;
  const id = `${fieldId(path)}-group-hint`;
  return html`<fieldset class="texts" aria-describedby=${hint ? id : nothing}>
    <legend>${label}${needed ? nothing : html` <small>${scene.words.say('optional')}</small>`}</legend>
    ${hint ? html`<p class="hint" id=${id}>${hint}</p>` : nothing}
    <div class="columns">${draft.languages.map((code) =>
      textField(
        scene,
        `${path}.${code}`,
        LANGUAGE_NAMES[code],
        { ...rest, lang: code, needed: true },
        { read: () => whole() ?? draft.text(`${path}.${code}`), write: (value) => write(code, value) },
      ),
    )}</div>
  </fieldset>`;
}

/** A list of texts, each in every language, with buttons to add and to take away. */
export function textListField(scene: Scene, path: string, label: string, hint: string): TemplateResult {
  const { draft, words } = scene;
  return html`<fieldset class="list"><legend>${label} <small>${words.say('optional')}</small></legend>
    <p class="hint">${hint}</p>
    ${draft.list(path).map(
      (
        _,
        i,
      ) => html`<div class="entry">${textsField(scene, `${path}[${i}]`, `${label}, ${i + 1}`, { needed: true, long: true })}
        ${removeButton(scene, `${path}[${i}]`, `${label}, ${i + 1}`)}</div>`,
    )}
    <button type="button" class="add" @click=${() => draft.add(path, {})}>${words.say('add')}<span class="quiet">: ${label}</span></button>
  </fieldset>`;
}

/** Takes an entry of a list away; the list goes with its last entry. */
export function removeButton(
  scene: Scene,
  path: string,
  name: string,
  list = path.replace(/\[\d+\]$/, ''),
): TemplateResult {
  const { draft, words } = scene;
  const remove = () => {
    draft.set(path, undefined);
    if (!draft.list(list).length && !['operators', 'services'].includes(list)) draft.set(list, undefined);
  };
  return html`<button type="button" class="remove" aria-label=${words.say('remove-of', { name })} @click=${remove}>${words.say('remove')}</button>`;
}
