/** Owns Web Storage as a value that may be missing: off, full, blocked and sandboxed all read as "nothing kept". */

type Area = 'localStorage' | 'sessionStorage';

/** Null when nothing is stored under the key or storage cannot be read. */
export function recall(key: string, area: Area = 'localStorage'): string | null {
  try {
    return window[area].getItem(key);
  } catch (_) {
    return null;
  }
}

/** @returns false when the browser did not keep it. */
export function keep(key: string, value: string, area: Area = 'localStorage'): boolean {
  try {
    window[area].setItem(key, value);
    return true;
  } catch (_) {
    return false;
  }
}

/** Keys in localStorage that start with a prefix. */
export function keptKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.indexOf(prefix) === 0);
  } catch (_) {
    return [];
  }
}
