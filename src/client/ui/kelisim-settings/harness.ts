/** Owns how a test drives the settings: in the visitor's words, not in selectors. */
import type { KelisimSettingsElement } from './kelisim-settings-element.ts';

export class SettingsHarness {
  readonly element: KelisimSettingsElement;

  constructor(element: KelisimSettingsElement) {
    this.element = element;
  }

  static find(): SettingsHarness {
    const element = document.querySelector('kelisim-settings');
    if (!element) throw new Error('The settings are not in the page.');
    return new SettingsHarness(element);
  }

  get dialog(): HTMLDialogElement {
    return this.#one('dialog');
  }

  get text(): string {
    return this.dialog.innerText;
  }

  get focused(): Element | null {
    return this.#root.activeElement;
  }

  action(name: 'accept-all' | 'reject-all' | 'save'): HTMLButtonElement {
    return this.#one(`[data-kelisim-action="${name}"]`);
  }

  /** A button of "My choices". */
  own(name: 'withdraw' | 'download' | 'print'): HTMLButtonElement {
    return this.#one(`[data-kelisim-action="${name}"]`);
  }

  /** What is shown of a part below the categories. */
  partText(id: 'terms' | 'about' | 'mine'): string {
    return this.#one<HTMLElement>(`#${id}`).innerText;
  }

  /** What a screen reader is told. */
  get statuses(): string[] {
    return [...this.#root.querySelectorAll('[role=status]')].map((item) => item.textContent.trim()).filter(Boolean);
  }

  get links(): HTMLAnchorElement[] {
    return [...this.#root.querySelectorAll('a')];
  }

  get closeButton(): HTMLButtonElement {
    return this.#one('[data-kelisim-action="close"]');
  }

  language(code: string): HTMLButtonElement {
    return this.#one(`[part="language"][lang="${code}"]`);
  }

  /** The switch of a category or service, by its id. */
  switchOf(id: string): HTMLInputElement {
    return this.#one(`input[value="${id}"]`);
  }

  hasSwitch(id: string): boolean {
    return this.#root.querySelector(`input[value="${id}"]`) !== null;
  }

  get switches(): HTMLInputElement[] {
    return [...this.#root.querySelectorAll('input')];
  }

  /** Everything that can be pressed. */
  get controls(): HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>('button, summary, label')];
  }

  /** What is shown of a service, by its name. */
  serviceText(name: string): string {
    const found = [...this.#root.querySelectorAll('li')].find(
      (item) => item.querySelector('summary')?.textContent === name,
    );
    if (!found) throw new Error(`No service named "${name}" is shown.`);
    return found.innerText;
  }

  /** Whether something that is opened is still loading. */
  get busy(): boolean {
    return this.#root.querySelector('[aria-busy="true"]') !== null;
  }

  summary(title: string): HTMLElement {
    const found = [...this.#root.querySelectorAll('summary')].find((item) => item.textContent.startsWith(title));
    if (!found) throw new Error(`Nothing with the title "${title}" opens.`);
    return found;
  }

  /** Opens or closes what has this title, as a visitor does. */
  async toggle(title: string): Promise<void> {
    const summary = this.summary(title);
    const toggled = new Promise((done) => summary.parentElement!.addEventListener('toggle', done, { once: true }));
    summary.click();
    await toggled;
    await this.#drawn();
  }

  /** Opens everything that opens, and what is in it. */
  async expandAll(): Promise<void> {
    for (;;) {
      const closed = [...this.#root.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
      if (!closed.length) return;
      const opened = closed.map(
        (details) => new Promise((done) => details.addEventListener('toggle', done, { once: true })),
      );
      for (const details of closed) details.open = true;
      await Promise.all(opened);
      await this.#drawn();
    }
  }

  /** Until the code that draws what is opened is there; the vendors' words may still be on their way. */
  async #drawn(): Promise<void> {
    for (let tries = 0; this.#root.querySelector('details > p[aria-busy="true"]') && tries < 500; tries++)
      await new Promise((done) => setTimeout(done, 10));
  }

  get #root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  #one<E extends Element>(selector: string): E {
    const found = this.#root.querySelector<E>(selector);
    if (!found) throw new Error(`The settings have no ${selector}.`);
    return found;
  }
}
