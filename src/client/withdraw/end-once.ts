/** Owns the end of what placeholders opened for this page view: a refusal of everything, here or in another tab. Any other choice stands beside it. */
import type { KelisimApi } from '../../core/api.ts';

/** To be called after each choice. @returns whether anything was open that is not any more. */
export function endOnce({ inner }: KelisimApi): boolean {
  const { once = {} } = inner as { once?: Record<string, boolean> };
  const choice = inner.choice();
  const ids = Object.keys(once);
  if (!ids.length || !choice || choice.letters || Object.values(choice.services).includes(true)) return false;
  for (const id of ids) delete once[id];
  inner.refresh();
  return true;
}
