/**
 * Owns what the browser itself reports: each resource it fetched (Resource Timing, also what came before the panel) and each that a content
 * security policy refused. Known gaps, stated in the panel: fetches that failed are missing in some engines, what frames of other origins,
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
