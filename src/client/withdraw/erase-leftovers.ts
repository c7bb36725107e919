/**
 * Owns one pass over this browser's storage that takes what refused services left: first-party cookies on every domain and path level,
 * localStorage, sessionStorage, IndexedDB, by the names the catalogue is sure of.
 * Leaves to others: which names (leftover-names.ts), where they lie (stored-names.ts), when to look again (clean-up.ts), closing the gate (head).
 */
import type { KelisimApi } from '../../core/api.ts';
import type { Choice } from '../../core/choice.ts';
import type { Language } from '../../core/language.ts';
import type { StorageArea, StoredName } from '../../core/returner.ts';
import type { SiteData } from '../../core/site-data.ts';
import type { Disclosures } from '../../core/vendor.ts';
import { refusedServices } from './granted-services.ts';
import { cookieRules, leftoverNames, saysName, storageRules, type LeftoverRule } from './leftover-names.ts';
import { removeStored, STORAGE_AREAS, storedNames } from './stored-names.ts';

/** Kelisim's own names are necessary: never erased, whatever a config declares. */
const OWN_NAMES = ['kelisim', 'kelisim.*'];

/** A name that was there, and whose it is. */
export interface ErasedName extends StoredName {
  /** Ids of the refused services that declare it. */
  readonly services: readonly string[];
}

/**
 * @param siteData null when it could not be loaded: then cookies go all the same, only the other names are unknown.
 * @param choice the choice that refuses.
 */
export async function eraseLeftovers(
  { inner }: KelisimApi,
  siteData: SiteData | null,
  choice: Choice,
): Promise<ErasedName[]> {
  const vendors = await disclosed(siteData, inner.language());
  const refused = new Set(refusedServices(inner.services, choice).map(({ id }) => id));
  const rules = inner.services.map(({ id, vendor, cookies }) => ({
    id,
    list: cookieRules(cookies).concat(storageRules(vendors[vendor]?.cookies ?? [])),
  }));
  const side = (isRefused: boolean): LeftoverRule[] =>
    rules.flatMap(({ id, list }) => (refused.has(id) === isRefused ? list : []));
  const claims = (area: StorageArea, name: string): string[] =>
    rules.filter(({ id, list }) => refused.has(id) && saysName(list, area, name)).map(({ id }) => id);

  const keep = OWN_NAMES.concat(inner.config.cookies?.keep ?? []);
  const erased: ErasedName[] = [];
  for (const area of STORAGE_AREAS) {
    for (const name of leftoverNames(await storedNames(area), area, side(true), side(false), keep)) {
      await removeStored({ area, name }, (line) => inner.writeCookie(line));
      erased.push({ area, name, services: claims(area, name) });
    }
  }
  return erased;
}

async function disclosed(siteData: SiteData | null, language: Language): Promise<Disclosures> {
  try {
    return (await siteData?.disclosures(language))?.vendors ?? {};
  } catch {
    return {};
  }
}
