/**
 * Owns what the browser itself reports: each resource it fetched (Resource Timing, also what came before the panel), each script that did not come,
 * and each request that a content security policy refused. Known gaps, stated in the panel: fetches that failed are missing in some engines, what frames of other origins,
 * workers and the page's earlier life beyond the browser's buffer asked for everywhere.
 */
import type { WireEntry } from './wire-entry.ts';

type Tell = (entry: WireEntry) => void;

/** @returns a function that stops. */
export function watchResources(tell: Tell): () => void {
  // Resource Timing §4.3: not of another engine's list, so that an unknown type does not throw.
  const observer = new PerformanceObserver((list) => {
    for (const { name, initiatorType, startTime } of list.getEntries() as PerformanceResourceTiming[])
      tell({ timeMs: performance.timeOrigin + startTime, kind: initiatorType, url: name, what: 'sent' });
  });
  observer.observe({ type: 'resource', buffered: true });
  return () => observer.disconnect();
}

/** @returns a function that stops. Reports of a policy that only reports are no refusals. */
export function watchRefusals(tell: Tell): () => void {
  const listener = ({ disposition, blockedURI, timeStamp }: SecurityPolicyViolationEvent): void => {
    if (disposition === 'enforce' && /^(?:http|ws)s?:/.test(blockedURI))
      tell({ timeMs: performance.timeOrigin + timeStamp, kind: 'policy', url: blockedURI, what: 'refused' });
  };
  document.addEventListener('securitypolicyviolation', listener);
  return () => document.removeEventListener('securitypolicyviolation', listener);
}

/**
 * Scripts only: their status is not to be had of another origin, but without their file nothing runs. An image that is answered with nothing
 * "fails" too, and has told its server all the same.
 *
 * @returns a function that stops.
 */
export function watchFailures(tell: Tell): () => void {
  const listener = ({ target }: Event): void => {
    if (target instanceof HTMLScriptElement)
      tell({ timeMs: Date.now(), kind: 'script', url: target.src, what: 'failed' });
  };
  // It does not bubble.
  document.addEventListener('error', listener, true);
  return () => document.removeEventListener('error', listener, true);
}
