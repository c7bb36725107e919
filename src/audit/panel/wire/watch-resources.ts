/**
 * Owns what the browser itself reports: each resource it fetched (Resource Timing, also what came before the panel), each script that did not come,
 * and each request that a content security policy refused. Known gaps, stated in the panel: fetches that failed are missing in some engines, what frames of
 * other origins, workers and the page's earlier life beyond the browser's buffer asked for everywhere; beyond 10 000 requests, so is the rest.
 */
import { listen } from '../listen.ts';
import type { WireEntry } from './wire-entry.ts';

type Tell = (entry: WireEntry) => void;

const READ_MS = 500;
/** What the browser keeps from now on; by default it is 250 (Resource Timing §4.3). Reading 10 000 took 2 ms the first time, then 0.1 (Chromium 156). */
const ROOM = 1e4;

/** @param told how many of that page's, or frame's, resources were told. @returns how many are now. */
export function tellResources(of: Performance, told: number, tell: Tell): number {
  const entries = of.getEntriesByType('resource') as PerformanceResourceTiming[];
  for (const { name, initiatorType, startTime } of entries.slice(told))
    tell({ timeMs: of.timeOrigin + startTime, kind: initiatorType, url: name, what: 'sent' });
  return entries.length;
}

/**
 * Reads the browser's own list now and then: a PerformanceObserver was measured at about 1 ms of the page's main thread for a hundred requests, asked
 * for its entries or not, this at less than half of it (docs/bench.md, section 10). Before the page empties the list it is read once more.
 *
 * @returns a function that stops.
 */
export function watchResources(tell: Tell): () => void {
  let told = 0;
  let isOn = true;
  const read = (): void => {
    if (isOn) told = tellResources(performance, told, tell);
  };
  const empty = performance.clearResourceTimings;
  performance.clearResourceTimings = () => {
    read();
    told = 0;
    empty.call(performance);
  };
  performance.setResourceTimingBufferSize(ROOM);
  read();
  const timer = setInterval(read, READ_MS);
  // Not taken out: page code may have wrapped it since.
  return () => {
    isOn = false;
    clearInterval(timer);
  };
}

/** @returns a function that stops. Reports of a policy that only reports are no refusals. */
export function watchRefusals(tell: Tell): () => void {
  return listen(
    document,
    'securitypolicyviolation',
    ({ disposition, blockedURI, timeStamp }: SecurityPolicyViolationEvent) => {
      if (disposition === 'enforce' && /^(?:http|ws)s?:/.test(blockedURI))
        tell({ timeMs: performance.timeOrigin + timeStamp, kind: 'policy', url: blockedURI, what: 'refused' });
    },
  );
}

/**
 * Scripts only: their status is not to be had of another origin, but without their file nothing runs. An image that is answered with nothing
 * "fails" too, and has told its server all the same.
 *
 * @returns a function that stops.
 */
export function watchFailures(tell: Tell): () => void {
  return listen(document, 'error', ({ target }: Event) => {
    if (target instanceof HTMLScriptElement)
      tell({ timeMs: Date.now(), kind: 'script', url: target.src, what: 'failed' });
  });
}
