/** Plays Hotjar: the site's script, the module it loads, the upload, and the socket of a recorded session. */
import { json, type Route, script, type StandInRequest } from '../answer.ts';

const VENDOR = 'hotjar';

function runSite(id: string): void {
  const modules = document.createElement('script');
  modules.async = true;
  modules.src = `https://script.hotjar.com/modules.stand-in.js?site=${id}`;
  document.head.appendChild(modules);
}

function runModules(id: string): void {
  const user = Math.random().toString(36).slice(2);
  document.cookie = `_hjSessionUser_${id}=${user}; path=/; domain=${location.hostname}; max-age=31536000; samesite=lax`;
  document.cookie = `_hjSession_${id}=${user}.${Date.now()}; path=/; domain=${location.hostname}; max-age=1800; samesite=lax`;
  sessionStorage.setItem('hjViewportId', user);
  const body = JSON.stringify({ site: id, user, url: location.origin + location.pathname });
  void fetch('https://content.hotjar.io/?gzip=0', { method: 'POST', mode: 'no-cors', body }).catch(() => undefined);
  const socket = new WebSocket('wss://ws.hotjar.com/api/v2/client/ws');
  socket.addEventListener('open', () => socket.close());
}

function site(request: StandInRequest) {
  return script(runSite, /hotjar-(\d+)/.exec(request.path)?.[1] ?? '');
}

export const hotjar: readonly Route[] = [
  { vendor: VENDOR, host: 'static.hotjar.com', path: '/c/', answer: site },
  {
    vendor: VENDOR,
    host: 'script.hotjar.com',
    path: '/',
    answer: (request) => script(runModules, new URLSearchParams(request.query).get('site') ?? ''),
  },
  { vendor: VENDOR, host: 'ws.hotjar.com', path: '/', answer: () => json({ error: 'a socket is expected' }) },
  { vendor: VENDOR, host: '*.hotjar.io', path: '/', answer: () => json({ success: true }) },
];
