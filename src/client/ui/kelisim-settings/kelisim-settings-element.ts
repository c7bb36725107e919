/**
 * Owns the settings: loading, showing, the language switch, the draft of the choice, and handing the choice to the head.
 * Leaves to others: drawing (render-*.ts), what a switch does to the draft (draft.ts), granting (the head).
 *
 * lit-html without LitElement: the one element has no attributes and no properties, and 2.3 kB (brotli) is a fifth of what opening may cost.
 */
import { render } from 'lit/html.js';
import type { KelisimApi } from '../../../core/api.ts';
import type { Language } from '../../../core/language.ts';
import type { SiteData } from '../../../core/site-data.ts';
import { SETTINGS_LOCALES } from '../../i18n/locale-loaders.ts';
import { usePart, useTexts } from '../../i18n/localization.ts';
import { type Draft, draftOf, withCategory, withService } from '../draft.ts';
import { type Details, loadDetails } from '../load-details.ts';
import { SETTINGS_STYLES } from './kelisim-settings.styles.ts';
import type { Scene } from '../scene.ts';
import { renderDialog } from './render-dialog.ts';

/**
 * The settings; `kelisim.open()` or any element with `data-kelisim-open` shows them. One per page.
 *
 * @csspart dialog The dialog.
 * @csspart language A button of the language switch.
 * @csspart category A category with its services.
 * @csspart service A service.
 * @csspart action Accept all, reject all, save; they also carry `data-kelisim-action`.
 * @cssprop --kelisim-bg Ground.
 * @cssprop --kelisim-fg Text.
 * @cssprop --kelisim-accent Ground of buttons; in the settings links and switches that are on, too.
 * @cssprop --kelisim-accent-fg Text on the accent.
 * @cssprop --kelisim-border Lines.
 * @cssprop --kelisim-radius Corners.
 * @cssprop --kelisim-font Font family.
 */
export class KelisimSettingsElement extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  /** Ids of the parts that are opened. */
  readonly #expanded = new Set<string>();
  #api!: KelisimApi;
  #site!: SiteData;
  #language!: Language;
  /** Undefined: not loaded yet; null: could not be loaded. */
  #details: Details | null | undefined;
  /** Details that were asked for, and did not fail. */
  readonly #loading = new Map<Language, Promise<Details>>();
  #draft: Draft = { categories: {}, services: {} };
  #failed = false;
  #turn = 0;
  #opening: Promise<void> | undefined;
  #stop: (() => void) | undefined;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SETTINGS_STYLES);
    this.#root.adoptedStyleSheets = [sheet];
    // One listener for all: a thousand services need no closure each. Capturing, since `toggle` and `close` do not bubble (HTML §4.11).
    for (const type of ['click', 'change', 'toggle', 'close']) this.#root.addEventListener(type, this, true);
  }

  /** A page that takes the element away closes it: a dialog that left the top layer still calls itself open. */
  disconnectedCallback(): void {
    this.#dialog?.close();
  }

  /** Loads, then shows. Calls while it loads share one promise; rejects when something cannot be loaded. */
  show(api: KelisimApi, site: SiteData): Promise<void> {
    this.#opening ??= this.#open(api, site).finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #open(api: KelisimApi, site: SiteData): Promise<void> {
    if (this.#dialog?.open) return;
    this.#api = api;
    this.#site = site;
    this.#expanded.clear();
    this.#loading.clear();
    // Again when the language was switched while it loaded.
    do await this.#load(api.inner.language());
    while (this.#language !== api.inner.language());
    this.#draft = draftOf(api.inner.choice(), api.inner.categories);
    this.#stop?.();
    this.#stop = api.on('language', (language) => void this.#speak(language));
    if (!this.isConnected) document.body.append(this);
    this.#draw();
    this.#dialog?.showModal();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#root.querySelector('dialog');
  }

  /** Texts, and details where they are wanted, in parallel. Late answers lose, failures too. */
  async #load(language: Language): Promise<void> {
    const turn = ++this.#turn;
    try {
      const [texts, details] = await Promise.all([SETTINGS_LOCALES[language](), this.#detailed(language)]);
      if (turn !== this.#turn) return;
      useTexts(texts);
      this.#language = language;
      this.#take(details);
      this.#failed = false;
      // Something was opened while it loaded.
      void this.#detail();
    } catch (error) {
      if (turn === this.#turn) throw error;
    }
  }

  /** A built site has the vendors' names: its details come when something is opened, and the rest stands without them. */
  async #detailed(language: Language): Promise<Details | null | undefined> {
    const { names } = this.#site;
    if (names && !this.#expanded.size) return undefined;
    let loading = this.#loading.get(language);
    if (!loading) {
      loading = loadDetails(this.#site, language);
      this.#loading.set(language, loading);
      // The next one who asks tries again.
      loading.catch(() => this.#loading.delete(language));
    }
    return names ? loading.catch(() => null) : loading;
  }

  async #detail(): Promise<void> {
    if (this.#details !== undefined || !this.#expanded.size) return;
    const language = this.#language;
    const details = await this.#detailed(language);
    if (language !== this.#language || this.#details) return;
    this.#take(details);
    this.#draw();
  }

  #take(details: Details | null | undefined): void {
    this.#details = details;
    usePart('data', details?.dataTexts);
  }

  async #speak(language: Language): Promise<void> {
    if (language === this.#language) {
      // Back before the other one came: that answer is late now.
      this.#turn++;
      return;
    }
    try {
      await this.#load(language);
      // The banner follows; and what the head remembers is only ever a language that could be loaded.
      if (language === this.#language) this.#api.inner.setLanguage(language);
    } catch {
      this.#failed = true;
    }
    this.#draw();
  }

  #draw(): void {
    const scene: Scene = {
      inner: this.#api.inner,
      config: this.#site.config,
      names: this.#site.names ?? {},
      language: this.#language,
      vendors: this.#details && this.#details.vendors,
      draft: this.#draft,
      expanded: this.#expanded,
      failed: this.#failed,
    };
    render(renderDialog(scene), this.#root);
  }

  handleEvent(event: Event): void {
    const target = event.target as HTMLElement;
    if (event.type === 'click') this.#click(target, event);
    else if (event.type === 'change') this.#change(target as HTMLInputElement);
    else if (event.type === 'close') this.#closed();
    else if (target.id) this.#expand(target as HTMLDetailsElement);
  }

  /** The event comes a task later (HTML §4.11.4): by then the dialog may be open again. */
  #closed(): void {
    if (!this.#dialog?.open) this.#stop?.();
  }

  #click(target: HTMLElement, event: Event): void {
    const { kelisimAction: action, language } = target.dataset;
    if (language) void this.#speak(language as Language);
    if (!action) return;
    // Closing decides nothing.
    if (action !== 'close') {
      this.#api.decide(action === 'save' ? this.#draft : (action as 'accept-all'), { surface: 'settings', event });
    }
    this.#dialog?.close();
  }

  #change({ name, value, checked }: HTMLInputElement): void {
    const { services } = this.#api.inner;
    const service = services.find((item) => item.id === value);
    if (name === 'category') this.#draft = withCategory(this.#draft, value, checked, services);
    else if (service) this.#draft = withService(this.#draft, service, checked);
    this.#draw();
  }

  #expand({ id, open }: HTMLDetailsElement): void {
    if (open) {
      this.#expanded.add(id);
      // What failed is tried again.
      this.#details ??= undefined;
      void this.#detail();
    } else this.#expanded.delete(id);
    this.#draw();
  }
}
