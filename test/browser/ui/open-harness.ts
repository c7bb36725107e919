/** Owns opening the settings in a test, and taking them away again. */
import type { SiteData } from '../../../src/core/site-data.ts';
// What the settings load by themselves in a page; here the first test would wait for the server to compile it.
import '../../../src/client/i18n/generated/data-en.ts';
import '../../../src/client/i18n/generated/data-kk.ts';
import '../../../src/client/i18n/generated/data-ru.ts';
import '../../../src/client/i18n/generated/mine-en.ts';
import '../../../src/client/i18n/generated/mine-kk.ts';
import '../../../src/client/i18n/generated/mine-ru.ts';
import '../../../src/client/ui/opened/parts.ts';
import { SettingsHarness } from '../../../src/client/ui/kelisim-settings/harness.ts';
import { openSettings } from '../../../src/client/ui/open-settings.ts';
import type { OpenRecordLog } from '../../../src/client/ui/opened/my-choices.ts';
import type { FakeApi } from './fake-api.ts';
import { SITE_DATA } from './fake-site.ts';

/** A page where no choice was recorded. */
export const noLog: OpenRecordLog = () => Promise.resolve(undefined);

export async function openHarness(
  api: FakeApi,
  data: SiteData = SITE_DATA,
  records: OpenRecordLog = noLog,
): Promise<SettingsHarness> {
  await openSettings(api, data, records);
  return SettingsHarness.find();
}

export function removeSettings(): void {
  for (const element of document.querySelectorAll('kelisim-settings')) element.remove();
}
