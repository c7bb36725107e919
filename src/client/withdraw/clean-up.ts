/**
 * Owns the course of an erasure: now, again after 5 s (code that is still loaded writes its names anew), and on the next page loads until one
 * finds nothing. What came back is erased again and named. A newer choice ends what an older one began.
 * Leaves to others: one pass (erase-leftovers.ts), what is remembered (erased-names.ts), the words (tell-returners.ts).
 */
import type { KelisimApi } from '../../core/api.ts';
import type { Returner } from '../../core/returner.ts';
import type { SiteData } from '../../core/site-data.ts';
import { type ErasedName, eraseLeftovers } from './erase-leftovers.ts';
import { forgetErased, keyOf, recallErased, rememberErased } from './erased-names.ts';
import { tellReturners } from './tell-returners.ts';

export const LOOK_AGAIN_MS = 5000;

const newest = new WeakMap<KelisimApi, object>();

export interface CleanUp {
  /** Why: the visitor has just chosen, or an earlier page asked to look again. */
  readonly isNew: boolean;
  /** The next page is to look even when nothing is found: what was running here may write when it is left. */
  readonly mustLookAgain?: boolean;
  readonly lookAgainMs?: number;
  /** Called after the first pass. */
  readonly erased?: () => void;
}

/** @returns what had come back. */
export async function cleanUp(
  api: KelisimApi,
  siteData: SiteData | null,
  { isNew, mustLookAgain = false, lookAgainMs = LOOK_AGAIN_MS, erased = () => undefined }: CleanUp,
): Promise<Returner[]> {
  const { inner } = api;
  const run = {};
  newest.set(api, run);
  /** Reads the choice anew: it may have changed since. */
  const pass = async (): Promise<ErasedName[]> => {
    const choice = inner.choice();
    return choice && newest.get(api) === run ? eraseLeftovers(api, siteData, choice) : [];
  };
  const known = isNew ? null : recallErased();
  const first = await pass();
  const back: Returner[] = first
    .filter((item) => known?.has(keyOf(item)))
    .map((item) => ({ ...item, when: 'later-page' }));
  if (first.length || mustLookAgain) rememberErased(first);
  if (back.length) tellReturners(api, back);
  erased();
  await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  const again: Returner[] = (await pass()).map((item) => ({ ...item, when: 'same-page' }));
  if (again.length) {
    rememberErased(again);
    tellReturners(api, again);
  } else if (!isNew && !first.length && newest.get(api) === run) forgetErased();
  return [...back, ...again];
}
