/**
 * Owns the site's full config and disclosures: from the module that `kelisim build` made, or, for the generic file, from the page's config
 * and the whole catalogue. Leaves to others: whether the config is right (explain-config.ts).
 */
import type { KelisimApi } from '../core/api.ts';
import type { SiteConfig } from '../core/config.ts';
import type { Language } from '../core/language.ts';
import type { SiteData } from '../core/site-data.ts';
import type { DisclosureModule } from '../core/vendor.ts';

/** What a built site's module exports. */
interface SiteModule {
  readonly config: SiteConfig;
  /** Languages of the site only. */
  readonly disclosures: Readonly<Partial<Record<Language, () => Promise<DisclosureModule>>>>;
}

/** An explicit map, so that the bundler makes one chunk per language. */
const CATALOGUE: SiteModule['disclosures'] = {
  kk: async () => (await import('../vendors/generated/disclosures-kk.ts')).disclosures,
  ru: async () => (await import('../vendors/generated/disclosures-ru.ts')).disclosures,
  en: async () => (await import('../vendors/generated/disclosures-en.ts')).disclosures,
};

const loaded = new WeakMap<KelisimApi, Promise<SiteData>>();

function isSiteModule(value: unknown): value is SiteModule {
  const found = value as Partial<SiteModule>;
  return (
    typeof found.config === 'object' &&
    found.config !== null &&
    typeof found.disclosures === 'object' &&
    found.disclosures !== null
  );
}

/** @returns a handler that says which part is missing, in words the caller can show. */
function part(name: string): (cause: unknown) => never {
  return (cause) => {
    throw new Error(`${name} could not be loaded`, { cause });
  };
}

async function loadSiteModule(name: string, base: string): Promise<SiteModule> {
  const found: unknown = await import(/* @vite-ignore */ base + name).catch(part(name));
  if (!isSiteModule(found)) throw new Error(`${name} is not a site module`);
  return found;
}

async function load({ inner }: KelisimApi): Promise<SiteData> {
  const built = inner.siteModule === null ? null : await loadSiteModule(inner.siteModule, inner.base);
  const words = built ? built.disclosures : CATALOGUE;
  return {
    // Asked each time: with `data-config` the page's config comes later than the head.
    get config() {
      return built ? built.config : inner.config;
    },
    async disclosures(language) {
      const come = words[language];
      if (!come) throw new Error(`there are no disclosures in "${language}"`);
      return come().catch(part(`disclosures (${language})`));
    },
  };
}

/** Loads once per page; after a failure the next call tries again. */
export function loadSiteData(api: KelisimApi): Promise<SiteData> {
  const known = loaded.get(api);
  if (known) return known;
  const promise = load(api);
  loaded.set(api, promise);
  promise.catch(() => loaded.delete(api));
  return promise;
}
