/** Plays the Google tag (gtag/js) and what it feeds: Google Analytics 4 for `G-…`, Google Ads for `AW-…`. */
import { noContent, pixel, queryValue, type Route, script, type StandInRequest } from '../answer.ts';

const ANALYTICS = 'google-analytics-4';
const ADS = 'google-ads';

/** @param inContainer the container starts the tag itself; on a page it waits for `gtag('config', id)`. */
function runAnalytics(id: string, inContainer: boolean): void {
  const page = window as unknown as { dataLayer?: ArrayLike<unknown>[]; [flag: string]: unknown };
  const layer = (page.dataLayer = page.dataLayer || []);
  if (page[`ga-disable-${id}`] || page[`kelisimStandIn-${id}`]) return;
  const configured = () => Array.from(layer).some((item) => item[0] === 'config' && item[1] === id);
  if (!inContainer && !configured()) return;
  page[`kelisimStandIn-${id}`] = true;
  const own = `; path=/; domain=${location.hostname}; max-age=63072000; samesite=lax`;
  const now = Math.floor(Date.now() / 1000);
  const client =
    /(?:^|; )_ga=GA1\.1\.([\d.]+)/.exec(document.cookie)?.[1] || `${Math.floor(Math.random() * 1e9)}.${now}`;
  document.cookie = `_ga=GA1.1.${client}${own}`;
  document.cookie = `_ga_${id.slice(2)}=GS2.1.s${now}$o1$g0$t${now}${own}`;
  // Consent Mode as the hit carries it: `gcs=G1<ads><analytics>`, dashes when the page never said.
  let signals = 'G1--';
  for (const item of Array.from(layer)) {
    const state = item[0] === 'consent' ? (item[2] as Record<string, string>) : null;
    if (state) signals = `G1${+(state['ad_storage'] === 'granted')}${+(state['analytics_storage'] === 'granted')}`;
  }
  const hit = {
    v: '2',
    tid: id,
    cid: client,
    en: 'page_view',
    gcs: signals,
    dl: location.origin + location.pathname,
    dt: document.title,
  };
  navigator.sendBeacon(`https://www.google-analytics.com/g/collect?${new URLSearchParams(hit)}`);
}

function runAds(id: string): void {
  const page = window as unknown as Record<string, unknown>;
  if (page[`kelisimStandIn-${id}`]) return;
  page[`kelisimStandIn-${id}`] = true;
  const now = Math.floor(Date.now() / 1000);
  document.cookie = `_gcl_au=1.1.${Math.floor(Math.random() * 1e9)}.${now}; path=/; domain=${location.hostname}; max-age=7776000; samesite=lax`;
  const number = id.slice(3);
  const url = encodeURIComponent(location.origin + location.pathname);
  new Image().src = `https://googleads.g.doubleclick.net/pagead/viewthroughconversion/${number}/?random=${now}&url=${url}&guid=ON&async=1`;
  new Image().src = `https://www.google.com/pagead/1p-user-list/${number}/?random=${now}&url=${url}`;
  void fetch(`https://www.google.com/ccm/collect?en=page_view&dl=${url}`, {
    method: 'POST',
    mode: 'no-cors',
    keepalive: true,
  }).catch(() => undefined);
}

function analyticsTag(request: StandInRequest) {
  return script(runAnalytics, queryValue(request, 'id'), queryValue(request, 'cx') === 'c');
}

export const googleTag: readonly Route[] = [
  { vendor: ANALYTICS, host: 'www.googletagmanager.com', path: '/gtag/js', query: 'id=G-', answer: analyticsTag },
  {
    vendor: ADS,
    host: 'www.googletagmanager.com',
    path: '/gtag/js',
    query: 'id=AW-',
    answer: (request) => script(runAds, queryValue(request, 'id')),
  },
  { vendor: ANALYTICS, host: 'www.google-analytics.com', path: '/', answer: () => noContent() },
  { vendor: ANALYTICS, host: '*.google-analytics.com', path: '/', answer: () => noContent() },
  { vendor: ADS, host: 'googleads.g.doubleclick.net', path: '/', answer: () => pixel('IDE=stand-in') },
  { vendor: ADS, host: 'www.googleadservices.com', path: '/', answer: () => script(runAds, 'AW-100000009') },
  { vendor: ADS, host: 'www.google.com', path: '/pagead/', answer: () => pixel() },
  { vendor: ADS, host: 'www.google.com', path: '/ccm/', answer: () => noContent() },
];
