/**
 * Owns opening the panel: who may see it, and one element in the page. The entry of kelisim-panel.js.
 * Leaves to others: what it shows (kelisim-panel-element.ts). The code keeps the panel out of a visitor's way; it is no secret.
 */
import type { KelisimApi } from '../../core/api.ts';
import type { SiteConfig } from '../../core/config.ts';
import { defineKelisimPanel } from './kelisim-panel.ts';
import type { KelisimPanelElement } from './kelisim-panel-element.ts';
import { rememberOpen, wasOpen } from './panel-storage.ts';

let element: KelisimPanelElement | undefined;

/** @param hash of the page's address. */
function isAsked(hash: string, { panel }: Partial<SiteConfig>): boolean {
  return hash === `#kelisim-panel${panel?.code ? `=${panel.code}` : ''}`;
}

/**
 * Shows the panel when the address carries the site's code, or when it stayed open in this tab; does nothing otherwise.
 *
 * @param siteConfig the whole config: a built head carries only a part. Rejects when texts cannot be loaded; nothing is shown then.
 */
export async function openPanel(api: KelisimApi, siteConfig: Partial<SiteConfig>): Promise<void> {
  if (isAsked(location.hash, siteConfig)) rememberOpen();
  else if (!wasOpen()) return;
  defineKelisimPanel();
  element ??= document.createElement('kelisim-panel');
  await element.show(api, siteConfig);
}
