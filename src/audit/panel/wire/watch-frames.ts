/**
 * Owns what frames of this origin asked for (srcdoc, blank ones, the site's own pages in a frame): each has a list of resources of its own, which
 * is read again and again while the page is visible. Frames of other origins nobody can look into.
 */
import { tellResources } from './watch-resources.ts';
import type { WireEntry } from './wire-entry.ts';

const LOOK_MS = 1000;

/** @returns a function that stops. */
export function watchFrames(tell: (entry: WireEntry) => void): () => void {
  /** How many of a frame's resources were told. */
  const told = new WeakMap<Performance, number>();
  const look = (): void => {
    if (document.hidden) return;
    for (const { contentWindow } of document.querySelectorAll('iframe')) {
      try {
        const { performance } = contentWindow!;
        told.set(performance, tellResources(performance, told.get(performance) ?? 0, tell));
      } catch {
        // Of another origin, or gone.
      }
    }
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  return () => clearInterval(timer);
}
