/** Which vendor a URL belongs to: borders, wildcards, query keys, and which of several rules wins. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMatcher } from '../../../src/vendors/matcher.ts';

const match = (rules: string | Record<string, string>, url: string): string | undefined => {
  const { hostname, pathname, search } = new URL(url);
  return createMatcher(typeof rules === 'string' ? { it: rules } : rules)(hostname, pathname, search);
};

const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);
const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
const segment = fc.stringMatching(/^[a-zA-Z0-9_-]{1,8}$/);

describe('a host', () => {
  test('matches itself, with any path and query', () => {
    fc.assert(
      fc.property(host, fc.webPath(), fc.webQueryParameters(), (name, path, query) => {
        expect(match(name, `https://${name}${path || '/'}?${query}`)).toBe('it');
      }),
    );
  });

  test('matches neither its parents nor its children nor its neighbours', () => {
    fc.assert(
      fc.property(host, label, (name, more) => {
        expect(match(name, `https://${more}.${name}/`)).toBeUndefined();
        expect(match(`${more}.${name}`, `https://${name}/`)).toBeUndefined();
        expect(match(name, `https://${more}${name}/`)).toBeUndefined();
        expect(match(name, `https://${name}.${more}/`)).toBeUndefined();
      }),
    );
  });

  test('with a wildcard matches subdomains of any depth, not the suffix itself', () => {
    fc.assert(
      fc.property(host, label, label, (name, one, two) => {
        expect(match(`*.${name}`, `https://${one}.${name}/`)).toBe('it');
        expect(match(`*.${name}`, `https://${two}.${one}.${name}/`)).toBe('it');
        expect(match(`*.${name}`, `https://${name}/`)).toBeUndefined();
        expect(match(`*.${name}`, `https://${one}${name}/`)).toBeUndefined();
      }),
    );
  });

  test('with a dot at the end is the same host', () => {
    expect(match('t.example', 'https://t.example./x')).toBe('it');
    expect(match('*.example', 'https://t.example./x')).toBe('it');
  });

  test('is compared in lower case, as the browser gives it', () => {
    expect(match('t.example', 'https://T.EXAMPLE/')).toBe('it');
  });

  test('does not matter in its port and scheme', () => {
    expect(match('t.example', 'http://t.example:8080/')).toBe('it');
    expect(match('t.example', 'wss://t.example/')).toBe('it');
  });

  test('called as something every object inherits matches nothing', () => {
    const matcher = createMatcher({ it: 't.example' });
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'prototype', ''])
      expect(matcher(name, '/', '')).toBeUndefined();
    expect(match({ ['__proto__']: 't.example', constructor: 'c.example' }, 'https://c.example/')).toBe('constructor');
    expect(match('constructor', 'https://constructor/')).toBe('it');
  });

  test('in a path or query of another host does not count', () => {
    expect(match('t.example', 'https://other.example/t.example/')).toBeUndefined();
    expect(match('t.example', 'https://other.example/?u=https://t.example/')).toBeUndefined();
    expect(match('t.example', 'https://t.example@other.example/')).toBeUndefined();
  });
});

describe('a path', () => {
  test('covers itself and what lies below, up to a border', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 3 }), segment, (parts, more) => {
        const path = `/${parts.join('/')}`;
        const rule = `t.example${path}`;
        expect(match(rule, `https://t.example${path}`)).toBe('it');
        expect(match(rule, `https://t.example${path}/`)).toBe('it');
        expect(match(rule, `https://t.example${path}/${more}`)).toBe('it');
        expect(match(rule, `https://t.example${path}?q=1`)).toBe('it');
        expect(match(rule, `https://t.example${path}${more}`)).toBeUndefined();
        expect(match(rule, `https://t.example/~${path}`)).toBeUndefined();
        expect(match(rule, 'https://t.example/')).toBeUndefined();
      }),
    );
  });

  test('with a star covers any run of characters there, and at the end lifts the border', () => {
    expect(match('t.example/npm/*/watch', 'https://t.example/npm/counter@1.2/watch/tag.js')).toBe('it');
    expect(match('t.example/npm/*/watch', 'https://t.example/npm/watch')).toBeUndefined();
    expect(match('t.example/tag*', 'https://t.example/tag_phono.js')).toBe('it');
    expect(match('t.example/tag*', 'https://t.example/xtag.js')).toBeUndefined();
  });

  test('with a slash at the end covers what lies below', () => {
    expect(match('t.example/tr/', 'https://t.example/tr/x')).toBe('it');
    expect(match('t.example/tr/', 'https://t.example/travel')).toBeUndefined();
  });

  test('is compared as it stands, capitals and all', () => {
    expect(match('t.example/Tr', 'https://t.example/tr')).toBeUndefined();
  });

  test('may hold any character that a config may hold, and never throws', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{1,12}$/), fc.webPath(), (raw, path) => {
        const text = raw.replace(/[?#*]/g, '');
        expect(() => match(`t.example/${text}`, `https://t.example${path || '/'}`)).not.toThrow();
      }),
    );
    for (const text of ['a(b', 'a[b', 'a)b', 'a+b', 'a|b', '^a$', 'a{2', '\\']) {
      expect(match(`t.example/${text}`, `https://t.example/other`), text).toBeUndefined();
      expect(createMatcher({ it: `t.example/${text}` })('t.example', `/${text}`, ''), text).toBe('it');
    }
  });
});

