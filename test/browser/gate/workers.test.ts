/** Workers made of blob: and data: URLs carry the gate for workers in front; every other worker, and what they do, is as without Kelisim. */
import { type Engine, itHolds, itIsAsWithout, type Ways } from './probes.ts';
import { assert } from '@esm-bundle/chai';
import { GatePage, quiet, until } from './gate-page.ts';

const ALL: readonly Engine[] = ['chromium', 'firefox', 'webkit'];
const blob = (code: string, more = ''): string =>
  `URL.createObjectURL(new Blob([${code}], { type: 'text/javascript' }))${more}`;
const call = `'fetch(' + JSON.stringify(u) + ').catch(() => 0)'`;
const way = (code: string, more: { only?: readonly Engine[]; leaves?: readonly Engine[] } = {}): Ways[string] => ({
  code,
  fate: 'dropped',
  ...more,
});

const WAYS: Ways = {
  'ads/blob.txt': way(`new Worker(${blob(call)})`),
  'ads/blob-module.txt': way(`new Worker(${blob(call)}, { type: 'module' })`),
  'ads/blob-revoked.txt': way(`const b = ${blob(call)}; new Worker(b); URL.revokeObjectURL(b)`),
  'ads/blob-in-frame.txt': way(
    `const w = frame(into); new w.Worker(w.URL.createObjectURL(new w.Blob([${call}], { type: 'text/javascript' })))`,
  ),
  'ads/data.txt': way(`new Worker('data:text/javascript,' + encodeURIComponent(${call}))`),
  'ads/data-upper.txt': way(`new Worker('DATA:text/javascript,' + encodeURIComponent(${call}))`),
  'ads/blob-spaced.txt': way(`new Worker(' ' + ${blob(call)})`),
  'ads/blob-object.txt': way(`new Worker(new URL(${blob(call)}))`),
  'ads/data-base64.txt': way(`new Worker('data:text/javascript;base64,' + btoa(${call}))`),
  // What has no origin cannot import our file as a module.
  'ads/data-module.txt': way(`new Worker('data:text/javascript,' + encodeURIComponent(${call}), { type: 'module' })`, {
    leaves: ALL,
  }),
  'ads/shared.txt': way(`new SharedWorker(${blob(call)})`),
  'ads/xhr.txt': way(
    `new Worker(${blob(`'const x = new XMLHttpRequest(); x.open("GET", ' + JSON.stringify(u) + '); x.send()'`)})`,
  ),
  'ads/socket.txt': way(`new Worker(${blob(`'new WebSocket(' + JSON.stringify(u.replace('http', 'ws')) + ')'`)})`),
  'ads/event-source.txt': way(`new Worker(${blob(`'new EventSource(' + JSON.stringify(u) + ')'`)})`),
  'ads/import-scripts.txt': way(
    `new Worker(${blob(`'try { importScripts(' + JSON.stringify(u) + ') } catch (e) {}'`)})`,
  ),
  'ads/font.txt': way(
    `new Worker(${blob(`'const f = new FontFace("x", "url(' + u + ')"); self.fonts.add(f); f.load().catch(() => 0)'`)})`,
    { only: ['chromium', 'firefox'], leaves: ['chromium', 'firefox'] },
  ),
  'ads/cache.txt': way(
    `new Worker(${blob(`'caches.open("k").then((c) => c.add(' + JSON.stringify(u) + ')).catch(() => 0)'`)})`,
  ),
  'ads/inner-blob.txt': way(
    `const inner = ${call}; new Worker(${blob(`'new Worker(URL.createObjectURL(new Blob([' + JSON.stringify(inner) + '])))'`)})`,
    { only: ALL },
  ),
  'ads/inner-data.txt': way(
    `const inner = 'data:text/javascript,' + encodeURIComponent(${call}); new Worker(${blob(`'new Worker(' + JSON.stringify(inner) + ')'`)})`,
  ),
  'ads/subclass.txt': way(`class Own extends Worker {}; new Own(${blob(call)})`),
  'ads/prototype.txt': way(`new Worker.prototype.constructor(${blob(call)})`),
  // The browser resolves these before any function of ours is called.
  'ads/import.js': way(
    `new Worker(${blob(`'import(' + JSON.stringify(u) + ').catch(() => 0)'`)}, { type: 'module' })`,
    { leaves: ALL },
  ),
};

describe('workers made of a text', () => {
  itHolds(WAYS);
});

