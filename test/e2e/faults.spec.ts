/** Faults that need a whole browser: it is killed, frozen, leaves, is forbidden to connect. The table is docs/faults.md. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { loseAnswers } from '../support/disk-collector.ts';
import { KilledBrowser } from './killed-browser.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

/** A failed delivery is tried again after two seconds at most, spread over one more. */
const TRY_AGAIN_MS = 10_000;
/** A tab that finds the lock held overrules it within this. */
const OVERRULE_MS = 20_000;

/** A server that takes everything and never answers. */
function silence(incoming: IncomingMessage): void {
  incoming.resume();
}

function rowsInOutbox(visitor: Visitor): Promise<number> {
  return visitor.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const request = indexedDB.open('kelisim');
        // Looking must not make the database that is looked for, nor stand in the way of who does.
        request.onupgradeneeded = () => request.transaction!.abort();
        request.onerror = () => resolve(0);
        request.onsuccess = () => {
          const database = request.result;
          database.onversionchange = () => database.close();
          const keys = database.transaction('rows').objectStore('rows').getAllKeys();
          keys.onsuccess = () => {
            database.close();
            resolve(keys.result.filter((key) => String(key).startsWith('row.')).length);
          };
        };
      }),
  );
}

/** What a page that is put into the background is told. */
function hide(visitor: Visitor): Promise<void> {
  return visitor.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

/** Whether the page still has room for a request that outlives it. */
function mayKeepAlive(visitor: Visitor, kilobytes: number): Promise<boolean> {
  return visitor.page.evaluate(
    (size) =>
      fetch('/room', { method: 'POST', body: 'x'.repeat(size * 1024), keepalive: true }).then(
        () => true,
        () => false,
      ),
    kilobytes,
  );
}

// What an earlier story sent is no part of this one.
test.beforeEach(({ world }) => world.standIn.clear());

test.describe('Killed', () => {
  test('Fault 6: a browser killed when its choice lies in the outbox delivers it once after the restart.', async ({
    serve,
    collector,
    launchOptions,
  }) => {
    serve('jetfin');
    await collector.stop();
    const browser = new KilledBrowser(launchOptions);
    try {
      const visitor = await browser.start();
      await visitor.open('https://jetfin.kz/');
      await visitor.acceptAll();
      await expect.poll(() => rowsInOutbox(visitor)).toBe(1);
      browser.kill();
      await collector.start();
      const later = await browser.start();
      await later.open('https://jetfin.kz/');
      await chooseIfAsked(later);
      await expect.poll(() => actions(collector), { timeout: TRY_AGAIN_MS }).toContain('accept-all');
      expect(actions(collector).filter((action) => action === 'accept-all')).toHaveLength(1);
    } finally {
      await browser.close();
    }
  });

  test('Fault 4: a browser killed when the collector had stored its choice and the answer was lost sends it again: one row.', async ({
    world,
    serve,
    collector,
    launchOptions,
  }) => {
    serve('kengo');
    world.standIn.setHost('consent.kengo.kz', loseAnswers(collector.url));
    const browser = new KilledBrowser(launchOptions);
    try {
      const visitor = await browser.start();
      await visitor.open('https://kengo.kz/');
      await visitor.acceptAll();
      await expect.poll(() => collector.count('stored')).toBe(1);
      await expect.poll(() => rowsInOutbox(visitor)).toBe(1);
      browser.kill();
      world.standIn.setHost('consent.kengo.kz', { proxy: collector.url });
      const later = await browser.start();
      await later.open('https://kengo.kz/');
      await chooseIfAsked(later);
      await expect.poll(() => collector.count('duplicate'), { timeout: TRY_AGAIN_MS }).toBeGreaterThan(0);
      expect(actions(collector).filter((action) => action === 'accept-all')).toHaveLength(1);
      expect(collector.count('conflict')).toBe(0);
    } finally {
      await browser.close();
    }
  });

  test('Fault 5: a browser killed in the moment of the click asks again or delivers; nothing is half-stored, and the next choice arrives.', async ({
    serve,
    collector,
    launchOptions,
  }, testInfo) => {
    serve('jetfin');
    const browser = new KilledBrowser(launchOptions);
    try {
      const visitor = await browser.start();
      await visitor.open('https://jetfin.kz/');
      await expect(visitor.banner).toBeVisible();
      const clicked = visitor.acceptAll().catch(() => undefined);
      // Every run of the long run at another moment of the first tenth of a second.
      await sleep((testInfo.repeatEachIndex * 7) % 100);
      browser.kill();
      await clicked;
      const before = actions(collector);
      const later = await browser.start();
      await later.open('https://jetfin.kz/');
      const asked = await chooseIfAsked(later);
      if (!asked) await expect.poll(() => actions(collector), { timeout: TRY_AGAIN_MS }).toContain('accept-all');
      else await expect.poll(() => actions(collector), { timeout: TRY_AGAIN_MS }).toContain('reject-all');
      expect(actions(collector), 'what was stored before stays stored').toEqual(expect.arrayContaining(before));
      const ids = collector.records().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    } finally {
      await browser.close();
    }
  });

  function actions(collector: { records(): { readonly action: string }[] }): string[] {
    return collector.records().map(({ action }) => action);
  }

  /** Chromium writes cookies and localStorage to disk seconds later, IndexedDB at once: a killed browser may have to ask again. */
  async function chooseIfAsked(visitor: Visitor): Promise<boolean> {
    await visitor.page.locator('kelisim-banner').waitFor({ state: 'attached' });
    if ((await visitor.banner.count()) === 0) return false;
    await visitor.rejectAll();
    return true;
  }
});

test('Fault 7: a page that goes elsewhere in the turn of the click leaves a choice that arrives, once.', async ({
  serve,
  visitor,
  collector,
}) => {
  serve('jetfin');
  await visitor.open('https://jetfin.kz/');
  await expect(visitor.banner).toBeVisible();
  await visitor.page.evaluate(() => {
    const banner = document.querySelector('kelisim-banner')!;
    banner.shadowRoot!.querySelector<HTMLElement>('[data-kelisim-action="accept-all"]')!.click();
    location.href = '/policy/';
  });
  await visitor.page.waitForURL('https://jetfin.kz/policy/');
  await visitor.hasDecided();
  await expect.poll(() => collector.rows().length, { timeout: TRY_AGAIN_MS }).toBe(1);
  expect(collector.records()[0]).toMatchObject({ action: 'accept-all', path: '/' });
});

test('Fault 23: two tabs that decide otherwise in the same moment leave two records, and both tabs end with one choice.', async ({
  serve,
  visitor,
  collector,
}) => {
  serve('jetfin');
  await visitor.open('https://jetfin.kz/');
  const other = await visitor.openTab('https://jetfin.kz/policy/');
  const at = Date.now() + 500;
  const decide = (tab: Visitor, decision: string) =>
    tab.page.evaluate(
      async ([what, moment]) => {
        await new Promise((resolve) => setTimeout(resolve, (moment as number) - Date.now()));
        (window as unknown as { kelisim: { decide(decision: unknown): boolean } }).kelisim.decide(what);
      },
      [decision, at] as const,
    );
  await Promise.all([decide(visitor, 'accept-all'), decide(other, 'reject-all')]);
  await expect.poll(() => collector.rows().length, { timeout: TRY_AGAIN_MS }).toBe(2);
  const cookie = await visitor.choiceCookie();
  const opened = (tab: Visitor) =>
    tab.page.evaluate(() =>
      (window as unknown as { kelisim: { has(id: string): boolean } }).kelisim.has('advertising'),
    );
  const isOpen = !/\.0$/.test(cookie);
  await expect.poll(async () => [await opened(visitor), await opened(other)]).toEqual([isOpen, isOpen]);
  expect(new Set(collector.records().map(({ id }) => id)).size).toBe(2);
});

test('Fault 25: while the tab that delivers is frozen another one delivers within twenty seconds.', async ({
  world,
  serve,
  visitor,
  collector,
}) => {
  test.setTimeout(60_000);
  serve('jetfin');
  world.standIn.setHost('consent.jetfin.kz', silence);
  await visitor.open('https://jetfin.kz/');
  await visitor.acceptAll();
  await expect.poll(() => world.standIn.received('consent.jetfin.kz').length, 'it is delivering').toBeGreaterThan(0);
  const devtools = await visitor.page.context().newCDPSession(visitor.page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });

  world.standIn.setHost('consent.jetfin.kz', { proxy: collector.url });
  const other = await visitor.openTab('https://jetfin.kz/policy/');
  const since = Date.now();
  const locks = await other.page.evaluate(async () => (await navigator.locks.query()).held?.map(({ name }) => name));
  expect(locks, 'the frozen tab has the lock').toContain('kelisim-outbox');
  await expect.poll(() => collector.rows().length, { timeout: OVERRULE_MS }).toBe(1);
  expect(Date.now() - since).toBeLessThan(OVERRULE_MS);

  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await expect.poll(() => rowsInOutbox(other)).toBe(0);
  expect(collector.rows(), 'thawed, it adds nothing').toHaveLength(1);
  expect(visitor.exceptions).toEqual([]);
});

