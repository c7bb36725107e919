/** Owns the policy for this page and this visitor, as both lines find it: choice cookie and path. */
import { dayOf } from '../../core/choice-cookie.ts';
import { type FenceData, policyFor } from '../../core/fence-policy.ts';
import { newestChoice } from '../../core/newest-choice.ts';
import { CHOICE_COOKIE_NAME } from '../../core/storage-keys.ts';
import { readCookies } from '../../platform/cookie-jar.ts';
import type { OpenState } from './observe-fence.ts';

/** @returns the state's news, and the policy: null when everything is granted. */
export function policyHere(fence: FenceData): [Partial<OpenState>, string | null] {
  const found = newestChoice(readCookies(CHOICE_COOKIE_NAME), fence.scope, dayOf(Date.now()), fence.termDays);
  const policy = policyFor(fence, found && found.choice, location.pathname);
  return [{ choice: found ? found.text : '', closed: !!policy, fixed: false }, policy];
}
