/**
 * Owns the categories of services and the letters they have in the choice cookie.
 * Leaves to others: their names and sentences (locales/), who is in them (the site's config).
 */
export const CATEGORIES = ['necessary', 'functional', 'analytics', 'advertising'] as const;

export type StandardCategory = (typeof CATEGORIES)[number];

/** A standard category or the id of one of the site's own. */
export type CategoryId = string;

/** A category as the gate and the notice need it. */
export interface Category {
  readonly id: CategoryId;
  /** One lower-case letter in the choice cookie; '' for necessary, which is never asked. */
  readonly letter: string;
  /** The standard category that a category of the site's own stands under. */
  readonly parent?: StandardCategory;
}

const STANDARD: readonly Category[] = [
  { id: 'necessary', letter: '' },
  { id: 'functional', letter: 'f' },
  { id: 'analytics', letter: 'a' },
  { id: 'advertising', letter: 'd' },
];

/** Letters that the site's own categories get, in the order of the config. */
const OWN_LETTERS = 'bceghijklmnopqrstuvwxyz';

/** The categories of a site: the four standard ones, then its own, each with its letter. */
export function categoriesOf(own: readonly { id: string; parent?: StandardCategory }[] = []): Category[] {
  return STANDARD.concat(
    own.slice(0, OWN_LETTERS.length).map((item, i) => ({ ...item, letter: OWN_LETTERS.charAt(i) })),
  );
}
