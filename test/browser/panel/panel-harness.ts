/** Owns opening the panel in a test and reading it in the words of whoever looks at it. */
import type { SiteConfig } from '../../../src/core/config.ts';
import { PANEL_OPEN } from '../../../src/core/storage-keys.ts';
import type { KelisimPanelElement } from '../../../src/audit/panel/kelisim-panel-element.ts';
import { openPanel } from '../../../src/audit/panel/open-panel.ts';
import { CODE, CONFIG, type FakePanelApi } from './fake-panel-api.ts';

export class PanelHarness {
  readonly element: KelisimPanelElement;

  constructor(element: KelisimPanelElement) {
    this.element = element;
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  get text(): string {
    return this.root.querySelector('section')!.innerText;
  }

  get buttons(): HTMLButtonElement[] {
    return [...this.root.querySelectorAll('button')];
  }

  button(label: string): HTMLButtonElement {
    const found = this.buttons.find((item) => (item.ariaLabel ?? item.textContent) === label);
    if (!found) throw new Error(`The panel has no button "${label}".`);
    return found;
  }

  /** Texts of a row's cells, by the name of its service. */
  row(name: string): string[] {
    const row = this.button(name).closest('tr')!;
    return [...row.cells].map((cell) => cell.innerText.trim());
  }

  get names(): string[] {
    return [...this.root.querySelectorAll<HTMLElement>('tbody th')].map((cell) => cell.innerText.trim());
  }

  /** The single entries of an opened row. */
  entries(name: string): string[] {
    const items = this.button(name).closest('tr')!.nextElementSibling!.querySelectorAll('li');
    return [...items].map((item) => item.innerText.trim());
  }
}

/** Null when nothing was shown. */
export async function openHarness(
  api: FakePanelApi,
  hash = `#kelisim-panel=${CODE}`,
  config: Partial<SiteConfig> = CONFIG,
): Promise<PanelHarness | null> {
  history.replaceState(null, '', hash || location.pathname + location.search);
  await openPanel(api, config);
  const element = document.querySelector('kelisim-panel');
  return element && new PanelHarness(element);
}

export async function shown(api: FakePanelApi): Promise<PanelHarness> {
  const panel = await openHarness(api);
  if (!panel) throw new Error('The panel was not shown.');
  return panel;
}

export function removePanel(): void {
  for (const element of document.querySelectorAll('kelisim-panel, kelisim-banner')) element.remove();
  sessionStorage.removeItem(PANEL_OPEN);
  history.replaceState(null, '', location.pathname + location.search);
}

/** Waits until the panel has drawn what was just reported. */
export async function drawn(): Promise<void> {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}
