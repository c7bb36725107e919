/** Owns opening the settings in a test, and taking them away again. */
import type { SiteData } from '../../../src/core/site-data.ts';
import { SettingsHarness } from '../../../src/client/ui/kelisim-settings/harness.ts';
import { openSettings } from '../../../src/client/ui/open-settings.ts';
import type { FakeApi } from './fake-api.ts';
import { SITE_DATA } from './fake-site.ts';

export async function openHarness(api: FakeApi, data: SiteData = SITE_DATA): Promise<SettingsHarness> {
  await openSettings(api, data);
  return SettingsHarness.find();
}

export function removeSettings(): void {
  for (const element of document.querySelectorAll('kelisim-settings')) element.remove();
}
