/** Owns what Kelisim in a page says of itself at one moment. Runs in the page; may use nothing from outside its own body. */
import type { Choice } from '../../core/choice.ts';
import type { LedgerEntry } from '../../core/ledger-entry.ts';

export interface KelisimNow {
  readonly version: string;
  readonly site: string;
  readonly ledger: readonly LedgerEntry[];
  readonly choice: Choice | null;
}

/** Null: there is none in the page, or one that is not whole. */
export function kelisimNow(): KelisimNow | null {
  type Api = { version: string; ledger: () => LedgerEntry[]; inner: { site: string; choice: () => Choice | null } };
  const { kelisim } = window as unknown as { kelisim?: Partial<Api> };
  if (!kelisim?.ledger || !kelisim.inner || !kelisim.version) return null;
  const { site, choice } = kelisim.inner;
  return { version: kelisim.version, site, ledger: kelisim.ledger(), choice: choice() };
}
