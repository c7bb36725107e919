/**
 * Owns the settings: loading, showing, the language switch, the draft of the choice, and handing the choice to the head.
 * Leaves to others: drawing (render-*.ts), what a switch does to the draft (draft.ts), granting (the head), the parts that open (parts/).
 *
 * lit-html without LitElement: the one element has no attributes and no properties, and 2.3 kB (brotli) is a fifth of what opening may cost.
 */
import { render } from 'lit/html.js';
import type { KelisimApi } from '../../../core/api.ts';
import type { Choice } from '../../../core/choice.ts';
import type { Language } from '../../../core/language.ts';
import type { SiteData } from '../../../core/site-data.ts';
import type { DisclosureModule } from '../../../core/vendor.ts';
import type { TextId } from '../../i18n/generated/text-id.ts';
import { SETTINGS_LOCALES } from '../../i18n/locale-loaders.ts';
import { say, usePart, useTexts } from '../../i18n/localization.ts';
import { type Draft, draftOf, withCategory, withService } from '../draft.ts';
import { loadEarlier } from '../load-earlier.ts';
import { loadOpened, type Opened } from '../load-opened.ts';
import type { OpenRecordLog } from '../opened/my-choices.ts';
import type { Parts } from '../opened/parts.ts';
import { PART_IDS, type Scene } from '../scene.ts';
import { SETTINGS_STYLES } from './kelisim-settings.styles.ts';
import { tellPaper } from './page-on-paper.ts';
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
  #records!: OpenRecordLog;
  #language!: Language;
  /** Undefined: not loaded yet; null: could not be loaded. */
  #details: DisclosureModule | null | undefined;
  /** Likewise: what draws the things that open, and their words. */
  #opened: Opened | null | undefined;
  #parts: Parts | undefined;
  /** Details that were asked for, and did not fail. */
  readonly #loading = new Map<Language, Promise<DisclosureModule>>();
  #draft: Draft = { categories: {}, services: {} };
  #status: TextId | '' = '';
  /** Of a choice that does not count any more: where the switches start. */
  #earlier: Choice | null = null;
  #turn = 0;
  #opening: Promise<void> | undefined;
  #preparing: Promise<void> | undefined;
  /** The choice that was drawn out of sight and not shown yet. */
  #prepared: Choice | null | undefined;
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
  show(api: KelisimApi, site: SiteData, records: OpenRecordLog): Promise<void> {
    this.#records = records;
    this.#opening ??= this.#open(api, site).finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  /** Draws out of sight what it will show, when it is likely to be asked for: the click then pays for the showing alone. Never rejects. */
  prepare(api: KelisimApi, site: SiteData): Promise<void> {
    // What fails here is asked for again, and told, by whoever opens.
    this.#preparing ??= (this.#opening ?? this.#make(api, site)).catch(() => undefined);
    return this.#preparing;
  }

  async #make(api: KelisimApi, site: SiteData): Promise<void> {
    this.#api = api;
    this.#site = site;
    this.#expanded.clear();
    this.#loading.clear();
    // Again when the language was switched while it loaded.
    do await this.#load(api.inner.language());
    while (this.#language !== api.inner.language());
    this.#earlier = await loadEarlier(api);
    this.#status = '';
    this.#redraft();
    this.#draw();
    this.#prepared = api.inner.choice();
  }

  async #open(api: KelisimApi, site: SiteData): Promise<void> {
    if (this.#dialog?.open) return;
    await this.#preparing;
    const { inner } = api;
    if (this.#prepared !== inner.choice() || this.#language !== inner.language()) await this.#make(api, site);
    this.#prepared = undefined;
    this.#leave();
    this.#stop = api.on('language', (language) => void this.#speak(language));
    if (!this.isConnected) document.body.append(this);
    this.#dialog?.showModal();
    // A task after the frame that shows it: the page's styles are worked out anew, which nobody has to wait for.
    requestAnimationFrame(() => setTimeout(() => this.#dialog?.open && tellPaper(true)));
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#root.querySelector('dialog');
  }

  /** Texts, and what opened parts need, in parallel. Late answers lose, failures too. */
  async #load(language: Language): Promise<void> {
    const turn = ++this.#turn;
    try {
      const [texts, ...later] = await Promise.all([
        SETTINGS_LOCALES[language](),
        this.#detailed(language),
        this.#openedIn(language),
      ]);
      if (turn !== this.#turn) return;
      useTexts(texts);
      this.#language = language;
      this.#status = '';
      this.#take(...later);
      // Something was opened while it loaded.
      this.#loadLacking();
    } catch (error) {
      if (turn === this.#turn) throw error;
    }
  }

  /** A built site has the vendors' names: its details come when something is opened, and the rest stands without them. */
  async #detailed(language: Language): Promise<DisclosureModule | null | undefined> {
    const { names } = this.#site;
    if (names && !this.#expanded.size) return undefined;
    let loading = this.#loading.get(language);
    if (!loading) {
      loading = this.#site.disclosures(language);
      this.#loading.set(language, loading);
      // The next one who asks tries again.
      loading.catch(() => this.#loading.delete(language));
    }
    return names ? loading.catch(() => null) : loading;
  }

  async #openedIn(language: Language): Promise<Opened | null | undefined> {
    return this.#expanded.size ? loadOpened(language, this.#wantsParts).catch(() => null) : undefined;
  }

  get #wantsParts(): boolean {
    return PART_IDS.some((id) => this.#expanded.has(id));
  }

  /** Loads what opened parts lack; each draws as it comes. */
  #loadLacking(): void {
    const language = this.#language;
    const lacksWords = !this.#opened || (this.#wantsParts && !this.#opened.mineTexts);
    if (!this.#details)
      void this.#detailed(language).then((details) => {
        if (language === this.#language && !this.#details) this.#take(details, this.#opened);
      });
    if (lacksWords)
      void this.#openedIn(language).then((opened) => {
        if (language === this.#language) this.#take(this.#details, opened ?? this.#opened);
      });
  }

  #take(details: DisclosureModule | null | undefined, opened: Opened | null | undefined): void {
    this.#details = details;
    this.#opened = opened;
    usePart('data', opened?.dataTexts);
    usePart('mine', opened?.mineTexts);
    if (opened) {
      this.#parts ??= new opened.code.Parts({
        root: this.#root,
        records: () => this.#records(),
        draw: () => this.#draw(),
        chosen: () => this.#redraft(),
      });
    }
    if (this.#dialog?.open) this.#draw();
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
      this.#status = 'settings.language-failed';
    }
    this.#draw();
  }

  #redraft(): void {
    const { inner } = this.#api;
    this.#draft = draftOf(inner.choice() ?? this.#earlier, inner.categories);
  }

  #draw(): void {
    const { config, names = {} } = this.#site;
    const { inner } = this.#api;
    const scene: Scene = {
      api: this.#api,
      inner,
      config,
      told: this.#details?.told ?? { operators: config.operators ?? [], ...(config.about && { about: config.about }) },
      names,
      language: this.#language,
      vendors: this.#details && this.#details.vendors,
      opened: this.#opened,
      parts: this.#parts,
      draft: this.#draft,
      expanded: this.#expanded,
      status: this.#status,
    };
    render(renderDialog(scene, inner.config.ui?.theme ?? ''), this.#root);
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
    if (!this.#dialog?.open) this.#leave();
  }

  /** Ends what goes on only while the dialog is open. */
  #leave(): void {
    this.#stop?.();
    this.#parts?.stop();
    tellPaper(false);
  }

  #click(target: HTMLElement, event: Event): void {
    const { kelisimAction: action, language } = target.dataset;
    if (language) void this.#speak(language as Language);
    if (!action || this.#parts?.act(action, this.#api, event)) return;
    // Closing decides nothing.
    const decision = action === 'save' ? this.#draft : (action as 'accept-all');
    const saved = action !== 'close' && this.#api.decide(decision, { surface: 'settings', event });
    this.#dialog?.close();
    this.#root.querySelector('.said')!.textContent = saved ? say('settings.saved') : '';
    // The choice made the banner draw anew, and took away the button that the focus would return to. Until the next frame it may still be
    // in here (HTML §6.6.3, focus fixup).
    if ([this, document.body].includes(document.activeElement as HTMLElement))
      document.querySelector('kelisim-banner')?.shadowRoot?.querySelector('button')?.focus();
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
      this.#opened ??= undefined;
      this.#loadLacking();
    } else this.#expanded.delete(id);
    this.#draw();
  }
}
