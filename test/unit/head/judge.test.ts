/** The judgement of URLs, marks and cookie names for one site, in Node: the browser's part is one base address. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { resolveSite } from '../../../src/core/resolve-site.ts';
import type { VendorRules } from '../../../src/core/vendor.ts';
import { packHosts } from '../../../src/vendors/pack-hosts.ts';

const CATALOGUE: VendorRules = {
  pixel: { m: 'pixel.example', c: 'd', k: '_pix _pix_*' },
  recorder: { m: 'pixel.example/rec', c: 'a', r: 1 },
  stray: { m: 'stray.example', c: 'd' },
};

async function judgeOn(page: string, change: Record<string, unknown> = {}) {
  const { hostname, pathname } = new URL(page);
  vi.stubGlobal('location', { hostname, pathname });
  vi.stubGlobal('document', {});
  vi.stubGlobal(
    'Node',
    class {
      get baseURI() {
        return page;
      }
    },
  );
  const { setSite } = await import('../../../src/head/state.ts');
  const judge = await import('../../../src/head/gate/judge.ts');
  const config = {
    version: 1,
    site: 'x',
    policy: { edition: '1' },
    services: [{ vendor: 'pixel' }, { vendor: 'recorder' }],
    ...change,
  };
  setSite(packHosts(resolveSite(config, CATALOGUE)));
  judge.prepareJudge('https://shop.example/');
  return judge;
}

beforeEach(() => vi.resetModules());

describe('the site itself', () => {
  test.each([
    ['https://jetfin.kz/', 'https://jetfin.kz/a.js'],
    ['https://jetfin.kz/', '/a.js'],
    ['https://jetfin.kz/', 'https://static.jetfin.kz/a.js'],
    ['https://www.jetfin.kz/', 'https://api.jetfin.kz/a'],
    ['https://shop.firm.com.kz/', 'https://cdn.firm.com.kz/a.js'],
    ['https://мысал.қаз/', 'https://www.мысал.қаз/a.js'],
    ['https://пример.рф/', 'https://static.пример.рф/a.js'],
    ['http://localhost:8080/', 'http://localhost:9090/a.js'],
    ['http://127.0.0.1/', 'http://127.0.0.1:1/a.js'],
    ['http://[::1]:8080/', 'http://[::1]:9/a.js'],
  ])('of %s includes %s, also where unlisted hosts are blocked', async (page, url) => {
    const { judgeUrl } = await judgeOn(page, { unlisted: 'block' });
    expect(judgeUrl(url)).toBeNull();
  });

  test.each([
    ['https://jetfin.kz/', 'https://jetfin.kz.evil.example/'],
    ['https://jetfin.kz/', 'https://other.kz/'],
    ['https://firm.com.kz/', 'https://other.com.kz/'],
    ['https://a.org.kz/', 'https://b.org.kz/'],
    ['http://127.0.0.1/', 'http://127.0.0.2/'],
    ['http://10.0.0.1/', 'http://11.0.0.1/'],
    ['http://localhost/', 'http://127.0.0.1/'],
    ['https://мысал.қаз/', 'https://басқа.қаз/'],
  ])('of %s does not include %s', async (page, url) => {
    const { judgeUrl } = await judgeOn(page, { unlisted: 'block' });
    expect(judgeUrl(url)).toMatchObject({ isOpen: false, ofVendor: '' });
  });
});

describe('an address', () => {
  test.each([
    'data:,x',
    'blob:https://pixel.example/x',
    'about:blank',
    'javascript:0',
    '',
    '#x',
    'mailto:a@pixel.example',
    'http://[',
  ])('%j is nothing to judge', async (url) => {
    const { judgeUrl } = await judgeOn('https://jetfin.kz/');
    expect(judgeUrl(url)).toBeNull();
  });

  test.each([
    'https://pixel.example/a',
    '//pixel.example/a',
    'HTTPS://PIXEL.EXAMPLE/a',
    ' https://pixel.example/a',
    'https://pixel.example./a',
    'https:\\\\pixel.example\\a',
    'https://user:word@pixel.example:8443/a',
    'ht\ntps://pix\tel.example/a',
    'https://pixel%2Eexample/',
    'wss://pixel.example/a',
    'https://ｐixel.example/',
  ])('%j is of the vendor, however it is written', async (url) => {
    const { judgeUrl } = await judgeOn('https://jetfin.kz/');
    expect(judgeUrl(url)).toMatchObject({ isOpen: false, ofVendor: 'pixel' });
  });

  test('of a catalogue vendor that is not declared is never open', async () => {
    const { judgeUrl } = await judgeOn('https://jetfin.kz/');
    const { setChoice } = await import('../../../src/head/state.ts');
    setChoice({ day: 0, letters: 'fad', services: { stray: true } });
    expect(judgeUrl('https://stray.example/')).toEqual({ isOpen: false, ofVendor: 'stray', service: undefined });
    expect(judgeUrl('https://pixel.example/')).toMatchObject({ isOpen: true, ofVendor: 'pixel' });
    expect(judgeUrl('https://pixel.example/rec')).toMatchObject({ isOpen: false, ofVendor: 'recorder' });
  });

  test.each([
    'https://a.example/x 1x, https://pixel.example/p.gif 2x',
    '/x 1x,\nhttps://pixel.example/p.gif\t2x',
    '/x\t1x,\nhttps://pixel.example/p.gif\t2x',
    '/x 1x,https://pixel.example/p.gif',
  ])('among candidates %j one that may not go holds all', async (value) => {
    const { judgeElement } = await judgeOn('https://jetfin.kz/');
    expect(judgeElement('', value)).toMatchObject({ isOpen: false, ofVendor: 'pixel' });
  });
});

describe('mark and address together', () => {
  test('must both be granted', async () => {
    const { judgeElement } = await judgeOn('https://jetfin.kz/');
    const { setChoice } = await import('../../../src/head/state.ts');
    setChoice({ day: 0, letters: 'a', services: {} });
    expect(judgeElement('analytics', 'https://pixel.example/')!.isOpen).toBe(false);
    expect(judgeElement('advertising', 'https://unknown.example/')!.isOpen).toBe(false);
    expect(judgeElement('analytics', 'https://unknown.example/')!.isOpen).toBe(true);
    expect(judgeElement('analytics', 'https://stray.example/')!.isOpen).toBe(false);
    expect(judgeElement('necessary', 'https://pixel.example/')!.isOpen).toBe(false);
  });

  test('say whose it is, closed or open, by service where the address tells', async () => {
    const { judgeElement } = await judgeOn('https://jetfin.kz/');
    const { setChoice } = await import('../../../src/head/state.ts');
    expect(judgeElement('advertising', 'https://pixel.example/')).toMatchObject({
      isOpen: false,
      ofVendor: 'pixel',
      ofService: { id: 'pixel' },
    });
    setChoice({ day: 0, letters: 'd', services: {} });
    expect(judgeElement('advertising', 'https://pixel.example/')).toMatchObject({
      isOpen: true,
      ofVendor: 'pixel',
      ofService: { id: 'pixel' },
    });
  });
});

describe('a cookie name', () => {
  test.each<[string, boolean | null]>([
    ['_pix', false],
    ['_pixel', null],
    ['pix', null],
    ['uid', null],
    ['', null],
    ['_pix_kept', null],
    // A prefix that covers a kept name is left alone as a whole.
    ['_pix_1', null],
    ['constructor', null],
  ])('%j may be written: %s', async (name, open) => {
    const { judgeCookie } = await judgeOn('https://jetfin.kz/', { cookies: { keep: ['_pix_kept'] } });
    expect(judgeCookie(name)?.isOpen ?? null).toBe(open);
  });

  test('under a prefix is guarded when no kept name stands under it', async () => {
    const { judgeCookie } = await judgeOn('https://jetfin.kz/', { cookies: { keep: ['other'] } });
    expect(judgeCookie('_pix_1')?.isOpen).toBe(false);
  });

  test('stays guarded whatever stands where the kept names should', async () => {
    for (const keep of [5, '_pix', {}, [null], [5]]) {
      const { judgeCookie } = await judgeOn('https://jetfin.kz/', { cookies: { keep } });
      let open: boolean | undefined = false;
      try {
        open = judgeCookie('_pix')?.isOpen ?? true;
      } catch {
        // The policy reads an exception as closed.
      }
      expect(open, JSON.stringify(keep)).toBe(false);
    }
  });
});
