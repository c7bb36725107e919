/** Plays Google Tag Manager: a container that writes the tags of its table into the page, and the frame for pages without JavaScript. */
import { frame, queryValue, type Route, script, type StandInRequest } from '../answer.ts';

const VENDOR = 'google-tag-manager';

/** What was published in each container: Google tag ids, and Meta pixels as `meta:<id>`. Unknown containers are empty. */
const CONTAINERS: Readonly<Record<string, readonly string[]>> = {
  'GTM-DEMO001': ['G-DEMO0001', 'AW-100000001'],
  'GTM-DEMO003': ['G-DEMO0003', 'AW-100000003', 'meta:100000000000003'],
  'GTM-DEMO009': ['G-DEMO0009'],
};

function runContainer(id: string, tags: readonly string[]): void {
  const page = window as unknown as {
    google_tag_manager?: Record<string, object>;
    dataLayer?: unknown[];
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
  for (const tag of tags) {
    if (!tag.startsWith('meta:')) {
      load(`https://www.googletagmanager.com/gtag/js?id=${tag}&cx=c`);
      continue;
    }
    const queue: unknown[][] = [];
    page.fbq = page.fbq || Object.assign((...args: unknown[]) => void queue.push(args), { queue });
    page.fbq('init', tag.slice(5));
    page.fbq('track', 'PageView');
    load('https://connect.facebook.net/en_US/fbevents.js');
  }
  page.dataLayer?.push({ event: 'gtm.dom' });
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
