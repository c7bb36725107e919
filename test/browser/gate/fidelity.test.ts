/**
 * What page code can see of a patched native, compared with a page without Kelisim: shape, receivers, arguments, classes of its own, wrapping,
 * and the behaviour of things that no tracker has part in. Leaves to others: frames (realms.test.ts), workers, styles.
 * Longer than 300 lines: most of it is tables, of members and of things a page does.
 */
import { assert } from '@esm-bundle/chai';
import { GatePage, quiet, until } from './gate-page.ts';
import { itIsAsWithout, settled } from './probes.ts';

/** Every function and accessor that can be reached from window by two steps: name, length, attributes, and what kind of function it is. */
const SHAPES = `
  const shape = (f) => {
    if (typeof f !== 'function') return typeof f;
    let made; try { Reflect.construct(Object, [], f); made = 'constructor' } catch { made = 'none' }
    return [f.name, f.length, made, Object.getOwnPropertyNames(f).filter((n) => n !== 'arguments' && n !== 'caller').sort().join('+'), /\\{\\s*\\[native code\\]\\s*\\}\\s*$/.test(Function.prototype.toString.call(f))].join();
  };
  const all = {};
  const note = (where, owner) => {
    for (const key of Reflect.ownKeys(owner)) {
      let d; try { d = Object.getOwnPropertyDescriptor(owner, key) } catch { continue }
      if (!d) continue;
      const value = 'value' in d ? (typeof d.value === 'function' ? shape(d.value) : 'value') : shape(d.get) + '/' + shape(d.set);
      all[where + '.' + String(key)] = [d.configurable, d.enumerable, d.writable, value].join(' ');
    }
  };
  for (const name of Object.getOwnPropertyNames(window)) {
    if (/^(on|told|troubles|ran|later|frame|wait|svg|kelisim|dataLayer|\\d)/.test(name)) continue;
    let value; try { value = window[name] } catch { continue }
    if (typeof value !== 'function') continue;
    const d = Object.getOwnPropertyDescriptor(window, name);
    all[name] = [d.configurable, d.enumerable, d.writable, shape(value)].join(' ');
    if (value.prototype) { note(name, value); note(name + '.prototype', value.prototype); all[name + ' is its constructor'] = String(value.prototype.constructor === value) }
  }
  note('document', document);
  note('navigator', navigator);
  window.told = all;`;

describe('the shape of natives', () => {
  let plain: Record<string, string>;
  let gated: Record<string, string>;

  before(async () => {
    const shapesOf = async (gate: 'none' | 'inline') =>
      JSON.parse(JSON.stringify((await GatePage.open({ gate })).ask(SHAPES))) as Record<string, string>;
    plain = await shapesOf('none');
    gated = await shapesOf('inline');
  });

  function different(strip: (shape: string | undefined) => string | undefined): string {
    const names = [...new Set([...Object.keys(plain), ...Object.keys(gated)])];
    assert.isAbove(names.length, 3000);
    return names
      .filter((name) => strip(plain[name]) !== strip(gated[name]))
      .map((name) => `${name}: ${plain[name]} | ${gated[name]}`)
      .join('\n');
  }

  it('is the same for every member of every interface: attributes, names, lengths and kinds', () => {
    assert.equal(
      different((shape) => shape?.replaceAll(/,(?:true|false)(?=\/|$)/g, '')),
      '',
    );
  });

  it('looks native when it is printed, as libraries test it', () => {
    assert.equal(
      different((shape) => shape),
      '',
    );
  });

  it('is the same for elements that were touched: no own keys, no attributes, no order', async () => {
    const code = `const i = document.createElement('img'); i.src = '/gate/own/x.gif'; i.setAttribute('alt', 'x'); document.body.append(i); const s = document.createElement('script'); s.src = '/gate/own/x.js'; document.body.append(s); const f = document.createElement('iframe'); document.body.append(f);
      window.told = [i, s, document.body].map((e) => [Object.getOwnPropertyNames(e).join(), Object.getOwnPropertySymbols(e).length, e.outerHTML.replace(/<script>[^]*?<.script>|<kelisim[^]*?<.kelisim-banner>/g, '')]).concat([Object.getOwnPropertyNames(f).join()]);`;
    const [plain, gated] = [await GatePage.open({ gate: 'none' }), await GatePage.open({})];
    assert.deepEqual(gated.ask<unknown>(code), plain.ask<unknown>(code));
  });
});

/** Calls a function on many receivers with many arguments; what it threw by name, else `fine`. */
const TRY = `
  const outcome = (work) => { try { const v = work(); if (v && typeof v.then === 'function') v.then(() => 0, () => 0); return v === null ? 'null' : typeof v === 'object' ? 'object' : typeof v === 'boolean' ? String(v) : typeof v } catch (e) { return e.name + (e.own || '') } };
  const throwing = { toString() { throw Object.assign(new RangeError('boom'), { own: '!' }) } };
  const odd = () => [undefined, null, 5, '', true, Symbol('s'), {}, [], throwing, { toString: () => ({}) , valueOf: () => 'v' }, Object.create(null), () => 0, new Proxy({}, {}), new Date(0), 10n];
  const others = () => [undefined, null, 5, 'text', {}, [], window, document, document.createElement('p'), document.createTextNode('t'), new XMLHttpRequest(), Object.create(null), new Proxy({}, {})];
  const tryAll = (f, self, lists) => lists.map((list) => outcome(() => Reflect.apply(f, self(), list()))).join(' ');
  const get = (owner, key, half) => Object.getOwnPropertyDescriptor(owner, key)[half];`;

