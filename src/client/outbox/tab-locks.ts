/**
 * Owns what only one tab does at a time. Both locks save trouble, none carries correctness: without Web Locks (insecure context,
 * opaque origin) several tabs may send the same record, and the collector answers `duplicate` to all but one.
 */
const FLUSH_LOCK = 'kelisim-outbox';
const TAKE_LOCK = 'kelisim-pending';
/** A frozen tab may hold a lock for ever. */
const TURN_WAIT_MS = 2000;

/** One request may take ten seconds; who holds the lock for longer than this without a pause is frozen (https://github.com/w3c/web-locks/issues/4). */
const STUCK_MS = 12_000;
/** Refusals further apart than this may have been different holders. */
const PAUSE_MS = 10_000;

/** Since when the lock was never free, and when that was seen last. */
let refused: { readonly sinceMs: number; readonly lastMs: number } | null = null;

/** Runs it unless another tab does; one that seems to do so for ever is overruled. @returns false when it did not run. */
export async function alone(run: () => Promise<void>): Promise<boolean> {
  const now = performance.now();
  if (refused && now - refused.lastMs > PAUSE_MS) refused = null;
  const steal = refused !== null && now - refused.sinceMs >= STUCK_MS;
  const ran = await locked(FLUSH_LOCK, steal ? { steal } : { ifAvailable: true }, run);
  refused = ran ? null : { sinceMs: refused?.sinceMs ?? now, lastMs: now };
  return ran;
}

/** Runs it after other tabs that do the same; after two seconds in any case. */
export async function inTurn(run: () => Promise<void>): Promise<void> {
  await locked(TAKE_LOCK, { signal: AbortSignal.timeout(TURN_WAIT_MS) }, run);
}

async function locked(name: string, options: LockOptions, run: () => Promise<void>): Promise<boolean> {
  let running: Promise<void> | undefined;
  try {
    return await navigator.locks.request(name, options, async (lock) => {
      if (lock) await (running = run());
      return lock !== null;
    });
  } catch {
    // No locks here, or waited long enough; or `run` has begun: then it failed, or another tab took the lock over while it goes on.
    await (running ?? run());
    return true;
  }
}
