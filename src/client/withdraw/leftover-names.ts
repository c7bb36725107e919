/**
 * Owns which stored names belong to refused services and may be erased: pure, no browser.
 * A site's own cookie `uid` must survive: only names that a refused service of the config declares, never one that a granted service
 * declares too, never `cookies.keep`, never a prefix shorter than four characters (DESIGN §2).
 */
import { matchesName, type NamePattern } from '../../core/name-pattern.ts';
import type { StorageArea } from '../../core/returner.ts';
import type { DisclosedCookie } from '../../core/vendor.ts';

export interface LeftoverRule {
  readonly area: StorageArea;
  readonly pattern: NamePattern;
}

const PREFIX_MIN_LENGTH = 4;
/**
 * Names by which vendors remember the refusal itself (`__ph_opt_in_out_…`, `__mp_opt_in_out_…`, `_cs_optout`). They were told a moment ago;
 * without its name the library takes the visitor for one who was never asked, and goes on.
 */
const REFUSAL_ITSELF = /opt_?(?:in_)?out/i;

/** Whether a pattern takes a name; one that says too little takes none. */
function takes(pattern: NamePattern, name: string): boolean {
  return (!pattern.includes('*') || pattern.length > PREFIX_MIN_LENGTH) && matchesName(pattern, name);
}

/** Whether one of the rules speaks of this name in this area. */
export function saysName(rules: readonly LeftoverRule[], area: StorageArea, name: string): boolean {
  return rules.some((rule) => rule.area === area && takes(rule.pattern, name));
}

/** The cookie names the gate knows for a service: first party, known for sure (`ResolvedService.cookies`, space-separated). */
export function cookieRules(names: string | undefined): LeftoverRule[] {
  return (names ?? '')
    .split(' ')
    .filter(Boolean)
    .map((pattern) => ({ area: 'cookie', pattern }));
}

/** What a disclosure says beyond cookies: first-party names, known for sure, in areas this page can reach. */
export function storageRules(disclosed: readonly DisclosedCookie[]): LeftoverRule[] {
  return disclosed.flatMap(({ name, party, area = 'cookie', unsure }) =>
    unsure || party === 'third' || area === 'cookie' ? [] : [{ area, pattern: name }],
  );
}

export function leftoverNames(
  present: readonly string[],
  area: StorageArea,
  refused: readonly LeftoverRule[],
  granted: readonly LeftoverRule[],
  keep: readonly NamePattern[],
): string[] {
  return [...new Set(present)].filter(
    (name) =>
      saysName(refused, area, name) &&
      !saysName(granted, area, name) &&
      !REFUSAL_ITSELF.test(name) &&
      !keep.some((pattern) => takes(pattern, name)),
  );
}
