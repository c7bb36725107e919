/**
 * The matcher over the rules of the real catalogue: however an address is written, it stays its vendor's; whatever only looks like it, does not
 * become one. Addresses are parsed as the gate does it (head/gate/judge.ts): `URL` against the page, then host, path and query of what is fetched.
 * Hosts are matched by their hashes, so a foreign host is taken for a vendor's once in some 50 000; the fixed seed meets none.
 * Leaves to others: the grammar of rules on made-up ones (matcher.test.ts), each vendor's own addresses (catalogue.test.ts).
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMatcher } from '../../../src/vendors/matcher.ts';
import {
  type Address,
  addressOf,
  catalogue,
  label,
  plain,
  restOf,
  rules,
  slowVendorOf,
  vendorOf,
} from './catalogue-addresses.ts';

const address = addressOf(rules);
const withPath = rules.filter((rule) => rule.path && !/[*/]$/.test(rule.path) && !rule.wildcard);
const withQuery = rules.filter((rule) => rule.query);

/** Capitals where the bits say so. */
function withCapitals(host: string, bits: number): string {
  return [...host].map((letter, i) => ((bits >> (i % 31)) & 1 ? letter.toUpperCase() : letter)).join('');
}

describe('every rule of the catalogue', () => {
  test.each(rules.map((one) => [one.text, one] as const))('%s covers an address of its own', (_text, one) => {
    const url = plain({ rule: one, host: one.wildcard ? `a.${one.suffix}` : one.suffix, rest: restOf(one, '/x', '') });
    expect(vendorOf(url, createMatcher({ [one.vendor]: one.text }))).toBe(one.vendor);
    expect(vendorOf(url)).toBe(slowVendorOf(url));
  });

  test('decides as a slow search through all rules does', () => {
    fc.assert(
      fc.property(address, (one) => {
        expect(vendorOf(plain(one))).toBeDefined();
        expect(vendorOf(plain(one))).toBe(slowVendorOf(plain(one)));
      }),
      { numRuns: 1000 },
    );
  });

  test('covers an address of its own without the other rules too', () => {
    fc.assert(
      fc.property(address, (one) => {
        expect(vendorOf(plain(one), createMatcher({ it: one.rule.text }))).toBe('it');
      }),
    );
  });
});

