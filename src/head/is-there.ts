/** Owns the question whether another tag of ours has started on this page, and saying so. Leaves to others: starting (head.ts). */
import type { KelisimApi } from '../core/api.ts';
import { report } from './report.ts';

/** An element of the page may be called like us. */
export function isThere(): boolean {
  const { kelisim } = window as { kelisim?: Partial<KelisimApi> };
  if (kelisim && kelisim.decide) report('second tag ignored');
  return !!(kelisim && kelisim.decide);
}
