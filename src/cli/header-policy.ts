/**
 * Owns the policy of level header for one request: the choice cookie out of the request's header, then the policy for it. Pure: what the
 * Node middleware sends and what the nginx maps are compared with. Leaves to others: setting the header (kelisim-header.ts).
 */
import { newestChoice } from '../core/newest-choice.ts';
import { type FenceData, policyFor } from '../core/fence-policy.ts';
import { CHOICE_COOKIE_NAME } from '../core/storage-keys.ts';

/**
 * @param cookieHeader the request's `Cookie` header, undefined when there is none.
 * @param path path of the requested page as the browser sends it, without the query.
 * @param today whole days since 1970-01-01 UTC.
 * @returns null when everything is granted: then there is no policy.
 */
export function headerPolicy(
  fence: FenceData,
  cookieHeader: string | undefined,
  path: string,
  today: number,
): string | null {
  const found = newestChoice(choiceTexts(cookieHeader), fence.scope, today, fence.termDays);
  return policyFor(fence, found && found.choice, path);
}

/** Values of every choice cookie in the order of the header (RFC 6265 §4.2.1). */
function choiceTexts(cookieHeader = ''): string[] {
  const prefix = `${CHOICE_COOKIE_NAME}=`;
  return cookieHeader
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length));
}
