/**
 * Owns what vendors and the page are told: Google Consent Mode v2, basic (defaults denied before any vendor code, an update when a choice is
 * known), and the site's own event. Sources: Google's "Set up consent mode on websites", domain.md §2.2.
 */
import { emit, choice, has, site } from '../state.ts';
import { guarded } from '../report.ts';

/** Consent types of each category (domain.md §2.2, point 9). */
const TYPES: readonly (readonly [string, string])[] = [
  ['functional', 'functionality_storage personalization_storage'],
  ['analytics', 'analytics_storage'],
  ['advertising', 'ad_storage ad_user_data ad_personalization'],
];

function dataLayer(): unknown[] {
  const owner = window as { dataLayer?: unknown[] };
  return (owner.dataLayer = owner.dataLayer || []);
}

export function signalGoogle(command: 'default' | 'update'): void {
  if (site.config.signals && site.config.signals.googleConsentMode === 'off') return;
  const state: Record<string, string> = { security_storage: 'granted' };
  for (const [category, types] of TYPES) {
    for (const type of types.split(' ')) state[type] = command === 'update' && has(category) ? 'granted' : 'denied';
  }
  // Google's libraries tell commands from events by the arguments object; an array would be ignored.
  (function (..._: unknown[]) {
    dataLayer().push(arguments);
  })('consent', command, state);
}

export function grants(): Record<string, boolean> {
  const all: Record<string, boolean> = {};
  for (const id of site.categories.map((item) => item.id).concat(Object.keys((choice && choice.services) || {})))
    all[id] = has(id);
  return all;
}

/** Tells everybody what holds now: Google first, so that the update precedes any event. */
export function announce(): void {
  guarded(() => {
    const granted = grants();
    signalGoogle('update');
    dataLayer().push({ event: 'kelisim.choice', kelisim: granted });
    const detail = { granted, choice: choice! };
    emit('choice', detail);
    document.dispatchEvent(new CustomEvent('kelisim:choice', { detail }));
  });
}
