/**
 * Owns reading what waits for the collector on this device, straight from the browser's storage: nothing of the panel stands in the client.
 * Keys and shapes are those of client/outbox/outbox-store.ts. Reads only, and makes no database where there is none.
 */
import { OUTBOX_DATABASE, OUTBOX_FLAG, PENDING_PREFIX } from '../../core/storage-keys.ts';
import { keptKeys, recall } from '../../platform/keep.ts';

export interface OutboxState {
  /** Made, and not yet taken over by the outbox. */
  readonly pending: number;
  /** In the outbox. */
  readonly waiting: number;
  /** Given up. */
  readonly dead: number;
  /** What the endpoint said last, as `http-403` or `network`; '' when nothing went wrong. */
  readonly lastError: string;
  /** Milliseconds since 1970; 0: nothing is put off. */
  readonly nextTryMs: number;
}

const STORE = 'rows';
const WAIT_MS = 1500;

type Row = readonly [key: string, value: unknown];

function rowsOfDatabase(): Promise<Row[]> {
  return new Promise((resolve) => {
    const none = (): void => resolve([]);
    setTimeout(none, WAIT_MS);
    const request = indexedDB.open(OUTBOX_DATABASE);
    // It does not exist: an abort leaves it so (Indexed Database §5.8).
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onerror = none;
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      try {
        const rows: Row[] = [];
        const transaction = database.transaction(STORE, 'readonly');
        transaction.objectStore(STORE).openCursor().onsuccess = ({ target }) => {
          const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
          if (!cursor) return;
          rows.push([cursor.key as string, cursor.value]);
          cursor.continue();
        };
        transaction.oncomplete = () => resolve(rows);
        transaction.onabort = none;
      } catch {
        none();
      } finally {
        // After what was begun.
        database.close();
      }
    };
  });
}

function rowsOfStorage(): Row[] {
  const prefix = `${OUTBOX_FLAG}.`;
  return keptKeys(prefix).map((key) => {
    try {
      return [key.slice(prefix.length), JSON.parse(recall(key) ?? '')];
    } catch {
      return ['', null];
    }
  });
}

/** @param inMemory records that could not be stored. Never rejects: what cannot be read is not counted. */
export async function readOutbox(site: string, inMemory: number): Promise<OutboxState> {
  const database = await rowsOfDatabase().catch(() => []);
  const rows = new Map<string, unknown>([...rowsOfStorage(), ...database]);
  const count = (prefix: string) => [...rows.keys()].filter((key) => key.startsWith(prefix)).length;
  const state = rows.get(`state.${site}`) as { failures?: number; nextTryAt?: number; code?: string } | undefined;
  const dead = [...rows]
    .filter(([key]) => key.startsWith('dead.'))
    .map(([, value]) => value as { code?: string; at?: number });
  const lastDead = dead.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0)).at(-1);
  return {
    pending: inMemory + keptKeys(PENDING_PREFIX).length,
    waiting: count('row.'),
    dead: dead.length,
    lastError: (state?.failures ? state.code : '') || lastDead?.code || '',
    nextTryMs: state?.failures ? (state.nextTryAt ?? 0) : 0,
  };
}
