/**
 * Owns what the whole head shares: the site, the visitor's choice, the listeners. Module state instead of objects handed around:
 * local names are mangled, property names are not, and every page view pays for the difference.
 */
import type { KelisimEvents } from '../core/api.ts';
import { type Choice, isGranted } from '../core/choice.ts';
import type { HeadSite, ResolvedService } from '../core/head-site.ts';
import { guarded } from './report.ts';

export let site: HeadSite;
export let choice: Choice | null = null;

export function setSite(next: HeadSite): void {
  site = next;
}

export function setChoice(next: Choice | null): void {
  choice = next;
}

/** What the browser's own policy lets through in this document, whatever is chosen later (levels fence and header); undefined: everything. */
export let fenced: Choice | null | undefined;

export function setFenced(atLoad: Choice | null): void {
  fenced = atLoad;
}

/** Run after each batch of DOM changes: the banner waits for a body, the head for a single-page site's next path. */
export const afterChange: (() => void)[] = [];

export function findService(id: string): ResolvedService | undefined {
  return site.services.filter((service) => service.id === id)[0];
}

/** What an id of a mark or of `has()` stands for: a service, or a category as if it were one; an unknown id is in no category. */
export function serviceFor(id: string): ResolvedService {
  const category = site.categories.filter((item) => item.id === id)[0];
  return findService(id) || { id: '', vendor: '', category: id, letter: category ? category.letter : '?' };
}

/** Services opened for this page view by a placeholder, in whole when true (core/api.ts). */
export const once: Record<string, boolean> = {};

export function granted(service: ResolvedService): boolean {
  const asked = once[service.id] === true ? { ...service, letter: '' } : service;
  return (
    !site.broken &&
    [choice, fenced].every((held) => held === undefined || isGranted(asked, held, location.pathname, findService))
  );
}

export function has(id: string): boolean {
  return granted(serviceFor(id));
}

type Listener = (detail: never) => void;
let listeners: [string, Listener][] = [];

export function on<K extends keyof KelisimEvents>(name: K, listener: (detail: KelisimEvents[K]) => void): () => void {
  const item: [string, Listener] = [name, listener];
  listeners.push(item);
  return () => {
    listeners = listeners.filter((other) => other !== item);
  };
}

export function emit<K extends keyof KelisimEvents>(name: K, detail: KelisimEvents[K]): void {
  for (const item of listeners.slice()) if (item[0] === name) guarded(() => item[1](detail as never));
}
