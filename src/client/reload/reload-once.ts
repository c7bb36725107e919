/**
 * Owns reloading the page because of a choice, with every guard: at most once per choice, only when the choice will be there
 * afterwards, never over what the visitor has entered. Where it must not, the choice counts from the next page, and the visitor is told.
 * Leaves to others: when a reload is needed (follow-fence.ts, withdrawals), the words (tell-next-page.ts).
 */
import type { KelisimApi } from '../../core/api.ts';
import { formatChoice } from '../../core/choice-cookie.ts';
import { CHOICE_COOKIE_NAME, RELOADED_FOR } from '../../core/storage-keys.ts';
import { readCookies } from '../../platform/cookie-jar.ts';
import { keep, recall } from '../../platform/keep.ts';
import { isFormTouched } from './touched-form.ts';

/** `opens`: the policy in force holds what was granted. `stops`: what was taken back is running and cannot be stopped otherwise. */
export type ReloadReason = 'opens' | 'stops';

/** @returns whether the page is being reloaded. */
export function reloadOnce(api: KelisimApi, why: ReloadReason): boolean {
  const text = choiceText(api);
  // Not read back: after a reload the page would ask again. Reading also waits for the write, which is asynchronous in Chromium: at level header
  // the server would else be asked with the cookie from before (seen in one of two thousand loads, test/matrix/matrix-server.ts).
  if (text === '' || !readCookies(CHOICE_COOKIE_NAME).includes(text)) return false;
  const earlier = earlierReload();
  // A page that was loaded since and is still closed will not open by another one. An older one comes from the back-forward cache.
  if (earlier.text === text && performance.timeOrigin >= earlier.at) return false;
  if (isFormTouched()) return tell(api, why, true);
  // A record in memory only would be lost; without a line there is no page to load; without a guard it would be reloaded for ever.
  if (
    api.inner.memory.length > 0 ||
    !navigator.onLine ||
    !keep(RELOADED_FOR, `${text} ${Date.now()}`, 'sessionStorage')
  )
    return tell(api, why, false);
  reload();
  return true;
}

/** Called at each choice: one that was made again later, after another, is a new one. */
export function forgetEarlierReload(api: KelisimApi): void {
  const { text } = earlierReload();
  if (text && text !== choiceText(api)) keep(RELOADED_FOR, '', 'sessionStorage');
}

/** For which choice this tab was reloaded last, and when. */
function earlierReload(): { readonly text: string; readonly at: number } {
  const [text = '', at] = (recall(RELOADED_FOR, 'sessionStorage') ?? '').split(' ');
  return { text, at: Number(at) };
}

function choiceText({ inner }: KelisimApi): string {
  const choice = inner.choice();
  return choice ? formatChoice(choice, inner.scope) : '';
}

/**
 * Not `location.reload()`: on a page that answered a form it sends the form again, in Chromium without asking. With a fragment in the address
 * there is no other way to load the page anew.
 */
function reload(): void {
  if (location.hash) location.reload();
  else location.replace(location.href);
}

function tell(api: KelisimApi, why: ReloadReason, touched: boolean): false {
  // In a tab that nobody looks at there is nobody to tell.
  if (!document.hidden && document.hasFocus())
    import('./tell-next-page.ts')
      .then(({ tellNextPage }) => tellNextPage(api, why, touched))
      .catch((error: unknown) =>
        console.warn('kelisim: the choice counts from the next page; the note did not load:', error),
      );
  return false;
}
