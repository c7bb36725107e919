/** Plays the Google tag (gtag/js) and what it feeds: Google Analytics 4 for `G-…`, Google Ads for `AW-…`. */
import {
  noContent,
  pixel,
  queryValue,
  type Route,
  script,
  type StandInRequest,
  type StandInResponse,
} from '../answer.ts';

const ANALYTICS = 'google-analytics-4';
const ADS = 'google-ads';

/**
 * The page's `config` starts the tag (in a container the container does); it then listens to what else is pushed: events, and what the
 * visitor agreed to. Signals as Google's documentation has them: `gcs=G1<ads><analytics>`, dashes when the page never said; `gcd` a letter
 * per purpose, for what the default was and what an update made of it. Denied, it keeps no cookie and sends cookieless hits.
 */
function runAnalytics(id: string, inContainer: boolean): void {
  type Item = ArrayLike<unknown>;
  const page = window as unknown as { dataLayer?: Item[]; [flag: string]: unknown };
  const layer = (page.dataLayer = page.dataLayer || []);
  const flag = `kelisimStandIn-${id}-${String(inContainer)}`;
  if (page[`ga-disable-${id}`] || page[flag]) return;
  page[flag] = true;
  const first: Record<string, string> = {};
  const later: Record<string, string> = {};
  let hasStarted = false;
  let client = '';
  const said = (purpose: string) => later[purpose] ?? first[purpose];
  const bit = (purpose: string) => (said(purpose) === undefined ? '-' : said(purpose) === 'granted' ? '1' : '0');
  const letter = (purpose: string) => {
    const states = { granted: 2, denied: 1 } as Record<string, number>;
    return 'lmnpqrtuv'[(states[first[purpose]!] ?? 0) * 3 + (states[later[purpose]!] ?? 0)]!;
  };
  const keep = () => {
    if (said('analytics_storage') === 'denied') return;
    const own = `; path=/; domain=${location.hostname}; max-age=63072000; samesite=lax`;
    document.cookie = `_ga=GA1.1.${client}${own}`;
    document.cookie = `_ga_${id.slice(2)}=GS2.1.s${Math.floor(Date.now() / 1000)}$o1$g0$t0${own}`;
  };
  const send = (name: string, more: Record<string, string> = {}) => {
    if (page[`ga-disable-${id}`]) return;
    const hit = {
      v: '2',
      tid: id,
      cid: client,
      en: name,
      gcs: `G1${bit('ad_storage')}${bit('analytics_storage')}`,
      gcd: `13${['ad_storage', 'analytics_storage', 'ad_user_data', 'ad_personalization'].map(letter).join('3')}5`,
      dl: location.origin + location.pathname + location.search,
      dt: document.title,
      ...more,
    };
    navigator.sendBeacon(`https://www.google-analytics.com/g/collect?${new URLSearchParams(hit)}`);
  };
  const start = () => {
    if (hasStarted) return;
    hasStarted = true;
    client =
      /(?:^|; )_ga=GA1\.1\.([\d.]+)/.exec(document.cookie)?.[1] ||
      `${Math.floor(Math.random() * 1e9)}.${Math.floor(Date.now() / 1000)}`;
    keep();
    send('page_view');
  };
  const read = (item: Item, isNew: boolean) => {
    const [command, second, values] = Array.from(item) as [unknown, unknown, Record<string, string> | undefined];
    if (command === 'consent') {
      const was = said('analytics_storage');
      for (const [purpose, state] of Object.entries(values ?? {}))
        (second === 'default' ? first : later)[purpose] = state;
      if (!isNew || !hasStarted || was !== 'denied' || said('analytics_storage') !== 'granted') return;
      keep();
      // What Google calls a consent status ping.
      send('user_engagement', { gcu: '1' });
    }
    // What was pushed before the library came is worked off after the first look, so that a late default is seen as late.
    if (command === 'config' && second === id && !inContainer && isNew) start();
    if (command === 'event' && hasStarted && !inContainer)
      send(
        String(second),
        Object.fromEntries(Object.entries(values ?? {}).map(([key, value]) => [`ep.${key}`, value])),
      );
  };
  const waiting = Array.from(layer);
  for (const item of waiting) if (item[0] === 'consent') read(item, false);
  if (inContainer || waiting.some((item) => item[0] === 'config' && item[1] === id)) start();
  for (const item of waiting) if (item[0] === 'event') read(item, false);
  const push = layer.push.bind(layer);
  layer.push = (...items: Item[]) => {
    const length = push(...items);
    for (const item of items) read(item, true);
    return length;
  };
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

/** Google answers an id that was never given out with 404. */
function analyticsTag(request: StandInRequest): StandInResponse {
  if (!/^G-[A-Z0-9]+$/.test(queryValue(request, 'id')))
    return { status: 404, headers: { 'content-type': 'text/plain' }, body: '' };
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
