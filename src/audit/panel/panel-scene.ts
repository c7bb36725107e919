/** Owns the shape of what the panel draws and copies: everything that is shown follows from it. */
import type { KelisimApi } from '../../core/api.ts';
import type { SiteConfig } from '../../core/config.ts';
import type { LedgerRows } from './ledger-rows.ts';
import type { PanelWords } from './panel-words.ts';
import type { WaitingRecords } from './panel-storage.ts';

export interface PanelScene extends LedgerRows {
  readonly api: Pick<KelisimApi, 'version' | 'inner'>;
  readonly config: Partial<SiteConfig>;
  readonly words: PanelWords;
  /** Path of the page. */
  readonly path: string;
  readonly waiting: WaitingRecords;
  /** The ledger is full: older entries are gone. */
  readonly limited: boolean;
}