/** Members with a receiver of the right kind, and the place of the arguments that are looked at. */
const MEMBERS: Record<string, { f: string; self: string; fixed?: string; noCall?: boolean }> = {
  'Element.setAttribute, value': {
    f: `Element.prototype.setAttribute`,
    self: `document.createElement('img')`,
    fixed: `'src', `,
  },
  'Element.setAttribute, name': { f: `Element.prototype.setAttribute`, self: `document.createElement('img')` },
  'Element.setAttributeNS': {
    f: `Element.prototype.setAttributeNS`,
    self: `document.createElement('img')`,
    fixed: `null, 'src', `,
  },
  'Element.setAttributeNode': { f: `Element.prototype.setAttributeNode`, self: `document.createElement('img')` },
  'Element.removeAttribute': { f: `Element.prototype.removeAttribute`, self: `document.createElement('img')` },
  'NamedNodeMap.setNamedItem': {
    f: `NamedNodeMap.prototype.setNamedItem`,
    self: `document.createElement('img').attributes`,
  },
  'Attr.value': { f: `get(Attr.prototype, 'value', 'set')`, self: `document.createAttribute('src')` },
  'image.src': { f: `get(HTMLImageElement.prototype, 'src', 'set')`, self: `document.createElement('img')` },
  'image.src, read': { f: `get(HTMLImageElement.prototype, 'src', 'get')`, self: `document.createElement('img')` },
  'image.srcset': { f: `get(HTMLImageElement.prototype, 'srcset', 'set')`, self: `document.createElement('img')` },
  'script.src': { f: `get(HTMLScriptElement.prototype, 'src', 'set')`, self: `document.createElement('script')` },
  'link.href': { f: `get(HTMLLinkElement.prototype, 'href', 'set')`, self: `document.createElement('link')` },
  'frame.src': { f: `get(HTMLIFrameElement.prototype, 'src', 'set')`, self: `document.createElement('iframe')` },
  'frame.srcdoc': { f: `get(HTMLIFrameElement.prototype, 'srcdoc', 'set')`, self: `document.createElement('iframe')` },
  'frame.contentWindow': {
    f: `get(HTMLIFrameElement.prototype, 'contentWindow', 'get')`,
    self: `document.createElement('iframe')`,
  },
  'Element.innerHTML': { f: `get(Element.prototype, 'innerHTML', 'set')`, self: `document.createElement('p')` },
  'Element.outerHTML': {
    f: `get(Element.prototype, 'outerHTML', 'set')`,
    self: `document.createElement('p').appendChild(document.createElement('b'))`,
  },
  'ShadowRoot.innerHTML': {
    f: `get(ShadowRoot.prototype, 'innerHTML', 'set')`,
    self: `document.createElement('p').attachShadow({ mode: 'open' })`,
  },
  'Element.insertAdjacentHTML': {
    f: `Element.prototype.insertAdjacentHTML`,
    self: `document.createElement('p')`,
    fixed: `'beforeend', `,
  },
  'Element.insertAdjacentHTML, place': {
    f: `Element.prototype.insertAdjacentHTML`,
    self: `document.createElement('p')`,
  },
  'Range.createContextualFragment': { f: `Range.prototype.createContextualFragment`, self: `document.createRange()` },
  'Node.textContent': { f: `get(Node.prototype, 'textContent', 'set')`, self: `document.createElement('style')` },
  'Node.appendChild': { f: `Node.prototype.appendChild`, self: `document.createElement('p')` },
  'Node.appendChild of a style': { f: `Node.prototype.appendChild`, self: `document.createElement('style')` },
  'Node.insertBefore': { f: `Node.prototype.insertBefore`, self: `document.createElement('p')` },
  'Element.append': { f: `Element.prototype.append`, self: `document.createElement('p')` },
  'Element.append of a style': { f: `Element.prototype.append`, self: `document.createElement('style')` },
  'Element.replaceWith': { f: `Element.prototype.replaceWith`, self: `document.createElement('p')` },
  'Element.insertAdjacentElement': {
    f: `Element.prototype.insertAdjacentElement`,
    self: `document.createElement('p')`,
    fixed: `'beforeend', `,
  },
  'Element.attachShadow': { f: `Element.prototype.attachShadow`, self: `document.createElement('p')` },
  'Range.insertNode': { f: `Range.prototype.insertNode`, self: `document.createRange()` },
  'Document.importNode': { f: `Document.prototype.importNode`, self: `document` },
  'Document.adoptNode': {
    f: `Document.prototype.adoptNode`,
    self: `document.implementation.createHTMLDocument()`,
  },
  'Document.write': { f: `Document.prototype.write`, self: `null`, noCall: true },
  'Document.cookie': { f: `get(Document.prototype, 'cookie', 'set')`, self: `null`, noCall: true },
  'Document.execCommand': { f: `Document.prototype.execCommand`, self: `document` },
  'CSSStyleSheet.insertRule': { f: `CSSStyleSheet.prototype.insertRule`, self: `new CSSStyleSheet()` },
  'CSSStyleSheet.replaceSync': { f: `CSSStyleSheet.prototype.replaceSync`, self: `new CSSStyleSheet()` },
  'CSSStyleDeclaration.setProperty': {
    f: `CSSStyleDeclaration.prototype.setProperty`,
    self: `document.createElement('p').style`,
    fixed: `'color', `,
  },
  'CSSStyleDeclaration.cssText': {
    f: `get(CSSStyleDeclaration.prototype, 'cssText', 'set')`,
    self: `document.createElement('p').style`,
  },
  'SVGAnimatedString.baseVal': {
    f: `get(SVGAnimatedString.prototype, 'baseVal', 'set')`,
    self: `document.createElementNS('http://www.w3.org/2000/svg', 'image').href`,
  },
  'XMLHttpRequest.open, address': {
    f: `XMLHttpRequest.prototype.open`,
    self: `new XMLHttpRequest()`,
    fixed: `'GET', `,
  },
  'XMLHttpRequest.open': { f: `XMLHttpRequest.prototype.open`, self: `new XMLHttpRequest()` },
  'Navigator.sendBeacon': { f: `Navigator.prototype.sendBeacon`, self: `navigator` },
  'form.submit': { f: `HTMLFormElement.prototype.submit`, self: `null`, noCall: true },
  'URL.createObjectURL': { f: `URL.createObjectURL`, self: `URL` },
  'URL.revokeObjectURL': { f: `URL.revokeObjectURL`, self: `URL` },
  fetch: { f: `fetch`, self: `window` },
};

