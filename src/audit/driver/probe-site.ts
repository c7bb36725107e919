/**
 * Owns the first look at a site: whether there is Kelisim, what it says of the site, whether there is another banner, and where the head
 * script comes from, so that a phase can go without it. It is not part of any observation.
 */
import type { AuditOptions } from '../audit-options.ts';
import { KelisimBanner } from './kelisim-banner.ts';
import { OtherBanner } from './other-banner.ts';
import type { Banner } from './banner.ts';
import { inTime } from './in-time.ts';
import type { LaunchedBrowser } from './launch-browser.ts';
import { type KelisimFacts, readFacts } from './read-facts.ts';
import { Visit } from './visit.ts';
import { scriptKey, type VisitWatch } from './visit-watch.ts';

const PROBE_MS = 60_000;
const ASK_MS = 3_000;

export interface Probe {
  readonly kelisim: KelisimFacts | null;
  readonly hasBanner: boolean;
  /** Kelisim draws the first layer; else somebody else does. */
  readonly isKelisimBanner: boolean;
  /** Addresses without which there is no Kelisim in the page. */
  readonly headFiles: readonly string[];
  /** Addresses of all files of Kelisim, for telling its code from the page's. */
  readonly ownFiles: readonly string[];
  /** Why the page could not be looked at, '' when it could. */
  readonly trouble: string;
}

export async function probeSite(
  launched: LaunchedBrowser,
  options: AuditOptions,
  initScripts: readonly string[],
  end: number,
): Promise<Probe> {
  const visit = await Visit.open(launched, {
    phase: { id: 'probe', kind: 'no-choice' },
    repeat: 0,
    options,
    deadline: Math.min(end, Date.now() + PROBE_MS),
    blocked: [],
    ownFiles: [],
    initScripts,
  });
  try {
    const came = await visit.goTo(options.urls[0]!);
    const first = new KelisimBanner(visit.page);
    if (came && !(await isShown(first))) await visit.settle(500, true);
    const kelisim = came && !visit.isStopped ? await readFacts(visit.page) : null;
    const isKelisimBanner = kelisim !== null && (await isShown(first));
    const hasBanner =
      isKelisimBanner || (came && !visit.isStopped && (await isShown(new OtherBanner(visit.page, options.banner))));
    const headFiles = kelisim ? await headFilesOf(visit.watch, kelisim, visit.page.url()) : [];
    return {
      kelisim,
      hasBanner,
      isKelisimBanner,
      headFiles,
      ownFiles: kelisim ? [...headFiles, `${kelisim.base}*`] : [],
      trouble: visit.troubles.find(({ isFatal }) => isFatal)?.detail ?? '',
    };
  } finally {
    await visit.close(launched);
  }
}

/** Which banner a visit answers. */
export function bannerOf(visit: Visit, { isKelisimBanner }: Probe): Banner {
  const { banner } = visit.order.options;
  const isOwn = isKelisimBanner && banner?.accept === undefined && banner?.reject === undefined;
  return isOwn ? new KelisimBanner(visit.page) : new OtherBanner(visit.page, banner);
}

async function isShown(banner: Banner): Promise<boolean> {
  return inTime(banner.isShown(), ASK_MS, false);
}

/** Where the engine says that `window.kelisim` was made; written into the page itself, it is the client's files that can be missing. */
async function headFilesOf(watch: VisitWatch, { base }: KelisimFacts, pageUrl: string): Promise<string[]> {
  const session = watch.page;
  if (!session) return [];
  const made = await inTime(
    watch.send('Runtime.evaluate', { expression: 'window.kelisim.decide' }, session.id),
    ASK_MS,
    null,
  );
  const objectId = made?.result.objectId;
  if (objectId === undefined) return [];
  const inside = await inTime(watch.send('Runtime.getProperties', { objectId }, session.id), ASK_MS, null);
  const location = inside?.internalProperties?.find(({ name }) => name === '[[FunctionLocation]]')?.value?.value as
    | { readonly scriptId?: string }
    | undefined;
  const url = watch.scripts.get(scriptKey(session.id, location?.scriptId ?? ''))?.url ?? '';
  return url === '' || url.split('#')[0] === pageUrl.split('#')[0] ? [`${base}*`] : [url];
}
