/**
 * Pages that are broken, odd or against us: element names that hide the document's own, natives that were replaced or throw, objects whose
 * members throw, cookies of every form. Nothing opens, and nothing throws that would not without Kelisim. Redirects of hosts that are let through
 * cannot be seen by a page script at all; levels fence and header stop them. Known differences that are not tested: a throwing Symbol.toStringTag
 * throws, a Proxy of an element cannot be appended as text, `<img name=body>` keeps the notice (and so the release) from working, and a page that
 * gives every object members called get, set or value keeps us out of new frames.
 */
import { assert } from '@esm-bundle/chai';
import { firstVisit, GatePage, quiet, until } from './gate-page.ts';
import { itIsAsWithout, settled } from './probes.ts';

const COUNTED = `<script>window.troubles = []; addEventListener('error', (e) => e.message && troubles.push(e.message)); { const native = console.error; console.error = (...all) => { troubles.push(all.map(String).join(' ')); native.apply(console, all) } }</script>`;

/** Runs code in the page without touching its document. */
function evaluate(page: GatePage, code: string): void {
  (page.window as unknown as { eval(text: string): void }).eval(code);
}

/** Asks in three ways: element, markup, call. Natives that page code broke may throw. */
function asking(page: GatePage): string {
  const u = (name: string): string => JSON.stringify(page.t(name));
  return `for (const work of [() => { const s = document.createElement('script'); s.src = ${u('stat/a.js')}; document.documentElement.append(s) }, () => { new Image().src = ${u('ads/a.gif')} }, () => { const d = document.createElement('div'); document.documentElement.append(d); d.innerHTML = '<img alt="" src="' + ${u('ads/b.gif')} + '">' }, () => void fetch(${u('ads/c')}).catch(() => 0), () => { const x = new XMLHttpRequest(); x.open('GET', ${u('ads/d')}); x.send() }]) { try { work() } catch (e) { (window.thrown = window.thrown || []).push(String(e)) } }`;
}

describe('elements that are called like members of the document', () => {
  const NAMES =
    'baseURI currentScript head createRange querySelectorAll documentElement cookie hidden defaultView readyState addEventListener dispatchEvent getElementById'.split(
      ' ',
    );

  for (const name of NAMES) {
    it(`${name}: nothing opens, and what was held comes back`, async () => {
      const page = await GatePage.make();
      await page.open({ head: COUNTED, body: `<img alt="" name="${name}"><form name="${name}"></form>` });
      const code = asking(page);
      // Not by the document's own members, which are hidden now.
      evaluate(
        page,
        code.replaceAll(
          'document.documentElement',
          `Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement').get.call(document)`,
        ),
      );
      await settled(page);
      assert.deepEqual(await page.requests(), []);
      page.acceptAll();
      await until(async () => (await page.requests()).length === 3);
    });
  }

  it('a form whose fields are called like members of elements is left alone, and what stands in it is held', async () => {
    const fields =
      'localName getAttribute setAttribute querySelectorAll firstElementChild parentNode style attributes children shadowRoot contentWindow ownerDocument src type'
        .split(' ')
        .map((name) => `<input name="${name}">`)
        .join('');
    const page = await GatePage.make();
    await page.open({
      head: COUNTED,
      body: `<form id="f" style="color: red">${fields}<img alt="" loading="lazy" src="${page.t('ads/static.gif')}"></form>`,
    });
    page.run(
      `{ const g = document.createElement('form'); g.innerHTML = ${JSON.stringify(fields)}; document.body.append(g); const i = document.createElement('img'); i.src = ${JSON.stringify(page.t('ads/a.gif'))}; Element.prototype.append.call(g, i); g.insertAdjacentHTML('beforeend', '<img alt="" src="${page.t('ads/b.gif')}">'); f.setAttribute = undefined }`,
    );
    await settled(page);
    assert.equal(page.ask(`window.told = troubles.join('\\n')`), '');
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    await until(async () => (await page.requests()).filter((name) => name !== 'ads/static.gif').length === 2);
  });
});

