/**
 * Owns the panel's life in the page: showing, staying up to date once per frame, its own language, views, folding, copying, trying, closing.
 * Leaves to others: what is seen (page-watch.ts), rows (service-rows.ts), words (*-words.ts), drawing (render-*.ts). Nothing in here throws into
 * the page. Longer than other files: what is kept here is one state, which each of its few parts reads and changes.
 */
import type { KelisimApi } from '../../core/api.ts';
import type { SiteConfig } from '../../core/config.ts';
import type { Language } from '../../core/language.ts';
import { OUTBOX_FLAG, PANEL_TRIAL } from '../../core/storage-keys.ts';
import { recall } from '../../platform/keep.ts';
import type { AuditVerdict } from '../verdict.ts';
import { AboveBanner } from './above-banner.ts';
import { draw } from './draw.ts';
import { pendingCount } from './header-words.ts';
import { PANEL_STYLES } from './kelisim-panel.styles.ts';
import { listen } from './listen.ts';
import { makeScene, rowsOf } from './make-scene.ts';
import type { MoreOfPanel } from './more-of-panel.ts';
import type { PanelScene } from './panel-scene.ts';
import { PageWatch } from './page-watch.ts';
import { forgetOpen } from './panel-storage.ts';
import type { Asked } from './perform.ts';
import { loadPanelWords, type PanelWords } from './panel-words.ts';
import { renderPanel, type View } from './render-panel.ts';
import { isForMore } from './row-words.ts';

/** What the browser reports comes in crowds: it is drawn this often at most, the gate's own news with the next frame. */
const WIRE_DRAW_MS = 250;
/** The file that comes later did not. */
const RETRY_MS = 5000;

/**
 * The panel for who checks the site: `#kelisim-panel=<code>` at the end of an address opens it. Not themed by the site; one per page.
 */
