/** Owns what the panel keeps and reads in the browser's storage: that it is open in this tab, and records that wait. Storage may be missing. */
import { OUTBOX_FLAG, PANEL_OPEN, PENDING_PREFIX } from '../../core/storage-keys.ts';

export interface WaitingRecords {
  /** Made, and not yet taken over by the outbox. */
  readonly pending: number;
  /** The outbox has some; how many only it knows. */
  readonly outbox: boolean;
}

function tolerant<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

export function rememberOpen(): void {
  tolerant(() => sessionStorage.setItem(PANEL_OPEN, '1'), undefined);
}

export function forgetOpen(): void {
  tolerant(() => sessionStorage.removeItem(PANEL_OPEN), undefined);
}

export function wasOpen(): boolean {
  return tolerant(() => sessionStorage.getItem(PANEL_OPEN) === '1', false);
}

/** @param inMemory records that could not be stored. */
export function waitingRecords(inMemory: number): WaitingRecords {
  return tolerant(
    () => ({
      pending: inMemory + Object.keys(localStorage).filter((key) => key.startsWith(PENDING_PREFIX)).length,
      outbox: localStorage.getItem(OUTBOX_FLAG) !== null,
    }),
    { pending: inMemory, outbox: false },
  );
}
