/**
 * Owns who gets the panel: an address with `#kelisim-panel=<the site's code>` (`#kelisim-panel` where the config has none), or a tab in which
 * it is open already. Leaves to others: the panel itself, a file of its own beside the client, which keeps PANEL_OPEN.
 */
import type { KelisimApi } from '../core/api.ts';
import type { SiteConfig } from '../core/config.ts';
import { PANEL_OPEN } from '../core/storage-keys.ts';
import { recall } from '../platform/keep.ts';

/** What the panel's file exports. */
interface PanelModule {
  openPanel(api: KelisimApi, config: Partial<SiteConfig>): Promise<void>;
}

/** @param hash of the page's address. */
export function wantsPanel(hash: string, config: Partial<SiteConfig>): boolean {
  const code = config.panel?.code;
  return hash === (code ? `#kelisim-panel=${code}` : '#kelisim-panel');
}

/** A first look, before the site's code is loaded. */
export function mayWantPanel(): boolean {
  return recall(PANEL_OPEN, 'sessionStorage') !== null || location.hash.startsWith('#kelisim-panel');
}

/** Does nothing for a wrong code. Rejects when the panel's file does not arrive. */
export async function openPanelIfWanted(api: KelisimApi, config: Partial<SiteConfig>): Promise<void> {
  if (recall(PANEL_OPEN, 'sessionStorage') === null && !wantsPanel(location.hash, config)) return;
  const panel: PanelModule = await import(/* @vite-ignore */ `${api.inner.base}kelisim-panel.js`);
  await panel.openPanel(api, config);
}