describe('natives and values they are not made for', () => {
  itIsAsWithout(
    Object.fromEntries(
      Object.entries(MEMBERS).flatMap(([title, { f, self, fixed = '', noCall }]) => {
        const wrong = `${TRY} const f = ${f}; say(tryAll(f, () => null, [() => []])); for (const other of others()) { if (other === document && ${!!noCall}) continue; for (const list of [[${fixed}], [${fixed}'/gate/own/x.gif'], [${fixed}Symbol()]]) say(outcome(() => Reflect.apply(f, other, list))) }`;
        const odd = `${TRY} const f = ${f}; say(outcome(() => Reflect.apply(f, ${self}, []))); for (const value of odd()) say(outcome(() => Reflect.apply(f, ${self}, [${fixed}value])))`;
        return [[`${title} on other receivers`, wrong], ...(noCall ? [] : [[`${title} with odd arguments`, odd]])];
      }),
    ),
  );

  itIsAsWithout({
    'constructors with odd arguments': `${TRY} for (const C of [WebSocket, EventSource, Worker, SharedWorker, Audio, FontFace, Image]) { say(C.name); say(outcome(() => C())); say(outcome(() => new C())); for (const value of odd()) { if (value && value.toString === Date.prototype.toString) continue; say(outcome(() => new C(value))) } }`,
    'constructors without new, and as functions of others': `${TRY} for (const C of [WebSocket, EventSource, Worker, Audio, FontFace]) { say(outcome(() => C('x'))); say(outcome(() => C.call({}, 'x'))); say(outcome(() => Reflect.apply(C, null, ['x']))); say(outcome(() => new (C.bind(null))())) }`,
    'an Audio without an address': `for (const list of [[], [undefined], [null], [''], ['/gate/own/x.mp3']]) { const a = new Audio(...list); say(a.getAttribute('src')); say(a.preload); say(a.autoplay); say(a.outerHTML) }`,
    // Not among them, since they are not as natively: fetch and removeAttribute convert an object twice, insertAdjacentHTML its markup and XMLHttpRequest its address first.
    'how often and in which order arguments are converted': `const log = []; const it = (n, v) => ({ toString() { log.push(n); return v } }); const i = document.createElement('img');
      i.setAttribute(it('name', 'alt'), it('value', 'x')); i.setAttribute(it('name', 'src'), it('value', '/gate/own/x.gif')); i.src = it('src', '/gate/own/x.gif'); i.srcset = it('srcset', ''); into.innerHTML = it('inner', 'x'); document.cookie = it('cookie', 'order=1'); navigator.sendBeacon(it('beacon', '/gate/own/x.js')); const s = document.createElement('style'); s.textContent = it('style', 'p{}'); s.append(it('appended', 'q{}')); const e = new EventSource(it('events', '/gate/own/x.js')); e.close(); say(log.join())`,
    'attributes of elements that are no HTML': `const e = document.createElementNS('urn:x', 'img'); e.setAttribute('SRC', 'a'); say(e.getAttribute('SRC')); say(e.getAttribute('src')); const x = new DOMParser().parseFromString('<a><img src="b"/></a>', 'text/xml'); x.documentElement.firstChild.setAttribute('src', 'c'); say(new XMLSerializer().serializeToString(x))`,
    'names that are no names': `attempt(() => into.setAttribute('', 'x')); attempt(() => into.setAttribute('a b', 'x')); attempt(() => into.setAttributeNS('urn:x', 'a:b:c', 'x')); attempt(() => into.setAttribute('src')); attempt(() => into.setAttributeNS(null, 'src')); attempt(() => into.removeAttribute()); attempt(() => into.setAttributeNode(document.createAttribute('src'))); const a = document.createAttribute('src'); into.setAttributeNode(a); attempt(() => document.createElement('p').setAttributeNode(a)); attempt(() => into.setAttributeNode(document.createAttribute('src')) === a)`,
  });
});

