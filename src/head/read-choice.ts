/** Owns turning a decision (a button, or the page's call of `decide`) into the choice that the cookie keeps. A border: input is checked. */
import type { Decision } from '../core/api.ts';
import type { Choice } from '../core/choice.ts';
import { dayOf } from '../core/choice-cookie.ts';
import { site } from './state.ts';

/** @returns null for anything that is no decision. Unknown categories and services are ignored. */
export function readChoice(decision: Decision): Choice | null {
  const all = decision === 'accept-all';
  const wish =
    typeof decision === 'object'
      ? decision
      : all || decision === 'reject-all'
        ? { categories: {} as Record<string, boolean> }
        : null;
  if (!wish || !wish.categories) return null;
  const letters = site.categories.map(({ id, letter }) => (all || wish.categories[id] === true ? letter : '')).join('');
  const services: Record<string, boolean> = {};
  for (const { id, letter, replay, contains } of site.services) {
    const own = (wish.services || {})[id];
    // A container follows what it brings; only closing it by itself is kept.
    const usual = !!contains || (!replay && letters.indexOf(letter) >= 0);
    if (letter && typeof own === 'boolean' && own !== usual) services[id] = own;
  }
  return { day: dayOf(Date.now()), letters, services };
}
