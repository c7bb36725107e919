/** Owns what the services of a site add up to: who receives data, in which countries, which data. Pure. Leaves to others: the words. */
import type { ServiceView } from './service-view.ts';

export interface ThirdParty {
  /** Legal name, or the service's own where it is not known. */
  readonly name: string;
  readonly country: string | null | undefined;
  readonly services: readonly string[];
}

/** By provider, in the order of the config. What has no provider and no address is the site's own. */
export function thirdParties(views: readonly ServiceView[]): ThirdParty[] {
  const found = new Map<string, { name: string; country: ThirdParty['country']; services: string[] }>();
  for (const { name, provider, country } of views) {
    if (!provider && !country) continue;
    const key = provider ?? name;
    const known = found.get(key) ?? { name: key, country, services: [] };
    found.set(key, known);
    if (key !== name) known.services.push(name);
  }
  return [...found.values()];
}

/** Codes of the countries abroad that data go to. */
export function countriesAbroad(views: readonly ServiceView[]): string[] {
  const all = views.flatMap(({ country, goesTo }) => goesTo ?? (country ? [country] : []));
  return [...new Set(all)].filter((code) => code !== 'KZ');
}

/** Codes of all data that are collected. */
export function collectedData(views: readonly ServiceView[]): string[] {
  return [...new Set(views.flatMap(({ data }) => data ?? []))];
}
