/** Owns what the matrix needs of a browser: open an address, run code in the page, end. */
import type { Engine } from '../../../tools/find-browsers.ts';

export interface Driver {
  readonly engine: Engine;
  /** As the browser tells it, with the version. */
  readonly version: string;
  /** Kelisim's own console lines, where the protocol tells them: a gate that failed inside looks like one that leaks. */
  readonly complaints: Set<string>;
  /** Resolves when the page has loaded, or after a few seconds. */
  open(url: string): Promise<void>;
  /** @param expression an expression whose value can be JSON. */
  evaluate<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

/** A page that never finishes loading is judged as it is. */
export const OPEN_TIMEOUT_MS = 8000;
