/**
 * Owns `window.kelisimFence`: what the lines of levels fence and header leave for the head, and the listener that collects what the browser
 * refused. The listener has to stand before the policy: later ones miss events in Firefox and WebKit (fence-facts §5).
 */
import { FENCE_MARK } from '../../core/fence-policy.ts';
import type { FenceState } from '../../core/fence-state.ts';

export type OpenState = { -readonly [K in keyof FenceState]: FenceState[K] };

/** Starts at the worst: closed for good, made for nobody. The line betters it once it knows. */
export function observeFence(): OpenState {
  const blocked: string[] = [];
  const state: OpenState = { v: 1, choice: '', closed: true, fixed: true, blocked };
  Object.defineProperty(window, 'kelisimFence', { value: state });
  addEventListener('securitypolicyviolation', ({ originalPolicy, disposition, blockedURI }) => {
    // The site's own policy and a trial of ours (report-only) hold nothing for us. WebKit reports one request several times.
    if (originalPolicy.indexOf(FENCE_MARK) < 0 || disposition === 'report' || blocked.indexOf(blockedURI) >= 0) return;
    blocked.push(blockedURI);
    if (state.tell) state.tell(blockedURI);
  });
  return state;
}