export class KelisimPanelElement extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #opened = new Set<string>();
  readonly #place = new AboveBanner(() => this.#drawSoon());
  #api!: KelisimApi;
  #config: Partial<SiteConfig> = {};
  #words: PanelWords | undefined;
  #watch: PageWatch | undefined;
  #showing: Promise<void> | undefined;
  #stops: (() => void)[] = [];
  #more: MoreOfPanel | undefined;
  #loadingMore: Promise<void> | undefined;
  #endTrial: (() => void) | undefined;
  #folded = false;
  #view: View = 'services';
  #status = '';
  #isAsking = false;
  #turn = 0;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [this.#place.sheet];
    this.#dress(PANEL_STYLES);
    this.#root.addEventListener('click', this);
    for (const type of ['keydown', 'keyup', 'pointerover', 'focusin']) this.#root.addEventListener(type, this);
  }

  #dress(styles: string): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    // The place is last: it has the last word.
    this.#root.adoptedStyleSheets = [sheet, ...this.#root.adoptedStyleSheets];
  }

  /** Also when the page takes the element away. */
  disconnectedCallback(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#watch = undefined;
    this.#place.stop();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Loads, then shows; shown already, it stays. Rejects when texts cannot be loaded. */
  show(api: KelisimApi, config: Partial<SiteConfig>): Promise<void> {
    this.#showing ??= this.#show(api, config).finally(() => {
      this.#showing = undefined;
    });
    return this.#showing;
  }

  /** The verdict on each vendor of the config and whoever else was seen, as `kelisim audit` would say it of what this page view showed. */
  panelVerdicts(): Readonly<Record<string, AuditVerdict>> {
    return this.#watch ? rowsOf(this.#api, this.#watch, this.#more).verdicts : {};
  }

  async #show(api: KelisimApi, config: Partial<SiteConfig>): Promise<void> {
    this.#api = api;
    this.#config = config;
    if (this.isConnected) return;
    this.#watchPage();
    try {
      await this.#speak(api.inner.language(), true);
    } catch (error) {
      this.disconnectedCallback();
      throw error;
    }
    this.#opened.clear();
    this.#folded = false;
    this.#view = 'services';
    this.#status = '';
    this.#isAsking = false;
    document.body.append(this);
    const drawSoon = () => this.#drawSoon();
    for (const name of ['ledger', 'choice', 'record'] as const) this.#stops.push(api.on(name, drawSoon));
    this.#stops.push(api.on('language', (language) => void this.#speak(language)));
    for (const type of ['resize', 'popstate', 'storage']) this.#stops.push(listen(window, type, drawSoon));
    this.#draw();
  }

  /** Before the words arrive: what happens meanwhile is not to be missed. */
  #watchPage(): void {
    const watch = new PageWatch(this.#api, this.#config, () => this.#drawLater());
    this.#watch = watch;
    watch.start();
    this.#stops = [() => watch.stop()];
    this.#goOn();
    if (recall(PANEL_TRIAL, 'sessionStorage') !== null)
      void this.#loadMore().then(() => {
        this.#endTrial = this.#more?.resumeTrial(this.#api);
        this.#draw();
      });
  }

  /** What only the later part watches. */
  #goOn(): void {
    const more = this.#more;
    if (!more) return;
    for (const watch of more.watches) this.#watch?.wire.add(watch);
    this.#watch?.add((watch) => more.followOutbox(this.#api, watch));
  }

  #loadMore(): Promise<void> {
    this.#loadingMore ??= (async () => {
      try {
        this.#more = (await import('./more-of-panel.ts')).MORE;
        if (this.#words) await this.#speak(this.#words.language);
        this.#dress(this.#more.styles);
        this.#goOn();
      } catch (error) {
        // Not at once: each drawing may ask for it.
        setTimeout(() => (this.#loadingMore = undefined), RETRY_MS);
        this.#status = this.#words?.say('panel.load-failed') ?? '';
        console.warn('kelisim: the panel:', error);
      }
      this.#draw();
    })();
    return this.#loadingMore;
  }

  #drawLater(): void {
    // Folded, nothing of it is to be seen: watching costs the page next to nothing then.
    if (this.#folded) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#drawSoon();
    }, WIRE_DRAW_MS);
  }

  /** At most once per frame, however much the gate reports. */
  #drawSoon(): void {
    if (this.#folded) return;
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
      // It explains rows; and it looks whether a record was delivered, which the outbox tells nobody.
      const isWanted = () =>
        scene.rows.some(({ cause }) => isForMore(cause)) || pendingCount(this.#api.inner) || recall(OUTBOX_FLAG);
      if (!this.#more && isWanted()) void this.#loadMore();
      draw(this.#root, [
        renderPanel(scene, {
          folded: this.#folded,
          opened: this.#opened,
          status: this.#status,
          isAsking: this.#isAsking,
          view: this.#view,
          // Its words may still be on their way.
          more: scene.words.hasTools ? this.#more : undefined,
        }),
      ]);
      this.#place.stand();
    } catch (error) {
      console.warn('kelisim: the panel:', error);
    }
  }

  #scene(): PanelScene | undefined {
    const watch = this.#watch;
    const words = this.#words;
    if (!words || !watch) return undefined;
    const shown = { config: this.#config, words, isTrial: !!this.#endTrial };
    return makeScene(this.#api, watch, this.#more, shown);
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
    // A copy has to be made in the turn of the click: what it needs is there by then.
    void this.#loadMore();
    const button = event.type === 'click' && (event.target as Element).closest('button');
    if (!button) return;
    const { action, language, row, view, trial } = button.dataset;
    this.#status = '';
    this.#isAsking = action === 'first';
    if (language) void this.#speak(language as Language);
    if (row !== undefined && !this.#opened.delete(row)) this.#opened.add(row);
    if (view) this.#view = view as View;
    if (action === 'fold') this.#folded = !this.#folded;
    if (action === 'close') this.#close();
    else void this.#perform({ action, view, trial });
    this.#draw();
    // What is asked stands where the button stood.
    const next = { first: 'first-no', 'first-no': 'first' }[action ?? ''];
    if (next) this.#root.querySelector<HTMLElement>(`[data-action=${next}]`)?.focus();
  }

  async #perform(asked: Asked): Promise<void> {
    try {
      // Not awaited when it is there: a copy has to be made in the turn of the click.
      if (!this.#more) await this.#loadMore();
      const scene = this.#scene();
      const watch = this.#watch;
      if (!scene || !watch || !this.#more) return;
      const endTrial = () => this.#leaveTrial();
      const said = this.#more.perform(asked, { inner: this.#api.inner, watch, scene, root: this.#root, endTrial });
      this.#status = await said;
    } catch (error) {
      console.warn('kelisim: the panel:', error);
    }
    this.#draw();
  }

  #leaveTrial(): void {
    this.#endTrial?.();
    this.#endTrial = undefined;
  }

  /** Late answers lose. @param isFirst rejects when a file does not arrive. */
  async #speak(language: Language, isFirst = false): Promise<void> {
    const turn = ++this.#turn;
    try {
      const words = await loadPanelWords(language, !!this.#more);
      if (turn !== this.#turn) return;
      this.#words = words;
      // What came later came meanwhile.
      if (this.#more && !words.hasTools) return await this.#speak(language);
    } catch (error) {
      if (isFirst) throw error;
      if (turn === this.#turn) this.#status = this.#words?.say('panel.load-failed') ?? '';
    }
    this.#draw();
  }

  #close(): void {
    forgetOpen();
    // The page goes on as it was tried until it is left; nobody keeps the cookie alive.
    this.#leaveTrial();
    this.remove();
  }
}
