/**
 * Owns getting the words of a built site for an interface of its own: names and disclosures of its services, its whole config. Lies on
 * the site itself, in the module that `kelisim build` made. Leaves to others: the same for our settings (client/load-site-data.ts).
 */
import type { Kelisim } from '../core/api.ts';
import type { SiteData } from '../core/site-data.ts';

/** Loads once, the browser keeps it. Rejects when the file does not come, and with the generic file, which was not built for a site. */
export async function loadSite({ site }: Pick<Kelisim, 'site'>): Promise<SiteData> {
  if (site.siteModule === null) throw new Error('the generic file has no words of a site: use "kelisim build"');
  return (await import(/* @vite-ignore */ /* webpackIgnore: true */ site.base + site.siteModule)) as SiteData;
}
