/**
 * Owns which stored names belong to refused services and may be erased: pure, no browser.
 * A site's own cookie `uid` must survive: only names that a refused service of the config declares, never one that a granted service
 * declares too, never `cookies.keep`, never a prefix shorter than four characters (DESIGN §2).
 */
import { matchesName, type NamePattern } from '../../core/name-pattern.ts';
import type { DisclosedCookie } from '../../core/vendor.ts';

export type StorageArea = 'cookie' | 'localStorage' | 'sessionStorage';

export interface LeftoverRule {
  readonly area: StorageArea;
  readonly pattern: NamePattern;
}

const PREFIX_MIN_LENGTH = 4;

/** Whether a pattern takes a name; one that says too little takes none. */
function takes(pattern: NamePattern, name: string): boolean {
  return (!pattern.includes('*') || pattern.length > PREFIX_MIN_LENGTH) && matchesName(pattern, name);
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
  return disclosed.flatMap(({ name, party, area, unsure }) =>
    !unsure && party !== 'third' && (area === 'localStorage' || area === 'sessionStorage')
      ? [{ area, pattern: name }]
      : [],
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
    rules.some((rule) => rule.area === area && takes(rule.pattern, name));
  return [...new Set(present)].filter(
    (name) => says(refused, name) && !says(granted, name) && !keep.some((pattern) => takes(pattern, name)),
  );
}
