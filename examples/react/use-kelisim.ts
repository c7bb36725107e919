/**
 * `window.kelisim` as React state: a component that uses it is drawn again when the visitor decides, here or in another tab, and when the
 * language is switched. On a server, and where the script did not come, nothing is granted.
 */
import type { Choice, Kelisim, Language } from 'kelisim';
import { useSyncExternalStore } from 'react';

const api = (): Kelisim | undefined => (typeof window === 'undefined' ? undefined : window.kelisim);

function subscribe(changed: () => void): () => void {
  const stops = [api()?.on('choice', changed), api()?.on('language', changed)];
  return () => {
    for (const stop of stops) stop?.();
  };
}

// Both are the same value until something changes, which is what React asks of a snapshot.
const choiceNow = (): Choice | null => api()?.site.choice() ?? null;
const languageNow = (): Language => api()?.site.language() ?? 'kk';

export interface KelisimState {
  /** Undefined: draw no notice. */
  readonly kelisim: Kelisim | undefined;
  /** Null: not decided; ask. */
  readonly choice: Choice | null;
  readonly language: Language;
  /** Whether a category or a service is granted. False on the server and while React takes its markup over. */
  readonly has: (id: string) => boolean;
}

export function useKelisim(): KelisimState {
  const choice = useSyncExternalStore(subscribe, choiceNow, () => null);
  const language = useSyncExternalStore<Language>(subscribe, languageNow, () => 'kk');
  const kelisim = api();
  return { kelisim, choice, language, has: (id) => choice !== null && kelisim?.has(id) === true };
}
