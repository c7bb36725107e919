/** Frames that share the page's origin: each is a world of its own natives, and none is a way round the gate. */
import { type Engine, itHolds, itIsAsWithout, type Ways } from './probes.ts';
import { assert } from '@esm-bundle/chai';
import { firstVisit, GatePage, type PageWindow, until } from './gate-page.ts';

const ALL: readonly Engine[] = ['chromium', 'firefox', 'webkit'];
const fetchIn = (realm: string): string => `${realm}.fetch(u).catch(() => 0)`;
/** Kept: what nobody holds may be collected before it loads. */
const imageIn = (realm: string): string =>
  `{ const W = ${realm}; (window.kept = window.kept || []).push(Object.assign(new W.Image(), { src: u })) }`;
const dropped = (code: string, more: Partial<Exclude<Ways[string], string>> = {}): Ways[string] => ({
  code,
  fate: 'dropped',
  ...more,
});

/** Ways to come by a frame's natives. */
const ESCAPES: Ways = {
  'ads/appended.gif': `const f = document.createElement('iframe'); into.append(f); ${imageIn('f.contentWindow')}`,
  'ads/appended-fetch.txt': dropped(
    `const f = document.createElement('iframe'); into.append(f); ${fetchIn('f.contentWindow')}`,
  ),
  'ads/on-load.gif': `const f = document.createElement('iframe'); f.onload = () => { ${imageIn('f.contentWindow')} }; into.append(f)`,
  'ads/on-load-fetch.txt': dropped(
    `const f = document.createElement('iframe'); f.onload = () => { ${fetchIn('f.contentWindow')} }; into.append(f)`,
  ),
  'stat/on-load-script.js': `const f = document.createElement('iframe'); f.onload = () => { const d = f.contentDocument, s = d.createElement('script'); s.src = u + '&code=' + encodeURIComponent('parent.ran.push("stat/on-load-script.js")'); d.body.append(s) }; into.append(f)`,
  'ads/own-page.gif': `const f = document.createElement('iframe'); f.src = '/gate/own/x.html'; f.onload = () => { const i = f.contentDocument.createElement('img'); i.src = u; f.contentDocument.body.append(i) }; into.append(f)`,
  'ads/own-page-fetch.txt': dropped(
    `const f = document.createElement('iframe'); f.src = '/gate/own/x.html'; f.onload = () => { ${fetchIn('f.contentWindow')} }; into.append(f)`,
  ),
  'ads/second-page.txt': dropped(
    `const f = document.createElement('iframe'); f.src = '/gate/own/x.html'; let n = 0; f.onload = () => { n++ ? ${fetchIn('f.contentWindow')} : f.src = '/gate/own/y.html' }; into.append(f)`,
  ),
  'ads/parsed.txt': { html: '<iframe></iframe>', code: fetchIn('into.firstChild.contentWindow'), fate: 'dropped' },
  'ads/parsed.gif': { html: '<iframe></iframe>', code: imageIn('into.firstChild.contentWindow') },
  'ads/parsed-first.txt': {
    html: '<iframe></iframe>',
    code: fetchIn('window[[...document.querySelectorAll("iframe")].filter((f) => f.contentWindow).length - 1]'),
    fate: 'dropped',
  },
  'ads/markup.gif': `into.innerHTML = '<iframe></iframe>'; ${imageIn('into.firstChild.contentWindow')}`,
  'ads/written.gif': {
    html: '',
    code: `const id = 'w' + Math.random(); document.write('<iframe id="' + id + '"></iframe>'); ${imageIn('document.getElementById(id).contentWindow')}`,
  },
  'ads/before-others.txt': dropped(
    `const f = document.createElement('iframe'); document.body.prepend(f); ${fetchIn('f.contentWindow')}`,
  ),
  'ads/before-others-by-number.txt': dropped(
    `const f = document.createElement('iframe'); document.body.prepend(f); const n = [...Array(window.length).keys()].find((i) => window[i] === f.contentWindow); ${fetchIn('window[n]')}`,
  ),
  'ads/by-name.txt': dropped(
    `const f = document.createElement('iframe'); f.name = 'called'; into.append(f); ${fetchIn('window.called')}`,
  ),
  'ads/nested.txt': dropped(
    `const w = frame(into), f = w.document.createElement('iframe'); w.document.body.append(f); ${fetchIn('f.contentWindow')}`,
  ),
  'ads/nested-adopted.txt': dropped(
    `const w = frame(into), div = document.createElement('div'); w.document.body.append(div); const f = document.createElement('iframe'); div.append(f); ${fetchIn('f.contentWindow')}`,
  ),
  'ads/nested-borrowed.txt': dropped(
    `const w = frame(into), f = w.document.createElement('iframe'); Node.prototype.appendChild.call(w.document.body, f); ${fetchIn('f.contentWindow')}`,
  ),
  'ads/nested-by-number.txt': dropped(
    `const w = frame(into), f = w.document.createElement('iframe'); Node.prototype.appendChild.call(w.document.body, f); ${fetchIn('w[0]')}`,
  ),
  'ads/moved.txt': dropped(
    `const f = document.createElement('iframe'); into.append(f); into.append(f); ${fetchIn('f.contentWindow')}`,
  ),
  'ads/removed-and-back.gif': `const f = document.createElement('iframe'); into.append(f); f.remove(); into.append(f); ${imageIn('f.contentWindow')}`,
  'ads/shadow.txt': dropped(
    `const f = document.createElement('iframe'); into.attachShadow({ mode: 'open' }).append(f); ${fetchIn('f.contentWindow')}`,
  ),
  'ads/shadow-closed.gif': `const f = document.createElement('iframe'); into.attachShadow({ mode: 'closed' }).append(f); ${imageIn('f.contentWindow')}`,
  'ads/shadow-markup.gif': `const s = into.attachShadow({ mode: 'open' }); s.innerHTML = '<p><iframe></iframe></p>'; ${imageIn('s.querySelector("iframe").contentWindow')}`,
  'ads/shadow-fragment.gif': `const s = into.attachShadow({ mode: 'open' }), p = document.createElement('p'), f = document.createElement('iframe'); p.append(f); s.append(p); ${imageIn('f.contentWindow')}`,
  'ads/shadow-on-load.gif': `const s = into.attachShadow({ mode: 'open' }), f = document.createElement('iframe'); f.onload = () => { ${imageIn('f.contentWindow')} }; s.append(f)`,
  'ads/object.txt': dropped(
    `const o = document.createElement('object'); o.type = 'text/html'; o.data = '/gate/own/x.html'; into.append(o); o.onload = () => { ${fetchIn('o.contentWindow')} }`,
  ),
  'ads/srcdoc.gif': `const f = document.createElement('iframe'); f.srcdoc = img; into.append(f)`,
  'ads/srcdoc-attribute.gif': `const f = document.createElement('iframe'); f.setAttribute('srcdoc', img); into.append(f)`,
  'ads/srcdoc-doctype.gif': `const f = document.createElement('iframe'); f.srcdoc = '<!doctype html><html><head></head><body>' + img + '</body></html>'; into.append(f)`,
  'ads/srcdoc-script.gif': `const f = document.createElement('iframe'); f.srcdoc = '<script>new Image().src = ' + JSON.stringify(u) + '</scr' + 'ipt>'; into.append(f)`,
  'ads/srcdoc-markup.gif': `into.innerHTML = '<iframe srcdoc="' + img.replaceAll('&', '&amp;').replaceAll('"', '&quot;') + '"></iframe>'`,
  'ads/srcdoc-markup-script.gif': `into.innerHTML = '<iframe srcdoc="' + ('<script>new Image().src = ' + JSON.stringify(u) + '</scr' + 'ipt>').replaceAll('&', '&amp;').replaceAll('"', '&quot;') + '"></iframe>'`,
  'ads/srcdoc-nested.gif': `const w = frame(into), f = w.document.createElement('iframe'); f.srcdoc = '<script>new Image().src = ' + JSON.stringify(u) + '</scr' + 'ipt>'; w.document.body.append(f)`,
  'ads/srcdoc-shadow.gif': `const f = document.createElement('iframe'); f.srcdoc = '<script>new Image().src = ' + JSON.stringify(u) + '</scr' + 'ipt>'; into.attachShadow({ mode: 'open' }).append(f)`,
  'ads/document-write.gif': `const d = frame(into).document; d.open(); d.write(img); d.close()`,
  'ads/document-write-script.gif': `const d = frame(into).document; d.open(); d.write('<script>new Image().src = ' + JSON.stringify(u) + '</scr' + 'ipt>'); d.close()`,
  'ads/inner-markup.gif': `frame(into).document.body.innerHTML = img`,
  'ads/inner-element.gif': `const d = frame(into).document, i = d.createElement('img'); i.src = u; d.body.append(i)`,
  'ads/inner-made-outside.gif': `const i = document.createElement('img'); frame(into).document.body.append(i); i.src = u`,
  'ads/inner-adopted.gif': `const d = frame(into).document, i = d.createElement('img'); i.src = u; into.append(i)`,
  'ads/inner-script.gif': `const d = frame(into).document, s = d.createElement('script'); s.textContent = 'new Image().src = ' + JSON.stringify(u); d.body.append(s)`,
  'ads/script-address.gif': `const f = document.createElement('iframe'); f.src = 'javascript:void(new Image().src = ' + encodeURIComponent(JSON.stringify(u)) + ')'; into.append(f)`,
  'ads/beacon.txt': dropped(`frame(into).navigator.sendBeacon(u)`),
  'ads/xhr.txt': dropped(`const x = new (frame(into).XMLHttpRequest)(); x.open('GET', u); x.send()`),
  'ads/event-source.txt': dropped(`new (frame(into).EventSource)(u)`),
  'ads/socket.txt': dropped(`new (frame(into).WebSocket)(u.replace('http', 'ws'))`),
  'ads/reflected.txt': dropped(`Reflect.apply(frame(into).fetch, window, [u]).catch(() => 0)`),
  // What no script can hold (gate-facts §3): the frame's document is made without one of our calls.
  'ads/blob-frame.gif': {
    code: `const f = document.createElement('iframe'); f.src = URL.createObjectURL(new Blob([img], { type: 'text/html' })); into.append(f)`,
    leaves: ALL,
  },
  'ads/data-frame.gif': {
    code: `const f = document.createElement('iframe'); f.src = 'data:text/html,' + encodeURIComponent(img); into.append(f)`,
    leaves: ALL,
  },
  'ads/location.html': { code: `frame(into).location = u`, leaves: ALL },
  'ads/anchor-target.html': {
    code: `frame(into).name = 'aimed'; const a = document.createElement('a'); a.href = u; a.target = 'aimed'; into.append(a); a.click()`,
    leaves: ALL,
  },
};

