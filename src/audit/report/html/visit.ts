/** Owns which requests of a visit a reader is shown: those to others than the site, with whose they are and whether a finding speaks of them. */
import type { AuditRun } from '../../audit-run.ts';
import type { Observation, ObservedRequest } from '../../observation.ts';
import type { RequestOwner, RequestOwners } from '../request-owners.ts';

export interface ListedRequest {
  readonly request: ObservedRequest;
  readonly owner: RequestOwner;
  /** A finding of more than a note rests on it. */
  readonly isBad: boolean;
}

export interface Visit {
  readonly observation: Observation;
  readonly requests: readonly ListedRequest[];
  /** To the site itself, which are counted only. */
  readonly ownCount: number;
}

export function listedRequests(
  observation: Observation,
  number: number,
  run: AuditRun,
  owners: RequestOwners,
): Pick<Visit, 'requests' | 'ownCount'> {
  const { phase, repeat } = observation;
  const bad = new Set(
    run.judgement.findings
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .flatMap(({ evidence }) => evidence)
      .filter((one) => one.phase === phase.id && one.repeat === repeat)
      .flatMap(({ requests }) => requests),
  );
  const requests = observation.requests.flatMap((request, i) => {
    const owner = owners.ownerOf(number, i);
    return owner ? [{ request, owner, isBad: bad.has(request.id) }] : [];
  });
  return {
    requests: requests.sort((a, b) => a.request.atMs - b.request.atMs),
    ownCount: observation.requests.length - requests.length,
  };
}
