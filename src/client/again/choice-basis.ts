/**
 * Owns what a choice was about, as it is kept in this browser beside the choice cookie (R21): policy edition, term, services with names and
 * categories. Written by the client after a choice; without localStorage the notice can only say that it asks again.
 * Leaves to others: comparing (what-changed.ts), whether a choice counts (the head).
 */
import type { Inner, KelisimApi } from '../../core/api.ts';
import { formatChoice } from '../../core/choice-cookie.ts';
import type { SiteData } from '../../core/site-data.ts';
import { CHOICE_BASIS } from '../../core/storage-keys.ts';
import { keep, recall } from '../../platform/keep.ts';

export interface BasisService {
  readonly id: string;
  readonly vendor: string;
  /** Category id, '' for a container. */
  readonly category: string;
  /** As the visitor saw it: a service that is gone has no name in the config any more. */
  readonly name: string;
}

export interface ChoiceBasis {
  readonly v: 1;
  /** The choice cookie's value: the browser may drop the cookie earlier. */
  readonly choice: string;
  readonly policy: string;
  readonly termDays: number;
  readonly services: readonly BasisService[];
  /** Letter by category id. */
  readonly categories: Readonly<Record<string, string>>;
}

/** What a choice made now is about. */
export function basisNow({ services, categories, policy, termDays }: Inner, { config, names }: SiteData) {
  const nameOf = (id: string, vendor: string) =>
    config.services?.find((own) => (own.id ?? own.vendor) === id)?.name ?? names?.[vendor] ?? id;
  return {
    policy,
    termDays,
    services: services.map(({ id, vendor, category }) => ({ id, vendor, category, name: nameOf(id, vendor) })),
    categories: Object.fromEntries(categories.map(({ id, letter }) => [id, letter])),
  };
}

const keeping = new WeakSet<KelisimApi>();

/** Keeps the basis of the choice that counts, and of each later one. */
export function keepBasis(api: KelisimApi, site: SiteData): void {
  if (keeping.has(api)) return;
  keeping.add(api);
  api.on('choice', ({ choice }) => {
    const basis: ChoiceBasis = { v: 1, choice: formatChoice(choice, api.inner.scope), ...basisNow(api.inner, site) };
    keep(CHOICE_BASIS, JSON.stringify(basis));
  });
}

/** A border: another version, or somebody else, may have written it. Null for anything that is no basis. */
export function readBasis(): ChoiceBasis | null {
  try {
    const found = JSON.parse(recall(CHOICE_BASIS) ?? 'null') as Partial<ChoiceBasis> | null;
    if (found?.v !== 1) return null;
    const { choice, policy, termDays, services, categories } = found;
    const texts = [
      choice,
      policy,
      ...(services ?? []).flatMap(({ id, vendor, category, name }) => [id, vendor, category, name]),
    ];
    const isWhole = texts.every((text) => typeof text === 'string') && typeof termDays === 'number' && !!categories;
    return isWhole && Array.isArray(services) ? (found as ChoiceBasis) : null;
  } catch {
    return null;
  }
}
