/**
 * Owns which placeholders there are: one over each thing that the head holds and that would show something, gone when it is let go; and what
 * their buttons do. Leaves to others: what is held (window.kelisim), the words (placeholder-words.ts), drawing (kelisim-placeholder).
 */
import type { KelisimApi } from '../../core/api.ts';
import type { Language } from '../../core/language.ts';
import { EMBED_LOCALES } from '../i18n/embed-locales.ts';
import { DATA_LOCALES, SETTINGS_LOCALES } from '../i18n/locale-loaders.ts';
import { loadSiteData } from '../load-site-data.ts';
import { type Embed, heldEmbeds, PLACE } from './held-embeds.ts';
import type {
  KelisimPlaceholderElement,
  PlaceholderAction,
} from './kelisim-placeholder/kelisim-placeholder-element.ts';
import { defineKelisimPlaceholder } from './kelisim-placeholder/kelisim-placeholder.ts';
import { loadOnce } from './load-once.ts';
import { type PlaceholderTexts, placeholderWords } from './placeholder-words.ts';

const pages = new WeakMap<KelisimApi, Promise<Placeholders>>();

/** Called by the head whenever more may have to be covered. Rejects when what it needs does not arrive; the next call tries again. */
export async function showPlaceholders(api: KelisimApi): Promise<void> {
  let page = pages.get(api);
  if (!page) {
    // The head asks for anything that takes room; of an undeclared vendor there is nothing to say.
    if (!heldEmbeds(api).length) return;
    page = begin(api);
    pages.set(api, page);
    page.catch(() => pages.delete(api));
  }
  (await page).update();
}

async function begin(api: KelisimApi): Promise<Placeholders> {
  defineKelisimPlaceholder();
  return new Placeholders(api, await load(api, api.inner.language()));
}

async function load(api: KelisimApi, language: Language): Promise<PlaceholderTexts> {
  const site = await loadSiteData(api);
  // Its own, the words of countries, the names of categories.
  const [{ vendors }, embed, data, all] = await Promise.all([
    site.disclosures(language),
    EMBED_LOCALES[language](),
    DATA_LOCALES[language](),
    SETTINGS_LOCALES[language](),
  ]);
  const texts = { ...all.texts, ...data.texts, ...embed.texts };
  return { language, texts, config: site.config, vendors };
}

class Placeholders {
  readonly #api: KelisimApi;
  readonly #shown = new Map<HTMLElement, KelisimPlaceholderElement>();
  /** Containers whose widget has come: nothing is drawn over it, whatever is chosen later. */
  readonly #opened = new WeakSet<HTMLElement>();
  #texts: PlaceholderTexts;
  #turn = 0;

  constructor(api: KelisimApi, texts: PlaceholderTexts) {
    this.#api = api;
    this.#texts = texts;
    api.on('choice', () => this.update(true));
    api.on('ledger', ({ verdict }) => {
      if (verdict === 'released') this.update();
    });
    api.on('language', (language) => void this.#speak(language));
    // It was switched while the texts loaded.
    if (api.inner.language() !== texts.language) void this.#speak(api.inner.language());
  }

  /** @param anew draws those that stay once more: their words have changed. */
  update(anew = false): void {
    const embeds = heldEmbeds(this.#api).filter(({ element }) => !this.#opened.has(element));
    const waiting = new Set(embeds.map(({ element }) => element));
    for (const [element, placeholder] of this.#shown) {
      if (waiting.has(element)) continue;
      if (element.hasAttribute(PLACE)) this.#opened.add(element);
      this.#shown.delete(element);
      placeholder.leave();
    }
    for (const embed of embeds) {
      const shown = this.#shown.get(embed.element);
      if (shown && !anew) continue;
      const placeholder = shown ?? this.#place(embed.element);
      const words = placeholderWords(embed, this.#texts, this.#api.inner);
      placeholder.draw(words, (action, event) => this.#act(embed, action, event));
    }
  }

  #place(element: HTMLElement): KelisimPlaceholderElement {
    const placeholder = document.createElement('kelisim-placeholder');
    placeholder.place(element, element.hasAttribute(PLACE), this.#api.inner.config.ui?.theme ?? '', () => {
      this.#shown.delete(element);
      placeholder.leave();
    });
    this.#shown.set(element, placeholder);
    return placeholder;
  }

  #act(embed: Embed, action: PlaceholderAction, event: Event): void {
    const api = this.#api;
    const by = { surface: 'placeholder', event } as const;
    if (action === 'settings') return api.open();
    if (action === 'load-once') {
      loadOnce(api, embed, by);
      return this.update();
    }
    const { service, category } = embed;
    const choice = api.inner.choice();
    // As it stands, and this: before any choice everything else stays refused, which the words beside the button say.
    const isOn = (id: string, letter: string) => id === category || (!!letter && !!choice?.letters.includes(letter));
    const categories = Object.fromEntries(api.inner.categories.map(({ id, letter }) => [id, isOn(id, letter)]));
    api.decide({ categories, services: { ...choice?.services, ...(service && { [service.id]: true }) } }, by);
  }

  async #speak(language: Language): Promise<void> {
    const turn = ++this.#turn;
    // What cannot be loaded stays in the language it is in.
    const texts = await load(this.#api, language).catch(() => null);
    if (!texts || turn !== this.#turn) return;
    this.#texts = texts;
    this.update(true);
  }
}
