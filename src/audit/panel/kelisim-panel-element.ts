/**
 * Owns the panel's life in the page: showing, staying up to date once per frame, its own language, folding, copying, closing.
 * Leaves to others: rows (ledger-rows.ts), words (row-words.ts, header-words.ts), drawing (render-*.ts). Nothing in here throws into the page.
 */
import { render } from 'lit/html.js';
import type { KelisimApi } from '../../core/api.ts';
import type { SiteConfig } from '../../core/config.ts';
import type { Language } from '../../core/language.ts';
import { LEDGER_MAX_ENTRIES } from '../../core/ledger-entry.ts';
import { copyText } from './copy-text.ts';
import { PANEL_STYLES } from './kelisim-panel.styles.ts';
import { ledgerRows } from './ledger-rows.ts';
import type { PanelScene } from './panel-scene.ts';
import { forgetOpen, waitingRecords } from './panel-storage.ts';
import { panelText } from './panel-text.ts';
import { loadPanelWords, type PanelWords } from './panel-words.ts';
import { renderPanel } from './render-panel.ts';

/** The first layer, whichever file drew it: the panel stands above it. */
const BANNER = 'kelisim-banner';

/**
 * The panel for who checks the site: `#kelisim-panel=<code>` at the end of an address opens it. Not themed by the site; one per page.
 */
export class KelisimPanelElement extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  /** Where it stands; a style attribute is what the page's policy may forbid. */
  readonly #place = new CSSStyleSheet();
  readonly #opened = new Set<string>();
  readonly #bannerSize = new ResizeObserver(() => this.#drawSoon());
  #api!: KelisimApi;
  #config: Partial<SiteConfig> = {};
  #words: PanelWords | undefined;
  #showing: Promise<void> | undefined;
  #stops: (() => void)[] = [];
  #folded = false;
  #status = '';
  #banner: Element | null = null;
  #turn = 0;
  #frame = 0;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(PANEL_STYLES);
    this.#root.adoptedStyleSheets = [sheet, this.#place];
    this.#root.addEventListener('click', this);
    for (const type of ['keydown', 'keyup']) this.#root.addEventListener(type, this);
  }

  /** Also when the page takes the element away. */
  disconnectedCallback(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#bannerSize.disconnect();
    this.#banner = null;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** Loads, then shows; shown already, it stays. Rejects when texts cannot be loaded. */
  show(api: KelisimApi, config: Partial<SiteConfig>): Promise<void> {
    this.#showing ??= this.#show(api, config).finally(() => {
      this.#showing = undefined;
    });
    return this.#showing;
  }

  async #show(api: KelisimApi, config: Partial<SiteConfig>): Promise<void> {
    this.#api = api;
    this.#config = config;
    if (this.isConnected) return;
    this.#words = await loadPanelWords(api.inner.language());
    this.#opened.clear();
    this.#folded = false;
    this.#status = '';
    document.body.append(this);
    const drawSoon = () => this.#drawSoon();
    this.#stops = [
      api.on('ledger', drawSoon),
      api.on('choice', drawSoon),
      api.on('record', drawSoon),
      api.on('language', (language) => void this.#speak(language)),
    ];
    for (const type of ['resize', 'popstate', 'storage']) {
      window.addEventListener(type, drawSoon);
      this.#stops.push(() => window.removeEventListener(type, drawSoon));
    }
    this.#draw();
  }

  /** At most once per frame, however much the gate reports. */
  #drawSoon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    if (!this.isConnected) return;
    try {
      const scene = this.#scene();
      if (!scene) return;
      render(renderPanel(scene, { folded: this.#folded, opened: this.#opened, status: this.#status }), this.#root);
      this.#standAboveBanner();
    } catch (error) {
      console.warn('kelisim: the panel could not be drawn:', error);
    }
  }

  #scene(): PanelScene | undefined {
    if (!this.#words) return undefined;
    const { inner } = this.#api;
    const entries = this.#api.ledger();
    const path = location.pathname;
    return {
      ...ledgerRows(entries, { site: inner, choice: inner.choice(), path }),
      api: this.#api,
      config: this.#config,
      words: this.#words,
      path,
      waiting: waitingRecords(inner.memory.length),
      limited: entries.length >= LEDGER_MAX_ENTRIES,
    };
  }

  #standAboveBanner(): void {
    // The host has no box; what it shows, banner or launcher, has.
    const banner = document.querySelector(BANNER)?.shadowRoot?.firstElementChild ?? null;
    // Observing it anew reports it anew: once is enough.
    if (banner && banner !== this.#banner) this.#bannerSize.observe(banner);
    this.#banner = banner;
    const { top = 0, height = 0 } = banner?.getBoundingClientRect() ?? {};
    const lift = height ? Math.max(0, window.innerHeight - top) : 0;
    // Replaced as a whole: WebKit does not restyle after a change of an adopted sheet's rule.
    this.#place.replaceSync(`:host{--lift:${Math.round(lift)}px}`);
  }

  handleEvent(event: Event): void {
    if (event instanceof KeyboardEvent) {
      // Escape in the panel is no Escape of the page: its own dialogs and menus stay as they are.
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
      }
      return;
    }
    const button = (event.target as Element).closest('button');
    if (!button) return;
    const { action, language, row } = button.dataset;
    this.#status = '';
    if (language) void this.#speak(language as Language);
    if (row !== undefined && !this.#opened.delete(row)) this.#opened.add(row);
    if (action === 'fold') this.#folded = !this.#folded;
    if (action === 'copy') void this.#copy();
    if (action === 'close') this.#close();
    this.#draw();
  }

  /** Late answers lose. */
  async #speak(language: Language): Promise<void> {
    const turn = ++this.#turn;
    try {
      const words = await loadPanelWords(language);
      if (turn === this.#turn) this.#words = words;
    } catch {
      if (turn === this.#turn) this.#status = this.#words?.say('panel.language-failed') ?? '';
    }
    this.#draw();
  }

  async #copy(): Promise<void> {
    try {
      const scene = this.#scene();
      if (!scene) return;
      const isCopied = await copyText(panelText(scene), this.#root);
      this.#status = scene.words.say(isCopied ? 'panel.copied' : 'panel.copy-failed');
    } catch (error) {
      console.warn('kelisim: the panel could not be copied:', error);
    }
    this.#draw();
  }

  #close(): void {
    forgetOpen();
    this.remove();
  }
}
