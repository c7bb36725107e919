/** Plays Google Tag Manager: a container that writes the tags of its table into the page, and the frame for pages without JavaScript. */
import { frame, queryValue, type Route, script, type StandInRequest } from '../answer.ts';

const VENDOR = 'google-tag-manager';

/**
 * What was published in each container: Google tag ids, Meta pixels as `meta:<id>`, scripts of others as `script:<address>`, and custom HTML
 * with a module script as `module:<address>`. What stands after a space is the consent setting of the tag: it waits for that purpose.
 * Unknown containers are empty.
 */
const CONTAINERS: Readonly<Record<string, readonly string[]>> = {
  'GTM-DEMO001': ['G-DEMO0001', 'AW-100000001'],
  'GTM-DEMO003': ['G-DEMO0003', 'AW-100000003', 'meta:100000000000003'],
  'GTM-DEMO009': ['G-DEMO0009'],
  'GTM-CORP040': ['G-CORP0040', 'module:https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=CORP0040'],
  'GTM-CORP140': ['G-CORP0040', 'module:https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=CORP0040 ad_storage'],
  'GTM-CORP041': ['G-CORP0041'],
  'GTM-CORP111': ['G-CORP0111', 'meta:100000000000111 ad_storage'],
};

function runContainer(id: string, tags: readonly string[]): void {
  type Item = ArrayLike<unknown>;
  const page = window as unknown as {
    google_tag_manager?: Record<string, object>;
    dataLayer?: Item[];
    fbq?: (...args: unknown[]) => void;
  };
  const known = (page.google_tag_manager = page.google_tag_manager || {});
  if (known[id]) return;
  known[id] = {};
  const first = document.getElementsByTagName('script')[0]!;
  const load = (src: string) => {
    const tag = document.createElement('script');
    tag.async = true;
    tag.src = src;
    first.parentNode!.insertBefore(tag, first);
  };
  const fire = (tag: string) => {
    if (tag.startsWith('script:')) return load(tag.slice(7));
    if (tag.startsWith('module:')) {
      const html = document.createElement('script');
      html.type = 'module';
      html.textContent = `import(${JSON.stringify(tag.slice(7))}).catch(() => undefined);`;
      return void document.head.appendChild(html);
    }
    if (!tag.startsWith('meta:')) return load(`https://www.googletagmanager.com/gtag/js?id=${tag}&cx=c`);
    const queue: unknown[][] = [];
    page.fbq = page.fbq || Object.assign((...args: unknown[]) => void queue.push(args), { queue });
    page.fbq('init', tag.slice(5));
    page.fbq('track', 'PageView');
    load('https://connect.facebook.net/en_US/fbevents.js');
  };
  const layer = (page.dataLayer = page.dataLayer || []);
  const said: Record<string, string> = {};
  const waiting = new Set<string>();
  const listen = (item: Item) => {
    if (item[0] === 'consent') Object.assign(said, item[2]);
    for (const entry of waiting) {
      const [tag = '', purpose = ''] = entry.split(' ');
      if (said[purpose] === 'granted' && waiting.delete(entry)) fire(tag);
    }
  };
  for (const item of Array.from(layer)) listen(item);
  for (const entry of tags) {
    const [tag = '', purpose] = entry.split(' ');
    if (purpose === undefined || said[purpose] === 'granted') fire(tag);
    else waiting.add(entry);
  }
  const push = layer.push.bind(layer);
  layer.push = (...items: Item[]) => {
    const length = push(...items);
    for (const item of items) listen(item);
    return length;
  };
  push({ event: 'gtm.dom' } as unknown as Item);
}

function container(request: StandInRequest) {
  const id = queryValue(request, 'id');
  return script(runContainer, id, CONTAINERS[id] ?? []);
}

export const googleTagManager: readonly Route[] = [
  { vendor: VENDOR, host: 'www.googletagmanager.com', path: '/gtm.js', answer: container },
  {
    vendor: VENDOR,
    host: 'www.googletagmanager.com',
    path: '/ns.html',
    answer: () => frame('Google Tag Manager', '#4a6da7', ''),
  },
];