describe('workers of a page without a tracker', () => {
  const hear = `const hear = (w) => new Promise((done) => { w.onmessage = (e) => done(e.data); w.onerror = (e) => { e.preventDefault && e.preventDefault(); done('error ' + !!e.message) } });`;
  itIsAsWithout({
    'a worker of the site': `${hear} later = hear(new Worker('/gate/own/w.js?code=' + encodeURIComponent('postMessage("own " + typeof importScripts)'))).then(say)`,
    'messages both ways, with what is transferred': `${hear} const w = new Worker(${blob(`'onmessage = (e) => { const b = e.data.b; b[0]++; postMessage({ b, n: b.length }, [b.buffer]) }'`)}); const b = new Uint8Array([1, 2, 3]); w.postMessage({ b }, [b.buffer]); say(b.length); later = hear(w).then((d) => { say(d.n); say(d.b[0]) })`,
    'a message that was sent before it listens': `${hear} const w = new Worker(${blob(`'self.addEventListener("message", (e) => postMessage("got " + e.data))'`)}); w.postMessage('early'); later = hear(w).then(say)`,
    'a port in a message': `const w = new Worker(${blob(`'onmessage = (e) => e.ports[0].postMessage("by port")'`)}), c = new MessageChannel(); later = new Promise((done) => { c.port1.onmessage = (e) => { say(e.data); done() } }); w.postMessage('', [c.port2])`,
    'a module worker': `${hear} later = hear(new Worker(${blob(`'import "/none.js".slice ? "" : ""; postMessage("x")'`)}, { type: 'module' })).then(say)`,
    'a module worker and its scope': `${hear} later = hear(new Worker(${blob(`'postMessage([this === undefined, self.name, import.meta.url.slice(0, 5), location.protocol].join())'`)}, { type: 'module', name: 'called' })).then(say)`,
    'a module worker of a data: URL': `${hear} later = hear(new Worker('data:text/javascript,' + encodeURIComponent('postMessage("data module " + self.origin)'), { type: 'module' })).then(say)`,
    'a worker of a data: URL': `${hear} later = hear(new Worker('data:text/javascript,' + encodeURIComponent('postMessage("data " + self.origin)'))).then(say)`,
    'the scope of a worker': `${hear} later = hear(new Worker(${blob(`'postMessage([self.name, location.protocol, self.origin === ' + JSON.stringify(origin) + ', this === self].join())'`)}, { name: 'called' })).then(say)`,
    'variables of a worker': `${hear} later = hear(new Worker(${blob(`'var a = 1; let b = 2; function c() {} postMessage([self.a, typeof self.b, typeof self.c].join())'`)})).then(say)`,
    'an address that is revoked in the same turn': `${hear} const b = ${blob(`'postMessage("alive")'`)}, w = new Worker(b); URL.revokeObjectURL(b); later = hear(w).then(say)`,
    'an address that was revoked before': `${hear} const b = ${blob(`'postMessage("alive")'`)}; URL.revokeObjectURL(b); later = hear(new Worker(b)).then(say)`,
    'what a revoked address gives to fetch': `const b = ${blob(`'x'`)}; later = fetch(b).then((r) => r.text()).then((t) => { say(t); URL.revokeObjectURL(b); return fetch(b).then((r) => say('still there'), (e) => say(e.name)) })`,
    'arguments of revokeObjectURL': `attempt(() => URL.revokeObjectURL()); attempt(() => URL.revokeObjectURL(Symbol())); attempt(() => URL.revokeObjectURL(bomb)); attempt(() => URL.revokeObjectURL('x')); say(URL.revokeObjectURL.length); say(URL.revokeObjectURL.name)`,
    'a shared worker that two share': `const b = ${blob(`'let n = 0; onconnect = (e) => e.ports[0].postMessage(++n)'`)}; const join = () => new Promise((done) => { const w = new SharedWorker(b); w.onerror = () => done('error'); w.port.onmessage = (e) => done(e.data) }); later = join().then((a) => { say(a); return join() }).then(say)`,
    'a worker in a worker': `${hear} later = hear(new Worker(${blob(`'const w = new Worker(URL.createObjectURL(new Blob(["postMessage(1)"]))); w.onmessage = (e) => postMessage("inner " + e.data); w.onerror = () => postMessage("inner error")'`)})).then(say)`,
    'errors of a worker': `${hear} later = hear(new Worker(${blob(`'throw new Error("mine")'`)})).then(say).then(() => hear(new Worker(${blob(`'syntax error('`)}))).then(say).then(() => hear(new Worker('/gate/none.js'))).then(say)`,
    'importScripts of the site, in order': `${hear} later = hear(new Worker(${blob(`'importScripts(' + JSON.stringify(origin + '/gate/own/a.js?code=self.a=1') + ', ' + JSON.stringify(origin + '/gate/own/b.js?code=self.b=self.a%2B1') + '); postMessage(self.b)'`)})).then(say)`,
    'fetch and XMLHttpRequest of the site': `${hear} later = hear(new Worker(${blob(`'fetch(' + JSON.stringify(origin + '/gate/own/a.js?code=1') + ').then((r) => r.text()).then((t) => { const x = new XMLHttpRequest(); x.open("GET", ' + JSON.stringify(origin + '/gate/own/a.js?code=2') + ', false); x.send(); postMessage(t + x.responseText) })'`)})).then(say)`,
    'FontFace in a worker': `${hear} later = hear(new Worker(${blob(`'try { postMessage(typeof FontFace === "undefined" ? "none" : new FontFace("a", "local(x)").family) } catch (e) { postMessage(String(e)) }'`)})).then(say)`,
    terminate: `const w = new Worker(${blob(`'setInterval(() => postMessage(1), 5)'`)}); let n = 0; w.onmessage = () => n++; later = wait(300).then(() => { say(n > 0); w.terminate(); return wait(50) }).then(() => { n = 0; return wait(100) }).then(() => say(n))`,
    'bad arguments': `attempt(() => new Worker()); attempt(() => new Worker(Symbol())); attempt(() => new Worker(bomb)); attempt(() => Worker('/gate/own/w.js')); attempt(() => new Worker('http://[')); attempt(() => new SharedWorker()); attempt(() => new Worker('/gate/own/w.js', { type: 'nonsense' })); attempt(() => new Worker('/gate/own/w.js', 5)); attempt(() => new Worker('https://example.org/w.js') && 'made')`,
    'how often an address is converted': `let n = 0; attempt(() => new Worker({ toString() { n++; return '/gate/own/w.js' } }) instanceof Worker); say(n)`,
    'classes of their own': `class Own extends Worker { constructor(code) { super(URL.createObjectURL(new Blob([code]))); this.mine = 1 } }; const w = new Own('postMessage("own")'); say(w.mine); say(w instanceof Own); say(w instanceof Worker); later = new Promise((done) => { w.onmessage = (e) => { say(e.data); done() } })`,
  });
});

