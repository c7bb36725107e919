/** What is read out of headers, stacks and error messages. */
import { describe, expect, it } from 'vitest';
import { domainOf, readCnames, systemResolver } from '../../../../src/audit/driver/cnames.ts';
import { arrivalTrouble, navigationTrouble } from '../../../../src/audit/driver/navigation-trouble.ts';
import { placesOf } from '../../../../src/audit/driver/page-words.ts';
import { readSetCookies } from '../../../../src/audit/driver/set-cookie.ts';

describe('A Set-Cookie line', () => {
  it('gives name, domain and lifetime; Max-Age wins over Expires', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(
      readSetCookies(
        [
          'a=1',
          '_ga=x=y; Domain=.Site.kz; Expires=Fri, 02 Jan 2026 00:00:00 GMT',
          'b=; max-age=60; expires=Fri, 02 Jan 2026 00:00:00 GMT',
          'gone=; Max-Age=-1',
          'nothing',
        ],
        now,
      ),
    ).toEqual([
      { name: 'a', domain: '', lifetimeSeconds: null },
      { name: '_ga', domain: '.site.kz', lifetimeSeconds: 86_400 },
      { name: 'b', domain: '', lifetimeSeconds: 60 },
      { name: 'gone', domain: '', lifetimeSeconds: 0 },
    ]);
  });
});

describe('A stack', () => {
  it('gives the places in files, without our own', () => {
    const stack = `Error: here
    at stackHere (kelisim-audit-watch:20:5)
    at Object.apply (kelisim-audit-watch:40:5)
    at set (https://t.kz/tag.js?a=(b):3:14)
    at async Promise.all (index 0)
    at https://site.kz/:7:1`;
    expect(placesOf(stack)).toEqual([
      { url: 'https://t.kz/tag.js?a=(b)', line: 3, column: 14, inFunction: 'set' },
      { url: 'https://site.kz/', line: 7, column: 1, inFunction: '' },
    ]);
  });
});

describe('What came in place of a page', () => {
  it('is told by the browser’s error', () => {
    const code = (message: string) => navigationTrouble(message).code;
    expect(code('page.goto: net::ERR_CERT_DATE_INVALID at https://x.kz/')).toBe('certificate');
    expect(code('page.goto: Timeout 20000ms exceeded.')).toBe('timeout');
    expect(code('page.goto: Download is starting')).toBe('download');
    expect(navigationTrouble('page.goto: net::ERR_TOO_MANY_REDIRECTS at https://x.kz/')).toEqual({
      code: 'navigation',
      detail: 'ERR_TOO_MANY_REDIRECTS',
    });
  });

  it('is a wall, an error, or the page: a captcha in a form of the page is no wall', () => {
    const page = { status: 200, asked: null, url: 'https://x.kz/', title: 'Займы', html: '<div class="g-recaptcha">' };
    expect(arrivalTrouble(page)).toBeNull();
    expect(arrivalTrouble({ ...page, status: 403 })?.code).toBe('captcha');
    expect(arrivalTrouble({ ...page, title: 'Just a moment...' })?.code).toBe('captcha');
    expect(arrivalTrouble({ ...page, status: 502, html: '' })).toEqual({ code: 'http-error', detail: 'HTTP 502' });
  });
});

describe('A name of the site’s own', () => {
  it('is asked for in the DNS, and told when it leads to another domain; others are not asked for', async () => {
    const asked: string[] = [];
    const resolve = (host: string): Promise<string[]> => {
      asked.push(host);
      return Promise.resolve(host === 'stats.site.kz' ? ['in.vendor.com'] : ['edge.site.kz']);
    };
    const hosts = ['www.site.kz', 'stats.site.kz', 'cdn.site.kz', 'mc.yandex.ru', '127.0.0.1'];
    expect(await readCnames(['https://www.site.kz/'], hosts, resolve)).toEqual({ 'stats.site.kz': ['in.vendor.com'] });
    expect(asked).not.toContain('mc.yandex.ru');
    expect(systemResolver(['--host-resolver-rules=MAP * 127.0.0.1:1'])).toBeNull();
    expect(domainOf('www.facebook.com.localhost')).toBe('facebook.com');
    expect(domainOf('a.b.gov.kz')).toBe('b.gov.kz');
  });
});
