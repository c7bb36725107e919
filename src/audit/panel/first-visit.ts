/**
 * Owns showing the site as to somebody who has never been here: the choice and what Kelisim keeps of it in this browser are forgotten.
 * Records that wait for delivery stay: a choice is never lost. Cookies of other services stay too; the notice erases those after a refusal.
 */
import { CHOICE_COOKIE_NAME, OUTBOX_FLAG, PANEL_OPEN, PENDING_PREFIX } from '../../core/storage-keys.ts';
import { domainLevels, writeCookie } from '../../platform/cookie-jar.ts';

const OURS = 'kelisim.';

function isForgotten(key: string): boolean {
  return key.startsWith(OURS) && ![PENDING_PREFIX, OUTBOX_FLAG, PANEL_OPEN].some((kept) => key.startsWith(kept));
}

/** Everything of the choice, on every domain and path it can be on. */
export function forgetChoice(): void {
  const parts = location.pathname.split('/');
  const paths = ['/', ...parts.map((_, at) => parts.slice(0, at + 1).join('/')).filter(Boolean)];
  for (const domain of domainLevels(location.hostname))
    for (const path of paths) writeCookie(`${CHOICE_COOKIE_NAME}=${domain};path=${path};max-age=0`);
  for (const area of ['localStorage', 'sessionStorage'] as const)
    try {
      for (const key of Object.keys(window[area])) if (isForgotten(key)) window[area].removeItem(key);
    } catch {
      // No storage: nothing was kept there.
    }
}