test('Fault 20: when another script has used up what may outlive the page, the choice is sent without.', async ({
  world,
  serve,
  visitor,
  collector,
}) => {
  let first = true;
  const proxied = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (first) {
      first = false;
      return silence(incoming);
    }
    world.standIn.setHost('consent.jetfin.kz', { proxy: collector.url });
    outgoing.destroy();
  };
  serve('jetfin', {
    middleware: (incoming, _outgoing, next) => (incoming.url === '/room' ? silence(incoming) : next()),
  });
  await visitor.open('https://jetfin.kz/');
  await visitor.page.evaluate(() => {
    fetch('/room', { method: 'POST', body: 'x'.repeat(63 * 1024), keepalive: true }).catch(() => undefined);
  });
  await expect.poll(() => world.standIn.received('jetfin.kz').some(({ path }) => path === '/room')).toBe(true);
  expect(await mayKeepAlive(visitor, 2), 'no room is left').toBe(false);
  world.standIn.setHost('consent.jetfin.kz', proxied);
  await visitor.acceptAll();
  await expect.poll(() => first, 'a plain request is under way').toBe(false);
  world.standIn.setHost('consent.jetfin.kz', { proxy: collector.url });
  await hide(visitor);
  await expect.poll(() => collector.rows().length, { timeout: 5000 }).toBe(1);
});

