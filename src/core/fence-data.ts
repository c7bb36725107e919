/**
 * Owns making the fence's data of a resolved site: which sources are open to everybody, and which belong to which service.
 * Leaves to others: the policy (fence-policy.ts), resolving and checking the config (resolve-site.ts, schema/site-config.ts).
 */
import type { FenceData, FenceService } from './fence-policy.ts';
import type { HeadSite, ResolvedService } from './head-site.ts';
import type { RuleText } from './vendor.ts';

export interface FenceOptions {
  /** Origin of Kelisim's own files, when it is not the site's: `https://static.example.kz`. */
  readonly origin?: string;
  /** Forms, too, may only go where the page may fetch from; default-src says nothing about them. */
  readonly forms?: boolean;
  /** Changes a host, as by a port: demos and tests play the vendors on loopback. */
  readonly mapSource?: (host: string) => string;
}

/** What a policy can say of a path. Anything else (a star, a comma, a letter of another alphabet) and all after it is left out. */
const SAYABLE = /^[\w/.~!()+=:@%-]*/;

/**
 * A match rule as policy sources. Always at least as wide: a policy cannot tell addresses apart by query or by a pattern, the gate's own
 * patches do. A path without a slash at its end is exact in a policy (CSP3 §6.7.2.10), so what lies below it takes a second source.
 */
export function sourcesOf(rule: RuleText, mapSource: (host: string) => string = (host) => host): string[] {
  const [, host = '', path = ''] = /^([^/?]*)([^?]*)/.exec(rule)!;
  if (!host) return [];
  const plain = SAYABLE.exec(path.replace(/\*.*/s, ''))![0];
  const known = plain === path ? path : plain.replace(/[^/]*$/, '');
  const source = mapSource(host) + known;
  if (!known || known === '/') return [mapSource(host)];
  return known.endsWith('/') ? [source] : [source, `${source}/`];
}

/** A source without a scheme takes no sockets on an https page (CSP3 §6.7.2.8): chats would stay silent. */
function withSocket(source: string): string[] {
  if (/^https?:/.test(source)) return [source, source.replace('http', 'ws')];
  return source.includes('/') ? [source] : [source, `wss://${source}`];
}

export function fenceData(site: HeadSite, options: FenceOptions = {}): FenceData {
  const { mapSource = (host) => host } = options;
  const sources = (rules: readonly RuleText[]) => [
    ...new Set(rules.flatMap((rule) => sourcesOf(rule, mapSource)).flatMap(withSocket)),
  ];
  const ported = portedHosts(site);
  const withPort = (rule: RuleText) => {
    const host = rule.replace(/[/?].*/s, '');
    // A rule has no port; the gate lets a necessary host pass on any.
    return sourcesOf(rule, (name) => mapSource(name) + (ported.has(host) && mapSource(name) === name ? ':*' : ''));
  };
  const rulesOf = ({ vendor }: ResolvedService) => (site.rules[vendor] ?? '').split(' ');
  const contained = new Set(site.services.flatMap((service) => service.contains ?? []));
  // A contained one stays in the list: its container asks for it.
  const isFree = (service: ResolvedService) =>
    service.letter === '' && !service.contains && !service.onlyOn && !service.notOn && !contained.has(service.id);
  const open = [
    ...site.pass.flatMap(withPort),
    ...sources(site.services.filter(isFree).flatMap(rulesOf)),
    ...(options.origin ? [options.origin] : []),
  ];
  // A config that is none grants nothing (head-site.ts).
  const services = (site.broken ? [] : site.services)
    .filter((service) => !isFree(service))
    .flatMap((service) => fenceServices(service, sources(rulesOf(service))));
  return {
    scope: site.stamp.scope,
    termDays: site.stamp.termDays,
    open: [...new Set(open)].join(' '),
    services,
    ...(options.forms && { forms: true }),
    ...((site.config.unlisted === 'block' || site.broken) && { always: true }),
  };
}

function fenceServices(service: ResolvedService, sources: readonly string[]): FenceService[] {
  const { id, letter, replay, contains, onlyOn, notOn, early } = service;
  const pages = { ...(onlyOn && { onlyOn }), ...(notOn && { notOn }) };
  const decided = { id, letter, ...(replay && { replay }), ...(contains && { contains }), ...pages };
  const all = sources.join(' ');
  if (!early) return [{ ...decided, sources: all }];
  // May be contacted before the choice (Consent Mode "advanced"), which is no grant: what contains it does not open with it.
  return [
    { ...decided, sources: '' },
    { id: '', letter: '', ...pages, sources: all },
  ];
}

/** Hosts that the config names with a port. */
function portedHosts(site: HeadSite): Set<string> {
  const { hosts, sync } = site.config;
  const texts: readonly unknown[] = [...(Array.isArray(hosts?.necessary) ? hosts.necessary : []), sync?.endpoint];
  const found = texts.map((text) => /^(?:(?:[a-z]+:)?\/\/)?([^/:]+):\d/i.exec(String(text))?.[1]?.toLowerCase());
  return new Set(found.filter((host) => host !== undefined));
}
