/** Plays the TikTok Pixel: the library that reads `ttq`, its second script, and the events it posts. */
import { json, queryValue, type Route, script } from '../answer.ts';

const VENDOR = 'tiktok-pixel';

function runLibrary(id: string): void {
  const ttq = (window as unknown as { ttq?: ArrayLike<unknown>[] & { loaded?: boolean } }).ttq;
  if (!ttq || ttq.loaded) return;
  ttq.loaded = true;
  const visitor = Math.random().toString(36).slice(2);
  for (const cookie of ['_tt_enable_cookie=1', `_ttp=${visitor}`, `ttcsid=${Date.now()}::stand-in`]) {
    document.cookie = `${cookie}; path=/; domain=${location.hostname}; max-age=33609600; samesite=lax`;
  }
  const main = document.createElement('script');
  main.async = true;
  main.src = `https://analytics.tiktok.com/i18n/pixel/static/main.stand-in.js?sdkid=${id}`;
  document.head.appendChild(main);
  for (const [method, name] of Array.from(ttq).map((args) => Array.from(args))) {
    if (method !== 'page' && method !== 'track') continue;
    const event = {
      event: method === 'page' ? 'Pageview' : name,
      context: { pixel: { code: id }, page: { url: location.origin + location.pathname }, user: { ttp: visitor } },
    };
    navigator.sendBeacon('https://analytics.tiktok.com/api/v2/pixel', JSON.stringify(event));
  }
}

function runMain(): void {
  document.documentElement.setAttribute('data-stand-in-tiktok', 'ready');
}

export const tiktokPixel: readonly Route[] = [
  {
    vendor: VENDOR,
    host: 'analytics.tiktok.com',
    path: '/i18n/pixel/events.js',
    answer: (request) => script(runLibrary, queryValue(request, 'sdkid')),
  },
  { vendor: VENDOR, host: 'analytics.tiktok.com', path: '/i18n/pixel/', answer: () => script(runMain) },
  { vendor: VENDOR, host: 'analytics.tiktok.com', path: '/api/', answer: () => json({ code: 0 }, '_ttp=stand-in') },
];
