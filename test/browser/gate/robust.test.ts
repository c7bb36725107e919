/** Hostile and unlucky pages: no storage, frozen or wrapped globals, odd values. The page keeps working, the gate stays closed, natives keep their shape. */
import { assert } from '@esm-bundle/chai';
import { firstVisit, GatePage, quiet, until } from './gate-page.ts';

const loader = (url: string): string =>
  `{ const s = document.createElement('script'); s.src = ${JSON.stringify(url)}; document.head.append(s) }`;
const counted = `<script>window.errors = []; window.addEventListener('error', (e) => errors.push(e.message)); window.addEventListener('unhandledrejection', (e) => errors.push(String(e.reason)))</script>`;

describe('a browser that keeps nothing', () => {
  const STORAGE: Record<string, string> = {
    'localStorage throws': `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } })`,
    'localStorage is null': `Object.defineProperty(window, 'localStorage', { value: null })`,
    'localStorage is full': `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }`,
    'sessionStorage throws': `Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('denied', 'SecurityError') } })`,
    'cookies are off': `Object.defineProperty(Document.prototype, 'cookie', { configurable: true, get() { return '' }, set() {} })`,
    'cookies throw': `Object.defineProperty(Document.prototype, 'cookie', { configurable: true, get() { throw new DOMException('denied', 'SecurityError') }, set() { throw new DOMException('denied', 'SecurityError') } })`,
  };

  for (const [title, code] of Object.entries(STORAGE)) {
    it(`as when ${title}: asks, decides and releases on this page, without an exception`, async () => {
      const page = await GatePage.make();
      await page.open({
        before: `${counted}<script>${code}</script>`,
        body: `<script>${loader(page.t('stat/a.js'))}</script>`,
      });
      await quiet();
      assert.deepEqual(page.ran, []);
      page.button('accept-all').click();
      await until(() => page.ran.length === 1);
      assert.deepEqual((page.window as any).errors, []);
      const kept = page.kelisim.inner.memory.length;
      if (title.startsWith('localStorage')) assert.equal(kept, 1, 'the record waits in memory');
      else assert.equal(kept, 0, 'the record is kept');
    });
  }

  it('as in a sandboxed frame: closed, asks, works after the click', async () => {
    const page = await GatePage.make();
    const heard: any[] = [];
    const hear = (event: MessageEvent): void => void heard.push(event.data);
    window.addEventListener('message', hear);
    const tell = `const tell = (about) => parent.postMessage({ about, ran: window.ran || [], banner: !!document.querySelector('kelisim-banner')?.shadowRoot.querySelector('button'), errors: window.errors }, '*');`;
    await page.open({
      gate: 'inline',
      frame: { sandbox: 'allow-scripts' },
      before: counted,
      body: `<script>${tell}${loader(page.t('stat/a.js'))}
        setTimeout(() => { tell('before'); document.querySelector('kelisim-banner').shadowRoot.querySelector('[data-kelisim-action="accept-all"]').click(); setInterval(() => (window.ran || []).length && tell('after'), 30); }, 200);</script>`,
    });
    await until(() => heard.some(({ about }) => about === 'after'), 'the released script');
    window.removeEventListener('message', hear);
    assert.include(heard[0], { about: 'before', banner: true });
    assert.deepEqual(heard[0].ran, []);
    assert.deepEqual(heard.at(-1).errors, []);
    assert.deepEqual(await page.requests(), ['stat/a.js']);
  });
});

describe('a page without an address of its own', () => {
  it('as a srcdoc frame is gated all the same', async () => {
    const page = await GatePage.make();
    await page.open({});
    const script = page.document.head.querySelector('script')!.textContent!;
    const frame = document.createElement('iframe');
    frame.style.cssText = 'width:300px;height:200px';
    frame.srcdoc = `<!doctype html><html><head><script>${script}</script></head><body><script>${loader(page.t('stat/inside.js'))}</script></body></html>`;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await loaded;
    await quiet();
    const { kelisim } = frame.contentWindow as any;
    frame.remove();
    assert.deepEqual(await page.requests(), []);
    assert.isOk(kelisim);
  });
});

