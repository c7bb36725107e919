/** Owns the findings `inconclusive` of one visit: what cut it short, so that nothing follows from what was not seen. */
import type { Draft } from './draft.ts';
import type { Visit } from './visit.ts';

export function troublesOf({ observation }: Visit): Draft[] {
  const { troubles, phase, repeat, url } = observation;
  const fatal = new Map(troubles.filter(({ isFatal }) => isFatal).map((trouble) => [trouble.code, trouble]));
  return [...fatal.values()].map(({ code, detail, atMs }) => ({
    verdict: 'inconclusive',
    severity: 'warning',
    cause: 'trouble',
    vendor: '',
    host: URL.parse(url)?.hostname ?? '',
    category: '',
    page: url.replace(/[?#].*/s, ''),
    place: null,
    element: '',
    of: code,
    // An address in it may carry what a visitor typed.
    names: { trouble: code, detail: detail.replace(/[?#]\S*/g, '') },
    fixes: [{ code: 'look-again', place: null, names: { trouble: code } }],
    evidence: { phase: phase.id, repeat, requests: [], stored: [], atMs },
  }));
}
