/** Owns what changed between what an earlier choice was about and the site as it is now. Pure; the words are tell-what-changed.ts. */
import type { BasisService, ChoiceBasis } from './choice-basis.ts';

export interface Step<T> {
  readonly from: T;
  readonly to: T;
}

export interface WhatChanged {
  readonly policy?: Step<string>;
  readonly term?: Step<number>;
  readonly added: readonly BasisService[];
  readonly removed: readonly BasisService[];
  /** Still there, for another purpose. */
  readonly moved: readonly BasisService[];
  /** Ids of categories that were not asked for before. */
  readonly purposes: readonly string[];
}

type Basis = Omit<ChoiceBasis, 'v' | 'choice'>;

export function whatChanged(before: Basis, now: Basis): WhatChanged {
  const find = (list: readonly BasisService[], { id, vendor }: BasisService) =>
    list.find((item) => item.id === id && item.vendor === vendor);
  const asked = ({ categories, services }: Basis) =>
    Object.keys(categories).filter((id) => categories[id] && services.some(({ category }) => category === id));
  const known = asked(before);
  return {
    ...(before.policy !== now.policy && { policy: { from: before.policy, to: now.policy } }),
    ...(before.termDays !== now.termDays && { term: { from: before.termDays, to: now.termDays } }),
    added: now.services.filter((service) => !find(before.services, service)),
    removed: before.services.filter((service) => !find(now.services, service)),
    moved: now.services.filter((service) => {
      const earlier = find(before.services, service);
      return earlier && earlier.category !== service.category;
    }),
    purposes: asked(now).filter((id) => !known.includes(id)),
  };
}