describe('natives that page code replaced by ones that throw', () => {
  const NATIVES =
    'Array.prototype.forEach Array.prototype.filter Array.prototype.map Array.prototype.push Array.prototype.some String.prototype.split String.prototype.replace String.prototype.indexOf String.prototype.startsWith String.prototype.toLowerCase RegExp.prototype.test RegExp.prototype.exec Object.keys Object.prototype.toString WeakSet.prototype.has WeakSet.prototype.add WeakMap.prototype.get Element.prototype.getAttribute Element.prototype.setAttribute Element.prototype.querySelectorAll Document.prototype.querySelectorAll window.URL window.setTimeout window.Proxy window.WeakSet window.Reflect.construct window.JSON.parse Node.prototype.insertBefore'.split(
      ' ',
    );

  for (const name of NATIVES) {
    it(`${name}: nothing opens`, async () => {
      const page = await GatePage.make();
      await page.open({});
      const code = asking(page);
      evaluate(
        page,
        `const original = ${name}; ${name} = function () { throw new RangeError('broken') }; ${code}; ${name} = original`,
      );
      await settled(page);
      assert.deepEqual(await page.requests(), []);
    });
  }
});

describe('members that throw when they are read', () => {
  itIsAsWithout({
    'an object with a throwing url, given to fetch': `later = fetch({ get url() { throw new RangeError('read') }, toString: () => '/gate/own/x.js?code=1' }).then((r) => say(r.status), (e) => say(e.name))`,
    'an object with another url, given to fetch': `later = fetch({ url: '/gate/none', toString: () => '/gate/own/x.js?code=1' }).then((r) => say(r.status), (e) => say(e.name))`,
    'an object with a throwing name, given to document.cookie': `attempt(() => { document.cookie = { get name() { throw new RangeError('read') }, toString: () => 'read=1' } }); say(document.cookie.includes('read=1')); document.cookie = 'read=;max-age=0'`,
    'an object with a name, given to document.cookie': `attempt(() => { document.cookie = { name: 'other', toString: () => 'named=1' } }); say(document.cookie.includes('named=1')); document.cookie = 'named=;max-age=0'`,
    'a function, given to document.cookie': `attempt(() => { document.cookie = Object.assign(function named() {}, { toString: () => 'fun=1' }) }); say(document.cookie.includes('fun=1')); document.cookie = 'fun=;max-age=0'`,
    'a Proxy around an element': `const p = new Proxy(document.createElement('img'), {}); attempt(() => { p.src = 'x' }); attempt(() => p.setAttribute('src', 'x')); attempt(() => into.append(new Proxy({ get nodeType() { throw new RangeError('read') } }, {})))`,
    'cookieStore with odd arguments': `if (!window.cookieStore) say('none'); else later = (async () => { for (const list of [[], [undefined], [null], [5], [{}], ['a'], ['a', undefined], [{ name: 'b', value: '1' }], [{ get name() { throw new RangeError('read') } }], ['c', '2', 3], [Symbol()]]) { try { say(await cookieStore.set(...list)) } catch (e) { say(e.name) } } say(document.cookie.split('; ').filter((c) => /^[abc]=/.test(c)).sort().join()); for (const n of 'abc') document.cookie = n + '=;max-age=0;path=/' })()`,
  });
});

describe('cookies of services that may not be written', () => {
  const CLOSED = ['_t_id=1', ' _t_id = 1', '_t_id=1; path=/; max-age=100', '\t_t_id=1', '_t_id', '_t_id=', '_t_id;x=1'];
  const OPEN = [
    'uid=1',
    'cid=1',
    'player=1',
    'i=1',
    '_t_idx=1',
    'x_t_id=1',
    '_t_ses_kept=1',
    'other=_t_id=1',
    't_id=1',
  ];

  it('are not written in any form, and cookies of the site are', async () => {
    const page = await GatePage.open({});
    for (const line of [...CLOSED, ...OPEN]) page.run(`document.cookie = ${JSON.stringify(line)}`);
    const names = page
      .ask<string>(`window.told = document.cookie`)
      .split('; ')
      .map((pair) => pair.split('=')[0]);
    assert.includeMembers(
      names,
      OPEN.map((line) => line.split('=')[0]!),
    );
    assert.deepEqual(
      names.filter((name) => /^_t_id$/.test(name!)),
      [],
    );
  });

  it('are not written by an object that says two things, nor from a frame', async () => {
    const page = await GatePage.open({});
    page.run(
      `{ let n = 0; document.cookie = { toString: () => (n++ ? '_t_id=1' : 'site=1') }; const f = document.createElement('iframe'); document.body.append(f); f.contentDocument.cookie = '_t_id=2'; Object.getOwnPropertyDescriptor(f.contentWindow.Document.prototype, 'cookie').set.call(document, '_t_id=3') }`,
    );
    assert.notInclude(page.ask<string>(`window.told = document.cookie`), '_t_id');
  });
});