describe('an address of a vendor stays that vendor’s', () => {
  function same(name: string, write: (one: Address, bits: number) => string): void {
    test(name, () => {
      fc.assert(
        fc.property(address, fc.nat(), (one, bits) => {
          expect(vendorOf(write(one, bits)), write(one, bits)).toBe(vendorOf(plain(one)));
        }),
      );
    });
  }

  same('in capitals', ({ host, rest }, bits) => `HTTPS://${withCapitals(host, bits)}${rest}`);
  same('with a dot at the end of the host', ({ host, rest }) => `https://${host}.${rest}`);
  same('with a port', ({ host, rest }, bits) => `https://${host}:${1 + (bits % 65_535)}${rest}`);
  same('with credentials', ({ host, rest }) => `https://www.example.kz:secret%40www.example.kz@${host}${rest}`);
  same('over http and as a socket', ({ host, rest }, bits) => `${['http', 'ws', 'wss'][bits % 3]}://${host}${rest}`);
  // A script with `src="//host/…"` is fetched from that host: the form most old counters come in.
  same('without a scheme', ({ host, rest }) => `//${host}${rest}`);
  same('with backslashes, or with too many slashes', ({ host, rest }, bits) =>
    bits % 2 ? `https:\\\\${host}${rest}` : `https:////${host}${rest}`,
  );
  same(
    'among white space that a browser drops',
    ({ host, rest }) => `\n https:/\t/${host.replace('.', '.\r\n')}${rest}\t`,
  );
  same(
    'with full-width letters, percent signs, soft hyphens or ideographic stops in the host',
    ({ host, rest }, bits) => {
      const i = bits % host.length;
      const letter = host.charAt(i);
      const code = letter.charCodeAt(0);
      const written = [
        letter === '.' ? '\u3002' : String.fromCharCode(code + 0xfee0),
        `%${code.toString(16)}`,
        `\u00ad${letter}`,
      ][bits % 3]!;
      return `https://${host.slice(0, i)}${written}${host.slice(i + 1)}${rest}`;
    },
  );
  same(
    'reached through dots in the path',
    ({ host, rest }) => `https://${host}/else/..${rest.startsWith('/') ? '' : '/'}${rest}`,
  );
  same('after further query keys, or with a fragment', ({ host, rest }) => {
    const [before = '', query = ''] = rest.replace(/#.*/, '').split('?');
    return `https://${host}${before}?utm_source=x${query && `&${query}`}#id=0`;
  });
});

describe('what only looks like a vendor’s address', () => {
  /** Cyrillic and Greek letters that look Latin. */
  const TWINS: Readonly<Record<string, string>> = {
    a: 'а',
    c: 'с',
    e: 'е',
    i: 'і',
    k: 'κ',
    o: 'о',
    p: 'р',
    s: 'ѕ',
    v: 'ν',
    x: 'х',
    y: 'у',
  };
  const letterOrDigit = fc.stringMatching(/^[a-z0-9]{1,6}$/);

  /** Neither by the one rule, nor by the whole catalogue except where a slow search says so too (a wildcard above). */
  function never(name: string, write: (one: Address, more: string) => string, some = address): void {
    test(name, () => {
      fc.assert(
        fc.property(some, letterOrDigit, (one, more) => {
          const text = write(one, more);
          // A host that no browser would parse is nobody's: nothing to look at.
          fc.pre(URL.canParse(text));
          expect(vendorOf(text, createMatcher({ it: one.rule.text })), text).toBeUndefined();
          expect(vendorOf(text), text).toBe(slowVendorOf(text));
        }),
        { numRuns: 300 },
      );
    });
  }

  never(
    'with something glued before the host',
    ({ rule: { suffix }, rest }, more) => `https://${more}${suffix}${rest}`,
  );
  never(
    'with a hyphen and something before the host',
    ({ rule: { suffix }, rest }, more) => `https://${more}-${suffix}${rest}`,
  );
  never(
    'with something glued behind the host',
    ({ host, rest }, more) => `https://${host}${more.replace(/\d/g, 'd')}${rest}`,
  );
  never('with another domain behind the host', ({ host, rest }, more) => `https://${host}.${more}.example${rest}`);
  never(
    'with a hyphen and another domain behind the host',
    ({ host, rest }, more) => `https://${host}-${more}.example${rest}`,
  );
  never('with its dots written as hyphens', ({ host, rest }) => `https://${host.replaceAll('.', '-')}.example${rest}`);
  never('with a letter of another alphabet in the host', ({ rule: { suffix, wildcard }, rest }, more) => {
    const places = [...suffix].flatMap((letter, i) => (TWINS[letter] ? [i] : []));
    const place = places[more.length % places.length]!;
    const twin = suffix.slice(0, place) + TWINS[suffix.charAt(place)]! + suffix.slice(place + 1);
    return `https://${wildcard ? `${more}.` : ''}${twin}${rest}`;
  });
  never('with the host as credentials of another', ({ host, rest }) => `https://${host}@www.example.kz${rest}`);
  never('with the host as a path or a value of another', ({ host, rest }, more) =>
    more.length % 2 ? `https://www.example.kz/${host}${rest}` : `https://www.example.kz/?u=https://${host}${rest}`,
  );
  never(
    'with the path glued to another word',
    ({ rule: { path }, host }, more) => `https://${host}${path}${more}`,
    addressOf(withPath),
  );
  never(
    'with another value or another name of the query key',
    ({ rule: { path, query }, host }, more) =>
      `https://${host}${path}?${query.replace('=', `=${more}`)}1&${more}${query}1`,
    addressOf(withQuery),
  );

  test('in a scheme that fetches nothing from a host', () => {
    fc.assert(
      fc.property(
        address,
        fc.constantFrom(
          'data:text/javascript,//',
          'blob:',
          'javascript:',
          'about:',
          'mailto:a@',
          'tel:',
          'filesystem:',
        ),
        (one, scheme) => {
          expect(vendorOf(`${scheme}${plain(one)}`)).toBeUndefined();
          expect(vendorOf(`${scheme}//${one.host}${one.rest}`)).toBeUndefined();
        },
      ),
    );
  });

  test('in an address that no browser can parse', () => {
    fc.assert(
      fc.property(
        address,
        fc.constantFrom('<', '>', '[', '^', '|', '%', '%00', '\u0000', ' '),
        ({ host, rest }, bad) => {
          expect(vendorOf(`https://${bad}${host}${rest}`)).toBeUndefined();
        },
      ),
    );
  });
});

describe('the matcher', () => {
  test('never throws, whatever it is asked', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (host, path, query) => {
          expect(() => catalogue(host, path, query)).not.toThrow();
        },
      ),
    );
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()), (text) => {
        expect(() => vendorOf(text)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  test('never throws for the host of a rule with any path and query', () => {
    fc.assert(
      fc.property(address, fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), ({ host }, path, query) => {
        expect(() => catalogue(host, path, query)).not.toThrow();
        expect(() => catalogue(host, `/${path}`, `?${query}`)).not.toThrow();
      }),
    );
  });

  test('gives addresses of nobody’s to nobody', () => {
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 3 }), fc.webPath(), (labels, path) => {
        expect(vendorOf(`https://${labels.join('.')}.example.kz${path}`)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});
