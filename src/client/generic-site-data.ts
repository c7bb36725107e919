/** Owns the site's data for the generic file, which no `kelisim build` knew: the page's config, and the words of the whole catalogue. */
import type { Inner } from '../core/api.ts';
import type { Language } from '../core/language.ts';
import type { SiteData } from '../core/site-data.ts';
import type { DisclosureModule } from '../core/vendor.ts';

/** An explicit map, so that the bundler makes one chunk per language. */
const CATALOGUE: Readonly<Record<Language, () => Promise<{ readonly disclosures: DisclosureModule }>>> = {
  kk: () => import('../vendors/generated/disclosures-kk.ts'),
  ru: () => import('../vendors/generated/disclosures-ru.ts'),
  en: () => import('../vendors/generated/disclosures-en.ts'),
};

export function genericSiteData(inner: Inner): SiteData {
  return {
    // Asked each time: with `data-config` the page's config comes later than the head.
    get config() {
      return inner.config;
    },
    async disclosures(language) {
      return (await CATALOGUE[language]()).disclosures;
    },
  };
}
