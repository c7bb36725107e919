/**
 * Owns which stored names belong to refused services and may be erased: pure, no browser.
 * A site's own cookie `uid` must survive: only names that a refused service of the config declares, never one that a granted service
 * declares too, never `cookies.keep`, never a prefix shorter than four characters (DESIGN §2).
 */
import type { DisclosedCookie } from '../../core/vendor.ts';

export type StorageArea = 'cookie' | 'localStorage' | 'sessionStorage';

/** An exact name, or a prefix with a trailing `*`. */
export type NamePattern = string;

export interface LeftoverRule {
  readonly area: StorageArea;
  readonly pattern: NamePattern;
}

const PREFIX_MIN_LENGTH = 4;

export function matchesName(pattern: NamePattern, name: string): boolean {
  if (!pattern.endsWith('*')) return name === pattern;
  const prefix = pattern.slice(0, -1);
  return prefix.length >= PREFIX_MIN_LENGTH && name.startsWith(prefix);
}

/** The cookie names the gate knows for a service: first party, known for sure (`ResolvedService.cookies`, space-separated). */
export function cookieRules(names: string | undefined): LeftoverRule[] {
  return (names ?? '')
    .split(' ')
    .filter(Boolean)
    .map((pattern) => ({ area: 'cookie', pattern }));
}

/** What a disclosure says beyond cookies: first-party keys in areas this page can reach. */
export function storageRules(disclosed: readonly DisclosedCookie[]): LeftoverRule[] {
  return disclosed.flatMap(({ name, party, area }) =>
    party !== 'third' && (area === 'localStorage' || area === 'sessionStorage') ? [{ area, pattern: name }] : [],
  );
}

export function leftoverNames(
  present: readonly string[],
  area: StorageArea,
  refused: readonly LeftoverRule[],
  granted: readonly LeftoverRule[],
  keep: readonly NamePattern[],
): string[] {
  const says = (rules: readonly LeftoverRule[], name: string): boolean =>
    rules.some((rule) => rule.area === area && matchesName(rule.pattern, name));
  return [...new Set(present)].filter(
    (name) => says(refused, name) && !says(granted, name) && !keep.some((pattern) => matchesName(pattern, name)),
  );
}
