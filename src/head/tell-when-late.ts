/** Owns saying that the tag does not stand first in the page's head: what ran before it ran unguarded. */
import { report } from './report.ts';

/** @param script our own tag, null when it is not known: an optimiser moved or delayed it, or it stands too low. */
export function tellWhenLate(script: HTMLScriptElement | null): void {
  const earliest = document.querySelector('script[src]');
  if (document.body || (earliest && earliest !== script) || (script && script.async))
    report('not first in head: what stood before was not held');
}