describe('a query key', () => {
  const rule = 't.example/gtag?id=AW-';

  test.each<[string, string | undefined]>([
    ['?id=AW-1', 'it'],
    ['?l=dataLayer&id=AW-1', 'it'],
    ['?id=AW-1&cx=c', 'it'],
    ['', undefined],
    ['?', undefined],
    ['?id=', undefined],
    ['?id=G-1', undefined],
    ['?xid=AW-1', undefined],
    ['?x=1&xid=AW-1', undefined],
    ['?x=id=AW-1', undefined],
    ['?ID=AW-1', undefined],
    ['?id=xAW-1', undefined],
  ])('id=AW- on %j gives %s', (query, expected) => {
    expect(match(rule, `https://t.example/gtag/js${query}`)).toBe(expected);
  });

  test('is never found in the middle of another key or of a value', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9_=-]{1,6}$/), (before) => {
        expect(match('t.example?id=AW-', `https://t.example/?${before}id=AW-1`)).toBeUndefined();
      }),
    );
  });

  test('without a path counts on every path', () => {
    expect(match('t.example?id=AW-', 'https://t.example/any/where?id=AW-2')).toBe('it');
  });
});

describe('of several rules', () => {
  test('the exact host wins over a wildcard, and a nearer wildcard over a farther one', () => {
    const rules = { far: '*.example', near: '*.b.example', exact: 'a.b.example' };
    expect(match(rules, 'https://a.b.example/')).toBe('exact');
    expect(match(rules, 'https://c.b.example/')).toBe('near');
    expect(match(rules, 'https://b.example/')).toBe('far');
  });

  test('a host that matches with no path of its own falls to the wildcard above it', () => {
    expect(match({ far: '*.example', exact: 't.example/only' }, 'https://t.example/else')).toBe('far');
  });

  test('the longer one on a host wins, in whatever order they stand', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          [
            'manager:gtm.example',
            'ads:gtm.example/gtag?id=AW-',
            'counter:gtm.example/gtag?id=G-',
            'plain:gtm.example/gtag',
          ],
          { minLength: 4 },
        ),
        (list) => {
          const rules = Object.fromEntries(
            list.map((item) => [item.split(':')[0]!, item.slice(item.indexOf(':') + 1)]),
          );
          expect(match(rules, 'https://gtm.example/gtm.js?id=GTM-1')).toBe('manager');
          expect(match(rules, 'https://gtm.example/gtag/js')).toBe('plain');
          expect(match(rules, 'https://gtm.example/gtag/js?id=AW-1')).toBe('ads');
          expect(match(rules, 'https://gtm.example/gtag/js?id=G-1')).toBe('counter');
        },
      ),
    );
  });

  test('the answer stays the same however often it is asked', () => {
    const matcher = createMatcher({ a: 't.example', b: 't.example/x t.example/x/y', c: '*.example' });
    const ask = () => [
      matcher('t.example', '/', ''),
      matcher('t.example', '/x/y/z', ''),
      matcher('u.example', '/', ''),
    ];
    const first = ask();
    for (let i = 0; i < 5; i++) expect(ask()).toEqual(first);
    expect(first).toEqual(['a', 'b', 'c']);
  });
});

test('no rules, and empty ones, match nothing', () => {
  expect(match({}, 'https://t.example/')).toBeUndefined();
  expect(match({ it: '' }, 'https://t.example/')).toBeUndefined();
  expect(match({ it: '  ' }, 'https://t.example/')).toBeUndefined();
});
