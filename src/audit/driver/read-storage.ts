/**
 * Owns looking at all that the browser keeps of a profile: cookies by the browser's own list, the rest origin by origin, from a world of our
 * own beside the page's (a page may have replaced `localStorage` or `indexedDB` in its own). Values are hashed at once.
 * Leaves to others: what differs (storage-difference.ts).
 */
import { createHash } from 'node:crypto';
import type { StorageArea } from '../observation.ts';
import { inTime } from './in-time.ts';
import type { StoredItem } from './storage-difference.ts';
import type { VisitWatch } from './visit-watch.ts';

const LOOK_MS = 3_000;

interface Kept {
  readonly area: Exclude<StorageArea, 'cookie'>;
  readonly name: string;
  readonly value: string;
}

interface FrameTree {
  readonly frame: { readonly id: string; readonly url: string; readonly securityOrigin: string };
  readonly childFrames?: readonly FrameTree[];
}

/** Runs in the page's frame, in a world of its own: must stand alone. */
async function keptHere(): Promise<Kept[]> {
  const kept: Kept[] = [];
  const tried = async (look: () => unknown): Promise<void> => {
    try {
      await look();
    } catch {
      // Sandboxed, partitioned or forbidden: nothing is kept there.
    }
  };
  for (const area of ['localStorage', 'sessionStorage'] as const) {
    await tried(() => {
      for (const name of Object.keys(window[area])) kept.push({ area, name, value: window[area].getItem(name) ?? '' });
    });
  }
  await tried(async () => {
    for (const { name = '', version = 0 } of await indexedDB.databases())
      kept.push({ area: 'indexedDB', name, value: String(version) });
  });
  await tried(async () => {
    for (const name of await caches.keys()) {
      const addresses = (await (await caches.open(name)).keys()).map(({ url }) => url);
      kept.push({ area: 'cacheStorage', name, value: addresses.join(' ') });
    }
  });
  await tried(async () => {
    for (const { scope, active, waiting, installing } of await navigator.serviceWorker.getRegistrations()) {
      const worker = active ?? waiting ?? installing;
      kept.push({ area: 'serviceWorker', name: worker?.scriptURL ?? scope, value: scope });
    }
  });
  return kept;
}

export async function readStorage(watch: VisitWatch): Promise<StoredItem[]> {
  const [cookies, ...frames] = await Promise.all([
    readCookies(watch),
    ...(await framesOf(watch)).map((look) => look()),
  ]);
  return [...cookies, ...frames.flat()];
}

async function readCookies(watch: VisitWatch): Promise<StoredItem[]> {
  const { cookies } = await watch.send('Storage.getCookies', { browserContextId: watch.browserContextId });
  return cookies.map(({ name, value, domain, path, expires, session }) => ({
    area: 'cookie',
    name,
    where: domain,
    path,
    lifetimeSeconds: session ? null : Math.max(0, Math.round(expires - Date.now() / 1000)),
    valueHash: hashOf(value),
  }));
}

/** One look per origin: frames of the same origin share what is kept. */
async function framesOf(watch: VisitWatch): Promise<(() => Promise<StoredItem[]>)[]> {
  const looks = new Map<string, () => Promise<StoredItem[]>>();
  const sessions = [...watch.sessions.values()].filter(({ type }) => type === 'page' || type === 'iframe');
  for (const { id } of sessions) {
    const tree = await inTime(watch.send('Page.getFrameTree', {}, id), LOOK_MS, null);
    if (!tree) continue;
    for (const { id: frameId, securityOrigin } of flat(tree.frameTree)) {
      if (!/^https?:/.test(securityOrigin) || looks.has(securityOrigin)) continue;
      looks.set(securityOrigin, () => lookInto(watch, id, frameId, securityOrigin));
    }
  }
  return [...looks.values()];
}

function flat({ frame, childFrames = [] }: FrameTree): FrameTree['frame'][] {
  return [frame, ...childFrames.flatMap(flat)];
}

async function lookInto(watch: VisitWatch, session: string, frameId: string, origin: string): Promise<StoredItem[]> {
  const world = await inTime(
    watch.send('Page.createIsolatedWorld', { frameId, worldName: 'kelisim-audit' }, session),
    LOOK_MS,
    null,
  );
  if (!world) return [];
  const answer = await inTime(
    watch.send(
      'Runtime.evaluate',
      {
        expression: `(${keptHere.toString()})()`,
        contextId: world.executionContextId,
        awaitPromise: true,
        returnByValue: true,
      },
      session,
    ),
    // A frame that goes away, or hangs, while it is looked at keeps nothing that could be said.
    LOOK_MS,
    null,
  );
  const kept = (answer?.result.value as readonly Kept[] | undefined) ?? [];
  return kept.map(({ area, name, value }) => ({
    area,
    name,
    where: origin,
    path: '',
    lifetimeSeconds: null,
    valueHash: hashOf(value),
  }));
}

function hashOf(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 16);
}
