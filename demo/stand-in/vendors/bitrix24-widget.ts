/** Plays the Bitrix24 site widget: the loader, the call tracker it brings, the portal it talks to, and a contact button. */
import { json, type Route, script, styles } from '../answer.ts';

const VENDOR = 'bitrix24-widget';
const HOST = 'cdn-ru.bitrix24.kz';

function runLoader(): void {
  localStorage.setItem('b24_crm_guest_utm', '{}');
  document.cookie = `LIVECHAT_GUEST_HASH=${Math.random().toString(16).slice(2)}; path=/; max-age=31536000; samesite=lax`;
  const tracker = document.createElement('script');
  tracker.async = true;
  tracker.src = 'https://cdn-ru.bitrix24.kz/b10000001/crm/tag/call.tracker.js';
  document.head.appendChild(tracker);
  void fetch('https://demo-portal.bitrix24.kz/pub/guest.json', { credentials: 'include' }).catch(() => undefined);
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Bitrix24 (stand-in)';
  button.className = 'chat-stand-in';
  (document.body || document.documentElement).appendChild(button);
}

function runTracker(): void {
  document.documentElement.setAttribute('data-stand-in-bitrix24', 'ready');
}

export const bitrix24Widget: readonly Route[] = [
  { vendor: VENDOR, host: HOST, path: '/b10000001/crm/site_button/', answer: () => script(runLoader) },
  { vendor: VENDOR, host: HOST, path: '/b10000001/crm/tag/', answer: () => script(runTracker) },
  { vendor: VENDOR, host: HOST, path: '/b10000009/', answer: () => styles('/* stand-in */') },
  { vendor: VENDOR, host: 'demo-portal.bitrix24.kz', path: '/', answer: () => json({ guest: true }) },
];
