/** Owns drawing the step with the services: the catalogue to pick from, and what was picked with its settings. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import { live } from 'lit/directives/live.js';
import { CATEGORIES } from '../../src/core/category.ts';
import type { Disclosure } from '../../src/core/vendor.ts';
import { RULES } from '../../src/vendors/generated/rules.ts';
import { faultsAt } from './fields.ts';
import type { Scene } from './scene.ts';
import { renderServiceFields } from './service-fields.ts';
import { serviceIdAt, serviceNameAt, tickVendor } from './service-list.ts';

export function servicesSection(scene: Scene): TemplateResult {
  const { draft, words } = scene;
  const { say } = words;
  const services = draft.list('services');
  return html`<p class="hint">${say('services-hint')}</p>
    ${renderCatalogue(scene)}
    <h3 id="chosen">${services.length ? say('chosen', { count: services.length }) : say('chosen-none')}</h3>
    ${repeat(
      services,
      // The object itself is the key: what is opened stays open when one before it is taken away.
      (service) => service,
      (_, i) => renderService(scene, i),
    )}
    <button type="button" class="add" @click=${() => draft.add('services', { hosts: [], category: '' })}>${say('own-add')}</button>`;
}

function renderCatalogue(scene: Scene): TemplateResult {
  const { look, words, redraw } = scene;
  const { say } = words;
  const vendors = Object.entries(words.vendors).sort(([, a], [, b]) => a.name.localeCompare(b.name, words.language));
  const found = vendors.filter(([id, vendor]) => fits(id, vendor, look.search, look.category));
  const set = (change: Partial<typeof look>) => {
    Object.assign(look, change);
    redraw();
  };
  return html`<fieldset class="catalogue"><legend>${say('catalogue')}</legend>
    <div class="columns filters">
      <div class="field"><label for="search">${say('search')}</label>
        <input id="search" type="search" autocomplete="off" placeholder=${say('search-hint')} .value=${live(look.search)}
          @input=${(event: Event) => set({ search: (event.target as HTMLInputElement).value })}></div>
      <div class="field"><label for="filter">${say('category')}</label>
        <select id="filter" @change=${(event: Event) => set({ category: (event.target as HTMLSelectElement).value })}>
          ${['', ...CATEGORIES, 'container'].map(
            (id) =>
              html`<option value=${id} .selected=${id === look.category}>${id ? words.category(id) : say('all-categories')}</option>`,
          )}
        </select></div>
    </div>
    <p class="hint" role="status">${found.length ? say('found', { count: found.length, all: vendors.length }) : say('found-none')}</p>
    <ul class="vendors">${repeat(
      found,
      ([id]) => id,
      ([id, vendor]) => renderVendor(scene, id, vendor),
    )}</ul>
  </fieldset>`;
}

function fits(id: string, vendor: Disclosure, search: string, category: string): boolean {
  if (category && vendor.category !== category) return false;
  const text = [id, vendor.name, vendor.provider, RULES[id]?.m].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function renderVendor({ draft, words }: Scene, id: string, vendor: Disclosure): TemplateResult {
  const ticked = draft.list('services').some((_, i) => draft.get(`services[${i}].vendor`) === id);
  return html`<li><label><input type="checkbox" value=${id} .checked=${live(ticked)}
      @change=${(event: Event) => tickVendor(draft, id, (event.target as HTMLInputElement).checked)}>
    <span class="name">${vendor.name}</span>
    <span class="facts">${facts(words, vendor)}</span>${badge(words, vendor, !!RULES[id]?.r)}</label></li>`;
}

function facts(words: Scene['words'], { provider, country }: Pick<Disclosure, 'provider' | 'country'>): string {
  return [provider, country && words.country(country)].filter(Boolean).join(', ');
}

function badge(words: Scene['words'], { category }: Pick<Disclosure, 'category'>, isReplay: boolean): TemplateResult {
  const name = category === 'container' ? words.say('container') : words.category(category ?? '');
  return html`<span class="badge ${category ?? ''}">${name}</span>${
    isReplay ? html`<span class="badge replay">${words.say('records-screen')}</span>` : nothing
  }`;
}

function renderService(scene: Scene, i: number): TemplateResult {
  const { draft, words } = scene;
  const { say } = words;
  const path = `services[${i}]`;
  const vendor = words.vendors[draft.text(`${path}.vendor`)];
  const name = serviceNameAt(scene, i);
  const remove = () => {
    const id = serviceIdAt(draft, i);
    if (vendor) tickVendor(draft, id, false);
    else draft.set(path, undefined);
  };
  const faults = scene.findings.some((finding) => finding.path === path)
    ? faultsAt(scene, path).map((text) => html`<p class="fault">${text}</p>`)
    : nothing;
  // A service that describes itself is opened to be filled in; `open` is left alone afterwards.
  return html`<details class="card service" id="field-${path}" ?open=${!vendor}>
    <summary><span class="name">${name}</span> ${vendor ? html`<span class="facts">${facts(words, vendor)}</span>` : nothing}
      ${vendor ? badge(words, vendor, false) : html`<span class="badge">${say('own-service')}</span>`}</summary>
    ${faults}
    ${vendor ? html`<p class="hint">${vendor.purpose}</p>` : nothing}
    ${renderServiceFields(scene, i, vendor)}
    <button type="button" class="remove" aria-label=${say('remove-of', { name })} @click=${remove}>${say('remove')}</button>
  </details>`;
}