describe('page code that builds upon natives', () => {
  itIsAsWithout({
    'classes of WebSocket, EventSource, XMLHttpRequest': `class S extends WebSocket { constructor(u) { super(u, ['a']); this.own = 1 } get kind() { return 'own' } } const s = new S('ws://localhost:1'); say(s.own); say(s.kind); say(s instanceof WebSocket); say(s.constructor.name); say(s.url); class E extends EventSource {} const e = new E('/gate/own/x.js'); say(e instanceof E); say(e.url.slice(-14)); e.close(); class X extends XMLHttpRequest { open(...a) { say('open'); return super.open(...a) } } const x = new X(); x.open('GET', '/gate/own/x.js'); say(x.readyState)`,
    'instanceof, statics and prototypes': `say(WebSocket.CONNECTING + WebSocket.CLOSED); say(WebSocket.prototype.constructor === WebSocket); say(Object.getPrototypeOf(WebSocket) === EventTarget); say(new Audio() instanceof HTMLAudioElement); say(new Audio() instanceof Audio); say(new Image() instanceof Image); say(Object.getPrototypeOf(new Audio()) === HTMLAudioElement.prototype); say(Audio.prototype === HTMLAudioElement.prototype); say(HTMLAudioElement.prototype.constructor === HTMLAudioElement); say(EventSource.OPEN); say(Worker.prototype.constructor === Worker)`,
    'new.target and Reflect.construct': `class Other {} const s = Reflect.construct(WebSocket, ['ws://localhost:1'], Other); say(s instanceof Other); say(s instanceof WebSocket); attempt(() => Reflect.construct(WebSocket, ['ws://localhost:1'], () => 0)); function Old(u) { return Reflect.construct(WebSocket, [u], Old) } Old.prototype = Object.create(WebSocket.prototype); say(new Old('ws://localhost:1') instanceof Old)`,
    'own subclasses of elements': `class I extends HTMLImageElement { set src(v) { say('set ' + v); super.src = v } get src() { return super.src.slice(-5) } } try { customElements.define('own-image', I, { extends: 'img' }); const i = document.createElement('img', { is: 'own-image' }); i.src = '/gate/own/x.gif'; say(i.src) } catch (e) { say(e.name) }`,
    'wrapping a setter': `const d = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src'); Object.defineProperty(HTMLImageElement.prototype, 'src', { ...d, get() { return 'wrapped ' + d.get.call(this).slice(-5) }, set(v) { d.set.call(this, v + '?w') } }); const i = new Image(); i.src = '/gate/own/x.gif'; say(i.src); Object.defineProperty(HTMLImageElement.prototype, 'src', d); say(i.src.slice(-7))`,
    'wrapping XMLHttpRequest': `const open = XMLHttpRequest.prototype.open, seen = []; XMLHttpRequest.prototype.open = function (m, u, ...rest) { seen.push(m + u + rest.length); return open.call(this, m, u, ...rest) }; const x = new XMLHttpRequest(); x.open('GET', '/gate/own/x.js?code=hello', false); x.send(); say(x.responseText); say(seen.join()); XMLHttpRequest.prototype.open = open`,
    'wrapping fetch': `const native = window.fetch, seen = []; window.fetch = async (...a) => { seen.push(a.length); const r = await native(...a); return r }; later = fetch('/gate/own/x.js?code=hi').then((r) => r.text()).then((t) => { say(t); say(seen.join()); window.fetch = native })`,
    'deleting and putting back': `const d = Object.getOwnPropertyDescriptor(window, 'fetch'); say(delete window.fetch); say(typeof window.fetch); Object.defineProperty(window, 'fetch', d); later = fetch('/gate/own/x.js?code=hi').then((r) => r.text()).then(say)`,
    'an instance with its own property': `const i = new Image(); Object.defineProperty(i, 'src', { value: 'mine' }); say(i.src); say(i.getAttribute('src')); const p = document.createElement('p'); p.setAttribute = () => 'mine'; say(p.setAttribute('src', 'x'))`,
    'frozen elements and objects': `const i = Object.freeze(new Image()); i.src = '/gate/own/x.gif'; say(i.src.slice(-5)); i.setAttribute('alt', 'x'); say(i.alt); const s = Object.seal(document.createElement('script')); s.src = '/gate/own/x.js'; into.append(s); say(into.children.length); const f = Object.preventExtensions(document.createElement('iframe')); into.append(f); say(!!f.contentWindow)`,
    'names inherited by everything': `Object.prototype.url = '/x'; Object.prototype.src = 'y'; Object.prototype.type = 'module'; Object.prototype.nodeType = 3; Object.prototype.localName = 'style'; Object.prototype.ownerDocument = {}; try { const i = new Image(); i.src = '/gate/own/x.gif'; say(i.src.slice(-5)); into.append('text', i); into.setAttribute('title', 'x'); say(into.innerHTML.includes('text')); later = fetch('/gate/own/x.js?code=hi').then((r) => r.text()).then(say) } finally { for (const n of ['url', 'src', 'type', 'nodeType', 'localName', 'ownerDocument']) delete Object.prototype[n] }`,
    'call, apply and bind': `const i = new Image(); Element.prototype.setAttribute.call(i, 'src', '/gate/own/a.gif'); say(i.src.slice(-5)); Element.prototype.setAttribute.apply(i, ['src', '/gate/own/b.gif']); say(i.src.slice(-5)); i.setAttribute.bind(i, 'src')('/gate/own/c.gif'); say(i.src.slice(-5)); Reflect.apply(i.setAttribute, i, ['src', '/gate/own/d.gif']); say(i.src.slice(-5)); const b = fetch.bind(window); later = b('/gate/own/x.js?code=b').then((r) => r.text()).then(say)`,
  });
});

