/** Owns the shape of what the panel draws and copies: everything that is shown follows from it. */
import type { KelisimApi } from '../../core/api.ts';
import type { SiteConfig } from '../../core/config.ts';
import type { NoticeCheck } from './check-notice.ts';
import type { OutboxState } from './outbox-state.ts';
import type { PageView } from './page-sightings.ts';
import type { PanelWords } from './panel-words.ts';
import type { ServiceRows } from './service-rows.ts';

export interface PanelScene
  extends ServiceRows,
    Pick<PageView, 'ledger' | 'wire' | 'moments' | 'owners' | 'isComplete'> {
  readonly api: Pick<KelisimApi, 'version' | 'inner'>;
  readonly config: Partial<SiteConfig>;
  readonly words: PanelWords;
  /** Origin and path of the page. */
  readonly origin: string;
  readonly path: string;
  /** When an item of `dataLayer` was first seen. */
  readonly pushedMs: (item: object) => number;
  /** Undefined until it was read. */
  readonly outbox: OutboxState | undefined;
  readonly notice: NoticeCheck | undefined;
  /** A choice is being tried. */
  readonly isTrial: boolean;
  /** The ledger is full: older entries are gone. */
  readonly limited: boolean;
}
