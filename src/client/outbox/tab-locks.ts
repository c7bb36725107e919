/**
 * Owns what only one tab does at a time. Both locks save trouble, none carries correctness: without Web Locks (insecure context,
 * opaque origin) several tabs may send the same record, and the collector answers `duplicate` to all but one.
 */
const FLUSH_LOCK = 'kelisim-outbox';
const TAKE_LOCK = 'kelisim-pending';
/** A frozen tab may hold a lock for ever. */
const TURN_WAIT_MS = 2000;

/** Runs it unless another tab does. @returns false when it did not run. */
export async function alone(run: () => Promise<void>): Promise<boolean> {
  return locked(FLUSH_LOCK, { ifAvailable: true }, run);
}

/** Runs it after other tabs that do the same; after two seconds in any case. */
export async function inTurn(run: () => Promise<void>): Promise<void> {
  await locked(TAKE_LOCK, { signal: AbortSignal.timeout(TURN_WAIT_MS) }, run);
}

async function locked(name: string, options: LockOptions, run: () => Promise<void>): Promise<boolean> {
  let asked = false;
  try {
    return await navigator.locks.request(name, options, async (lock) => {
      asked = true;
      if (lock) await run();
      return lock !== null;
    });
  } catch (error) {
    // `run` has failed: not the lock's business.
    if (asked) throw error;
    await run();
    return true;
  }
}
