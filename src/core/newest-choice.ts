/**
 * Owns which choice counts when a visitor has several choice cookies: a domain and its parent may both have one. The newest that counts;
 * of the same day the first. Leaves to others: reading one text (choice-cookie.ts), getting the texts (document, request header).
 */
import { parseChoice } from './choice-cookie.ts';
import type { Choice } from './choice.ts';

export interface FoundChoice {
  /** The cookie's value. */
  readonly text: string;
  readonly choice: Choice;
}

export function newestChoice(
  texts: readonly string[],
  scope: string,
  today: number,
  termDays: number,
): FoundChoice | null {
  let found: FoundChoice | null = null;
  for (const text of texts) {
    const choice = parseChoice(text, scope, today, termDays);
    if (choice && (!found || choice.day > found.choice.day)) found = { text, choice };
  }
  return found;
}
