/**
 * Owns the text of the choice cookie, version 1: `1.<scope>.<day>.<letters|0>[.<±service>…]` (DESIGN §2).
 * Head, the fence's inline line and the server maps all parse this text; the vectors they share are in test/unit/core.
 * Leaves to others: where the cookie is put (platform/cookie-jar.ts).
 */
import type { Choice } from './choice.ts';

export const CHOICE_COOKIE_VERSION = 1;
/** Longest text that is read or written, in bytes (it is ASCII). */
export const CHOICE_COOKIE_MAX_BYTES = 200;
/** A consent never lasts longer, whatever the config says (DESIGN §2). */
export const MAX_TERM_DAYS = 400;
export const DEFAULT_TERM_DAYS = 180;

const DAY_MS = 86_400_000;
const PATTERN = /^1\.([0-9a-f]{6})\.(\d{1,6})\.(0|[a-z]{1,26})((?:\.[+-][a-z0-9-]{1,40})*)$/;

/** Whole days since 1970-01-01 UTC. */
export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / DAY_MS);
}

/**
 * Reads a cookie value.
 *
 * @returns null for another version or scope, a day in the future or older than the term, or any text out of form: no choice.
 */
export function parseChoice(text: string, scope: string, today: number, termDays: number): Choice | null {
  const parts = text.length <= CHOICE_COOKIE_MAX_BYTES ? PATTERN.exec(text) : null;
  if (!parts || parts[1] !== scope) return null;
  const day = +parts[2]!;
  // One day of grace: a clock that was ahead when the choice was made is no reason to ask again.
  if (day > today + 1 || today - day >= termDays) return null;
  const services: Record<string, boolean> = {};
  for (const item of parts[4]!.split('.').slice(1)) services[item.slice(1)] = item.charAt(0) === '+';
  return { day, letters: parts[3] === '0' ? '' : parts[3]!, services };
}

/** Writes a cookie value. With more exceptions than fit, nothing is granted: fewer grants, never more. */
export function formatChoice(choice: Choice, scope: string): string {
  const stem = [CHOICE_COOKIE_VERSION, scope, choice.day];
  const exceptions = Object.keys(choice.services).map((id) => (choice.services[id] ? '+' : '-') + id);
  const text = [...stem, choice.letters || '0', ...exceptions].join('.');
  return text.length > CHOICE_COOKIE_MAX_BYTES ? [...stem, '0'].join('.') : text;
}
