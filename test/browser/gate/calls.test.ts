/** Calls that send without an element, and cookies: refused ones fail as the browser itself fails, and nothing of them arrives. */
import { assert } from '@esm-bundle/chai';
import { firstVisit, GatePage, type PageOptions, quiet, until } from './gate-page.ts';

async function opened(options: PageOptions = {}): Promise<GatePage> {
  return (await GatePage.make()).open(options);
}

/** Runs an expression in the page and waits for its value; a rejection comes back by its name. */
async function outcome<T = unknown>(page: GatePage, expression: string): Promise<T | string> {
  page.run(
    `window.told = undefined; (async () => (${expression}))().then((v) => { window.told = { v }; }, (e) => { window.told = { v: 'rejected ' + e.name }; })`,
  );
  await until(() => page.window.told !== undefined, expression);
  return (page.window.told as { v: T }).v;
}

const url = (page: GatePage, name: string): string => JSON.stringify(page.t(name));
const xhrEvents = (page: GatePage, name: string): string => `new Promise((done) => {
  const x = new XMLHttpRequest(), seen = [];
  for (const type of ['load', 'error', 'abort', 'timeout']) x.addEventListener(type, () => seen.push(type));
  x.onreadystatechange = () => { if (x.readyState === 4) seen.push('done ' + x.status); };
  x.onloadend = () => done(seen.join());
  x.open('POST', ${url(page, name)}); x.send('a=1'); })`;
/** WebKit fires no `close` for a port that it blocks, against the HTML standard ("fail the WebSocket connection"). */
const NO_CLOSE = /AppleWebKit/.test(navigator.userAgent) && !/Chrom/.test(navigator.userAgent);
const socketEvents = (page: GatePage, name: string): string => `new Promise((done) => {
  const s = new WebSocket(${JSON.stringify(page.t(name).replace('http', 'ws'))}), seen = [];
  s.onopen = () => { seen.push('open'); s.close(); done(seen.join()); };
  s.onerror = () => { seen.push('error'); if (${NO_CLOSE}) done(seen.join()); };
  s.onclose = () => { seen.push('close'); done(seen.join()); }; })`;

const CALLS: Record<string, { code: (page: GatePage, name: string) => string; open: unknown; closed: unknown }> = {
  'fetch of a text': {
    code: (page, name) => `fetch(${url(page, name)}).then((r) => r.status)`,
    open: 200,
    closed: 'rejected TypeError',
  },
  'fetch of a URL': {
    code: (page, name) => `fetch(new URL(${url(page, name)})).then((r) => r.status)`,
    open: 200,
    closed: 'rejected TypeError',
  },
  'fetch of a Request': {
    code: (page, name) => `fetch(new Request(${url(page, name)})).then((r) => r.status)`,
    open: 200,
    closed: 'rejected TypeError',
  },
  'fetch with a body': {
    code: (page, name) =>
      `fetch(${url(page, name)}, { method: 'POST', body: 'a=1', keepalive: true }).then((r) => r.status)`,
    open: 200,
    closed: 'rejected TypeError',
  },
  'fetch without CORS': {
    code: (page, name) => `fetch(${url(page, name)}, { mode: 'no-cors', credentials: 'include' }).then((r) => r.type)`,
    open: 'opaque',
    closed: 'rejected TypeError',
  },
  XMLHttpRequest: { code: xhrEvents, open: 'done 200,load', closed: 'done 0,error' },
  'XMLHttpRequest, synchronous': {
    code: (page, name) =>
      `(() => { const x = new XMLHttpRequest(); x.open('GET', ${url(page, name)}, false); try { x.send(); return x.status; } catch (e) { return 'threw ' + e.name; } })()`,
    open: 200,
    closed: 'threw NetworkError',
  },
  sendBeacon: { code: (page, name) => `navigator.sendBeacon(${url(page, name)}, 'a=1')`, open: true, closed: true },
  'sendBeacon of a URL': {
    code: (page, name) => `navigator.sendBeacon(new URL(${url(page, name)}))`,
    open: true,
    closed: true,
  },
  WebSocket: { code: socketEvents, open: 'open', closed: NO_CLOSE ? 'error' : 'error,close' },
};

