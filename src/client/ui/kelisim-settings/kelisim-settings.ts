/** Owns the tag `kelisim-settings`. Behaviour: kelisim-settings-element.ts. */
import { KelisimSettingsElement } from './kelisim-settings-element.ts';

declare global {
  interface HTMLElementTagNameMap {
    'kelisim-settings': KelisimSettingsElement;
  }
}

/** A function, not a side effect of the import: the package says it has none, and bundlers would drop it. */
export function defineKelisimSettings(): void {
  // A page may carry the script twice; a second define would throw and take the settings with it.
  if (!customElements.get('kelisim-settings')) customElements.define('kelisim-settings', KelisimSettingsElement);
}
