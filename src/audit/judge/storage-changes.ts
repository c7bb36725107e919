/**
 * Owns what was written into storage in a visit: what the driver found different from stage to stage, and cookies that an answer of the site's
 * own set and somebody erased before it looked. Between two looks a cookie may come back and be erased again; it came back all the same.
 */
import type { Observation, StorageChange } from '../observation.ts';
import type { Attribution } from './attribute.ts';

export function storageChanges({ storage, requests }: Observation, { isOwnHost }: Attribution): StorageChange[] {
  const isKnown = (stage: number, name: string) =>
    storage.some((change) => change.stage === stage && change.name === name && change.change !== 'gone');
  const unseen = requests.flatMap(({ url, stage, atMs, setCookies }) => {
    const host = URL.parse(url)?.hostname ?? '';
    if (!setCookies.length || !isOwnHost(host)) return [];
    return setCookies
      .filter(({ name, lifetimeSeconds }) => (lifetimeSeconds ?? 1) > 0 && !isKnown(stage, name))
      .map(
        ({ name, domain, lifetimeSeconds }): StorageChange => ({
          stage,
          atMs,
          area: 'cookie',
          change: 'new',
          name,
          where: domain || host,
          path: '/',
          lifetimeSeconds,
          valueHash: '',
          writer: { header: url },
        }),
      );
  });
  return [...storage, ...unseen];
}
