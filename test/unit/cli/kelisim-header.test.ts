/** The Node middleware of level header on a real server: the policy stands beside the site's, whichever way the site sets its own. */
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { headerPolicy } from '../../../src/cli/header-policy.ts';
import { kelisimHeader } from '../../../src/cli/kelisim-header.ts';
import { OPEN_POLICY } from '../../../src/cli/open-policy.ts';
import { dayOf } from '../../../src/core/choice-cookie.ts';
import { fenceData } from '../../../src/core/fence-data.ts';
import { strictestPolicy } from '../../../src/core/fence-policy.ts';
import { resolveSite } from '../../../src/core/resolve-site.ts';
import { RULES } from '../../../src/vendors/generated/rules.ts';

const words = { kk: 'а', ru: 'а', en: 'a' };
const CONFIG = {
  version: 1,
  site: 'server',
  operators: [{ name: words }],
  policy: { edition: '1', url: { kk: 'https://a.example/kk', ru: 'https://a.example/ru' } },
  services: [{ vendor: 'yandex-metrica' }, { vendor: 'meta-pixel', notOn: ['/apply'] }],
};
const FENCE = fenceData(resolveSite(CONFIG, RULES));
const cookie = (grants: string) => `a=b; kelisim=1.${FENCE.scope}.${dayOf(Date.now())}.${grants}`;

/** Policies of one answer, in order. */
async function policies(
  answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
  { path = '/', cookies = '' } = {},
): Promise<string[]> {
  const middleware = kelisimHeader(CONFIG);
  const server = createServer((incoming, outgoing) => middleware(incoming, outgoing, () => answer(incoming, outgoing)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((resolve, reject) => {
      get({ port, host: '127.0.0.1', path, headers: cookies ? { cookie: cookies } : {} }, (incoming) => {
        incoming.resume();
        const { rawHeaders } = incoming;
        resolve(rawHeaders.filter((_, i) => i % 2 === 1 && /^content-security-policy$/i.test(rawHeaders[i - 1]!)));
      }).on('error', reject);
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const STRICT = strictestPolicy(FENCE);
const OWN = "img-src 'self'";
const OTHER = "object-src 'none'";

describe('the middleware', () => {
  test.each<[string, (outgoing: ServerResponse) => void, string[]]>([
    ['sets none', (out) => out.end('x'), []],
    ['sets it with setHeader', (out) => out.setHeader('content-security-policy', OWN).end(), [OWN]],
    [
      'sets it twice, the last counts',
      (out) => out.setHeader('Content-Security-Policy', OTHER).setHeader('content-security-policy', OWN).end(),
      [OWN],
    ],
    ['sets a list', (out) => out.setHeader('Content-Security-Policy', [OWN, OTHER]).end(), [OWN, OTHER]],
    ['appends it', (out) => void out.appendHeader('Content-Security-Policy', OWN).end(), [OWN]],
    ['hands it to writeHead', (out) => out.writeHead(200, { 'Content-Security-Policy': OWN, 'x-a': '1' }).end(), [OWN]],
    [
      'hands it to writeHead after a word',
      (out) => out.writeHead(200, 'Fine', { 'content-security-policy': OWN }).end(),
      [OWN],
    ],
    [
      'hands a flat list to writeHead',
      (out) => out.writeHead(200, ['x-a', '1', 'Content-Security-Policy', OWN]).end(),
      [OWN],
    ],
    ['calls writeHead without headers', (out) => out.writeHead(404).end(), []],
    ['writes without a head', (out) => void (out.write('x'), out.end()), []],
    ['sends the head by itself', (out) => void (out.flushHeaders(), out.end()), []],
  ])("of a site that %s sends ours beside the site's, once", async (_, answer, own) => {
    const found = await policies((_in, outgoing) => answer(outgoing));
    expect([...found].sort()).toEqual([...own, STRICT].sort());
  });

  test('lets the rest of what writeHead was given through', async () => {
    const server = createServer((incoming, outgoing) =>
      kelisimHeader(CONFIG)(incoming, outgoing, () =>
        outgoing.writeHead(201, 'Made', { 'x-a': '1', 'set-cookie': ['a=1', 'b=2'] }).end('x'),
      ),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect([answer.status, answer.statusText, answer.headers.get('x-a')]).toEqual([201, 'Made', '1']);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test('follows the choice cookie and the page', async () => {
    const at = (path: string, cookies: string) => policies((_, outgoing) => outgoing.end(), { path, cookies });
    expect(await at('/', cookie('a'))).toEqual([headerPolicy(FENCE, cookie('a'), '/', dayOf(Date.now()))]);
    expect((await at('/', cookie('a')))[0]).toContain('mc.yandex.ru');
    expect((await at('/', cookie('a')))[0]).not.toContain('facebook');
    expect(await at('/', cookie('ad'))).toEqual([OPEN_POLICY]);
    expect((await at('/apply?x=1', cookie('ad')))[0]).not.toContain('facebook');
    expect((await at('/apply-now?/apply', cookie('ad')))[0]).toBe(OPEN_POLICY);
    expect(await at('/', cookie('a').replace('1.', '2.'))).toEqual([STRICT]);
  });

  test('reads the whole address where a router has cut it', () => {
    const sent: string[] = [];
    const response = {
      getHeader: () => undefined,
      setHeader: (_: string, value: string | string[]) => void sent.push(String(value)),
      writeHead: () => undefined,
    };
    const request = { url: '/step', originalUrl: '/apply/step?x', headers: { cookie: cookie('ad') } };
    kelisimHeader(CONFIG)(request, response, () => undefined);
    expect(sent[0]).not.toBe(OPEN_POLICY);
    expect(sent[0]).not.toContain('facebook');
  });

  test("knows Kelisim's own files on another origin, and forms when asked", () => {
    const sent: string[] = [];
    const response = {
      getHeader: () => undefined,
      setHeader: (_: string, value: string | string[]) => void sent.push(String(value)),
      writeHead: () => undefined,
    };
    const options = { publicPath: 'https://static.example.kz/kelisim/', forms: true };
    kelisimHeader(CONFIG, options)({ url: '/', headers: {} }, response, () => undefined);
    expect(sent[0]).toMatch(/ https:\/\/static\.example\.kz; form-action 'self' /);
  });

  test('of a wrong config is not made: the message names path and remedy', () => {
    expect(() => kelisimHeader({ ...CONFIG, services: [{ vendor: 'nobody' }] })).toThrow(/site\.json: services/);
  });
});

describe('several choice cookies of one request', () => {
  test('are read as the head reads them: the newest counts', () => {
    const day = dayOf(Date.now());
    const both = `kelisim=1.${FENCE.scope}.${day - 3}.ad; kelisim=1.${FENCE.scope}.${day}.0`;
    expect(headerPolicy(FENCE, both, '/', day)).toBe(STRICT);
    expect(headerPolicy(FENCE, undefined, '/', day)).toBe(STRICT);
    expect(headerPolicy(FENCE, cookie('ad'), '/', day)).toBeNull();
  });
});
