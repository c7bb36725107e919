/**
 * Owns one placeholder: drawn over what is held, it says who would get which data, and has the buttons. Plain nodes without lit: it is loaded
 * on pages where nobody opened the settings, and texts stay texts.
 * Leaves to others: where it lies (cover.ts), its words (placeholder-words.ts), what a button does (show-placeholders.ts).
 */
import type { PlaceholderWords } from '../placeholder-words.ts';
import { cover } from './cover.ts';
import { PLACEHOLDER_STYLES } from './kelisim-placeholder.styles.ts';

export type PlaceholderAction = 'load-once' | 'always-allow' | 'settings';

let shared: CSSStyleSheet | undefined;

function sharedSheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(PLACEHOLDER_STYLES);
  }
  return shared;
}

function node(tag: string, attributes: Readonly<Record<string, string>>, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * Stands in the place of a held frame, player or named container; one each, made by Kelisim itself.
 *
 * @tagname kelisim-placeholder
 * @csspart placeholder The box over the frame.
 * @csspart title The frame's own title.
 * @csspart action Load once, always allow; they also carry `data-kelisim-action`.
 * @csspart settings The button that opens the settings.
 * @cssprop --kelisim-bg Ground.
 * @cssprop --kelisim-fg Text.
 * @cssprop --kelisim-accent Ground of buttons; in the settings links and switches that are on, too.
 * @cssprop --kelisim-accent-fg Text on the accent.
 * @cssprop --kelisim-border Lines.
 * @cssprop --kelisim-radius Corners.
 * @cssprop --kelisim-font Font family.
 */
export class KelisimPlaceholderElement extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #box = node('section', { part: 'placeholder' });
  readonly #style: CSSStyleDeclaration;
  #target: HTMLElement | undefined;
  #stop: (() => void) | undefined;
  #isInert = false;

  constructor() {
    super();
    const place = new CSSStyleSheet();
    place.insertRule('section{}');
    this.#style = (place.cssRules[0] as CSSStyleRule).style;
    this.#root.adoptedStyleSheets = [sharedSheet(), place];
    this.#root.append(this.#box);
  }

  /**
   * Covers an element of the page.
   *
   * @param inside for a container; a frame has no room for it.
   * @param theme class of the box: `light`, `dark`, or none for the visitor's own.
   * @param gone it has left the page.
   */
  place(target: HTMLElement, inside: boolean, theme: string, gone: () => void): void {
    this.#target = target;
    this.#box.className = theme;
    // In the same slot as what it stands for.
    if (!inside && target.slot) this.slot = target.slot;
    if (inside) target.append(this);
    else target.after(this);
    // An empty frame is a stop of the Tab key in Firefox, and a frame without content for a screen reader.
    this.#isInert = !inside && !target.inert;
    if (this.#isInert) target.inert = true;
    this.#stop = cover(target, this, this.#box, this.#style, gone);
  }

  /** @param act a button was pressed; the others of it stay. */
  draw(words: PlaceholderWords, act: (action: PlaceholderAction, event: Event) => void): void {
    const focused = this.#root.activeElement?.getAttribute('data-kelisim-action');
    const button = (action: PlaceholderAction, text: string) => {
      const part = action === 'settings' ? action : 'action';
      const made = node('button', { type: 'button', part, 'data-kelisim-action': action }, text);
      made.addEventListener('click', (event) => {
        // A frame may stand in a link.
        event.preventDefault();
        act(action, event);
      });
      return made;
    };
    const { language, title, titleLanguage, label, goes, once, always, settings, more } = words;
    this.#box.lang = language;
    this.#box.replaceChildren(
      node(
        'div',
        { class: 'in' },
        node('p', { part: 'title', dir: 'auto', lang: titleLanguage }, title),
        node('p', { id: 'label' }, label),
        node('p', {}, goes),
        node(
          'div',
          { role: 'group', 'aria-labelledby': 'label' },
          ...(once ? [button('load-once', once)] : []),
          ...(always ? [button('always-allow', always)] : []),
          button('settings', settings),
        ),
        node('p', { class: 'more' }, more),
      ),
    );
    if (focused) this.#root.querySelector<HTMLElement>(`[data-kelisim-action="${focused}"]`)?.focus();
  }

  /** Whether the visitor is in it. */
  get hasFocus(): boolean {
    return this.#root.activeElement !== null;
  }

  /** Gives the place back; who was in it is then in what stood under it. */
  leave(): void {
    const { hasFocus } = this;
    const target = this.#target;
    this.#stop?.();
    if (target && this.#isInert) target.inert = false;
    this.remove();
    if (!hasFocus || !target?.isConnected) return;
    // A container takes the focus for this once.
    if (target.tabIndex < 0 && !target.hasAttribute('tabindex')) {
      target.tabIndex = -1;
      target.addEventListener('blur', () => target.removeAttribute('tabindex'), { once: true });
    }
    target.focus({ preventScroll: true });
  }
}
