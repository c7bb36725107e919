/**
 * Owns the live preview: a frame of this origin that runs the real head script and client on a sample page. Nothing of it may outlast it or
 * leave: the page's own policy (index.html) refuses every other host, the draft runs without an endpoint, and what the widget stored is cleared.
 */
import type { KelisimApi } from '../../src/core/api.ts';
import { CHOICE_COOKIE_NAME } from '../../src/core/storage-keys.ts';
import { writeCookie } from '../../src/platform/cookie-jar.ts';
import { expireCookie } from '../../src/client/withdraw/expire-cookie.ts';
import { propertiesOf } from './colours.ts';
import { previewPage } from './preview-page.ts';
import type { Scene } from './scene.ts';
import type { Words } from './words.ts';

/** A pause in typing. */
const PAUSE_MS = 350;
const DIALOG_MOST_MS = 3000;
const WIDTHS_PX = { phone: 360, desk: 1280 } as const;
const HEIGHTS_PX = { phone: 720, desk: 860 } as const;
/** What stands above and below the frame when it is beside the form, and what a notice needs to be judged at all. */
const AROUND_PX = 345;
const LEAST_PX = 460;
/** Keys of the widget; the draft's own begin otherwise. */
const WIDGET_KEYS = 'kelisim.';

export class Preview {
  readonly #frame: HTMLIFrameElement;
  readonly #stage: HTMLElement;
  #shown = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #scene: Scene | undefined;
  /** Where the focus was outside of the frame, and how long it is brought back there. */
  #focused: HTMLElement | undefined;
  #keepsUntil = 0;

  constructor(frame: HTMLIFrameElement, stage: HTMLElement) {
    this.#frame = frame;
    this.#stage = stage;
    frame.addEventListener('load', () => this.#dress());
    new ResizeObserver(() => this.#fit()).observe(stage);
    addEventListener('focusin', ({ target }) => {
      if (target !== frame && target instanceof HTMLElement) this.#focused = target;
    });
    // In a turn of its own: inside the event Chromium lets the frame keep the keys.
    addEventListener('blur', () => setTimeout(() => this.#giveBackFocus()));
    addEventListener('resize', () => this.#fit());
  }

  /** @param words in the language of the sample page. */
  update(scene: Scene, words: Words): void {
    this.#scene = scene;
    this.#fit();
    const { preview } = scene.look;
    const page = previewPage(scene.draft.config, preview, words);
    const key = `${preview.view} ${page}`;
    if (key === this.#shown) return this.#paint();
    const pause = this.#shown ? PAUSE_MS : 0;
    this.#shown = key;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(page), pause);
  }

  /** Shows the chosen part anew, also after it was answered. */
  again(): void {
    this.#shown = '';
  }

  #load(page: string): void {
    // Each page begins undecided, in its own language.
    expireCookie(CHOICE_COOKIE_NAME, writeCookie);
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(WIDGET_KEYS)) localStorage.removeItem(key);
    } catch {
      // Without storage nothing is left behind.
    }
    this.#frame.srcdoc = page;
  }

  #dress(): void {
    this.#paint();
    const inside = this.#frame.contentWindow as (Window & { kelisim?: KelisimApi }) | null;
    const page = this.#frame.contentDocument;
    if (!inside || !page) return;
    // A link of the notice leads out of the sample page: into a tab of its own.
    page.addEventListener(
      'click',
      (event) => {
        for (const target of event.composedPath())
          if (target instanceof (inside as unknown as typeof globalThis).HTMLAnchorElement && target.href) {
            target.target = '_blank';
            target.rel = 'noopener';
          }
      },
      true,
    );
    if (this.#scene?.look.preview.view !== 'settings') return;
    this.#keepsUntil = performance.now() + DIALOG_MOST_MS;
    inside.kelisim?.open();
  }

  /** A dialog that opens in there by itself must not take the focus from the field that is being filled in. */
  #giveBackFocus(): void {
    // The window loses the focus when something in a frame gets it.
    if (document.activeElement === this.#frame && performance.now() < this.#keepsUntil)
      this.#focused?.focus({ preventScroll: true });
  }

  /** Own colours, as the owner's stylesheet will set them. */
  #paint(): void {
    const root = this.#frame.contentDocument?.documentElement;
    if (!root || !this.#scene) return;
    const { draft, look } = this.#scene;
    const fixed = draft.text('ui.theme');
    const colours = draft.colours[fixed === 'light' || fixed === 'dark' ? fixed : look.preview.shade];
    for (const name of ['bg', 'fg', 'accent', 'accent-fg', 'border']) root.style.removeProperty(`--kelisim-${name}`);
    for (const [name, value] of colours ? propertiesOf(colours) : []) root.style.setProperty(name, value);
  }

  /** The sample page keeps its real width and is drawn smaller where there is less room; its height is what the window leaves. */
  #fit(): void {
    const width = this.#scene?.look.preview.width ?? 'phone';
    this.#stage.dataset['width'] = width;
    const scale = Math.min(1, this.#stage.clientWidth / WIDTHS_PX[width]);
    const room = Math.min(Math.max(innerHeight - AROUND_PX, LEAST_PX), HEIGHTS_PX.phone);
    const height = width === 'phone' ? room : Math.min(room, HEIGHTS_PX.desk * scale);
    const { style } = this.#frame;
    style.width = `${WIDTHS_PX[width]}px`;
    style.height = `${height / scale}px`;
    style.transform = `scale(${scale})`;
    this.#stage.style.height = `${height}px`;
  }
}
