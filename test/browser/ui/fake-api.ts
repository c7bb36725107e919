/** Owns a `window.kelisim` that remembers what the settings asked of it, over the site of fake-site.ts. */
import type { DecidedBy, Decision, KelisimApi } from '../../../src/core/api.ts';
import type { Choice } from '../../../src/core/choice.ts';
import type { Theme } from '../../../src/core/config.ts';
import type { Language } from '../../../src/core/language.ts';
import type { Returner } from '../../../src/core/returner.ts';
import { SITE } from './fake-site.ts';

export interface FakeApi extends KelisimApi {
  readonly decided: { readonly decision: Decision; readonly by: DecidedBy | undefined }[];
  /** How many listen to the language now. */
  readonly listening: () => number;
}

interface FakeOptions {
  readonly language?: Language;
  readonly choice?: Choice | null;
  readonly site?: typeof SITE;
  readonly theme?: Theme;
  readonly returners?: readonly Returner[];
}

export function fakeApi({ language = 'kk', choice = null, site = SITE, theme, returners }: FakeOptions = {}): FakeApi {
  let current = language;
  let standing = choice;
  const decided: { decision: Decision; by: DecidedBy | undefined }[] = [];
  const listeners = new Set<(language: Language) => void>();
  const api = {
    protocol: 1,
    decided,
    listening: () => listeners.size,
    on(name: string, listener: (language: Language) => void) {
      if (name === 'language') listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    decide: (decision: Decision, by?: DecidedBy) => decided.push({ decision, by }) > 0,
    withdraw(by?: DecidedBy) {
      standing = { day: 20_000, letters: '', services: {} };
      return decided.push({ decision: 'reject-all', by: { ...by, action: 'withdraw' } }) > 0;
    },
    inner: {
      ...site,
      ...(theme && { config: { ...site.config, ui: { theme } } }),
      ...(returners && { returners }),
      choice: () => standing,
      language: () => current,
      setLanguage(next: Language) {
        current = next;
        for (const listener of listeners) listener(next);
      },
    },
  };
  // Only what the settings may use: whatever else they reached for would be undefined here, and the test would fail.
  return api as unknown as FakeApi;
}
