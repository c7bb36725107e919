/**
 * Owns addresses made from the rules of the real catalogue, and a second, slow answer to the question whose they are; for property tests.
 * Leaves to others: what is expected of them (matcher-properties.test.ts).
 */
import fc from 'fast-check';
import { loadVendorFiles } from '../../../src/vendors/load-vendor-files.ts';
import { createMatcher, type Matcher } from '../../../src/vendors/matcher.ts';

export interface CatalogueRule {
  readonly vendor: string;
  readonly text: string;
  /** Without `*.`. */
  readonly suffix: string;
  readonly wildcard: boolean;
  readonly path: string;
  readonly query: string;
}

const PAGE = 'https://www.example.kz/apply?step=2';
const files = loadVendorFiles();
export const catalogue = createMatcher(Object.fromEntries(files.map((file) => [file.id, file.match.join(' ')])));
export const rules: readonly CatalogueRule[] = files.flatMap((file) =>
  file.match.map((text) => {
    const [, wildcard, suffix = '', path = '', query = ''] = /^(\*\.)?([^/?]+)([^?]*)(?:\?(.*))?$/.exec(text) ?? [];
    return { vendor: file.id, text, suffix, wildcard: !!wildcard, path, query };
  }),
);

/** As the gate asks (head/gate/judge.ts): nothing but what is fetched from a host is anybody's. */
export function vendorOf(text: string, match: Matcher = catalogue): string | undefined {
  let url: URL;
  try {
    url = new URL(text, PAGE);
  } catch {
    return undefined;
  }
  return /^(?:http|ws)s?:$/.test(url.protocol) ? match(url.hostname, url.pathname, url.search) : undefined;
}

/** Which vendor it is, said the slow way: every rule that covers the address, the nearest host first, then the longest rest. */
export function slowVendorOf(text: string): string | undefined {
  const { hostname, pathname, search } = new URL(text);
  const host = hostname.replace(/\.$/, '');
  const fitting = rules.filter((rule) => {
    const queryFits =
      !rule.query ||
      search
        .slice(1)
        .split('&')
        .some((pair) => pair.startsWith(rule.query));
    return (
      (rule.wildcard ? host.endsWith(`.${rule.suffix}`) : host === rule.suffix) &&
      pathFits(rule.path, pathname) &&
      queryFits
    );
  });
  const rank = (rule: CatalogueRule): number =>
    (rule.wildcard ? 0 : 1e6) + rule.suffix.length * 1e3 + rule.text.length - rule.suffix.length;
  return fitting.sort((a, b) => rank(b) - rank(a))[0]?.vendor;
}

function pathFits(pattern: string, path: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return !pattern || path === pattern || path.startsWith(`${pattern}/`);
  if (!path.startsWith(pattern.slice(0, star))) return false;
  const after = pattern.slice(star + 1);
  const left = path.slice(star);
  return !after || [...left].some((_, i) => pathFits(after, left.slice(i)));
}

export const label = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);

export interface Address {
  readonly rule: CatalogueRule;
  readonly host: string;
  /** Path, query and fragment. */
  readonly rest: string;
}

export function restOf({ path, query }: CatalogueRule, below: string, asked: string): string {
  const keys = [asked, query && `${query}1`].filter(Boolean).join('&');
  return `${path.replaceAll('*', 'any')}${below}${keys && `?${keys}`}`;
}

/** An address that one of the rules covers, as it is usually written. */
export function addressOf(some: readonly CatalogueRule[]): fc.Arbitrary<Address> {
  return fc
    .tuple(
      fc.constantFrom(...some),
      fc.array(label, { minLength: 1, maxLength: 2 }),
      fc.constantFrom('', '/', '/x', '/x/y.js'),
      fc.constantFrom('', 'z=1'),
    )
    .map(([rule, labels, below, asked]) => ({
      rule,
      host: rule.wildcard ? `${labels.join('.')}.${rule.suffix}` : rule.suffix,
      rest: restOf(rule, below, asked),
    }));
}

export function plain({ host, rest }: Address): string {
  return `https://${host}${rest}`;
}
