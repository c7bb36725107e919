/** Plays Yandex Metrica: tag.js that empties `ym.a`, the hit to /watch, and Webvisor's beacons when the counter was started with it. */
import { json, noContent, type Route, script } from '../answer.ts';

const VENDOR = 'yandex-metrica';
const REPLAY = 'yandex-webvisor';

function runCounter(): void {
  interface Ym {
    (...args: unknown[]): void;
    a?: ArrayLike<unknown>[];
  }
  const page = window as unknown as { ym?: Ym; [flag: string]: unknown };
  const waiting = page.ym?.a;
  if (!waiting) return;
  const year = `; path=/; domain=${location.hostname}; max-age=31536000; samesite=lax`;
  const hit = (id: number, url: string, details?: unknown) => {
    const request = new XMLHttpRequest();
    request.open(
      'POST',
      `https://mc.yandex.ru/watch/${id}?wmode=7&page-url=${encodeURIComponent(url)}&browser-info=${encodeURIComponent(`${details === undefined ? 'pv' : 'pa'}:1:t:${document.title}`)}`,
    );
    request.withCredentials = true;
    if (details === undefined) return request.send();
    request.setRequestHeader('content-type', 'application/x-www-form-urlencoded');
    request.send(`site-info=${encodeURIComponent(JSON.stringify(details))}`);
  };
  const call = (...args: unknown[]) => {
    const [counter, method, value] = args;
    const id = Number(counter);
    if (page[`disableYaCounter${id}`]) return;
    if (method === 'reachGoal') return hit(id, `goal://${location.hostname}/${String(value)}`);
    if (method === 'params') return hit(id, location.origin + location.pathname + location.search, value);
    if (method === 'hit') return hit(id, new URL(String(value), location.href).href);
    if (method !== 'init') return;
    const visitor =
      /(?:^|; )_ym_uid=(\d+)/.exec(document.cookie)?.[1] || `${Date.now()}${Math.floor(Math.random() * 1e6)}`;
    document.cookie = `_ym_uid=${visitor}${year}`;
    document.cookie = `_ym_d=${Math.floor(Date.now() / 1000)}${year}`;
    document.cookie = `_ym_isad=2; path=/; domain=${location.hostname}; max-age=172800`;
    hit(id, location.origin + location.pathname + location.search);
    if (!(value as { webvisor?: boolean } | undefined)?.webvisor) return;
    document.cookie = `_ym_visorc=w; path=/; domain=${location.hostname}; max-age=1800`;
    navigator.sendBeacon(
      `https://mc.yandex.ru/webvisor/${id}?rn=${Math.floor(Math.random() * 1e9)}&wv-type=7`,
      'stand-in: no recording',
    );
  };
  page.ym = call;
  for (const args of Array.from(waiting)) call(...Array.from(args));
}

export const yandexMetrica: readonly Route[] = [
  { vendor: VENDOR, host: 'mc.yandex.ru', path: '/metrika/', answer: () => script(runCounter) },
  { vendor: VENDOR, host: 'mc.yandex.ru', path: '/', answer: () => json({ settings: {} }, 'yandexuid=stand-in') },
  { vendor: REPLAY, host: 'mc.yandex.ru', path: '/webvisor/', answer: () => noContent() },
];
