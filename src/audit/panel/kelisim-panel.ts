/** Owns the tag `kelisim-panel`. Behaviour: kelisim-panel-element.ts. */
import { KelisimPanelElement } from './kelisim-panel-element.ts';

declare global {
  interface HTMLElementTagNameMap {
    'kelisim-panel': KelisimPanelElement;
  }
}

/** A function, not a side effect of the import: the package says it has none, and bundlers would drop it. */
export function defineKelisimPanel(): void {
  // A page may carry the script twice; a second define would throw.
  if (!customElements.get('kelisim-panel')) customElements.define('kelisim-panel', KelisimPanelElement);
}
