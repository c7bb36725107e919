/**
 * Owns what no page can see of itself, in any browser: why the panel cannot say of a site of the corpus what the command says. Told to the reader in
 * the panel's limits (`tools.limits-text`) and docs/panel.md. Leaves to others: the comparison (panel-agrees.ts).
 */
import type { AuditRun } from '../../src/audit/audit-run.ts';
import type { ObservedRequest } from '../../src/audit/observation.ts';
import type { Cell } from '../../src/audit/verdict.ts';

/** As it stands in docs/corpus.md. */
export const BEYOND_SIGHT = {
  worker: 'a worker asked: it has a list of resources of its own, which no page can read',
  'service-worker': 'the service worker asked: its requests are in no list of the page',
  'sent-frame': 'a script sent a frame elsewhere: of a frame the page’s list has the first address only',
  frame: 'asked from a frame of another site: no page can read its list',
  unread:
    'a fetch of a frame’s own, whose answer nobody reads: the native function was kept above Kelisim’s script, and Chromium lists a fetch when its answer was read',
  socket: 'a socket that was opened above Kelisim’s script: sockets are in no list of resources',
  leaving: 'sent while the page was being left: nobody of the page is there any more to see it',
  redirect: 'a redirect: the list has the first address, not where it led',
  cookie:
    'a cookie that was there before the panel: nobody in the page can tell who set it, and HttpOnly ones are not to be seen at all',
  choice: 'the server set the cookie of the choice: to the page it is the choice of a visitor who comes back',
} as const;

export type BeyondSight = keyof typeof BEYOND_SIGHT;

function reasonOf({ realm, kind, redirectedFrom }: ObservedRequest): BeyondSight | '' {
  if (realm === 'frame') return kind === 'document' ? 'sent-frame' : kind === 'fetch' ? 'unread' : 'frame';
  if (realm !== 'page') return realm;
  if (kind === 'websocket') return 'socket';
  if (kind === 'ping') return 'leaving';
  return redirectedFrom.length > 0 ? 'redirect' : '';
}

const BY_CAUSE = { 'server-cookie': 'cookie', 'forged-choice': 'choice' } as const;

/** @returns '' where the panel should have seen it: then it is a difference. */
export function beyondSight(run: AuditRun, { findings }: Pick<Cell, 'findings'>): BeyondSight | '' {
  const found = run.judgement.findings.filter(({ id }) => findings.includes(id));
  for (const [cause, reason] of Object.entries(BY_CAUSE))
    if (found.length > 0 && found.every((finding) => finding.cause === cause)) return reason;
  const requests = found
    .flatMap((finding) => finding.evidence)
    .flatMap(({ phase, repeat, requests: ids }) =>
      run.observations
        .filter((observation) => observation.phase.id === phase && observation.repeat === repeat)
        .flatMap((observation) => observation.requests.filter(({ id }) => ids.includes(id))),
    );
  const reasons = requests.map(reasonOf);
  return reasons.every(Boolean) ? (reasons[0] ?? '') : '';
}
