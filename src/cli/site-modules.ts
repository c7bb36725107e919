/**
 * Owns a built site's own modules: `site.js`, which is the client's `SiteData`, and one module of disclosures per language, loaded when a
 * visitor opens a vendor's details. Every opening of the settings pays for `site.js`: it carries what the client reads, no more.
 * Leaves to others: what the head carries (pack-site.ts), the whole words behind the notice hash (build-site.ts).
 */
import type { ServiceConfig, SiteConfig } from '../core/config.ts';
import type { Language } from '../core/language.ts';
import { SITE_MODULE } from '../core/storage-keys.ts';
import type { DisclosedCookie, Disclosure, DisclosureModule, Disclosures } from '../core/vendor.ts';
import { disclosures as en } from '../vendors/generated/disclosures-en.ts';
import { disclosures as kk } from '../vendors/generated/disclosures-kk.ts';
import { disclosures as ru } from '../vendors/generated/disclosures-ru.ts';
import { sha256 } from './digest.ts';

const DISCLOSURES: Record<Language, DisclosureModule> = { kk, ru, en };

export interface SiteModuleFile {
  readonly name: string;
  readonly text: string;
}

/** All that is disclosed of the vendors a config names. */
export function siteDisclosures(config: SiteConfig, language: Language): Disclosures {
  const all = DISCLOSURES[language].vendors;
  const wanted = config.services.map((item) => item.vendor).filter((id): id is string => !!id);
  return Object.fromEntries([...new Set(wanted)].map((id) => [id, all[id]!]));
}

/** The site's own module first, then one module of disclosures per language. */
export async function siteModules(config: SiteConfig, languages: readonly Language[]): Promise<SiteModuleFile[]> {
  const making = languages.map(async (code) => {
    const vendors = mapValues(siteDisclosures(config, code), shortDisclosure);
    const told = { operators: config.operators, ...(config.about && { about: config.about }) };
    const module: DisclosureModule = { version: 1, language: code, vendors, told };
    const text = `export const disclosures=${JSON.stringify(module)}\n`;
    const hash = (await sha256(text)).slice(0, 8);
    return { code, name: `site-${code}-${hash}.js`, text };
  });
  const parts = await Promise.all(making);
  const loaders = parts.map(({ code, name }) => `${code}:()=>import('./${name}')`).join();
  const names = mapValues(siteDisclosures(config, languages[0]!), (vendor) => vendor.name);
  const text = `const d={${loaders}};export const disclosures=async l=>(await d[l]()).disclosures,names=${JSON.stringify(names)},config=${JSON.stringify(clientConfig(config))}\n`;
  return [{ name: SITE_MODULE, text }, ...parts];
}

/** What settings, outbox and panel read of the config; the head has the rest. */
function clientConfig(config: SiteConfig): Partial<SiteConfig> {
  const { site, operators, policy, term, services, categories, sync, panel } = config;
  const told = services.map((service) => toldOf(service, operators[0]?.id)).filter((service) => service !== null);
  return {
    site,
    // The rest of what is said of them comes with the disclosures.
    operators: operators.map(({ id, name, bin }) => ({
      ...(id !== undefined && { id }),
      name,
      ...(bin !== undefined && { bin }),
    })),
    policy,
    services: told,
    ...(term !== undefined && { term }),
    ...(categories && { categories }),
    ...(sync && { sync }),
    ...(panel && { panel }),
  };
}

/** What a service says of itself beyond its vendor; null when that is nothing. */
function toldOf(service: ServiceConfig, firstOperator: string | undefined): ServiceConfig | null {
  const { id, vendor, name, operator, purpose, provider, cookies, ids, hosts } = service;
  const told: ServiceConfig = {
    ...(name !== undefined && { name }),
    ...(operator !== firstOperator && operator !== undefined && { operator }),
    ...(purpose && { purpose }),
    // The catalogue speaks for its vendors.
    ...(vendor === undefined && provider && { provider }),
    ...(vendor === undefined && cookies && { cookies }),
    // An audit that is given no config asks the page whose an address is.
    ...(vendor === undefined && hosts && { hosts }),
    ...(ids && { ids }),
  };
  if (!Object.keys(told).length) return null;
  return { ...(id !== undefined && { id }), ...(vendor !== undefined && { vendor }), ...told };
}

/** Without what neither the settings nor the eraser read. */
function shortDisclosure({ id: _id, category: _category, cookies, ...rest }: Disclosure): Disclosure {
  return { ...rest, cookies: cookies.map(shortCookie) };
}

/** A third party's have to be known as such: the eraser must leave them alone, and the visitor reads whose they are. */
function shortCookie({ party, ...rest }: DisclosedCookie): DisclosedCookie {
  return { ...rest, ...(party === 'third' && { party }) };
}

function mapValues<T, R>(values: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