describe('a page without a tracker', () => {
  itIsAsWithout(
    {
      'markup in every context': `for (const [tag, html] of [['table', '<tr><td>x</td></tr>'], ['tbody', '<tr><td background="/gate/own/x.gif">x'], ['tr', '<td>x<td>y'], ['select', '<option>x<option selected>y'], ['textarea', '<img src="/a.gif">'], ['title', '<b>x</b>'], ['noscript', '<img src="/gate/own/x.gif">'], ['template', '<tr><td>x'], ['pre', '\\n\\nx'], ['p', '<p>x<div>y'], ['colgroup', '<col><col>'], ['script', 'if (a < b && c > d) "<img src=x>"'], ['xmp', '<img src="//x">'], ['object', '<param name=a value=b>'], ['p', '<!-- <img src="/x.gif"> --><![CDATA[x]]>'], ['p', '<a href="/a?b=1&c=2&copy=3">x</a>'], ['p', '&lt;img src="/x"&gt;']]) { const e = document.createElement(tag); e.innerHTML = html; say(e.innerHTML) }`,
      'markup in SVG and MathML': `for (const [ns, tag, html] of [['http://www.w3.org/2000/svg', 'svg', '<circle r="5"/><text>x</text><style>p{}</style><a href="#x" xlink:href="#y">z</a><foreignObject><p>x</p></foreignObject>'], ['http://www.w3.org/1998/Math/MathML', 'math', '<mi>x</mi><annotation-xml encoding="text/html"><p>x</p></annotation-xml>']]) { const e = document.createElementNS(ns, tag); into.append(e); e.innerHTML = html; say(e.innerHTML); say(e.firstChild.namespaceURI); e.insertAdjacentHTML('beforeend', '<g/>'); say(e.lastChild.namespaceURI) }`,
      'a frame document in an attribute, and other strange attributes': `into.innerHTML = '<div srcdoc="a" data="b" background="c" poster="d" ping="e" src="f" srcset="g" href="h" imagesrcset="i"></div><p SRC = x  data-src=y></p>'; say(into.innerHTML)`,
      'huge markup': `const rows = Array.from({ length: 5000 }, (_, i) => '<tr data-i="' + i + '"><td class="a b">' + i + '</td><td><a href="/x/' + i + '">x</a></td></tr>').join(''); into.innerHTML = '<table>' + rows + '</table>'; say(into.querySelectorAll('tr').length); say(into.innerHTML.length)`,
      'a text of one million characters': `into.innerHTML = 'x<'.repeat(500000); say(into.textContent.length); into.innerHTML = '<p title="' + 'a'.repeat(1000000) + '">'; say(into.firstChild.title.length)`,
      'open tags and quotes without an end': `for (const html of ['<', '<a', '<img src="x', '<img src=x', "<p title='", '<!--', '<style>p{', '<style', '</', '<p/', '<p style="color:red', '<a b=c=d e', '<p =x>', '<img srcset>', '<iframe srcdoc>', '<iframe srcdoc="', '<x-y src=/z>']) { into.innerHTML = html; say(into.innerHTML) }`,
      'what custom elements notice, in order': `const log = []; class C extends HTMLElement { static get observedAttributes() { return ['src', 'title', 'data'] } constructor() { super(); log.push('made') } connectedCallback() { log.push('in') } disconnectedCallback() { log.push('out') } adoptedCallback() { log.push('adopted') } attributeChangedCallback(n, o, v) { log.push(n + '=' + v) } } customElements.define('x-log', C); into.innerHTML = '<x-log src="/a" title="b"></x-log>'; const e = into.firstChild; e.setAttribute('src', '/c'); e.setAttribute('data', '/d'); e.removeAttribute('src'); into.append(e); e.setAttributeNS(null, 'src', '/e'); e.attributes[0].value = 'f'; e.cloneNode(true); document.importNode(e, true); into.innerHTML = ''; const t = document.createElement('template'); t.innerHTML = '<x-log src="/g"></x-log>'; into.append(t.content.cloneNode(true)); say(log.join())`,
      'what observers of the page notice': `const log = []; new MutationObserver((records) => { for (const r of records) log.push([r.type, r.target.localName, r.attributeName, r.oldValue, r.addedNodes.length, r.removedNodes.length].join(':')) }).observe(into, { attributes: true, attributeOldValue: true, childList: true, subtree: true, characterData: true }); const i = document.createElement('img'); into.append(i); i.src = '/gate/own/x.gif'; i.setAttribute('srcset', '/gate/own/x.gif 1x'); i.removeAttribute('src'); into.insertAdjacentHTML('beforeend', '<p src="/a"></p><iframe></iframe>'); into.style.color = 'red'; const s = document.createElement('script'); s.src = '/gate/own/x.js'; into.append(s); into.append('text'); into.lastChild.data = 'more'; later = wait(100).then(() => say(log.join(' ')))`,
      'the order of scripts, loads and microtasks': `const log = []; window.order = log; const add = (n, code) => { const s = document.createElement('script'); s.async = false; s.src = '/gate/own/' + n + '.js?delay=' + (n === 'a' ? 150 : 0) + '&code=' + encodeURIComponent('order.push("' + n + '")'); s.onload = () => log.push(n + ' loaded'); into.append(s) }; add('a'); add('b'); Promise.resolve().then(() => log.push('microtask')); const s = document.createElement('script'); s.textContent = 'order.push("inline")'; into.append(s); log.push('end'); later = (async () => { for (let n = 0; n < 50 && log.length < 7; n++) await wait(50); say(log.join()) })()`,
      'pictures: loads, errors and what they say of themselves': `const i = new Image(3, 4); say(i.width + i.height); later = new Promise((done) => { i.onload = () => { say('load ' + i.naturalWidth + i.complete); i.onerror = () => { i.onerror = null; say('error'); done() }; i.src = '/gate/none.gif' }; i.onerror = () => { say('no picture'); done() }; i.src = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7' }).then(() => { say(i.src.slice(-9)); say(i.getAttribute('src')); i.srcset = 'a 1x, b 2x'; say(i.srcset); say(i.currentSrc !== undefined) })`,
      'addresses of every property': `const here = (v) => String(v).replaceAll(location.href, 'here'); const made = { img: ['src', 'srcset'], script: ['src'], iframe: ['src'], embed: ['src'], object: ['data'], video: ['src', 'poster'], audio: ['src'], source: ['src', 'srcset'], track: ['src'], input: ['src'], link: ['href', 'imageSrcset'], a: ['ping', 'href'], area: ['ping'], body: ['background'], frame: ['src'] }; for (const tag in made) for (const name of made[tag]) { const e = document.createElement(tag); say(e[name]); for (const v of ['', 'x', '/y?z#w', ' padded ', 'http://[', 'data:,x', 'about:blank', '//localhost/q', 'a b', 'a, b 2x', null]) { e[name] = v; say(here(name + '=' + e[name] + '|' + e.getAttribute(name.toLowerCase()))) } e.removeAttribute(name.toLowerCase()); say(e[name]) }`,
      forms: `const f = document.createElement('form'), w = frame(into); w.name = 'sent'; f.target = 'sent'; f.action = '/gate/own/form.html'; f.innerHTML = '<input name="action" value="1"><input name="submit" value="2"><button name="b" value="3">x</button>'; into.append(f); const log = []; f.addEventListener('submit', (e) => log.push('submit ' + e.defaultPrevented + (e.submitter ? e.submitter.name : 'none'))); later = new Promise((done) => { into.querySelector('iframe').addEventListener('load', () => { let p; try { p = w.location.pathname + w.location.search } catch { p = '?' } if (p.includes('form')) { say(p); done() } }); f.querySelector('button').click() }).then(() => say(log.join())); attempt(() => HTMLFormElement.prototype.submit.call({})); attempt(() => document.createElement('form').requestSubmit(document.body))`,
      'a form with its own submit handler': `const f = document.createElement('form'); f.action = '/gate/own/form.html'; into.append(f); const log = []; f.onsubmit = (e) => { log.push('own'); e.preventDefault() }; f.addEventListener('submit', (e) => log.push(e.defaultPrevented)); f.requestSubmit(); f.method = 'dialog'; const d = document.createElement('dialog'); d.append(f); into.append(d); d.show(); f.onsubmit = null; f.requestSubmit(); say(d.open); say(log.join())`,
      editing: `into.contentEditable = 'true'; into.innerHTML = '<p>one</p>'; into.focus(); const r = document.createRange(); r.selectNodeContents(into.firstChild); getSelection().removeAllRanges(); getSelection().addRange(r); say(document.execCommand('insertHTML', false, '<b>two</b> <img src="data:,x" alt="">')); say(into.innerHTML); say(document.execCommand('undo')); say(document.queryCommandSupported('insertHTML')); attempt(() => document.execCommand()); attempt(() => document.execCommand('nonsense')); say(document.execCommand('insertText', false, '<i>&'))`,
      'ranges and fragments': `into.innerHTML = '<p>a<b>b</b>c</p>'; const r = document.createRange(); r.selectNodeContents(into.firstChild); const c = r.cloneContents(); say(c.childNodes.length); const x = r.extractContents(); into.firstChild.append(x); say(into.innerHTML); r.setStart(into.firstChild, 1); r.insertNode(document.createTextNode('-')); say(into.innerHTML); const f = r.createContextualFragment('<td>x</td><script>window.ranHere = 1</scr' + 'ipt>'); say(f.childNodes.length); into.append(f); say(window.ranHere)`,
      'drag and drop data': `const d = new DataTransfer(); d.setData('text/html', '<img src="/x.gif">'); say(d.getData('text/html')); const e = new DragEvent('drop', { dataTransfer: d, bubbles: true }); into.addEventListener('drop', (ev) => { into.innerHTML = ev.dataTransfer ? ev.dataTransfer.getData('text/html') : 'none'; say(into.innerHTML) }); into.dispatchEvent(e)`,
      'another base': `const b = document.createElement('base'); b.href = '/gate/own/deep/'; document.head.append(b); const i = new Image(); i.src = 'x.gif'; say(new URL(i.src).pathname); later = fetch('y.js?code=1').then((r) => { say(new URL(r.url).pathname); const x = new XMLHttpRequest(); x.open('GET', 'z.js?code=2', false); x.send(); say(new URL(x.responseURL).pathname) }).finally(() => b.remove())`,
      'nodes across documents': `const d = document.implementation.createHTMLDocument('t'), p = d.createElement('p'); p.innerHTML = '<img alt="" src="/gate/own/x.gif"><script src="/gate/own/x.js"></scr' + 'ipt>'; say(p.outerHTML); const c = document.importNode(p, true); say(c.ownerDocument === document); say(c.outerHTML); into.append(c); say(into.innerHTML); say(document.adoptNode(p) === p); into.append(p); const x = new DOMParser().parseFromString('<body><p id="q" style="color:red">x</p></body>', 'text/html'); into.replaceChildren(...x.body.childNodes); say(into.innerHTML)`,
      'document.write into a document of its own': `const d = document.implementation.createHTMLDocument(); attempt(() => d.write('<p>x</p>')); say(d.body.innerHTML)`,
      'shadow roots': `const s = into.attachShadow({ mode: 'open', delegatesFocus: true, slotAssignment: 'manual' }); say(s.mode + s.delegatesFocus + s.slotAssignment); s.innerHTML = '<slot></slot><style>p{color:red}</style><p>x</p>'; say(s.innerHTML); attempt(() => into.attachShadow({ mode: 'open' })); attempt(() => document.createElement('img').attachShadow({ mode: 'open' })); attempt(() => document.createElement('p').attachShadow()); attempt(() => document.createElement('p').attachShadow({ mode: 'x' })); const d = document.createElement('div'); d.setHTMLUnsafe && d.setHTMLUnsafe('<p><template shadowrootmode="open">z</template></p>'); say(d.setHTMLUnsafe ? d.firstChild.shadowRoot.innerHTML : 'none')`,
      'events of insertions': `const log = []; const i = document.createElement('iframe'); i.onload = () => log.push('frame'); into.append(i); log.push('after'); const s = document.createElement('script'); s.onload = () => log.push('script'); s.onerror = () => log.push('none'); s.src = '/gate/none.js'; into.append(s); const l = document.createElement('link'); l.rel = 'stylesheet'; l.onload = () => log.push('style'); l.onerror = () => log.push('no style'); l.href = 'data:text/css,p{}'; into.append(l); later = (async () => { for (let n = 0; n < 50 && log.length < 4; n++) await wait(50); say(log.sort().join()) })()`,
      'beacons, sockets and requests of the site': `say(navigator.sendBeacon('/gate/own/x.js', 'a')); const x = new XMLHttpRequest(); x.open('POST', '/gate/own/x.js?code=hi', false); x.setRequestHeader('a', 'b'); x.send('c'); say(x.status + x.responseText); later = fetch(new Request('/gate/own/x.js?code=ho', { method: 'POST', body: 'z' })).then((r) => r.text()).then(say).then(() => fetch(new URL('/gate/own/x.js?code=hu', location))).then((r) => r.text()).then(say).then(() => { const c = new AbortController(); c.abort(); return fetch('/gate/own/x.js', { signal: c.signal }).catch((e) => say(e.name)) }).then(() => fetch('/gate/own/x.js', { method: 'TRACE' }).catch((e) => say(e.name)))`,
      cookies: `document.cookie = 'one=1'; document.cookie = ' two = 2 ; path=/gate'; document.cookie = 'three'; document.cookie = '=four'; document.cookie = ''; document.cookie = 'uid=5'; document.cookie = 'i=6'; say(document.cookie.split('; ').filter((c) => !/^(kelisim|order)/.test(c)).sort().join()); for (const n of ['one', 'two', 'uid', 'i', 'three', '']) for (const p of ['/', '/gate', '/gate/page']) document.cookie = n + '=;max-age=0;path=' + p`,
    },
    { ms: 20 },
  );
});

