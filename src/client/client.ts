/**
 * The client's entry: what the head calls, each thing a chunk of its own, so that nobody downloads what they did not ask for. Every opening
 * of the settings and every choice pays for this file. Meets the head in `window.kelisim` only. Leaves to others: everything that is done.
 */
import { PROTOCOL, type KelisimApi } from '../core/api.ts';
import { SETTINGS_LOCALES } from './i18n/locale-loaders.ts';
import { loadSiteData } from './load-site-data.ts';

/** The file that draws placeholders, and it was said. */
let isMissing = false;

/** All that the settings need, at once: one round trip. What is loaded stays loaded; what failed is asked for again. */
async function settings(api: KelisimApi) {
  try {
    return await Promise.all([
      import('./ui/open-settings.ts'),
      loadSiteData(api),
      SETTINGS_LOCALES[api.inner.language()](),
    ]);
  } catch (cause) {
    throw new Error('settings could not be loaded', { cause });
  }
}

/** Delivers, cleans up, explains (start-client.ts). Called at start and after each choice. Rejects only when its file does not arrive. */
export async function start(api: KelisimApi): Promise<void> {
  await (await import('./start-client.ts')).startClient(api);
}

/**
 * Opens the settings.
 *
 * @returns rejects with a showable message when a file does not arrive.
 */
export async function openSettings(api: KelisimApi): Promise<void> {
  if (api.protocol !== PROTOCOL) return (await import('./ask-to-reload.ts')).askToReload(api);
  const [ui, site] = await settings(api);
  await ui.openSettings(api, site, async () => (await import('./start-client.ts')).recordLog(api));
}

/**
 * Draws a placeholder over each thing that is held and would show something, or draws them anew when more came.
 *
 * @returns rejects when a file does not arrive: their places stay empty.
 */
export async function showPlaceholders(api: KelisimApi): Promise<void> {
  if (api.protocol !== PROTOCOL) return;
  try {
    await (await import('./ui/show-placeholders.ts')).showPlaceholders(api);
  } catch (error) {
    // Once: sizes change, and each change may have asked before the first one failed.
    if (!isMissing) console.warn('kelisim: placeholders were not loaded:', error);
    isMissing = true;
    throw error;
  }
}

/** Starts loading what opening the settings will load: on the first sign that they are wanted. */
export function warmUp(api: KelisimApi): void {
  if (api.protocol !== PROTOCOL) return;
  settings(api)
    .then(([ui, site]) => ui.warmUp(api, site))
    // Failing here is no news: openSettings asks again and tells.
    .catch(() => undefined);
}
