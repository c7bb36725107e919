/** Owns a `window.kelisim` that remembers what the settings asked of it, over the site of fake-site.ts. */
import type { DecidedBy, Decision, KelisimApi } from '../../../src/core/api.ts';
import type { Choice } from '../../../src/core/choice.ts';
import type { Language } from '../../../src/core/language.ts';
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
}

export function fakeApi({ language = 'kk', choice = null, site = SITE }: FakeOptions = {}): FakeApi {
  let current = language;
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
    decide: (decision: Decision, by?: DecidedBy) => void decided.push({ decision, by }),
    inner: {
      ...site,
      choice: () => choice,
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
