/**
 * Owns erasing what refused services left in this browser: first-party cookies on every domain and path level, localStorage, sessionStorage;
 * looked at again after 5 s, since code that is still loaded writes its cookies anew.
 * Leaves to others: which names (leftover-names.ts), closing the gate (head). Third-party cookies are out of any page's reach.
 */
import type { KelisimApi } from '../../core/api.ts';
import type { Choice } from '../../core/choice.ts';
import type { Language } from '../../core/language.ts';
import type { SiteData } from '../../core/site-data.ts';
import type { Disclosures } from '../../core/vendor.ts';
import { cookieNames } from '../../platform/cookie-jar.ts';
import { expireCookie } from './expire-cookie.ts';
import { refusedServices } from './granted-services.ts';
import { cookieRules, leftoverNames, storageRules, type LeftoverRule, type StorageArea } from './leftover-names.ts';

export const LOOK_AGAIN_MS = 5000;
/** Kelisim's own keys are necessary: never erased, whatever a config declares. */
const OWN_NAMES = ['kelisim', 'kelisim.*'];

export interface ErasedName {
  readonly area: StorageArea;
  readonly name: string;
}

/** Null where storage is off or blocked. */
function storage(area: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return window[area];
  } catch {
    return null;
  }
}

async function disclosed(siteData: SiteData | null, language: Language): Promise<Disclosures> {
  try {
    return (await siteData?.disclosures(language))?.vendors ?? {};
  } catch {
    return {};
  }
}

function eraseNow(
  write: (line: string) => void,
  refused: readonly LeftoverRule[],
  granted: readonly LeftoverRule[],
  keep: readonly string[],
): ErasedName[] {
  const erased: ErasedName[] = [];
  for (const name of leftoverNames(cookieNames(), 'cookie', refused, granted, keep)) {
    expireCookie(name, write);
    erased.push({ area: 'cookie', name });
  }
  for (const area of ['localStorage', 'sessionStorage'] as const) {
    const place = storage(area);
    for (const name of leftoverNames(place ? Object.keys(place) : [], area, refused, granted, keep)) {
      place?.removeItem(name);
      erased.push({ area, name });
    }
  }
  return erased;
}

/**
 * @param siteData null when it could not be loaded: then cookies go all the same, only the storage keys are unknown.
 * @param choice the choice that refuses.
 * @returns what was found at the second look: something on this page still writes it.
 */
export async function eraseLeftovers(
  api: KelisimApi,
  siteData: SiteData | null,
  choice: Choice,
  lookAgainMs: number = LOOK_AGAIN_MS,
): Promise<ErasedName[]> {
  const { inner } = api;
  const vendors = await disclosed(siteData, inner.language());
  const keep = OWN_NAMES.concat(inner.config.cookies?.keep ?? []);
  const rules = new Map(
    inner.services.map(({ id, vendor, cookies }) => [
      id,
      cookieRules(cookies).concat(storageRules(vendors[vendor]?.cookies ?? [])),
    ]),
  );

  /** Reads the choice anew: it may have changed again within the five seconds. */
  function erase(now: Choice): ErasedName[] {
    const refusedIds = new Set(refusedServices(inner.services, now).map((service) => service.id));
    const side = (refused: boolean): LeftoverRule[] =>
      [...rules].flatMap(([id, list]) => (refusedIds.has(id) === refused ? list : []));
    // Through the head: the cookie guard drops writes of these very names.
    return eraseNow((line) => inner.writeCookie(line), side(true), side(false), keep);
  }

  erase(choice);
  await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  return erase(inner.choice() ?? choice);
}
