/**
 * Owns what is remembered from page to page of an erasure: the names that went, so that the next page can tell what came back from what it
 * sees for the first time. As long as something is remembered the head loads the client (core/storage-keys.ts). Names only, no values.
 */
import type { StoredName } from '../../core/returner.ts';
import { ERASED_NAMES } from '../../core/storage-keys.ts';
import { keep, recall } from '../../platform/keep.ts';

const VERSION = 1;
/** More would be no news to anybody. */
const MOST_NAMES = 50;

/** `<area> <name>`, one text each. */
export function keyOf({ area, name }: StoredName): string {
  return `${area} ${name}`;
}

/** Null when nothing is due. Another version, or a text that somebody else wrote, reads as nothing known. */
export function recallErased(): ReadonlySet<string> | null {
  const text = recall(ERASED_NAMES);
  if (text === null) return null;
  try {
    const [version, ...names] = JSON.parse(text) as unknown[];
    return new Set(version === VERSION ? names.filter((name) => typeof name === 'string') : []);
  } catch {
    return new Set();
  }
}

/** Adds to what is remembered; an empty list remembers that the next page is to look. */
export function rememberErased(names: readonly StoredName[]): void {
  const all = new Set([...(recallErased() ?? []), ...names.map(keyOf)]);
  keep(ERASED_NAMES, JSON.stringify([VERSION, ...[...all].slice(0, MOST_NAMES)]));
}

export function forgetErased(): void {
  try {
    localStorage.removeItem(ERASED_NAMES);
  } catch {
    // Nothing was kept either.
  }
}