describe('the cost of markup', () => {
  it('is that of the markup, not that of everything around it', async () => {
    const page = await GatePage.open({});
    const time = (n: number): number =>
      page.ask(
        `const list = document.createElement('ul'); document.body.append(list); for (let i = 0; i < ${n}; i++) list.append(document.createElement('li')); const start = performance.now(); for (const li of list.children) li.innerHTML = '<b>x</b>'; window.told = performance.now() - start; list.remove()`,
      );
    time(500);
    const [small, large] = [time(1000), time(8000)];
    // Linear is 8; what looks at all of the list each time, 64.
    assert.isBelow(large, small * 24 + 60, `${small} ms for 1000, ${large} ms for 8000`);
  });
});

// Where the browser has them.
const describeWhereThere = 'trustedTypes' in window ? describe : () => undefined;
describeWhereThere('Trusted Types', () => {
  const POLICY = { 'content-security-policy': `require-trusted-types-for 'script'; trusted-types page` };

  it('refuse texts and take their own objects, held ones too', async () => {
    const page = await GatePage.make();
    // Page code of such a page comes with the page.
    const code = `const policy = trustedTypes.createPolicy('page', { createScriptURL: (v) => v, createHTML: (v) => v }); const out = window.told = []; const attempt = (work) => { try { work(); out.push('fine') } catch (e) { out.push(e.name) } };
      const s = document.createElement('script');
      attempt(() => { s.src = '/gate/own/x.js' });
      attempt(() => { s.setAttribute('src', '/gate/own/x.js') });
      attempt(() => { document.createElement('p').innerHTML = '<b>x</b>' });
      attempt(() => { document.createElement('iframe').srcdoc = 'x' });
      attempt(() => { document.createElement('p').innerHTML = policy.createHTML('<img alt="" src="${page.t('ads/a.gif')}">') });
      attempt(() => { s.src = policy.createScriptURL(${JSON.stringify(page.t('stat/a.js'))}); document.head.append(s) });
      attempt(() => { const f = document.createElement('iframe'); f.srcdoc = policy.createHTML('<p>x</p>'); document.body.append(f) });`;
    await page.open({ headers: POLICY, body: `<script>${code}</script>` });
    assert.deepEqual(
      [...page.window.told],
      ['TypeError', 'TypeError', 'TypeError', 'TypeError', 'fine', 'fine', 'fine'],
    );
    await settled(page);
    assert.notInclude(await page.requests(), 'stat/a.js');
    page.acceptAll();
    await until(() => page.ran.includes('stat/a.js'));
  });
});

