/** The stand-in answers as the demo and the end-to-end tests rely on, and plays nothing that the catalogue would not recognise. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { StandInRequest } from '../../../demo/stand-in/answer.ts';
import { ReceivedLog } from '../../../demo/stand-in/received-log.ts';
import { playsHost, respond, routeOf } from '../../../demo/stand-in/respond.ts';
import { ROUTES } from '../../../demo/stand-in/vendors.ts';
import type { SiteConfig } from '../../../src/core/config.ts';
import { RULES } from '../../../src/vendors/generated/rules.ts';
import { createMatcher } from '../../../src/vendors/matcher.ts';

const match = createMatcher(Object.fromEntries(Object.entries(RULES).map(([id, rule]) => [id, rule.m])));

/** What the configs of the demo sites name. */
function demoVendors(): string[] {
  const demo = new URL('../../../demo/', import.meta.url);
  const sites = readdirSync(demo, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^[^/\\]+.site\.json$/.test(name),
  );
  const configs = sites.map((name) => JSON.parse(readFileSync(new URL(name, demo), 'utf8')) as SiteConfig);
  return [...new Set(configs.flatMap((config) => config.services.flatMap(({ vendor }) => vendor ?? [])))].sort();
}

function request(url: string, more: Partial<StandInRequest> = {}): StandInRequest {
  const { hostname: host, pathname: path, search: query } = new URL(url);
  return { method: 'GET', host, path, query, headers: {}, ...more };
}

function text(url: string): string {
  return String(respond(request(url)).body);
}

describe('stand-in', () => {
  test('plays every vendor that a demo site has, each address under the name that the catalogue gives it', () => {
    const played = ROUTES.filter((route) => route.vendor !== 'unlisted');
    expect([...new Set(played.map((route) => route.vendor))].sort()).toEqual(demoVendors());
    for (const route of played) {
      expect(match(route.host.replace('*', 'any'), route.path, `?${route.query ?? ''}`), route.host + route.path).toBe(
        route.vendor,
      );
    }
  });

  test('plays one address that is in no catalogue', () => {
    expect(routeOf('badge.example.net', '/badge.js', '')?.vendor).toBe('unlisted');
    expect(match('badge.example.net', '/badge.js', '')).toBeUndefined();
  });

  test('answers every script route with a script that parses', () => {
    const scripts = ROUTES.map((route) =>
      respond({
        method: 'GET',
        host: route.host.replace('*', 'any'),
        path: route.path,
        query: `?${route.query ?? ''}`,
        headers: {},
      }),
    ).filter((answer) => answer.headers['content-type']?.startsWith('text/javascript'));
    expect(scripts.length).toBeGreaterThan(20);
    for (const answer of scripts) expect(() => new Function(String(answer.body))).not.toThrow();
  });

  test('lets a container bring what was published in it, and nothing when nobody knows its id', () => {
    expect(text('https://www.googletagmanager.com/gtm.js?id=GTM-DEMO001')).toContain('["G-DEMO0001","AW-100000001"]');
    expect(text('https://www.googletagmanager.com/gtm.js?id=GTM-DEMO003')).toContain('"meta:100000000000003"');
    expect(text('https://www.googletagmanager.com/gtm.js?id=GTM-OTHER')).toContain('("GTM-OTHER", [])');
  });

  test('tells Google Analytics from Google Ads by the id of one address', () => {
    expect(routeOf('www.googletagmanager.com', '/gtag/js', '?id=G-DEMO0001&cx=c')?.vendor).toBe('google-analytics-4');
    expect(routeOf('www.googletagmanager.com', '/gtag/js', '?id=AW-100000001')?.vendor).toBe('google-ads');
  });

  test('takes the longest path and prefers a host by name to a wildcard', () => {
    expect(routeOf('mc.yandex.ru', '/webvisor/1', '')?.vendor).toBe('yandex-webvisor');
    expect(routeOf('mc.yandex.ru', '/watch/1', '')?.vendor).toBe('yandex-metrica');
    expect(respond(request('https://c.clarity.ms/c.gif')).headers['content-type']).toBe('image/gif');
    expect(respond(request('https://k.clarity.ms/collect')).status).toBe(204);
  });

  test('answers a preflight and names the origin that asked', () => {
    const headers = { origin: 'https://jetfin.kz', 'access-control-request-headers': 'content-type' };
    const answer = respond(request('https://k.clarity.ms/collect', { method: 'OPTIONS', headers }));
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': 'https://jetfin.kz',
      'access-control-allow-headers': 'content-type',
    });
  });

  test('answers 404 where nobody plays, and says which hosts it plays', () => {
    expect(respond(request('https://nobody.example/')).status).toBe(404);
    expect(playsHost('tile0.maps.2gis.com')).toBe(true);
    expect(playsHost('example.com')).toBe(false);
  });
});

describe('received log', () => {
  test('keeps what arrived with vendor, kind and the names of cookies, never their values', () => {
    const log = new ReceivedLog();
    const headers = { cookie: 'fr=secret; datr=secret', 'sec-fetch-dest': 'image', referer: 'https://jetfin.kz/' };
    log.add(request('https://www.facebook.com/tr/?id=1&ev=PageView', { headers }), 'jetfin');
    expect(log.entries[0]).toMatchObject({
      vendor: 'meta-pixel',
      kind: 'image',
      site: 'jetfin',
      cookies: ['fr', 'datr'],
      query: '?id=1&ev=PageView',
    });
    expect(JSON.stringify(log.entries)).not.toContain('secret');
  });

  test('guesses beacon, socket, call and prefetch from what the browser says', () => {
    const log = new ReceivedLog();
    const kindOf = (more: Partial<StandInRequest>) => log.add(request('https://ws.hotjar.com/', more)).kind;
    expect(kindOf({ method: 'POST', headers: { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'no-cors' } })).toBe(
      'beacon',
    );
    expect(kindOf({ headers: { upgrade: 'WebSocket' } })).toBe('socket');
    expect(kindOf({ headers: { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' } })).toBe('call');
    expect(kindOf({ headers: { 'sec-fetch-dest': 'script', 'sec-purpose': 'prefetch' } })).toBe('prefetch');
  });

  test('tells those who listen, until they stop, and that it was cleared', () => {
    const log = new ReceivedLog();
    const heard: (string | null)[] = [];
    const stop = log.subscribe((entry) => heard.push(entry && entry.host));
    log.add(request('https://vk.com/rtrg'));
    log.clear();
    stop();
    log.add(request('https://vk.com/rtrg'));
    expect(heard).toEqual(['vk.com', null]);
    expect(log.entries).toHaveLength(1);
    expect(log.entries[0]?.number).toBe(2);
  });
});
