/**
 * Owns what the page's other code is told: Google Consent Mode v2 (basic: Google's tags are gated as well; advanced: they load with everything
 * denied), each vendor's own consent calls (core/vendor.ts VendorSignal), and the site's own event.
 * Leaves to others: which category stands for which of Google's types (core/google-consent.ts).
 */
import type { DataLayerEvent } from '../../core/api.ts';
import type { ResolvedService } from '../../core/head-site.ts';
import type { SignalCall } from '../../core/vendor.ts';
import { emit, choice, has, site } from '../state.ts';
import { guarded } from '../report.ts';

// biome-ignore lint/suspicious/noExplicitAny: globals of the page, of any shape
const page = window as any;

function dataLayer(): unknown[] {
  return (page.dataLayer = page.dataLayer || []);
}

/** Google's libraries tell commands from events by the arguments object; an array would be ignored. */
function gtag(..._: unknown[]): void {
  dataLayer().push(arguments);
}

export function signalGoogle(command: 'default' | 'update'): void {
  const { google } = site;
  if (!google) return;
  const isFirst = command === 'default';
  const state: Record<string, unknown> = { security_storage: 'granted', ...(isFirst && google.extra) };
  for (const category of Object.keys(google.types))
    for (const type of google.types[category]!.split(' '))
      state[type] = !isFirst && has(category) ? 'granted' : 'denied';
  for (const item of (isFirst && google.before) || []) gtag(...item);
  gtag('consent', command, state);
}

function call([path, ...args]: SignalCall): void {
  const [name, method] = path.split('.') as [string, string?];
  if (path.slice(-1) === '=') page[path.slice(0, -1)] = args[0];
  else {
    if (method === 'push') page[name] = page[name] || [];
    const target = page[name];
    if (target && method && !target[method]) target.push([method, ...args]);
    else if (target && method) target[method](...args);
    else if (target) target(...args);
  }
}

/** Tells a vendor's code, when it has an ear for it. A vendor that was not denied anything need not be granted anything. */
export function signal(service: ResolvedService, moment: 'deny' | 'grant' | 'withdraw'): void {
  for (const item of (service.signal || {})[moment] || []) guarded(() => call(item));
}

export function grants(): Record<string, boolean> {
  const all: Record<string, boolean> = {};
  for (const id of site.categories.map((item) => item.id).concat(Object.keys((choice && choice.services) || {})))
    all[id] = has(id);
  return all;
}

/** Tells everybody what holds now: Google first, so that the update precedes any event. */
export function announce(): void {
  guarded(() => {
    const granted = grants();
    signalGoogle('update');
    dataLayer().push({ event: 'kelisim.choice', kelisim: granted } satisfies DataLayerEvent);
    const detail = { granted, choice: choice! };
    emit('choice', detail);
    document.dispatchEvent(new CustomEvent('kelisim:choice', { detail }));
  });
}
