/** The cookie on the widest domain that keeps it, with a jar that behaves as browsers do: public suffixes and strangers are refused. */
import { beforeEach, describe, expect, test, vi } from 'vitest';

const SUFFIXES = new Set(['kz', 'com.kz', 'localhost']);

interface Kept {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
}

async function jarOn(hostname: string, { throws = false, off = false, protocol = 'https:' } = {}) {
  const kept: Kept[] = [];
  const lines: string[] = [];
  class FakeDocument {
    get cookie(): string {
      if (throws) throw new Error('denied');
      return kept.map(({ name, value }) => `${name}=${value}`).join('; ');
    }

    set cookie(line: string) {
      if (throws) throw new Error('denied');
      lines.push(line);
      const [pair = '', ...attributes] = line.split(';');
      const domain = attributes.find((item) => item.startsWith('domain='))?.slice(7) ?? '';
      if (off || (domain && (SUFFIXES.has(domain) || !`.${hostname}`.endsWith(`.${domain}`)))) return;
      const at = pair.indexOf('=');
      const made = { name: pair.slice(0, at), value: pair.slice(at + 1), domain };
      const same = kept.findIndex((other) => other.name === made.name && other.domain === domain);
      if (same >= 0) kept.splice(same, 1);
      if (!attributes.includes('max-age=0')) kept.push(made);
    }
  }
  vi.stubGlobal('Document', FakeDocument);
  vi.stubGlobal('document', new FakeDocument());
  vi.stubGlobal('location', { hostname, protocol });
  return { ...(await import('../../../src/platform/cookie-jar.ts')), kept, lines };
}

beforeEach(() => vi.resetModules());

describe('writeWidest', () => {
  test.each([
    ['jetfin.kz', 'jetfin.kz'],
    ['www.jetfin.kz', 'jetfin.kz'],
    ['a.b.jetfin.kz', 'jetfin.kz'],
    ['www.firm.com.kz', 'firm.com.kz'],
    ['jetfin.localhost', 'jetfin.localhost'],
    ['localhost', ''],
  ])('on %s keeps one cookie, for the domain %j', async (host, domain) => {
    const { writeWidest, kept, readCookies } = await jarOn(host);
    writeWidest('kelisim', '1.a.b', 60);
    expect(kept).toEqual([{ name: 'kelisim', value: '1.a.b', domain }]);
    // The same choice made again on the same day has the same text.
    writeWidest('kelisim', '1.a.b', 60);
    expect(kept).toEqual([{ name: 'kelisim', value: '1.a.b', domain }]);
    expect(readCookies('kelisim')).toEqual(['1.a.b']);
  });

  test('asks for the whole site, lax, secure only on https, for the term', async () => {
    const secure = await jarOn('jetfin.kz');
    secure.writeWidest('kelisim', 'x', 86_400);
    expect(secure.lines).toContain('kelisim=x;domain=jetfin.kz;path=/;max-age=86400;samesite=lax;secure');
    vi.resetModules();
    const plain = await jarOn('jetfin.kz', { protocol: 'http:' });
    plain.writeWidest('kelisim', 'x', 1);
    expect(plain.lines.at(-1)).not.toContain('secure');
  });

  test('takes away an older one on a narrower domain, which the browser would send first', async () => {
    const { writeWidest, writeCookie, kept } = await jarOn('a.b.jetfin.kz');
    for (const domain of ['', ';domain=a.b.jetfin.kz', ';domain=b.jetfin.kz']) writeCookie(`kelisim=old${domain}`);
    writeWidest('kelisim', 'new', 60);
    expect(kept).toEqual([{ name: 'kelisim', value: 'new', domain: 'jetfin.kz' }]);
  });

  test('keeps nothing, and throws nothing, where cookies are off or denied', async () => {
    for (const how of [{ off: true }, { throws: true }]) {
      vi.resetModules();
      const { writeWidest, readCookies, cookieNames } = await jarOn('www.jetfin.kz', how);
      writeWidest('kelisim', 'x', 1);
      expect(readCookies('kelisim')).toEqual([]);
      expect(cookieNames().filter(Boolean)).toEqual([]);
    }
  });
});

describe('readCookies', () => {
  test('finds every value of that name and of no other', async () => {
    const { readCookies, writeCookie } = await jarOn('www.jetfin.kz');
    for (const line of ['kelisim=a', 'kelisim=b;domain=jetfin.kz', 'xkelisim=c', 'kelisimx=d', 'other=kelisim=e'])
      writeCookie(line);
    expect(readCookies('kelisim')).toEqual(['a', 'b']);
  });

  test('keeps what stands after a further equals sign', async () => {
    const { readCookies, writeCookie } = await jarOn('jetfin.kz');
    writeCookie('a=b=c');
    expect(readCookies('a')).toEqual(['b=c']);
  });
});