describe('calls', () => {
  for (const [title, { code, open, closed }] of Object.entries(CALLS)) {
    it(`${title}: arrives without Kelisim, fails as the browser fails before the choice, works after it and fails again after withdrawal`, async () => {
      const control = await opened({ gate: 'none' });
      assert.equal(await outcome(control, code(control, 'stat/call')), open);
      await until(async () => (await control.requests()).includes('stat/call'), 'control');

      const page = await opened();
      assert.equal(await outcome(page, code(page, 'stat/before')), closed);
      assert.equal(await outcome(page, code(page, 'stray/before')), closed);
      await quiet();
      assert.deepEqual(await page.requests(), []);
      assert.deepEqual(page.verdicts('/before'), ['dropped', 'undeclared']);

      page.acceptAll();
      assert.equal(await outcome(page, code(page, 'stat/after')), open);
      await until(async () => (await page.requests()).includes('stat/after'));
      assert.deepEqual(page.verdicts('/after'), ['allowed']);
      assert.equal(await outcome(page, code(page, 'stray/after')), closed);

      page.kelisim.withdraw();
      assert.equal(await outcome(page, code(page, 'stat/late')), closed);
      await quiet();
      assert.deepEqual(await page.requests(), ['stat/after']);
    });
  }

  it('are dropped, not kept: acceptance does not send what was refused before', async () => {
    const page = await opened();
    for (const { code } of Object.values(CALLS)) await outcome(page, code(page, 'stat/dropped'));
    page.acceptAll();
    await quiet();
    assert.deepEqual(await page.requests(), []);
  });

  it('to the site itself and to unknown hosts pass', async () => {
    const page = await opened();
    assert.equal(await outcome(page, `fetch('/gate/own/x.js').then((r) => r.status)`), 200);
    assert.equal(await outcome(page, `fetch(${JSON.stringify(page.unlisted('call'))}).then((r) => r.status)`), 200);
    assert.deepEqual(page.verdicts('other/call'), ['unlisted']);
    assert.equal(await outcome(page, `fetch('data:,x').then((r) => r.text())`), 'x');
    assert.equal(await outcome(page, `fetch(URL.createObjectURL(new Blob(['y']))).then((r) => r.text())`), 'y');
  });

  it('keep a WebSocket a WebSocket', async () => {
    const page = await opened();
    const control = [WebSocket.name, WebSocket.length];
    const facts = page.ask<unknown[]>(`
      class Mine extends WebSocket {}
      const s = new Mine(${JSON.stringify(page.t('ads/socket').replace('http', 'ws'))});
      window.told = [s instanceof Mine, s instanceof WebSocket, WebSocket.OPEN, WebSocket.prototype.constructor === WebSocket, typeof WebSocket, WebSocket.name, WebSocket.length];
      s.onclose = s.onerror = null;`);
    assert.deepEqual(facts, [true, true, 1, true, 'function', ...control]);
    await quiet();
    assert.deepEqual(await page.requests(), []);
  });
});

describe('cookies', () => {
  const write = (page: GatePage, line: string): string =>
    page.ask<string>(`document.cookie = ${JSON.stringify(line)}; window.told = document.cookie`);

  it('of services are not written before the choice, those of the site are', async () => {
    const page = await opened();
    for (const line of ['_t_id=1', '_t_id=1;path=/', ' _t_id = 1']) assert.notInclude(write(page, line), '_t_', line);
    for (const line of ['uid=7', 'u=1', '_t_idx=1', '_t=1', 'session=a=b']) assert.include(write(page, line), line);
    assert.include(write(page, '_t_ses_kept=1'), '_t_ses_kept=1');
  });

  it('of services are held by prefix too', async () => {
    const page = await opened({ site: { cookies: { keep: [] } } });
    assert.notInclude(write(page, '_t_ses_abc=1'), '_t_');
  });

  it('of services are written once they are granted, and no more after withdrawal', async () => {
    const page = await opened();
    page.acceptAll();
    assert.include(write(page, '_t_id=1'), '_t_id=1');
    page.kelisim.withdraw();
    assert.include(write(page, '_t_id=2'), '_t_id=1');
  });

  it('are held in the store of newer browsers too, where there is one that works here', async () => {
    const set = `cookieStore.set('_t_id', '1').then(() => cookieStore.set({ name: '_t_id', value: '2' })).then(() => cookieStore.set('uid', '3'))`;
    const control = await opened({ gate: 'none' });
    // WebKit's store sets secure cookies only, which http://localhost does not get.
    const works =
      'cookieStore' in control.window &&
      String(await outcome(control, `${set}.then(() => document.cookie)`)).includes('uid=3');
    if (!works) return;
    assert.include(control.document.cookie, '_t_id=2');
    firstVisit();
    const page = await opened();
    await outcome(page, set);
    assert.include(page.document.cookie, 'uid=3');
    assert.notInclude(page.document.cookie, '_t_');
  });

  it('that were refused stand in the ledger by their name', async () => {
    const page = await opened();
    write(page, '_t_id=secret');
    const entries = page.kelisim.ledger().filter(({ kind }) => kind === 'cookie');
    assert.deepEqual(
      entries.map(({ url: name, verdict, service }) => [name, verdict, service]),
      [['_t_id', 'dropped', 'stat']],
    );
    assert.notInclude(JSON.stringify(entries), 'secret');
  });
});
