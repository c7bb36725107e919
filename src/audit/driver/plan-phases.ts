/**
 * Owns which phases an audit makes of a site, in which order, and why not the others. Pure.
 * Leaves to others: what a phase does (play-phase.ts).
 */
import type { Phase, PhaseKind } from '../observation.ts';
import type { SiteFacts } from '../site-facts.ts';

export const PHASE_KINDS: readonly PhaseKind[] = [
  'no-choice',
  'reject',
  'accept',
  'only',
  'withdraw',
  'gpc',
  'head-missing',
  'endpoint-down',
  'early-error',
  'no-script',
];

/** Try what happens when Kelisim, or a part of it, fails. */
const ABOUT_KELISIM: readonly PhaseKind[] = ['head-missing', 'endpoint-down', 'early-error'];
/** Need something to click on. */
const CHOOSING: readonly PhaseKind[] = ['reject', 'accept', 'only', 'withdraw'];

export interface Plan {
  readonly phases: readonly Phase[];
  readonly skipped: readonly { readonly phase: string; readonly why: string }[];
}

export interface SeenSite {
  readonly hasKelisim: boolean;
  /** A first layer that can be answered, Kelisim's or another. */
  readonly hasBanner: boolean;
}

export function planPhases(asked: readonly PhaseKind[] | undefined, facts: SiteFacts, seen: SeenSite): Plan {
  const phases: Phase[] = [];
  const skipped: { phase: string; why: string }[] = [];
  for (const kind of PHASE_KINDS) {
    if (asked && !asked.includes(kind)) continue;
    const why = obstacle(kind, facts, seen);
    if (why !== null) skipped.push({ phase: kind, why });
    else if (kind !== 'only') phases.push({ id: kind, kind });
    else for (const category of switchable(facts)) phases.push({ id: `only-${category}`, kind, category });
  }
  return { phases, skipped };
}

function obstacle(kind: PhaseKind, facts: SiteFacts, { hasKelisim, hasBanner }: SeenSite): string | null {
  if (ABOUT_KELISIM.includes(kind) && !hasKelisim) return 'no-kelisim';
  if (kind === 'endpoint-down' && facts.endpointHost === '') return 'no-endpoint';
  if (CHOOSING.includes(kind) && !hasBanner) return 'no-banner';
  if (kind === 'only' && (!hasKelisim || switchable(facts).length === 0)) return 'no-category-switches';
  return null;
}

/** Optional categories that have services: the others change nothing. */
function switchable({ site }: SiteFacts): string[] {
  return site.categories
    .filter(
      ({ id, letter }) =>
        letter !== '' && site.services.some((service) => !service.contains && service.category === id),
    )
    .map(({ id }) => id);
}
