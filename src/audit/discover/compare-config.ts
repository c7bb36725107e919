/**
 * Owns comparing what was seen with a config that exists: what is new, what was not seen any more, what differs; and that config with the new
 * put in. Nothing is ever taken out of it: not seen is not the same as gone. Pure.
 */
import type { ServiceConfig, SiteConfig } from '../../core/config.ts';
import { isUnder } from '../../core/choice.ts';
import { presetHosts } from '../../core/host-presets.ts';
import { matchesName } from '../../core/name-pattern.ts';
import type { Disclosures } from '../../core/vendor.ts';
import { RULES } from '../../vendors/generated/rules.ts';
import type { Proposal } from './proposal.ts';

export type DifferenceKind =
  | 'new-service'
  | 'new-id'
  | 'new-content'
  | 'new-host'
  | 'new-cookie'
  | 'lifetime'
  | 'gone-service'
  | 'gone-content'
  | 'gone-host'
  | 'gone-id';

export interface Difference {
  readonly kind: DifferenceKind;
  /** Where in the config: `services[3]`, or where it would go. */
  readonly path: string;
  /** Service id, host, cookie name or id. */
  readonly name: string;
  readonly text: string;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** Services that these visits could not have shown, with why. */
  readonly notTried: readonly { readonly path: string; readonly name: string; readonly why: string }[];
  /** The config, with what is new in it. */
  readonly completed: SiteConfig;
}

const idOf = (service: ServiceConfig): string => service.id ?? service.vendor ?? '';

export function compareConfig(config: SiteConfig, proposal: Proposal, disclosures: Disclosures): Comparison {
  const differences: Difference[] = [];
  const notTried: { path: string; name: string; why: string }[] = [];
  const differ = (kind: DifferenceKind, path: string, name: string, text: string): void =>
    void differences.push({ kind, path, name, text });
  const seenOf = (service: ServiceConfig) =>
    proposal.vendors.find(({ vendor }) => vendor === (service.vendor ?? service.id));
  const proposed = proposal.config.services;
  const fresh = proposed.filter((service) => !config.services.some((old) => isTheSame(old, service)));
  for (const service of fresh)
    differ('new-service', 'services', idOf(service), `${idOf(service)} was seen and is not in the config.`);

  const pages = proposal.vendors.flatMap((vendor) => vendor.pages);
  config.services.forEach((service, i) => {
    const path = `services[${i}]`;
    const id = idOf(service);
    const seen = seenOf(service);
    if (!seen) {
      const why = whyNotTried(service, pages, proposal);
      if (why === null)
        differ('gone-service', path, id, `${id} was not seen any more; take it out if it is gone from every page.`);
      else notTried.push({ path, name: id, why });
      return;
    }
    for (const found of seen.ids)
      if (service.ids && !service.ids.includes(found))
        differ('new-id', `${path}.ids`, found, `${id}: ${found} was seen and is not among its ids.`);
    // Without a request no id could be seen.
    if (seen.ids.length)
      for (const old of service.ids ?? [])
        if (!seen.ids.includes(old)) differ('gone-id', `${path}.ids`, old, `${id}: ${old} was not seen any more.`);
    const contains = service.contains ?? [];
    const brought = contentsOf(service, config, proposal);
    for (const name of brought)
      if (!contains.includes(name))
        differ('new-content', `${path}.contains`, name, `${id} brings ${name}, which its "contains" does not name.`);
    // One that was not seen at all is named where it stands; here only what came another way.
    for (const name of contains) {
      const inner = config.services.find((other) => idOf(other) === name);
      if (inner && seenOf(inner)?.by === 'request' && !brought.includes(name))
        differ('gone-content', `${path}.contains`, name, `${id} did not bring ${name}, which was seen.`);
    }
  });
  compareHosts(config, proposal, differ);
  compareCookies(config, proposal, disclosures, differ);
  return { differences, notTried, completed: completedConfig(config, fresh, proposal) };
}

/** What a container brought, under the ids of the config where it has them. */
function contentsOf({ vendor }: ServiceConfig, { services }: SiteConfig, proposal: Proposal): string[] {
  const proposed = proposal.config.services.find((service) => vendor !== undefined && service.vendor === vendor);
  return (proposed?.contains ?? []).map((name) =>
    idOf(services.find((other) => other.vendor === name) ?? { id: name }),
  );
}

function isTheSame(old: ServiceConfig, found: ServiceConfig): boolean {
  if (found.vendor !== undefined) return old.vendor === found.vendor;
  const covers = (pattern: string, host: string) => matchesName(pattern.replace(/[:/].*$/, ''), host);
  return found.hosts!.every((host) => (old.hosts ?? []).some((pattern) => covers(pattern, host)));
}

