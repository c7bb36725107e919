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

  /** Opens or closes what has this title, as a visitor does. */
  async toggle(title: string): Promise<void> {
    const summary = [...this.#root.querySelectorAll('summary')].find((item) => item.textContent.startsWith(title));
    if (!summary) throw new Error(`Nothing with the title "${title}" opens.`);
    const toggled = new Promise((done) => summary.parentElement!.addEventListener('toggle', done, { once: true }));
    summary.click();
    await toggled;
  }

  /** Opens every category and every service. */
  async expandAll(): Promise<void> {
    for (let depth = 0; depth < 2; depth++) {
      const closed = [...this.#root.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
      const opened = closed.map(
        (details) => new Promise((done) => details.addEventListener('toggle', done, { once: true })),
      );
      for (const details of closed) details.open = true;
      await Promise.all(opened);
    }
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
