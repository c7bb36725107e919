/**
 * Owns when a page at levels fence and header has to come again: a policy cannot be loosened in place (gate-facts §1.5), so a choice that
 * grants more than the policy in force allows here waits for a reload. It comes at once where the visitor is (they chose here, or came back to
 * this page from the back-forward cache) and in hidden tabs; a page that is seen but not in use, beside another window, waits until it is hidden.
 * Leaves to others: the guards (reload-once.ts), withdrawals (the gate closes by itself).
 */
import type { KelisimApi } from '../../core/api.ts';
import { isGranted } from '../../core/choice.ts';
import { dayOf, parseChoice } from '../../core/choice-cookie.ts';
import { forgetEarlierReload, reloadOnce } from './reload-once.ts';

const waiting = new WeakSet<KelisimApi>();

/** Called at start and after each choice, of this tab or another. */
export function followFence(api: KelisimApi): void {
  forgetEarlierReload(api);
  if (!opensMore(api)) return;
  if (document.hidden || document.hasFocus()) reloadOnce(api, 'opens');
  else waitUntilHidden(api);
}

/** Whether the choice grants a service here that the policy in force does not allow. */
export function opensMore({ inner }: KelisimApi): boolean {
  const { fence, services } = inner;
  if (!fence?.closed || fence.fixed) return false;
  const then = parseChoice(fence.choice, inner.scope, dayOf(Date.now()), inner.termDays);
  const now = inner.choice();
  const find = (id: string) => services.find((service) => service.id === id);
  const path = location.pathname;
  return services.some((service) => isGranted(service, now, path, find) && !isGranted(service, then, path, find));
}

function waitUntilHidden(api: KelisimApi): void {
  if (waiting.has(api)) return;
  waiting.add(api);
  document.addEventListener(
    'visibilitychange',
    () => {
      waiting.delete(api);
      followFence(api);
    },
    { once: true },
  );
}
