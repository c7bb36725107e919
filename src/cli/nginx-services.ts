/**
 * Owns the nginx maps that say which services a choice grants on a page: core/choice.ts `isGranted` as patterns. Each service is a variable
 * that is 1 or 0, and sources stand behind the services that open them. Leaves to others: the choice itself, the policy (nginx-map.ts).
 */
import type { FenceData, FenceService } from '../core/fence-policy.ts';
import { chunksOf, mapBlock } from './nginx-block.ts';

type Line = readonly [string, string];
const CLOSED: Line = ['default', '0'];
/** Services ids are of these letters; behind the whole id none follows. */
const ID_END = '(?![a-z0-9-])';

/** Containers after what they contain: nginx does not mind the order, readers do. */
export function serviceMaps({ services }: FenceData, name: string): string {
  const numbered = services.map((service, i) => ({ service, i }));
  const order = [
    ...numbered.filter(({ service }) => !service.contains),
    ...numbered.filter(({ service }) => service.contains),
  ];
  return order.map(({ service, i }) => serviceMap(service, i, services, name)).join('\n');
}

/** The subject is `choice address`, with `bits of what it contains` before for a container. No part has a space in it. */
function serviceMap(service: FenceService, index: number, services: readonly FenceService[], name: string): string {
  const to = `${name}_s${index}`;
  const subject = `$${name}_choice $request_uri`;
  if (!service.contains) return mapBlock(subject, to, [...plainLines(service), CLOSED]);
  const inner = service.contains
    .map((id) => services.findIndex((other) => other.id === id))
    .filter((i) => i >= 0 && !services[i]!.contains);
  const bits = inner.map((i) => `$${name}_s${i}`).join('');
  const page = onPage(service, String.raw`\S* \S* `);
  const line: Line = [String.raw`"~^(?=[01]*1)${page}(?!\S* ${lastWord(service.id, '-')})"`, '1'];
  return mapBlock(`${bits} ${subject}`, to, [...(inner.length ? [line] : []), CLOSED]);
}

function plainLines(service: FenceService): Line[] {
  const { id, letter, replay } = service;
  const page = onPage(service, String.raw`\S* `);
  if (!letter) return [[`"~^${page}"`, '1']];
  const own: Line = [`"~^${page}${lastWord(id, '+')}"`, '1'];
  const byCategory: Line = [String.raw`"~^${page}(?!\S*\.[+-]${id}${ID_END})[a-z]*${letter}"`, '1'];
  return replay || !/^[a-z]$/.test(letter) ? [own] : [own, byCategory];
}

/** The last exception for a service has this sign: a text may name one twice, and the last counts. */
function lastWord(id: string, sign: '+' | '-'): string {
  return String.raw`(?=\S*\.[${sign}]${id}${ID_END}(?!\S*\.[+-]${id}${ID_END}))`;
}

/** core/choice.ts `isUnder` on the address as the browser sent it, query and all. */
function onPage({ onlyOn, notOn }: FenceService, before: string): string {
  const under = (prefixes: readonly string[]) => {
    const paths = prefixes.map((prefix) => literally(prefix.replace(/\/*$/, '')));
    return String.raw`${before}(?:${paths.join('|')})(?:[/?]|$)`;
  };
  // An empty list: nowhere.
  const only = onlyOn && (onlyOn.length ? `(?=${under(onlyOn)})` : '(?!)');
  return `${only ?? ''}${notOn?.length ? `(?!${under(notOn)})` : ''}`;
}

/** A text as a pattern: everything that is not plain as the bytes it is made of. */
function literally(text: string): string {
  const hex = (byte: number) => `\\x${byte.toString(16).padStart(2, '0')}`;
  return text.replace(/[^A-Za-z0-9/_-]+/g, (part) => [...new TextEncoder().encode(part)].map(hex).join(''));
}

/** Sources by who opens them, each once; then all in one variable. */
export function sourceMaps({ services }: FenceData, name: string): string {
  const owners = new Map<string, number[]>();
  services.forEach(({ sources }, i) => {
    for (const source of sources.split(' ').filter(Boolean)) owners.set(source, [...(owners.get(source) ?? []), i]);
  });
  const groups = new Map<string, string[]>();
  for (const [source, of] of owners) {
    const key = [...new Set(of)].map((i) => `$${name}_s${i}`).join('');
    groups.set(key, [...(groups.get(key) ?? []), source]);
  }
  const parts = [...groups].flatMap(([key, sources]) => chunksOf(sources).map((text) => ({ key, text })));
  const maps = parts.map(({ key, text }, i) =>
    mapBlock(key, `${name}_h${i}`, [
      ['"~1"', text],
      ['default', ''],
    ]),
  );
  const all = parts.map((_, i) => `\${${name}_h${i}}`).join('');
  return [...maps, mapBlock('', `${name}_sources`, [['default', all]])].join('\n');
}