describe('what a worker made of a text can notice before the choice', () => {
  it('is one name in its scope, and that a first "use strict" no longer stands first', async () => {
    const page = await GatePage.open({});
    const code = `'use strict'; let mode = 'strict'; try { undeclared = 1; mode = 'sloppy' } catch {} postMessage(Object.getOwnPropertyNames(self).filter((n) => /kelisim/i.test(n)).concat(mode).join())`;
    page.run(`new Worker(${blob(JSON.stringify(code))}).onmessage = (e) => { window.told = e.data }`);
    await until(() => page.window.told !== undefined);
    assert.equal(page.window.told, 'kelisimGate,sloppy');
  });
});

describe('a worker of a page with a policy', () => {
  for (const [title, policy] of [
    ['that lets blob: workers start', `script-src 'self' 'unsafe-inline'; worker-src blob:`],
    ['that lets blob: scripts run', `script-src 'self' 'unsafe-inline' blob:`],
  ] as const) {
    it(`${title} starts before the choice, as without Kelisim`, async () => {
      for (const gate of ['none', 'inline'] as const) {
        const page = await GatePage.make();
        await page.open({ gate, headers: { 'content-security-policy': policy } });
        page.run(
          `{ const w = new Worker(${blob(`'postMessage("started")'`)}); w.onmessage = (e) => { window.told = e.data }; w.onerror = () => { window.told = 'error' } }`,
        );
        await until(() => page.window.told !== undefined, gate);
        assert.equal(page.window.told, 'started', gate);
      }
    });
  }
});

describe('a worker that starts after the choice', () => {
  it('reaches what was granted and no other', async () => {
    const page = await GatePage.make();
    await page.open({});
    page.kelisim.decide({ categories: { advertising: true } });
    page.run(
      `new Worker(${blob(JSON.stringify(`for (const u of ${JSON.stringify([page.t('ads/a'), page.t('stat/a')])}) fetch(u).catch(() => 0)`))})`,
    );
    await until(async () => (await page.requests()).length > 0);
    await quiet();
    assert.deepEqual(await page.requests(), ['ads/a']);
  });

  it('is the page’s own, without our file, when everything is granted', async () => {
    const page = await GatePage.make();
    await page.open({ client: 'missing' });
    page.kelisim.decide({
      categories: { functional: true, analytics: true, advertising: true },
      services: { replay: true },
    });
    page.run(`new Worker(${blob(JSON.stringify(`fetch(${JSON.stringify(page.t('ads/a'))}).catch(() => 0)`))})`);
    await until(async () => (await page.requests()).length === 1);
  });
});
