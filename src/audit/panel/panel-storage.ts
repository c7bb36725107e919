/** Owns what the panel keeps in the browser's storage: that it is open in this tab. Storage may be missing. */
import { PANEL_OPEN } from '../../core/storage-keys.ts';

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