describe('after everything was accepted', () => {
  it('nothing of ours is left on any element', async () => {
    const page = await GatePage.make();
    const u = (name: string): string => page.t(name);
    await page.open({
      head: `<script src="${u('stat/a.js')}"></script><link rel="stylesheet" href="${u('chat/a.css')}"><style>p{background:url(${u('ads/c.gif')})}</style>`,
      body: `<p style="background:url(${u('ads/s.gif')})">x</p><img alt="" src="${u('ads/i.gif')}" srcset="${u('ads/j.gif')} 1x"><iframe src="${u('ads/f.html')}"></iframe><iframe id="blank"></iframe><div id="in"></div><video poster="${u('ads/p.gif')}"><source src="${u('ads/v.mp4')}"></video><svg><image href="${u('ads/svg.gif')}"/></svg>`,
    });
    page.run(
      `document.getElementById('in').innerHTML = '<img alt="" src="${u('ads/m.gif')}"><iframe srcdoc="&lt;img alt=&quot;&quot; src=${u('ads/d.gif')}&gt;"></iframe>'; document.getElementById('in').attachShadow({ mode: 'open' }).innerHTML = '<slot></slot><img alt="" src="${u('ads/sh.gif')}">'; document.getElementById('blank').contentDocument.body.innerHTML = '<img alt="" src="${u('ads/b.gif')}">';`,
    );
    await quiet();
    page.acceptAll();
    await settled(page);
    const left = page.ask<string[]>(
      `const out = []; const look = (root) => { for (const e of root.querySelectorAll('*')) { for (const a of e.attributes) if (/^data-kelisim|about:invalid/.test(a.name + a.value) || (a.name === 'type' && a.value === 'text/plain')) out.push(e.localName + ' ' + a.name); if (e.localName === 'style' && e.textContent.includes('about:invalid')) out.push('style text'); if (e.shadowRoot && e.localName !== 'kelisim-banner') look(e.shadowRoot); let d; try { d = e.contentDocument } catch {} if (d) look(d) } }; look(document); window.told = out`,
    );
    assert.deepEqual([...left], []);
  });
});
