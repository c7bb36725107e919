/**
 * Owns opening the settings: one element in the page, loaded before it is shown.
 * Leaves to others: what it shows (kelisim-settings), its own sentence when loading fails (the head).
 */
import type { KelisimApi } from '../../core/api.ts';
import type { SiteData } from '../../core/site-data.ts';
import type { OpenRecordLog } from './opened/my-choices.ts';
import type { KelisimSettingsElement } from './kelisim-settings/kelisim-settings-element.ts';
import { defineKelisimSettings } from './kelisim-settings/kelisim-settings.ts';

let element: KelisimSettingsElement | undefined;

/**
 * Shows the settings, or keeps showing them. Rejects when what it opens with cannot be loaded; nothing is shown then.
 *
 * @param records opens the log of choices, when somebody wants to see it.
 */
export async function openSettings(api: KelisimApi, site: SiteData, records: OpenRecordLog): Promise<void> {
  defineKelisimSettings();
  element ??= document.createElement('kelisim-settings');
  await element.show(api, site, records);
}

/** Starts loading what else opening will load: without the vendors' names their details. */
export async function warmUp(api: KelisimApi, site: SiteData): Promise<void> {
  if (!site.names) await site.disclosures(api.inner.language());
}
