/** The choice beyond Safari's seven days: the site's own server, under whose path the collector stands, sets the same cookie again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Response } from '@playwright/test';
import { buildOwn } from './one-truth-site.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

const DAY_SECONDS = 86_400;

/** `/consent/` of the site is the collector, as a line in its nginx would have it. */
function collectorAt(prefix: string, origin: string) {
  const { hostname, port } = new URL(origin);
  return (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void): void => {
    const { url = '', method = 'GET', headers } = incoming;
    if (!url.startsWith(prefix)) return next();
    const outward = request({ hostname, port, method, path: url.slice(prefix.length - 1), headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    outward.on('error', () => incoming.socket.destroy());
    incoming.pipe(outward);
  };
}

async function cookieOf({ page }: Visitor) {
  const all = (await page.context().cookies()).filter(({ name }) => name === 'kelisim');
  expect(all, 'one cookie').toHaveLength(1);
  return all[0]!;
}

function renewal({ page }: Visitor): Promise<Response> {
  return page.waitForResponse((response) => response.url().endsWith('/renew'));
}

// What an earlier story sent is no part of this one.
test.beforeEach(({ world }) => world.standIn.clear());

test('With the collector under a path of the site a choice is set again over HTTP: the same value, the end it had, once a day and after each choice.', async ({
  world,
  serve,
  visitor,
  collector,
}) => {
  const own = await buildOwn(world, (config) => ({
    ...config,
    withdrawal: { reload: false },
    sync: { endpoint: 'https://jetfin.kz/consent' },
  }));
  serve('jetfin', {
    tag: own.tagHtml,
    kelisim: own.outDir,
    middleware: collectorAt('/consent/', collector.url),
  });
  await visitor.open('https://jetfin.kz/');
  const answered = renewal(visitor);
  await visitor.acceptAll();
  const answer = await answered;
  expect(answer.status()).toBe(200);
  const value = await visitor.choiceCookie();
  const line = (await answer.headersArray()).filter(({ name }) => name.toLowerCase() === 'set-cookie');
  expect(line.map((header) => header.value)).toEqual([
    expect.stringMatching(
      new RegExp(
        `^kelisim=${value.replaceAll('.', '\\.')}; Path=/; Max-Age=\\d+; SameSite=Lax; Domain=jetfin.kz; Secure$`,
      ),
    ),
  ]);
  const cookie = await cookieOf(visitor);
  const day = Number(value.split('.')[2]);
  expect(cookie.value).toBe(value);
  expect(Math.abs(cookie.expires - (day + 180) * DAY_SECONDS), 'ends when the choice ends').toBeLessThan(5);
  expect(cookie.domain).toBe('.jetfin.kz');
  await expect.poll(() => collector.rows().length, 'the record arrives by the same way').toBe(1);

  // The next page of the same day has nothing to renew.
  const renewals = () =>
    world.standIn.log.entries.filter(({ host, path }) => host === 'jetfin.kz' && path.endsWith('/renew')).length;
  const until = renewals();
  await visitor.open('https://jetfin.kz/policy/');
  await visitor.openSettings();
  const again = renewal(visitor);
  await visitor.rejectInSettings();
  await again;
  expect(renewals()).toBe(until + 1);
  const refused = await cookieOf(visitor);
  expect(refused.value, 'a refusal is remembered as long').toMatch(/\.0$/);
  expect(Math.abs(refused.expires - (day + 180) * DAY_SECONDS)).toBeLessThan(5);
  expect(visitor.exceptions).toEqual([]);
});

test('A choice made while the older one is on its way back holds: the late answer does not bring the older one back.', async ({
  world,
  serve,
  visitor,
  collector,
}) => {
  const own = await buildOwn(world, (config) => ({
    ...config,
    withdrawal: { reload: false },
    sync: { endpoint: 'https://jetfin.kz/consent' },
  }));
  const pass = collectorAt('/consent/', collector.url);
  let held = 0;
  serve('jetfin', {
    tag: own.tagHtml,
    kelisim: own.outDir,
    middleware(incoming, outgoing, next) {
      // The first answer takes its time on the way.
      if (incoming.url?.endsWith('/renew') && held++ === 0) setTimeout(() => pass(incoming, outgoing, next), 600);
      else pass(incoming, outgoing, next);
    },
  });
  await visitor.open('https://jetfin.kz/');
  await visitor.acceptAll();
  await expect.poll(() => held).toBe(1);
  await visitor.openSettings();
  await visitor.rejectInSettings();
  await expect.poll(() => held).toBe(2);
  await sleep(1500);
  expect((await cookieOf(visitor)).value).toMatch(/\.0$/);
});

test('A collector on another host is never asked: it cannot set a cookie of the site.', async ({
  world,
  serve,
  visitor,
  collector,
}) => {
  serve('jetfin');
  await visitor.open('https://jetfin.kz/');
  await visitor.acceptAll();
  await expect.poll(() => collector.rows().length).toBe(1);
  await sleep(500);
  expect(world.standIn.log.entries.filter(({ path }) => path.endsWith('/renew'))).toEqual([]);
});
