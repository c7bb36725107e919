/** Owns a site on which every way a service can be granted is used: for the tests of the policy and of all who must answer as it does. */
import { fenceData, type FenceOptions } from '../../../src/core/fence-data.ts';
import type { FenceData } from '../../../src/core/fence-policy.ts';
import { resolveSite } from '../../../src/core/resolve-site.ts';
import type { VendorRules } from '../../../src/core/vendor.ts';
import { SCOPE, TERM_DAYS } from '../core/choice-cookie-vectors.ts';

export const CATALOGUE: VendorRules = {
  counter: { m: 'counter.example *.counter.example', c: 'a' },
  recorder: { m: 'counter.example/rec', c: 'a', r: 1 },
  pixel: { m: 'pixel.example/tr shared.example/ads?id=AW- pixel.example/a*b/c', c: 'd' },
  '2gis': { m: 'maps.example', c: 'f' },
  manager: { m: 'shared.example', t: 1 },
  captcha: { m: 'captcha.example/api', c: 'n' },
  platform: { m: '', c: 'n' },
  never: { m: 'never.example', c: 'a' },
};

export const SERVICES = [
  { vendor: 'counter' },
  { vendor: 'recorder' },
  { vendor: 'pixel', notOn: ['/apply', '/kk/apply/'] },
  { vendor: '2gis' },
  { vendor: 'manager', contains: ['counter', 'pixel', 'unknown'] },
  { vendor: 'captcha', onlyOn: ['/apply', '/a.b+c'] },
  { vendor: 'platform' },
  { id: 'chat', name: 'Chat', hosts: ['chat.example.kz'], category: 'functional' },
  { id: 'needed', name: 'Needed', hosts: ['needed.example.kz/x'], category: 'necessary' },
  { id: 'tests', name: 'Tests', hosts: ['tests.example.kz'], category: 'trial' },
];

export const CONFIG = {
  version: 1,
  site: 'fence-test',
  policy: { edition: '1' },
  services: SERVICES,
  categories: [{ id: 'trial', name: { kk: 'a', ru: 'b' }, purpose: { kk: 'a', ru: 'b' } }],
  hosts: { necessary: ['static.example.kz', 'api.example.kz:8443', '*.cdn.example.kz'] },
  sync: { endpoint: 'https://consent.example.kz:9443/x' },
};

/** With the scope and term of the shared vectors. */
export function fenceOf(
  change: Record<string, unknown> = {},
  options: FenceOptions = {},
  catalogue: VendorRules = CATALOGUE,
): FenceData {
  return { ...fenceData(resolveSite({ ...CONFIG, ...change }, catalogue), options), scope: SCOPE, termDays: TERM_DAYS };
}

/** Sources of a policy, without what stands in every one and the sockets of each host; null for none. */
export function sourcesIn(policy: string | null): string[] | null {
  if (policy === null) return null;
  const [, list = ''] =
    /^default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: kelisim\.invalid([^;]*)/.exec(policy) ?? [];
  if (!list) throw new Error(`not a policy of ours: ${policy}`);
  return [...new Set(list.trim().split(' '))].filter((source) => !/^wss?:/.test(source)).sort();
}
