/**
 * Owns the question "which vendor does this URL belong to": the host first, then its parents' wildcards; within a host the most specific rule.
 * The head reads packed rules: a host is a hash, because every page view carries the index of the whole catalogue and a hash is a third of a
 * host name; the rest is a regular expression's source. A host that nobody knows is taken for a vendor's once in some 80 000 (a service of
 * the config that names it then speaks for it); the known ones never: SEED is chosen so, and a test sees to it.
 * Leaves to others: the rules (generated from data/), what is granted (core/choice.ts).
 */
import type { RuleText } from '../core/vendor.ts';

/** Returns the vendor id, undefined when no rule matches. `host` in lower case without port, `query` as `location.search`. */
export type Matcher = (host: string, path: string, query: string) => string | undefined;

const SEED = 0;
const HASH_LENGTH = 5;

/** FNV-1a, its last digits to the base of 36. */
function hashOf(host: string): string {
  let hash = SEED;
  for (let i = 0; i < host.length; i++) hash = Math.imul(hash ^ host.charCodeAt(i), 0x01000193);
  return (hash + 2 ** 32).toString(36).slice(-HASH_LENGTH);
}

/**
 * Rules as createPackedMatcher reads them: first those that are a host and nothing else, in one run, then the others.
 * `mc.example.kz *.example.com www.example.com/tr?id=A` → `x7f03ukd91 m2r14/tr(/[^?]*)?[?](.*&)?id=A.*`.
 */
export function packRules(text: RuleText): string {
  const packed = text
    .split(' ')
    .filter(Boolean)
    .map((rule) => {
      const host = rule.replace(/[/?].*/, '');
      return hashOf(host) + patternOf(rule.slice(host.length));
    });
  const whole = packed.filter((rule) => rule.length === HASH_LENGTH).join('');
  return [whole, ...packed.filter((rule) => rule.length > HASH_LENGTH)].filter(Boolean).join(' ');
}

/** `/tr` covers `/tr` and `/tr/…`, not `/travel` (the matcher adds that border); `*` covers any run of characters, and at the end lifts it. */
function patternOf(rest: string): string {
  const [path = '', pair] = rest
    .replace(/[^\w/*?=&-]/g, '\\$&')
    .replace(/\*/g, '.*')
    .split('?');
  const open = path.endsWith('/') ? `${path}.*` : path;
  return pair ? `${open || '/'}(${open ? '/' : ''}[^?]*)?[?](.*&)?${pair}.*` : open;
}

/** Takes packed rules by vendor id. */
export function createPackedMatcher(rules: Readonly<Record<string, string>>): Matcher {
  /** What follows the host, and the vendor. */
  const byHost: Record<string, [string, string][]> = {};
  for (const vendor of Object.keys(rules))
    rules[vendor]!.replace(/(\w{5})(\/\S*)?/g, (all, host: string, rest = '') => {
      (byHost[host] = byHost[host] || []).push([rest, vendor]);
      return all;
    });
  return (host, path, query) => {
    const labels = host.replace(/\.$/, '').split('.');
    const found = labels
      .map(
        (_, i) =>
          (byHost[hashOf((i ? '*.' : '') + labels.slice(i).join('.'))] || [])
            .filter(([rest]) => new RegExp(`^${rest}(?![^/?])`).test(path + query))
            // Longer is more specific: a longer path, or a query key on top of it.
            .sort((a, b) => b[0].length - a[0].length)[0],
      )
      .filter(Boolean)[0];
    return found && found[1];
  };
}

/** The same for rules in plain text; the grammar is that of RuleText. */
export function createMatcher(rules: Readonly<Record<string, RuleText>>): Matcher {
  return createPackedMatcher(Object.fromEntries(Object.entries(rules).map(([id, text]) => [id, packRules(text)])));
}
