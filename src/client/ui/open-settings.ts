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
  await settingsElement().show(api, site, records);
}

/** Loads what else opening will load, and draws it out of sight. Never rejects. */
export async function warmUp(api: KelisimApi, site: SiteData): Promise<void> {
  await settingsElement().prepare(api, site);
}

function settingsElement(): KelisimSettingsElement {
  defineKelisimSettings();
  return (element ??= document.createElement('kelisim-settings'));
}
