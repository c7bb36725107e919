/** Owns which language the notice speaks: the page's, then a visitor's earlier switch, then the browser's; Kazakh when nothing says otherwise. */
import type { Language } from '../core/language.ts';
import { LANGUAGE_SWITCH } from '../core/storage-keys.ts';
import { keep, recall } from '../platform/keep.ts';
import { site } from './state.ts';

/** At once: an element of the page may be called `documentElement` later on. */
const html = document.documentElement;

export function pageLanguage(): string {
  return html.lang;
}

/** A switch is remembered for the page language it was made on: it holds there, and yields when the page itself changes language. */
function switchKey(): string {
  return LANGUAGE_SWITCH + html.lang.slice(0, 2);
}

export function chooseLanguage(): Language {
  const wishes = [recall(switchKey()) || '', html.lang, ...navigator.languages, 'kk'];
  const known = wishes
    .map((tag) => tag.slice(0, 2).toLowerCase() as Language)
    .filter((tag) => site.languages.indexOf(tag) >= 0);
  return known[0] || site.languages[0]!;
}

export function rememberLanguage(language: Language): void {
  keep(switchKey(), language);
}
