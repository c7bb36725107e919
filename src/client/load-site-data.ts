/**
 * Owns where the site's full config and disclosures come from: the module that `kelisim build` made (cli/site-modules.ts), which is a
 * `SiteData` itself, or, for the generic file, generic-site-data.ts. Leaves to others: whether the config is right (explain-config.ts).
 */
import type { KelisimApi } from '../core/api.ts';
import type { SiteData } from '../core/site-data.ts';

const loaded = new WeakMap<KelisimApi, Promise<SiteData>>();

async function load({ inner }: KelisimApi): Promise<SiteData> {
  const { base, siteModule } = inner;
  if (siteModule === null) return (await import('./generic-site-data.ts')).genericSiteData(inner);
  try {
    return (await import(/* @vite-ignore */ base + siteModule)) as SiteData;
  } catch (cause) {
    throw new Error(`${siteModule} could not be loaded`, { cause });
  }
}

/** Loads once per page; after a failure the next call tries again. */
export function loadSiteData(api: KelisimApi): Promise<SiteData> {
  let promise = loaded.get(api);
  if (!promise) {
    loaded.set(api, (promise = load(api)));
    promise.catch(() => loaded.delete(api));
  }
  return promise;
}