describe('natives of frames', () => {
  itHolds(ESCAPES);
});

describe('frames of a page with a global variable called length', () => {
  itHolds(
    {
      'ads/length.txt': dropped(
        `const f = document.createElement('iframe'); into.append(f); ${fetchIn('f.contentWindow')}`,
      ),
      'ads/length-number.txt': dropped(`into.innerHTML = '<iframe></iframe>'; ${fetchIn('window[0]')}`),
    },
    '<script>var length = 0;</script>',
  );
});

describe('a frame with a page that has Kelisim too', () => {
  it('holds once and gives back once, whichever of the two is asked', async () => {
    for (const asked of ['outer', 'inner'] as const) {
      const inner = await GatePage.make();
      await inner.open({
        head: `<script src="${inner.t('stat/static.js')}"></script>`,
        body: `<script>{ const s = document.createElement('script'); s.src = ${JSON.stringify(inner.t('stat/made.js'))}; document.head.append(s); new Image().src = ${JSON.stringify(inner.t('ads/made.gif'))}; document.body.insertAdjacentHTML('beforeend', '<img alt="" src="${inner.t('ads/markup.gif')}">') }</script>`,
        wait: false,
      });
      const address = inner.frame.getAttribute('src')!;
      inner.frame.remove();
      const outer = await GatePage.open({ body: `<iframe id="f" src="${address}"></iframe>` });
      const before = await inner.requests();
      assert.deepEqual(
        before.filter((name) => name !== 'stat/static.js'),
        [],
      );
      const child = outer.frame.contentWindow![0] as unknown as PageWindow;
      assert.isUndefined(child.ran);
      (asked === 'outer' ? outer.kelisim : child.kelisim).decide('accept-all');
      await until(async () => (await inner.requests()).length === 4 && child.ran?.length === 2, asked);
      const all = (await inner.allRequests()).filter((name) => name !== 'stat/static.js');
      assert.sameMembers(all, ['stat/made.js', 'ads/made.gif', 'ads/markup.gif'], asked);
      firstVisit();
    }
  });
});

