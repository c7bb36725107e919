/** Plays the Top.Mail.ru counter: code.js that empties `_tmr`, the counter image, and the script that matches visitors across sites. */
import { pixel, type Route, script } from '../answer.ts';

const VENDOR = 'top-mail-ru-vk-ads';

function runCounter(): void {
  interface Entry {
    id: string;
    type: string;
  }
  const page = window as unknown as { _tmr?: Entry[] | { push: (entry: Entry) => void } };
  const visitor = Math.random().toString(16).slice(2);
  const now = Date.now();
  for (const cookie of [`tmr_lvid=${visitor}`, `tmr_lvidTS=${now}`, 'tmr_detect=0%7Cstand-in']) {
    document.cookie = `${cookie}; path=/; domain=${location.hostname}; max-age=34128000; samesite=lax`;
  }
  localStorage.setItem('tmr_lvid', visitor);
  localStorage.setItem('tmr_lvidTS', String(now));
  const push = (entry: Entry) => {
    const url = encodeURIComponent(location.origin + location.pathname);
    new Image().src = `https://top-fwz1.mail.ru/counter?id=${entry.id};e=${entry.type};u=${url};lvid=${visitor};_=${Math.random()}`;
  };
  const waiting = Array.isArray(page._tmr) ? page._tmr : [];
  page._tmr = { push };
  waiting.forEach(push);
  const sync = document.createElement('script');
  sync.async = true;
  sync.src = 'https://privacy-cs.mail.ru/static/sync-loader.js';
  document.head.appendChild(sync);
}

function runSync(): void {
  document.documentElement.setAttribute('data-stand-in-top-mail-ru', 'ready');
}

export const topMailRu: readonly Route[] = [
  { vendor: VENDOR, host: 'top-fwz1.mail.ru', path: '/js/', answer: () => script(runCounter) },
  { vendor: VENDOR, host: 'top-fwz1.mail.ru', path: '/', answer: () => pixel('VID=stand-in') },
  { vendor: VENDOR, host: 'privacy-cs.mail.ru', path: '/static/', answer: () => script(runSync) },
];
