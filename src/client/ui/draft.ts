/**
 * Owns a choice in the making: what the switches of the settings show, and the decision they add up to. Pure.
 * Leaves to others: what is granted in the end (core/choice.ts), making the choice (window.kelisim).
 */
import type { ResolvedService } from '../../core/api.ts';
import type { Category } from '../../core/category.ts';
import type { Choice } from '../../core/choice.ts';

/** Has the shape of a `Decision`, so it is one. */
export interface Draft {
  readonly categories: Readonly<Record<string, boolean>>;
  /** Services that deviate from their category. */
  readonly services: Readonly<Record<string, boolean>>;
}

/** The choice that stands, or everything off. */
export function draftOf(choice: Choice | null, categories: readonly Category[]): Draft {
  const asked = categories.filter((category) => category.letter);
  return {
    categories: Object.fromEntries(asked.map(({ id, letter }) => [id, !!choice && choice.letters.includes(letter)])),
    services: choice?.services ?? {},
  };
}

/** What a service is when nobody touched its own switch: as its category, but session replay is off (R24). */
function follows(draft: Draft, service: ResolvedService): boolean {
  return !service.replay && !!draft.categories[service.category];
}

export function isOn(draft: Draft, service: ResolvedService): boolean {
  return draft.services[service.id] ?? follows(draft, service);
}

/** Whether a category shows one thing and one of its services does another; a replay that is still off is no deviation. */
export function isMixed(draft: Draft, services: readonly ResolvedService[]): boolean {
  return services.some((service) => {
    const whole = draft.categories[service.category];
    return isOn(draft, service) ? !whole : whole && !service.replay;
  });
}

/** Switching a category takes its services along: on, all but session replay; off, all. */
export function withCategory(draft: Draft, id: string, on: boolean, services: readonly ResolvedService[]): Draft {
  const rest = { ...draft.services };
  for (const service of services) if (service.category === id && !(service.replay && on)) delete rest[service.id];
  return { categories: { ...draft.categories, [id]: on }, services: rest };
}

export function withService(draft: Draft, service: ResolvedService, on: boolean): Draft {
  const { [service.id]: _, ...rest } = draft.services;
  return { ...draft, services: on === follows(draft, service) ? rest : { ...rest, [service.id]: on } };
}
