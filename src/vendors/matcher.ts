/**
 * Owns the question "which vendor does this URL belong to": the host first, then its parents' wildcards; within a host the most specific rule.
 * Leaves to others: the rules (generated from data/), what is granted (core/choice.ts). Part of the head: no package, few bytes.
 */
import type { RuleText } from '../core/vendor.ts';

/** Returns the vendor id, undefined when no rule matches. `host` in lower case without port, `query` as `location.search`. */
export type Matcher = (host: string, path: string, query: string) => string | undefined;

/** Takes rules by vendor id; the grammar is that of RuleText. */
export function createMatcher(rules: Readonly<Record<string, RuleText>>): Matcher {
  /** What follows the host, and the vendor. */
  const byHost: Record<string, [string, string][]> = Object.create(null);
  for (const vendor of Object.keys(rules)) {
    for (const text of rules[vendor]!.split(' ')) {
      const host = text.replace(/[/?].*/, '');
      (byHost[host] = byHost[host] || []).push([text.slice(host.length), vendor]);
    }
  }
  return (host, path, query) => {
    const labels = host.replace(/\.$/, '').split('.');
    for (let i = 0; i < labels.length; i++) {
      const list = byHost[(i ? '*.' : '') + labels.slice(i).join('.')] || [];
      // Longer is more specific: a longer path, or a query key on top of it.
      const hit = list.sort((a, b) => b[0].length - a[0].length).filter((rule) => fits(rule[0], path, query))[0];
      if (hit) return hit[1];
    }
    return undefined;
  };
}

/** `/tr` covers `/tr` and `/tr/…`, not `/travel`; `*` covers any run of characters, and at the end lifts the border. */
function fits(rule: string, path: string, query: string): boolean {
  const [pattern = '', pair] = rule.split('?');
  return (
    new RegExp(
      `^${pattern.replace(/[^\w/*]/g, '\\$&').replace(/\*/g, '.*')}${/[*/]$/.test(pattern) ? '' : '(?:/|$)'}`,
    ).test(path) &&
    (!pair || `&${query.slice(1)}`.indexOf(`&${pair}`) >= 0)
  );
}