describe('a released script that writes into a frame', () => {
  it('writes into that frame, and the page keeps what it has', async () => {
    const page = await GatePage.make();
    const code = `const f = document.createElement('iframe'); document.body.append(f); f.contentDocument.open(); f.contentDocument.write('<b>inside</b>'); f.contentDocument.close(); window.told = [f.contentDocument.body.innerHTML, document.querySelectorAll('b').length]`;
    await page.open({
      body: `<script type="text/plain" data-kelisim="stat" src="${page.t('stat/a.js', { code })}"></script>`,
    });
    page.acceptAll();
    await until(() => page.ran.length === 1);
    assert.deepEqual(page.window.told, ['<b>inside</b>', 0]);
  });
});

describe('frames of a page without a tracker', () => {
  itIsAsWithout({
    'an empty frame': `const w = frame(into); say(w.location.href); say(w.document.compatMode); say(w.document.documentElement.outerHTML); say(w.parent === window)`,
    'a frame of the site': `const f = document.createElement('iframe'); f.src = '/gate/own/x.html'; later = new Promise((done) => { f.onload = () => { say(f.contentWindow.location.pathname); say(f.contentDocument.documentElement.outerHTML); done() } }); into.append(f); say(f.src.slice(-15)); say(f.getAttribute('src'))`,
    'a frame with a document of its own': `const f = document.createElement('iframe'); f.srcdoc = '<!doctype html><html lang="kk"><head><title>T</title></head><body class="b"><p>x</p></body></html>'; later = new Promise((done) => { f.onload = () => { const d = f.contentDocument; say(d.compatMode); say(d.title); say(d.documentElement.lang); say(d.body.outerHTML); say(d.readyState); done() } }); into.append(f)`,
    'what the page reads back of srcdoc': `const f = document.createElement('iframe'); f.srcdoc = '<p>x</p>'; say(f.srcdoc); f.setAttribute('srcdoc', '<p>y</p>'); say(f.srcdoc); say(f.getAttribute('srcdoc')); say(f.outerHTML)`,
    'scripts of a frame with a document of its own': `const f = document.createElement('iframe'); f.srcdoc = '<script>parent.inside = [document.scripts.length, document.head.innerHTML.length > 0, document.currentScript.previousSibling]</scr' + 'ipt>'; later = new Promise((done) => { f.onload = () => { say(f.contentDocument.querySelectorAll('script').length); say(String(window.inside)); done() } }); into.append(f)`,
    'a sandboxed frame': `const f = document.createElement('iframe'); f.sandbox = ''; f.srcdoc = '<p>x</p>'; later = new Promise((done) => { f.onload = () => { say('loaded'); done() } }); into.append(f)`,
    'a sandboxed frame that runs scripts': `const f = document.createElement('iframe'); f.sandbox = 'allow-scripts'; f.srcdoc = '<script>parent.postMessage("hello", "*"); onerror = (m) => parent.postMessage(m, "*")</scr' + 'ipt>'; later = new Promise((done) => { addEventListener('message', function it(e) { if (e.source !== f.contentWindow) return; removeEventListener('message', it); say(e.data); done() }) }); into.append(f)`,
    'frames from markup': `into.innerHTML = '<iframe srcdoc="&lt;p&gt;x&lt;/p&gt;"></iframe><iframe src="/gate/own/x.html"></iframe>'; later = wait(1000).then(() => { for (const f of into.children) { say(f.contentDocument.body.innerHTML); say(f.outerHTML) } })`,
    'the order and number of load events': `const f = document.createElement('iframe'); let n = 0; f.addEventListener('load', () => n++); into.append(f); say(n); later = wait(200).then(() => { say(n); f.src = '/gate/own/x.html'; return wait(300) }).then(() => { say(n); f.srcdoc = 'x'; return wait(300) }).then(() => say(n))`,
    'frames that are removed': `const f = document.createElement('iframe'); into.append(f); const w = f.contentWindow, i = new w.Image(); f.remove(); say(f.contentWindow); say(w.closed); attempt(() => { i.src = '/gate/own/x.gif'; return i.src.slice(-6) }); attempt(() => w.document.createElement('p').localName)`,
    'nodes that move between documents': `const w = frame(into), p = w.document.createElement('p'); p.innerHTML = '<b>x</b>'; into.append(p); say(p.ownerDocument === document); say(p instanceof HTMLElement); say(p instanceof w.HTMLElement); say(document.importNode(p, true).outerHTML); say(w.document.adoptNode(p).ownerDocument === w.document); say(into.innerHTML.includes('<b>'))`,
    'messages between frames': `const w = frame(into); later = new Promise((done) => { w.addEventListener('message', (e) => { say(e.data.a); say(e.source === window); done() }); w.postMessage({ a: 1 }, '*') })`,
    'document.write into a frame': `const d = frame(into).document; d.open(); d.write('<!doctype html><p>a'); d.write('b</p>'); d.close(); say(d.compatMode); say(d.body.innerHTML)`,
    'editing in a frame': `const d = frame(into).document; d.designMode = 'on'; d.body.innerHTML = '<p>x</p>'; d.defaultView.getSelection().selectAllChildren(d.body.firstChild); d.execCommand('bold'); say(d.body.textContent); d.execCommand('insertHTML', false, '<i>y</i>'); say(d.body.textContent)`,
    'constructors of a frame': `const w = frame(into); say(new w.Array() instanceof Array); say(new w.WebSocket('ws://localhost:1') instanceof w.WebSocket); say(w.Image === Image); say(w.fetch === fetch); say(new w.XMLHttpRequest() instanceof w.XMLHttpRequest)`,
    'addresses relative to a frame': `const f = document.createElement('iframe'); f.src = '/gate/own/deep/x.html'; later = new Promise((done) => { f.onload = () => f.contentWindow.fetch('y.js?code=1').then((r) => { say(new URL(r.url).pathname); const i = new f.contentWindow.Image(); i.src = 'z.gif'; say(new URL(i.src).pathname); const { fetch: bare } = f.contentWindow; return bare('w.js') }).then((r) => { say(new URL(r.url).pathname); done() }) }); into.append(f)`,
  });
});
