/**
 * Owns what lies in this browser under this origin, area by area: reading the names, taking one away. Storage that is off or blocked holds nothing.
 * Leaves to others: which names may go (leftover-names.ts). Third-party cookies and HttpOnly ones are out of any page's reach.
 */
import type { StorageArea, StoredName } from '../../core/returner.ts';
import { cookieNames } from '../../platform/cookie-jar.ts';
import { expireCookie } from './expire-cookie.ts';

export const STORAGE_AREAS: readonly StorageArea[] = ['cookie', 'localStorage', 'sessionStorage', 'indexedDB'];

/** For a database to go. */
const PATIENCE_MS = 1000;

export async function storedNames(area: StorageArea): Promise<string[]> {
  if (area === 'cookie') return cookieNames();
  try {
    return area === 'indexedDB' ? await databaseNames() : Object.keys(window[area]);
  } catch {
    return [];
  }
}

/** @param write puts one `document.cookie` line past the cookie guard, which drops writes of these very names. */
export async function removeStored({ area, name }: StoredName, write: (line: string) => void): Promise<void> {
  if (area === 'cookie') expireCookie(name, write);
  else if (area === 'indexedDB') await deleteDatabase(name);
  else window[area].removeItem(name);
}

/** Not everywhere: https://developer.mozilla.org/docs/Web/API/IDBFactory/databases */
async function databaseNames(): Promise<string[]> {
  return (await indexedDB.databases()).map(({ name }) => name ?? '');
}

/**
 * Waits for no page that has it open: the deletion then stands in line and happens once that connection closes (IndexedDB 3 §5.3). A second
 * one in that line hears nothing, not even `blocked`.
 */
function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS);
    const request = indexedDB.deleteDatabase(name);
    for (const end of ['success', 'error', 'blocked']) request.addEventListener(end, () => resolve());
  });
}
