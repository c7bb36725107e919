/** Plays Calltouch: the script that takes a visitor id, reports the visit and swaps the phone number on the page. */
import { json, queryValue, type Route, script } from '../answer.ts';

const VENDOR = 'calltouch';

function runTracking(site: string): void {
  const session = Math.floor(Math.random() * 1e9);
  for (const cookie of [
    `_ct_session_id=${session}`,
    `_ct_site_id=${site}`,
    `_ct_client_global_id=${session}`,
    `_ct_ids=${site}`,
  ]) {
    document.cookie = `${cookie}; path=/; domain=${location.hostname}; max-age=5184000; samesite=lax`;
  }
  const url = encodeURIComponent(location.origin + location.pathname);
  void fetch(`https://mod.calltouch.ru/set_attrs_by_get.php?site=${site}&session=${session}&url=${url}`)
    .then((response) => response.json() as Promise<{ phone: string }>)
    .then((answer) => {
      for (const place of Array.from(document.querySelectorAll('[data-call-tracking]')))
        place.textContent = answer.phone;
    })
    // Refused or offline: the page keeps the number it came with.
    .catch(() => undefined);
}

export const calltouch: readonly Route[] = [
  {
    vendor: VENDOR,
    host: 'mod.calltouch.ru',
    path: '/init.js',
    answer: (request) => script(runTracking, queryValue(request, 'id')),
  },
  { vendor: VENDOR, host: 'mod.calltouch.ru', path: '/', answer: () => json({ phone: '+7 700 000 00 99' }) },
  { vendor: VENDOR, host: 'api.calltouch.ru', path: '/', answer: () => json({}) },
];
