/** Owns how a test drives a placeholder: in the visitor's words, not in selectors. */
import type { KelisimPlaceholderElement, PlaceholderAction } from './kelisim-placeholder-element.ts';

export class PlaceholderHarness {
  readonly element: KelisimPlaceholderElement;

  constructor(element: KelisimPlaceholderElement) {
    this.element = element;
  }

  static all(): PlaceholderHarness[] {
    return [...document.querySelectorAll('kelisim-placeholder')].map((element) => new PlaceholderHarness(element));
  }

  /** The only one of the page. */
  static find(): PlaceholderHarness {
    const [first, second] = PlaceholderHarness.all();
    if (!first || second) throw new Error('There is not exactly one placeholder in the page.');
    return first;
  }

  get box(): HTMLElement {
    return this.#root.querySelector('section')!;
  }

  get text(): string {
    return this.box.innerText;
  }

  get title(): HTMLElement {
    return this.#root.querySelector('[part="title"]')!;
  }

  /** What a screen reader calls the buttons' group. */
  get label(): string {
    return this.#root.querySelector('#label')!.textContent;
  }

  get buttons(): HTMLButtonElement[] {
    return [...this.#root.querySelectorAll('button')];
  }

  has(action: PlaceholderAction): boolean {
    return this.buttons.some((button) => button.dataset['kelisimAction'] === action);
  }

  button(action: PlaceholderAction): HTMLButtonElement {
    const found = this.buttons.find((button) => button.dataset['kelisimAction'] === action);
    if (!found) throw new Error(`The placeholder has no button ${action}.`);
    return found;
  }

  get focused(): Element | null {
    return this.#root.activeElement;
  }

  /** Waits for what the browser tells a frame later: sizes. */
  async settled(): Promise<void> {
    for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
  }

  get #root(): ShadowRoot {
    return this.element.shadowRoot!;
  }
}