describe('a page that changes natives', () => {
  it('before the head script, by wrapping fetch, is wrapped in turn: both work', async () => {
    const page = await GatePage.make();
    await page.open({
      before: `<script>window.seen = []; { const native = window.fetch; window.fetch = function (...args) { seen.push(String(args[0])); return native.apply(this, args); }; }</script>`,
    });
    page.run(
      `window.told = undefined; fetch(${JSON.stringify(page.t('stat/x'))}).catch((e) => fetch('/gate/own/x.js').then((r) => { told = [e.name, r.status] }))`,
    );
    await until(() => Array.isArray(page.window.told));
    assert.deepEqual(page.window.told, ['TypeError', 200]);
    assert.deepEqual(await page.requests(), []);
    assert.include((page.window as any).seen, '/gate/own/x.js');
  });

  it('after it, by wrapping fetch, setAttribute and src, changes nothing of what is held', async () => {
    const page = await GatePage.make();
    await page.open({});
    page.run(`
      { const native = window.fetch; window.fetch = (...args) => native(...args); }
      { const native = Element.prototype.setAttribute; Element.prototype.setAttribute = function (...args) { return native.apply(this, args) }; }
      { const d = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, 'src'); Object.defineProperty(HTMLScriptElement.prototype, 'src', { ...d, set(v) { d.set.call(this, v) } }); }
      fetch(${JSON.stringify(page.t('stat/x'))}).catch(() => 0);
      ${loader(page.t('stat/a.js'))} { const i = document.createElement('img'); i.setAttribute('src', ${JSON.stringify(page.t('ads/a.gif'))}); document.body.append(i) }`);
    await quiet();
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    await until(async () => (await page.requests()).length === 2);
    await until(() => page.ran.length === 1);
  });

  it('by freezing prototypes is closed as far as they are frozen by us, and breaks nothing', async () => {
    for (const place of ['before', 'head'] as const) {
      firstVisit();
      const page = await GatePage.make();
      const freeze = `<script>for (const it of [Object, Array, Function, String, RegExp, Element, Node, Document, HTMLScriptElement, HTMLImageElement, Navigator, XMLHttpRequest]) Object.freeze(it.prototype); Object.freeze(Object);</script>`;
      const again = place === 'before' ? { before: counted + freeze } : { before: counted, head: freeze };
      await page.open({
        ...again,
        body: `<script type="text/plain" data-kelisim="stat" src="${page.t('stat/marked.js')}"></script>${place === 'head' ? `<script>${loader(page.t('stat/a.js'))}</script>` : ''}`,
      });
      await quiet();
      assert.deepEqual(page.ran, [], place);
      page.button('accept-all').click();
      await until(() => page.ran.includes('stat/marked.js'), place);
      assert.deepEqual((page.window as any).errors, [], place);
    }
  });

  it('by extending Object.prototype and Array.prototype with enumerable members is still closed and released', async () => {
    const page = await GatePage.make();
    await page.open({
      before: `${counted}<script>Object.prototype.extra = function () {}; Array.prototype.more = [1]; Object.prototype.contains = undefined;</script>`,
      body: `<script>${loader(page.t('stat/a.js'))}</script><script type="text/plain" data-kelisim="analytics">(window.ran = window.ran || []).push('inline')</script>`,
    });
    await quiet();
    assert.deepEqual(page.ran, []);
    page.acceptAll();
    await until(() => page.ran.length === 2);
    assert.deepEqual((page.window as any).errors, []);
  });

  it('by giving the body an element called kelisim or dataLayer, or a data layer that is no list, is gated', async () => {
    for (const before of [
      `<script>window.dataLayer = {}</script>`,
      `<script>window.dataLayer = Object.freeze([])</script>`,
      `<script>window.dataLayer = 'x'</script>`,
    ]) {
      firstVisit();
      const page = await GatePage.make();
      await page.open({
        before: counted + before,
        head: `<script src="${page.t('stat/static.js')}"></script>`,
        body: `<p id="kelisim"></p><script>${loader(page.t('stat/a.js'))}</script>`,
      });
      await quiet();
      assert.deepEqual(page.ran, [], before);
      assert.isFunction(page.kelisim.decide, before);
      page.acceptAll();
      await until(() => page.ran.length === 2, before);
    }
  });

  it('by taking the banner away gets it back, without an endless fight', async () => {
    const page = await GatePage.make();
    await page.open({
      head: `<script>window.removals = 0; new MutationObserver(() => { const b = document.querySelector('kelisim-banner'); if (b && removals < 2000) { removals++; b.remove(); } }).observe(document, { childList: true, subtree: true })</script>`,
      body: '<p>x</p>',
    });
    await quiet();
    assert.isBelow((page.window as any).removals, 200);
  });
});

