/**
 * Owns the choice that does not count any more: finding it, and what of it still stands as a beginning for the next one. What was refused stays
 * refused; what is new, or has another purpose, was never agreed to. It grants nothing: the head alone decides from the cookie (DESIGN §2).
 */
import type { Inner } from '../../core/api.ts';
import { dayOf, parseChoice } from '../../core/choice-cookie.ts';
import type { Choice } from '../../core/choice.ts';
import { CHOICE_COOKIE_NAME } from '../../core/storage-keys.ts';
import { readCookies } from '../../platform/cookie-jar.ts';
import { type ChoiceBasis, readBasis } from './choice-basis.ts';

export interface EarlierChoice {
  readonly choice: Choice;
  /** Scope that the choice was made for. */
  readonly scope: string;
  /** Undefined when it is not known, or is another choice's. */
  readonly basis?: ChoiceBasis;
}

function scopeOf(text: string): string {
  return text.split('.')[1] ?? '';
}

/** The newest choice this browser still knows of, of whatever scope and age. */
export function findEarlier(): EarlierChoice | null {
  const basis = readBasis();
  const today = dayOf(Date.now());
  let found: EarlierChoice | null = null;
  for (const text of [...readCookies(CHOICE_COOKIE_NAME), basis?.choice ?? '']) {
    const scope = scopeOf(text);
    const choice = parseChoice(text, scope, today, Infinity);
    if (!choice || (found && found.choice.day >= choice.day)) continue;
    // On another subdomain the choice may have been made anew: this basis is not about that one.
    found = { choice, scope, ...(basis && scopeOf(basis.choice) === scope && { basis }) };
  }
  return found;
}

/** What the settings' switches begin with; null (all off) when nobody knows what the earlier choice was about. */
export function startingChoice({ services, categories }: Pick<Inner, 'services' | 'categories'>): Choice | null {
  const { basis, choice } = findEarlier() ?? {};
  if (!basis || !choice) return null;
  const granted = (category: string) => choice.letters.includes(basis.categories[category] || '?');
  const letters = categories.filter(({ id }) => granted(id)).map(({ letter }) => letter);
  const exceptions: Record<string, boolean> = {};
  for (const { id, vendor, category, letter } of services) {
    const before = basis.services.find(
      (item) => item.id === id && item.vendor === vendor && item.category === category,
    );
    const own = choice.services[id];
    if (before && own !== undefined) exceptions[id] = own;
    else if (!before && letter && granted(category)) exceptions[id] = false;
  }
  return { day: choice.day, letters: letters.join(''), services: exceptions };
}
