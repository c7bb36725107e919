/** Owns the tag `kelisim-placeholder`. Behaviour: kelisim-placeholder-element.ts. */
import { KelisimPlaceholderElement } from './kelisim-placeholder-element.ts';

declare global {
  interface HTMLElementTagNameMap {
    'kelisim-placeholder': KelisimPlaceholderElement;
  }
}

/** A function, not a side effect of the import: the package says it has none, and bundlers would drop it. */
export function defineKelisimPlaceholder(): void {
  // A page may carry the script twice; a second define would throw.
  if (!customElements.get('kelisim-placeholder'))
    customElements.define('kelisim-placeholder', KelisimPlaceholderElement);
}
