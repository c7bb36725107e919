/**
 * Owns the inline line of level header: the server sent the policy, so it only tells the head for which choice, and listens. It finds the
 * policy as the server does, by the same cookie and path. KELISIM_DATA is put in by `kelisim head` (cli/fence-block.ts).
 */
import type { FenceData } from '../../core/fence-policy.ts';
import { guarded } from '../report.ts';
import { observeFence } from './observe-fence.ts';
import { policyHere } from './policy-here.ts';

declare const KELISIM_DATA: FenceData;

guarded(() => {
  const state = observeFence();
  Object.assign(state, policyHere(KELISIM_DATA)[0]);
});
