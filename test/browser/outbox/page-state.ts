/** Owns putting the test page back to a first visit: databases, localStorage, sessionStorage, cookies, stubs. */
import { OUTBOX_DATABASE } from '../../../src/core/storage-keys.ts';

const undo: (() => void)[] = [];

/** Replaces a property until `firstVisit` runs. */
export function stub(target: object, key: string, descriptor: PropertyDescriptor): void {
  const before = Object.getOwnPropertyDescriptor(target, key);
  Object.defineProperty(target, key, { configurable: true, ...descriptor });
  undo.push(() => (before ? Object.defineProperty(target, key, before) : Reflect.deleteProperty(target, key)));
}

export function onCleanUp(run: () => void): void {
  undo.push(run);
}

export async function deleteDatabase(name: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

export async function firstVisit(): Promise<void> {
  for (const run of undo.splice(0).reverse()) run();
  localStorage.clear();
  sessionStorage.clear();
  for (const pair of document.cookie.split('; ')) document.cookie = `${pair.split('=')[0]}=;path=/;max-age=0`;
  await deleteDatabase(OUTBOX_DATABASE);
}

/** Waits until it is so; the runner's own time limit ends a wait in vain. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}
