/**
 * Owns cookies of this page that appear while one looks: by the browser's own event where there is a cookie store (also what a server sets),
 * elsewhere by looking at `document.cookie` each second while the page is visible. Names only, never values; HttpOnly ones nobody sees.
 */
import { listen } from '../listen.ts';
import type { WireEntry } from './wire-entry.ts';

type Tell = (entry: WireEntry) => void;

const LOOK_MS = 1000;

/** Not platform/cookie-jar.ts: the rest of it would be loaded with the panel. */
function cookieNames(): string[] {
  return document.cookie.split('; ').map((pair) => pair.replace(/=.*/s, ''));
}

interface CookieChange {
  readonly changed: readonly { readonly name?: string }[];
}

/** @returns a function that stops. */
export function watchCookies(tell: Tell): () => void {
  const known = new Set(cookieNames());
  const found = (name: string | undefined): void => {
    if (!name || known.has(name)) return;
    known.add(name);
    tell({ timeMs: Date.now(), kind: 'cookie', url: name, what: 'stored' });
  };
  // Not in every browser, nor in TypeScript's library of this project's target.
  const { cookieStore } = window as { cookieStore?: EventTarget };
  if (cookieStore)
    return listen(cookieStore, 'change', ({ changed }: CookieChange) => changed.forEach(({ name }) => found(name)));
  const timer = setInterval(() => {
    if (document.hidden) return;
    const names = cookieNames();
    names.forEach(found);
    for (const name of known) if (!names.includes(name)) known.delete(name);
  }, LOOK_MS);
  return () => clearInterval(timer);
}