describe('what is ours on elements, in the hands of the page', () => {
  it('opens nothing and asks for nothing', async () => {
    const page = await GatePage.make();
    await page.open({});
    page.run(
      `const u = ${JSON.stringify(page.t('ads/a.gif'))}; const i = document.createElement('img'); i.setAttribute('data-kelisim-src', u); document.body.append(i); const j = document.createElement('img'); j.src = u; document.body.append(j); j.dataset.kelisimSrc = ${JSON.stringify(page.t('stray/a.gif'))}; const k = document.createElement('img'); k.src = u.replace('a.gif', 'k.gif'); k.removeAttribute('data-kelisim-src'); document.body.append(k); const s = document.createElement('script'); s.setAttribute('data-kelisim-type', 'module'); s.src = ${JSON.stringify(page.t('stray/b.js'))}; document.body.append(s)`,
    );
    await settled(page);
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    await settled(page);
    const all = await page.requests();
    assert.deepEqual(
      all.filter((name) => name.startsWith('stray') || name.includes('k.gif')),
      [],
    );
  });
});

describe('a page that writes itself anew', () => {
  it('by document.open is gated as before', async () => {
    const page = await GatePage.make();
    await page.open({ body: '<p>old</p>' });
    const form = `<form id="f" method="post" target="t" action="${page.t('ads/form.html')}"><button id="b">x</button></form><iframe name="t"></iframe>`;
    evaluate(
      page,
      `document.open(); document.write(${JSON.stringify(`<!doctype html><body>${form}<img alt="" src="${page.t('ads/a.gif')}"><script src="${page.t('stat/a.js')}"></script><div id="d"></div>`)}); document.close()`,
    );
    evaluate(
      page,
      `document.getElementById('d').innerHTML = '<img alt="" src="${page.t('ads/b.gif')}">'; new Image().src = ${JSON.stringify(page.t('ads/c.gif'))}; document.getElementById('b').click()`,
    );
    await quiet();
    await quiet();
    // The listener that refuses forms went with the old document's.
    assert.deepEqual(await page.requests(), ['ads/form.html']);
    page.acceptAll();
    await until(async () => (await page.requests()).length === 5);
  });
});

describe('a page that locks what it has', () => {
  for (const [title, code] of [
    ['frozen', 'Object.freeze'],
    ['sealed', 'Object.seal'],
    ['no longer extensible', 'Object.preventExtensions'],
  ] as const) {
    it(`prototypes ${title} after the head script hold and give back as before`, async () => {
      firstVisit();
      const page = await GatePage.make();
      await page.open({
        head: `${COUNTED}<script>for (const name of Object.getOwnPropertyNames(window)) { let it; try { it = window[name] } catch { continue } if (typeof it === 'function' && it.prototype) { try { ${code}(it.prototype); ${code}(it) } catch {} } }</script>`,
      });
      evaluate(page, asking(page));
      await settled(page);
      assert.deepEqual(await page.requests(), []);
      assert.equal(page.ask(`window.told = troubles.join('\\n')`), '');
      page.acceptAll();
      await until(async () => (await page.requests()).length === 3);
    });
  }

  it('members that every object has hold and give back as before', async () => {
    const page = await GatePage.make();
    await page.open({});
    const code = asking(page);
    evaluate(
      page,
      `for (const [k, v] of Object.entries({ then: undefined, url: '/x', src: '/x', name: 'x', type: 'module', contentWindow: null, length: 0, isOpen: true, mode: 'open' })) { try { Object.defineProperty(Object.prototype, k, { value: v, configurable: true, writable: true, enumerable: false, __proto__: null }) } catch {} }; { const f = document.createElement('iframe'); document.body.append(f); try { f.contentWindow.fetch(${JSON.stringify(page.t('ads/frame'))}).catch(() => 0) } catch {} } ${code}; for (const k of ['then', 'url', 'src', 'name', 'type', 'contentWindow', 'length', 'isOpen', 'mode']) delete Object.prototype[k]`,
    );
    await settled(page);
    assert.deepEqual(await page.requests(), []);
  });
});
