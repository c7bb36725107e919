/**
 * Owns opening IndexedDB so that a caller is never left waiting: a store for idb-keyval whose every use settles.
 * Leaves to others: what to do when it fails (outbox/outbox-store.ts goes down the ladder).
 */
import type { UseStore } from 'idb-keyval';

/** An open that hangs (a blocked upgrade in another tab, Safari's bug https://bugs.webkit.org/show_bug.cgi?id=226547) costs this much, once. */
export const OPEN_WAIT_MS = 1000;
/** A transaction that neither completes nor aborts. */
const USE_WAIT_MS = 5000;
/** After a failure the next users fail at once for this long. */
const REST_MS = 30_000;

const STORE = 'rows';

/** Rejects after `waitMs`; the promise itself goes on. */
function within<T>(promise: Promise<T>, waitMs: number, code: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(code)), waitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function open(name: string, version?: number): Promise<IDBDatabase> {
  // The executor turns a throwing `indexedDB` (blocked site data, sandboxed frames) into a rejection.
  return new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      if (!request.result.objectStoreNames.contains(STORE)) request.result.createObjectStore(STORE);
    };
    request.onerror = () => reject(request.error ?? new Error('indexed-db-error'));
    request.onsuccess = () => resolve(request.result);
  });
}

/** Opens, and repairs a database that exists without our store (made by something else under the same name). */
async function openWhole(name: string): Promise<IDBDatabase> {
  const database = await open(name);
  if (database.objectStoreNames.contains(STORE)) return database;
  const next = database.version + 1;
  database.close();
  return open(name, next);
}

export function guardedDatabase(name: string, waitMs: number = OPEN_WAIT_MS): UseStore {
  let opening: Promise<IDBDatabase> | null = null;
  let late = false;
  let restUntil = 0;

  function database(): Promise<IDBDatabase> {
    // Still hanging from an earlier use: do not wait again. If it opens after all, `late` falls back to false.
    if (late || Date.now() < restUntil) return Promise.reject(new Error('indexed-db-resting'));
    if (!opening) {
      const started = openWhole(name);
      opening = started;
      const forget = (): void => {
        if (opening === started) opening = null;
      };
      started.then(
        (opened) => {
          late = false;
          opened.onclose = forget;
          // Another tab upgrades or deletes: holding the handle would block it (and us, behind it).
          opened.onversionchange = () => {
            opened.close();
            forget();
          };
        },
        () => {
          late = false;
          restUntil = Date.now() + REST_MS;
          forget();
        },
      );
    }
    return within(opening, waitMs, 'indexed-db-hangs').catch((error: Error) => {
      if (error.message === 'indexed-db-hangs') late = true;
      throw error;
    });
  }

  return async (mode, use) => {
    const opened = await database();
    // An acknowledgement of ours means "on disk"; Chrome and Firefox default to less (https://www.w3.org/TR/IndexedDB-3/#transaction-durability-hint).
    const options: IDBTransactionOptions = mode === 'readwrite' ? { durability: 'strict' } : {};
    const done = Promise.resolve(use(opened.transaction(STORE, mode, options).objectStore(STORE)));
    return within(done, USE_WAIT_MS, 'indexed-db-stuck');
  };
}
