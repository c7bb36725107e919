/** Plays the Meta Pixel: the library that empties `fbq.queue`, its settings script, and the pixel. */
import { pixel, type Route, script } from '../answer.ts';

const VENDOR = 'meta-pixel';

function runLibrary(): void {
  interface Fbq {
    queue?: ArrayLike<unknown>[];
    callMethod?: (...args: unknown[]) => void;
  }
  const fbq = (window as unknown as { fbq?: Fbq }).fbq;
  if (!fbq || fbq.callMethod) return;
  let revoked = false;
  const ids: string[] = [];
  const call = (...args: unknown[]) => {
    const [command, value, details] = args;
    if (command === 'consent') revoked = value === 'revoke';
    // The library warns of a second `init` with the same id and goes on; `track` after it is sent again all the same.
    if (command === 'init' && !ids.includes(String(value))) {
      ids.push(String(value));
      if (!/(?:^|; )_fbp=/.test(document.cookie)) {
        const id = `fb.1.${Date.now()}.${Math.floor(Math.random() * 1e10)}`;
        document.cookie = `_fbp=${id}; path=/; domain=${location.hostname}; max-age=7776000; samesite=lax`;
      }
      const settings = document.createElement('script');
      settings.async = true;
      settings.src = `https://connect.facebook.net/signals/config/${String(value)}?v=stand-in`;
      document.head.appendChild(settings);
    }
    if (command !== 'track' || revoked) return;
    const url = encodeURIComponent(location.origin + location.pathname + location.search);
    const more = Object.entries((details ?? {}) as Record<string, string>)
      .map(([key, item]) => `&cd[${key}]=${encodeURIComponent(item)}`)
      .join('');
    for (const id of ids)
      new Image().src = `https://www.facebook.com/tr/?id=${id}&ev=${String(value)}&dl=${url}${more}&ts=${Date.now()}&r=${Math.random()}`;
  };
  fbq.callMethod = call;
  for (const args of Array.from(fbq.queue || [])) call(...Array.from(args));
}

function runSettings(): void {
  document.documentElement.setAttribute('data-stand-in-meta', 'ready');
}

export const metaPixel: readonly Route[] = [
  { vendor: VENDOR, host: 'connect.facebook.net', path: '/', answer: () => script(runLibrary) },
  { vendor: VENDOR, host: 'connect.facebook.net', path: '/signals/config/', answer: () => script(runSettings) },
  { vendor: VENDOR, host: 'www.facebook.com', path: '/tr', answer: () => pixel('fr=stand-in') },
  { vendor: VENDOR, host: 'www.facebook.com', path: '/privacy_sandbox/', answer: () => pixel() },
];