describe('odd values', () => {
  const told: Record<string, string[]> = {};

  /** Runs everything with and without Kelisim, one page each. */
  before(async function () {
    this.timeout(10_000);
    for (const gate of ['none', 'inline'] as const) {
      const page = await GatePage.open({ gate });
      for (const [title, code] of Object.entries(CODE)) {
        page.run(`{ window.told = []; const say = (v) => told.push(typeof v === 'object' && v ? v.name || String(v) : v);
          const attempt = (work) => { try { const v = work(); say(v === undefined ? 'nothing' : v) } catch (e) { say('threw ' + e.name + ' ' + (e.own || '')) } };
          const bomb = { toString() { throw Object.assign(new RangeError('boom'), { own: 'own' }) } };
          const counted = { n: 0, toString() { this.n++; return '/gate/own/x.js' } };
          let later; ${code}; window.later = later }`);
        await (page.window as any).later;
        (told[title] ??= []).push(JSON.stringify(page.window.told));
      }
    }
    firstVisit();
  });

  const CODE: Record<string, string> = {
    'an object that throws as text, given to fetch, rejects as it does natively': `later = fetch(bomb).catch((e) => say(e.name))`,
    'an object that throws as text, given to XMLHttpRequest': `attempt(() => new XMLHttpRequest().open('GET', bomb))`,
    'an object that throws as text, given to sendBeacon': `attempt(() => navigator.sendBeacon(bomb))`,
    'an object that throws as text, given to WebSocket': `attempt(() => new WebSocket(bomb))`,
    'an object that throws as text, given to setAttribute as a name': `attempt(() => document.createElement('img').setAttribute(bomb, 'x'))`,
    'an object that throws as text, given to innerHTML': `attempt(() => { document.createElement('p').innerHTML = bomb })`,
    'an object that throws as text, given to document.cookie': `attempt(() => { document.cookie = bomb })`,
    'no arguments at all': `later = fetch().catch((e) => say(e.name)); attempt(() => new XMLHttpRequest().open()); attempt(() => navigator.sendBeacon()); attempt(() => new WebSocket()); attempt(() => document.body.setAttribute()); attempt(() => document.createElement('img').setAttribute('src')); attempt(() => document.body.insertAdjacentHTML('beforeend')); attempt(() => document.createRange().createContextualFragment())`,
    'null and undefined': `for (const v of [null, undefined, 0, '']) { attempt(() => { const i = new Image(); i.src = v; return i.getAttribute('src') }); attempt(() => { const p = document.createElement('p'); p.innerHTML = v; return p.innerHTML }); attempt(() => { const i = new Image(); i.setAttribute('src', v); return i.getAttribute('src') }) }`,
    'a symbol': `attempt(() => { new Image().src = Symbol() }); attempt(() => { document.cookie = Symbol() }); attempt(() => document.body.setAttribute('src', Symbol())); attempt(() => { document.createElement('p').innerHTML = Symbol() })`,
    'an address that cannot be read': `attempt(() => { const i = new Image(); i.src = 'http://['; return i.src }); attempt(() => new XMLHttpRequest().open('GET', 'http://[')); later = fetch('http://[').catch((e) => say(e.name)); attempt(() => navigator.sendBeacon('http://[')); attempt(() => new WebSocket('http://['))`,
    'an address of another kind': `attempt(() => { const i = new Image(); i.src = 'data:,x'; return i.src }); attempt(() => { const f = document.createElement('iframe'); f.src = 'javascript:0'; return f.src }); attempt(() => { const f = document.createElement('iframe'); f.src = 'about:blank'; return f.src })`,
  };

  for (const title of Object.keys(CODE)) {
    it(`${title}: as without Kelisim`, () => {
      const [plain, gated] = told[title]!;
      assert.equal(gated, plain);
      assert.notEqual(plain, '[]');
    });
  }
});

describe('patched natives', () => {
  it('keep names, lengths, kinds and attributes, and add no own keys', async () => {
    const shape = `
      const members = [[window, 'fetch'], [window, 'WebSocket'], [XMLHttpRequest.prototype, 'open'], [Navigator.prototype, 'sendBeacon'], [Element.prototype, 'setAttribute'], [Element.prototype, 'innerHTML'], [Element.prototype, 'outerHTML'], [Element.prototype, 'insertAdjacentHTML'], [ShadowRoot.prototype, 'innerHTML'], [Range.prototype, 'createContextualFragment'], [Document.prototype, 'write'], [Document.prototype, 'writeln'], [Document.prototype, 'cookie'], [HTMLIFrameElement.prototype, 'srcdoc']]
        .concat(['Script', 'Image', 'IFrame', 'Embed', 'Source', 'Media', 'Input'].map((n) => [window['HTML' + n + 'Element'].prototype, 'src']), ['Image', 'Source'].map((n) => [window['HTML' + n + 'Element'].prototype, 'srcset']), [[HTMLObjectElement.prototype, 'data'], [HTMLVideoElement.prototype, 'poster'], [HTMLLinkElement.prototype, 'href']], window.CookieStore ? [[CookieStore.prototype, 'set']] : []);
      window.told = members.map(([owner, key]) => {
        const d = Object.getOwnPropertyDescriptor(owner, key);
        const half = (f) => f && [f.name, f.length, typeof f].join();
        return [key, d.configurable, d.enumerable, d.writable, half(d.value), half(d.get), half(d.set)].join(' ');
      }).concat(Object.keys(Document.prototype).includes('cookie'), Object.getOwnPropertyNames(document).join());`;
    const plain = await GatePage.open({ gate: 'none' });
    const gated = await GatePage.open({});
    const [before, after] = [plain, gated].map((page) => page.ask<string[]>(shape));
    assert.deepEqual(after, before);
  });

  it('leave one name on window and none that can be counted', async () => {
    const names = `window.told = Object.getOwnPropertyNames(window)`;
    const plain = new Set((await GatePage.open({ gate: 'none' })).ask<string[]>(names));
    const page = await GatePage.open({});
    assert.sameMembers(
      page.ask<string[]>(names).filter((name) => !plain.has(name)),
      ['kelisim', 'dataLayer'],
    );
    assert.isFalse(page.ask<boolean>(`window.told = Object.keys(window).includes('kelisim')`));
    assert.throws(() => page.window.eval(`'use strict'; window.kelisim = 1`));
    assert.throws(() => page.window.eval(`'use strict'; kelisim.decide = 1`));
  });
});