test('Fault 19: answers with Cache-Control: no-store give back what may outlive the page, forty deliveries long.', async ({
  world,
  serve,
  visitor,
  collector,
}) => {
  serve('jetfin', {
    middleware: (incoming, outgoing, next) =>
      incoming.url === '/room' ? (incoming.resume(), outgoing.writeHead(204).end()) : next(),
  });
  world.standIn.setHost('consent.jetfin.kz', (incoming, outgoing) => {
    const body: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => body.push(chunk));
    incoming.on('end', () => {
      void (async () => {
        const answer = await fetch(collector.url + (incoming.url ?? ''), {
          method: 'POST',
          body: Buffer.concat(body),
          headers: { 'content-type': 'text/plain', origin: 'https://jetfin.kz' },
        });
        const text = await answer.text();
        // Long enough under way for the page to hide meanwhile.
        setTimeout(() => {
          outgoing.writeHead(answer.status, {
            'content-type': 'application/json',
            'access-control-allow-origin': 'https://jetfin.kz',
            'cache-control': 'no-store',
          });
          outgoing.end(text);
        }, 30);
      })();
    });
  });
  await visitor.open('https://jetfin.kz/');
  for (let i = 0; i < 40; i++) {
    await visitor.page.evaluate(() => {
      (window as unknown as { kelisim: { decide(decision: string): boolean } }).kelisim.decide('reject-all');
    });
    await hide(visitor);
  }
  await expect.poll(() => collector.rows().length, { timeout: 15_000 }).toBe(40);
  await expect.poll(() => rowsInOutbox(visitor)).toBe(0);
  expect(await mayKeepAlive(visitor, 60), 'all the room is back').toBe(true);
});

test('Fault 34: under a policy that forbids the endpoint the choice holds and is kept, the console names the line to add, and with it the record arrives.', async ({
  serve,
  visitor,
  collector,
}) => {
  serve('jetfin', { headers: { 'content-security-policy': "connect-src 'self'" } });
  await visitor.open('https://jetfin.kz/');
  await visitor.rejectAll();
  await visitor.hasDecided();
  await expect
    .poll(() => visitor.lines.filter((line) => line.includes('add to connect-src: https://consent.jetfin.kz')))
    .toHaveLength(1);
  expect(await rowsInOutbox(visitor)).toBe(1);
  expect(collector.rows()).toEqual([]);

  serve('jetfin');
  await visitor.open('https://jetfin.kz/policy/');
  await expect.poll(() => collector.rows().length, { timeout: TRY_AGAIN_MS }).toBe(1);
  expect(collector.records()[0]).toMatchObject({ action: 'reject-all', path: '/' });
});

test('Fault 40: with the tag pasted twice a click makes one record, and the console says that the second is ignored.', async ({
  world,
  serve,
  visitor,
  collector,
}) => {
  const { tagHtml } = world.built.jetfin;
  serve('jetfin', { tag: tagHtml + tagHtml });
  await visitor.open('https://jetfin.kz/');
  await visitor.acceptAll();
  await expect.poll(() => collector.rows().length, { timeout: TRY_AGAIN_MS }).toBe(1);
  await expect(visitor.page.locator('kelisim-banner')).toHaveCount(1);
  expect(visitor.lines.join('\n')).toMatch(/second tag ignored/);
  expect(collector.rows()).toHaveLength(1);
});
