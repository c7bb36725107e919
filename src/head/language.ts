/** Owns which language the notice speaks: the page's, then a visitor's earlier switch, then the browser's; Kazakh when nothing says otherwise. */
import type { Language } from '../core/language.ts';
import { LANGUAGE_SWITCH } from '../core/storage-keys.ts';
import { keep, recall } from '../platform/keep.ts';
import { site } from './state.ts';

function pageLanguage(): string {
  return document.documentElement.lang.slice(0, 2);
}

/** A switch is remembered with the page language it was made on: it holds there, and yields when the page itself changes language. */
export function chooseLanguage(): Language {
  const page = pageLanguage();
  const [on, chosen] = (recall(LANGUAGE_SWITCH) || '').split('>');
  const wishes = [on === page ? chosen : '', page, ...(page ? [] : navigator.languages.map((tag) => tag.slice(0, 2))), 'kk'] as Language[];
  return wishes.filter((wish) => site.languages.indexOf(wish) >= 0)[0] || site.languages[0]!;
}

export function rememberLanguage(language: Language): void {
  keep(LANGUAGE_SWITCH, `${pageLanguage()}>${language}`);
}