/** Why its absence says nothing; null when it should have been seen. */
function whyNotTried(service: ServiceConfig, pages: readonly string[], { config, cookies }: Proposal): string | null {
  const rule = RULES[service.vendor ?? ''];
  const isReplay = service.replay ?? rule?.r === 1;
  if (isReplay) return 'it records sessions, waits for a switch of its own, and "accept all" does not switch it on';
  const paths = pages.map((page) => new URL(page).pathname);
  if (service.onlyOn && !paths.some((path) => isUnder(path, service.onlyOn!)))
    return `it runs on ${service.onlyOn.join(', ')} only; give an address there, too`;
  const keepsOnly = rule?.m === '' && service.vendor !== undefined;
  if (keepsOnly && !cookies.length) return 'it only keeps cookies, and none were seen';
  const isStranger = service.vendor === undefined && service.hosts !== undefined;
  const isCalled = isStranger && service.hosts!.some((host) => config.hosts?.necessary?.includes(host));
  return isCalled ? 'its hosts were seen, but only delivered files' : null;
}

type Differ = (kind: DifferenceKind, path: string, name: string, text: string) => void;

function compareHosts({ hosts }: SiteConfig, { config, hosts: seen }: Proposal, differ: Differ): void {
  const listed = [...(hosts?.necessary ?? []), ...presetHosts(hosts?.presets)].map((host) =>
    host.replace(/[:/].*$/, ''),
  );
  const proposed = config.hosts?.necessary ?? [];
  const covers = (pattern: string, host: string) => matchesName(pattern, host);
  for (const host of proposed)
    if (!listed.some((pattern) => covers(pattern, host)))
      differ('new-host', 'hosts.necessary', host, `${host} was seen and is not among the necessary hosts.`);
  const all = [...seen.pages, ...seen.own, ...seen.strangers.flatMap((stranger) => stranger.hosts)];
  const endpoint = config.sync ? [new URL(config.sync.endpoint).hostname] : [];
  (hosts?.necessary ?? []).forEach((pattern, i) => {
    const bare = pattern.replace(/[:/].*$/, '');
    if (![...all, ...endpoint].some((host) => covers(bare, host)))
      differ('gone-host', `hosts.necessary[${i}]`, pattern, `${pattern} was not seen any more.`);
  });
}

function compareCookies(config: SiteConfig, { cookies }: Proposal, disclosures: Disclosures, differ: Differ): void {
  for (const { area, name, vendor, known, differs, lifetimeSeconds, by } of cookies) {
    if (area !== 'cookie' || !vendor) continue;
    const index = config.services.findIndex((service) => (service.vendor ?? service.id) === vendor);
    const service = config.services[index];
    if (!service) continue;
    const path = `services[${index}]`;
    const named = [...(service.cookies ?? []), ...(disclosures[vendor]?.cookies ?? []).map((cookie) => cookie.name)];
    if (by === 'writer' && !named.some((pattern) => matchesName(pattern, name)))
      differ(
        'new-cookie',
        `${path}.cookies`,
        name,
        `${idOf(service)} set the cookie ${name}, which nothing names: it is neither disclosed nor erased.`,
      );
    else if (differs)
      differ(
        'lifetime',
        path,
        name,
        `${idOf(service)}: the cookie ${name} lives ${daysOf(lifetimeSeconds)}, the catalogue says ${known ?? 'nothing'}.`,
      );
  }
}

function daysOf(seconds: number | null): string {
  return seconds === null ? 'for the session' : `P${Math.round(seconds / 86_400)}D`;
}

function completedConfig(config: SiteConfig, fresh: readonly ServiceConfig[], proposal: Proposal): SiteConfig {
  const { vendors, config: proposed } = proposal;
  const services = config.services.map((service): ServiceConfig => {
    const seen = vendors.find(({ vendor }) => vendor === service.vendor);
    if (!seen) return service;
    const contains = [...new Set([...(service.contains ?? []), ...contentsOf(service, config, proposal)])];
    const ids = [...new Set([...(service.ids ?? []), ...seen.ids])];
    return { ...service, ...(contains.length > 0 && { contains }), ...(ids.length > 0 && { ids }) };
  });
  const necessary = [...new Set([...(config.hosts?.necessary ?? []), ...(proposed.hosts?.necessary ?? [])])];
  return {
    ...config,
    services: [...services, ...fresh],
    ...(necessary.length > 0 && { hosts: { ...config.hosts, necessary } }),
  };
}
