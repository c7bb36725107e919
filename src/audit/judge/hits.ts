/**
 * Owns reading hits: what a vendor's request reports (customer's id, event, page), as its query and body say it. By the vendors' public
 * formats; a request that is none of these is no hit and says nothing.
 * Leaves to others: what follows of two equal hits (doubles.ts), of consent flags in them (signals.ts).
 */

export interface Hit {
  /** The customer's id at the vendor. */
  readonly id: string;
  readonly event: string;
  /** Counts one view of a page: it comes once per view, whoever sends it. */
  readonly isView: boolean;
  /** Address that is reported, '' when the hit has none. */
  readonly about: string;
}

type Read = (url: URL, body: string) => Hit[];

const VIEW = /^(?:page_?view|pageload|pv|hit|page|Pageview)$/i;

function hit(id: string | null, event: string | null, about: string | null): Hit[] {
  return id && event ? [{ id, event, isView: VIEW.test(event), about: about ?? '' }] : [];
}

/** GA4 puts one event in the query, or several in the body, one per line, that share the query. */
function readAnalytics({ searchParams }: URL, body: string): Hit[] {
  const lines = body.trim() ? body.trim().split('\n') : [''];
  return lines.flatMap((line) => {
    const own = new URLSearchParams(line);
    const value = (key: string) => own.get(key) ?? searchParams.get(key);
    return hit(value('tid'), value('en') ?? (value('v') === '1' ? value('t') : null), value('dl'));
  });
}

function readMeta({ searchParams }: URL, body: string): Hit[] {
  const own = new URLSearchParams(body);
  const value = (key: string) => searchParams.get(key) ?? own.get(key);
  return hit(value('id'), value('ev'), value('dl'));
}

/** `browser-info` says what kind it is: `pv:1` a view, others parameters or clicks. A goal is an address of its own. */
function readMetrica({ pathname, searchParams }: URL, body: string): Hit[] {
  const id = /\/watch\/(\d+)/.exec(pathname)?.[1] ?? null;
  const about = searchParams.get('page-url') ?? '';
  const info = searchParams.get('browser-info') ?? '';
  const goal = /^goal:\/\/[^/]*\/(.*)/.exec(about)?.[1];
  if (goal !== undefined) return hit(id, `goal ${goal}`, '');
  const isOther =
    /(?:^|:)(?:nb|ar|pa|ln|dl|cl|ad):1/.test(info) || /(?:^|&)site-info=/.test(body) || searchParams.has('site-info');
  return isOther && !/(?:^|:)pv:1/.test(info) ? [] : hit(id, 'hit', about);
}

function readTikTok(_: URL, body: string): Hit[] {
  try {
    const data = JSON.parse(body) as Record<string, unknown>;
    const context = data['context'] as { pixel?: { code?: string }; page?: { url?: string } } | undefined;
    const id = context?.pixel?.code ?? data['pixel_code'];
    const { event } = data;
    return typeof id === 'string' && typeof event === 'string' ? hit(id, event, context?.page?.url ?? '') : [];
  } catch {
    return [];
  }
}

function readMail({ search }: URL): Hit[] {
  const values = new URLSearchParams(search.slice(1).replaceAll(';', '&'));
  return hit(values.get('id'), values.get('e')?.split('/')[0] ?? 'hit', values.get('u'));
}

function readMatomo({ searchParams }: URL, body: string): Hit[] {
  const own = new URLSearchParams(body);
  const value = (key: string) => searchParams.get(key) ?? own.get(key);
  if (value('rec') !== '1' || value('ping')) return [];
  return hit(value('idsite'), value('e_a') ?? (value('idgoal') ? `goal ${value('idgoal')}` : 'pageview'), value('url'));
}

const READERS: Readonly<Record<string, readonly (readonly [path: RegExp, read: Read])[]>> = {
  'google-analytics-4': [[/\/(?:g\/|[jr]\/)?collect$/, readAnalytics]],
  'google-ads': [
    [
      /\/pagead\/(?:1p-)?conversion\/\d+/,
      ({ pathname, searchParams }) =>
        hit(/\/(\d+)/.exec(pathname)?.[1] ?? null, `conversion ${searchParams.get('label') ?? ''}`, ''),
    ],
  ],
  'meta-pixel': [[/\/tr\/?$/, readMeta]],
  'yandex-metrica': [[/\/watch\/\d+/, readMetrica]],
  'tiktok-pixel': [[/\/api\/v\d\/pixel/, readTikTok]],
  'vk-pixel': [[/\/rtrg$/, ({ searchParams }) => hit(searchParams.get('p'), searchParams.get('event') ?? 'hit', '')]],
  'top-mail-ru-vk-ads': [[/\/counter$/, readMail]],
  'microsoft-uet': [
    [/\/action\/\d/, ({ searchParams }) => hit(searchParams.get('ti'), searchParams.get('evt'), searchParams.get('p'))],
  ],
  matomo: [[/\/(?:matomo|piwik)\.php$/, readMatomo]],
};

export function hitsOf(vendor: string, address: string, body: string): Hit[] {
  const url = URL.parse(address);
  if (!url) return [];
  return (READERS[vendor] ?? []).find(([path]) => path.test(url.pathname))?.[1](url, body) ?? [];
}
