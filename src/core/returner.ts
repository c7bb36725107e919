/**
 * Owns the words for stored names that were erased because their service was refused, and are there again: something still writes them.
 * The client finds them (client/withdraw) and leaves them in `window.kelisim.inner.returners`; the panel and the page may show them.
 */

export type StorageArea = 'cookie' | 'localStorage' | 'sessionStorage' | 'indexedDB';

export interface StoredName {
  readonly area: StorageArea;
  readonly name: string;
}

export interface Returner extends StoredName {
  /** Ids of the refused services that say the name is theirs. Who really writes it may be another, as the site itself. */
  readonly services: readonly string[];
  /** It came back while this page stood (code that is still loaded), or was there again on a later page (the page or a server writes it). */
  readonly when: 'same-page' | 'later-page';
}

/** DOM event on the document, dispatched by the client each time it found some; `detail` is a list of `Returner`. */
export const RETURNED_EVENT = 'kelisim:returned';
