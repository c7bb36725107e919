/**
 * Owns keeping the draft and the page's language in this browser. Nothing of it ever stands in the address.
 * The names begin differently from Kelisim's own keys, which the preview clears.
 */
import { isLanguage, type Language } from '../../src/core/language.ts';
import { COLOUR_NAMES, type Colours, type DraftContent } from './draft.ts';

const DRAFT_KEY = 'kelisim-builder.draft';
const LANGUAGE_KEY = 'kelisim-builder.language';
const COLOUR = /^#[0-9a-f]{6}$/;

/** @returns whether it is kept. */
export function keepDraft(content: DraftContent): boolean {
  return store(DRAFT_KEY, JSON.stringify(content));
}

/** What an earlier visit left, or null; what is not a draft counts as none. */
export function recallDraft(): DraftContent | null {
  try {
    const found = JSON.parse(localStorage.getItem(DRAFT_KEY) ?? 'null') as Partial<DraftContent> | null;
    const config = found?.config;
    if (typeof config !== 'object' || config === null || Array.isArray(config)) return null;
    const { light, dark } = found?.colours ?? {};
    return { config, colours: { ...(areColours(light) && { light }), ...(areColours(dark) && { dark }) } };
  } catch {
    return null;
  }
}

function areColours(value: Partial<Colours> | undefined): value is Colours {
  return typeof value === 'object' && COLOUR_NAMES.every((name) => COLOUR.test(String(value[name])));
}

export function forgetDraft(): void {
  try {
    localStorage.removeItem(DRAFT_KEY);
  } catch {
    // Without storage there is nothing to forget.
  }
}

export function keepLanguage(language: Language): void {
  store(LANGUAGE_KEY, language);
}

/** The language switched to on an earlier visit, then the browser's, then Kazakh. */
export function startLanguage(): Language {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(LANGUAGE_KEY);
  } catch {
    // No storage, no memory.
  }
  return [kept, ...navigator.languages.map((tag) => tag.slice(0, 2))].find(isLanguage) ?? 'kk';
}

function store(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
