/**
 * Owns what TypeScript knows of a page with Kelisim on it: `window.kelisim` and the events of the document. Types only.
 * Optional on purpose: the head script may not have come (a content blocker, a wrong address), and then nothing is granted.
 */
import type { Kelisim, KelisimEvents } from './core/api.ts';
import type { Returner } from './core/returner.ts';

/** After each choice, and on load when a choice is stored. */
export type ChoiceEvent = CustomEvent<KelisimEvents['choice']>;

/** After a refusal something that was erased came back, and who claims it. */
export type ReturnedEvent = CustomEvent<readonly Returner[]>;

declare global {
  interface Window {
    readonly kelisim?: Kelisim;
  }
  /** So that `kelisim?.has('analytics')` needs no `window.` */
  const kelisim: Kelisim | undefined;
  interface DocumentEventMap {
    'kelisim:choice': ChoiceEvent;
    'kelisim:returned': ReturnedEvent;
  }
}
