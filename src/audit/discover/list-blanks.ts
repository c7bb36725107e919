/**
 * Owns the list of what a proposed config still wants from its owner: every empty text in it, and what the pages say about it; then what the
 * config may go without. Pure.
 */
import type { SiteConfig } from '../../core/config.ts';
import type { PageHints } from './page-hints.ts';
import type { Blank } from './proposal.ts';
import type { SeenStranger } from './seen-hosts.ts';

const WHAT: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^operators\[\d+\]\.name\./, 'the full name of the company that asks for the consent'],
  [/^operators\[\d+\]\.bin$/, 'its BIN, 12 digits of the registration certificate'],
  [/^operators\[\d+\]\.address\./, 'its registered address'],
  [/^operators\[\d+\]\.email$/, 'where visitors ask about their data; take the line out if there is a phone instead'],
  [/^policy\.edition$/, 'a name of the policy’s edition, changed whenever the policy changes'],
  [/^policy\.url\./, 'the address of the policy in this language'],
  [/^services\[\d+\]\.name$/, 'what visitors know this service by'],
  [/^services\[\d+\]\.category$/, 'necessary, functional, analytics or advertising'],
  [/^services\[\d+\]\.purpose\./, 'what it is for, in one sentence'],
  [/^services\[\d+\]\.provider\.name$/, 'the company that receives the data'],
  [/^services\[\d+\]\.provider\.country$/, 'the two letters of its country, as KZ'],
];

const OPTIONAL: readonly (readonly [path: string, what: string])[] = [
  ['sync.endpoint', 'where records of choices go; without it they stay in the browser and prove nothing'],
  ['operators[0].withdrawal', 'ways to withdraw beside the notice, as the policy names them'],
  ['term', 'days a choice is valid, if the policy names another term than 180'],
  ['about', 'what the policy says of cookies, public sources, other companies, review by a person'],
];

export function listBlanks(config: SiteConfig, hints: PageHints, strangers: readonly SeenStranger[]): Blank[] {
  const required = emptyTexts(config, '').map((path): Blank => {
    const what = WHAT.find(([pattern]) => pattern.test(path))?.[1] ?? 'a text';
    return { path, what, seen: seenOf(path, config, hints, strangers), isOptional: false };
  });
  const optional = OPTIONAL.filter(([path]) => path !== 'sync.endpoint' || !config.sync);
  return [...required, ...optional.map(([path, what]): Blank => ({ path, what, seen: [], isOptional: true }))];
}

function emptyTexts(value: unknown, path: string): string[] {
  if (value === '') return [path];
  if (Array.isArray(value)) return value.flatMap((item: unknown, i) => emptyTexts(item, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => emptyTexts(item, path ? `${path}.${key}` : key));
}

function seenOf(path: string, config: SiteConfig, hints: PageHints, strangers: readonly SeenStranger[]): string[] {
  if (path === 'operators[0].bin') return [...hints.bins];
  const language = /^policy\.url\.(kk|ru)$/.exec(path)?.[1];
  if (language !== undefined)
    return hints.policies.filter((link) => link.language === language).map(({ url, words }) => `${url} (“${words}”)`);
  const [, index] = /^services\[(\d+)\]\.name$/.exec(path) ?? [];
  const hosts = index === undefined ? undefined : config.services[Number(index)]?.hosts;
  const stranger = strangers.find((item) => item.hosts.some((host) => hosts?.includes(host)));
  return stranger ? describe(stranger) : [];
}

/** What can be said of a stranger without knowing it. */
export function describe({ kinds, queryKeys, sendsBody, cookies, brings, broughtBy, phases }: SeenStranger): string[] {
  const counts = Object.entries(kinds).map(([kind, count]) => `${kind} ×${count}`);
  return [
    `requests: ${counts.join(', ')}; in ${phases.join(', ')}`,
    ...(queryKeys.length
      ? [`query keys: ${queryKeys.slice(0, 12).join(', ')}${queryKeys.length > 12 ? ', …' : ''}`]
      : []),
    ...(sendsBody ? ['sends data in the body'] : []),
    ...(cookies.length ? [`cookies: ${cookies.join(', ')}`] : []),
    ...(brings.length ? [`brings ${brings.join(', ')}`] : []),
    ...(broughtBy.length ? [`brought by ${broughtBy.join(', ')}`] : []),
  ];
}
