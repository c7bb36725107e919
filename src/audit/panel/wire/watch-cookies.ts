/**
 * Owns cookies of this page that appear while one looks: by the browser's own event where there is a cookie store (also what a server sets),
 * elsewhere by looking at `document.cookie` each second while the page is visible. Names only, never values; HttpOnly ones nobody sees.
 */
import type { WireEntry } from './wire-entry.ts';

type Tell = (entry: WireEntry) => void;

const LOOK_MS = 1000;

/** Not platform/cookie-jar.ts: the rest of it would be loaded with the panel. */
function cookieNames(): string[] {
  return document.cookie.split('; ').map((pair) => pair.replace(/=.*/s, ''));
}

type CookieChange = (event: { readonly changed: readonly { readonly name?: string }[] }) => void;

/** Not in every browser, nor in TypeScript's library of this project's target. */
interface CookieStoreLike {
  addEventListener(type: 'change', listener: CookieChange): void;
  removeEventListener(type: 'change', listener: CookieChange): void;
}

/** @returns a function that stops. */
export function watchCookies(tell: Tell): () => void {
  const known = new Set(cookieNames());
  const found = (name: string | undefined): void => {
    if (!name || known.has(name)) return;
    known.add(name);
    tell({ timeMs: Date.now(), kind: 'cookie', url: name, what: 'stored' });
  };
  const { cookieStore } = window as { cookieStore?: CookieStoreLike };
  if (cookieStore) {
    const listener: CookieChange = ({ changed }) => changed.forEach(({ name }) => found(name));
    cookieStore.addEventListener('change', listener);
    return () => cookieStore.removeEventListener('change', listener);
  }
  const timer = setInterval(() => {
    if (document.hidden) return;
    const names = cookieNames();
    names.forEach(found);
    for (const name of known) if (!names.includes(name)) known.delete(name);
  }, LOOK_MS);
  return () => clearInterval(timer);
}
