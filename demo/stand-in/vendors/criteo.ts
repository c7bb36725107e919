/** Plays Criteo OneTag: the loader that reads `criteo_q`, the event script and the frame that syncs its own cookie. */
import { frame, queryValue, type Route, script } from '../answer.ts';

const VENDOR = 'criteo';

function runLoader(account: string): void {
  const page = window as unknown as { criteo_q?: Record<string, unknown>[] };
  const events = Array.isArray(page.criteo_q) ? page.criteo_q.map((item) => String(item['event'])) : [];
  const bundle = Math.random().toString(36).slice(2);
  document.cookie = `cto_bundle=${bundle}; path=/; domain=${location.hostname}; max-age=33696000; samesite=lax`;
  localStorage.setItem('cto_bundle', bundle);
  const event = document.createElement('script');
  event.async = true;
  event.src = `https://sslwidget.criteo.com/event?a=${account}&v=stand-in&p0=${encodeURIComponent(events.join(','))}&bundle=${bundle}`;
  document.head.appendChild(event);
  const sync = document.createElement('iframe');
  sync.hidden = true;
  sync.title = 'Criteo (stand-in)';
  sync.src = 'https://gum.criteo.com/syncframe?origin=onetag';
  (document.body || document.documentElement).appendChild(sync);
}

function runEvent(): void {
  document.documentElement.setAttribute('data-stand-in-criteo', 'ready');
}

export const criteo: readonly Route[] = [
  {
    vendor: VENDOR,
    host: 'dynamic.criteo.com',
    path: '/js/ld/',
    answer: (request) => script(runLoader, queryValue(request, 'a')),
  },
  { vendor: VENDOR, host: 'static.criteo.net', path: '/js/ld/', answer: () => script(runLoader, '100009') },
  { vendor: VENDOR, host: 'sslwidget.criteo.com', path: '/event', answer: () => script(runEvent) },
  { vendor: VENDOR, host: 'gum.criteo.com', path: '/', answer: () => frame('Criteo', '#f48120', '', 'uid=stand-in') },
];
