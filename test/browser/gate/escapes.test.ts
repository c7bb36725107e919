/**
 * Ways to contact a tracker that nobody thinks of first: odd setters, odd markup, odd addresses, calls that few know. What no page script can
 * hold is here too, as what it is. Leaves to others: the usual ways (sinks.test.ts), frames (realms.test.ts), styles, workers.
 */
import { type Engine, ENGINE, itHolds, type Way, type Ways } from './probes.ts';

const ALL: readonly Engine[] = ['chromium', 'firefox', 'webkit'];
const XLINK = `'http://www.w3.org/1999/xlink'`;
const dropped = (code: string, more: Partial<Way> = {}): Way => ({ code, fate: 'dropped', ...more });
const image = (code: string): string => `const i = document.createElement('img'); ${code}; into.append(i)`;

const SETTERS: Ways = {
  'ads/attribute-node.gif': image(`const a = document.createAttribute('src'); a.value = u; i.setAttributeNode(a)`),
  'ads/attribute-node-ns.gif': image(
    `const a = document.createAttributeNS(null, 'src'); a.value = u; i.setAttributeNodeNS(a)`,
  ),
  'ads/named-item.gif': {
    code: image(`const a = document.createAttribute('src'); a.value = u; i.attributes.setNamedItem(a)`),
    leaves: ['chromium', 'webkit'],
    // Its fetch starts a task later: the observer comes first unless the machine is busy.
    races: ['firefox'],
  },
  'ads/named-item-ns.gif': {
    code: image(`const a = document.createAttribute('src'); a.value = u; i.attributes.setNamedItemNS(a)`),
    leaves: ['chromium', 'webkit'],
    // Its fetch starts a task later: the observer comes first unless the machine is busy.
    races: ['firefox'],
  },
  'ads/attribute-value.gif': image(`i.setAttribute('src', '/gate/own/x.gif'); i.attributes[0].value = u`),
  'ads/attribute-node-value.gif': image(`i.setAttribute('src', '/gate/own/x.gif'); i.attributes[0].nodeValue = u`),
  'ads/attribute-text.gif': image(
    `i.setAttribute('src', '/gate/own/x.gif'); i.getAttributeNode('src').textContent = u`,
  ),
  'ads/attribute-ns.gif': image(`i.setAttributeNS(null, 'src', u)`),
  'ads/attribute-array.gif': image(`i.setAttribute(['src'], u)`),
  'ads/attribute-object.gif': image(`i.setAttribute({ toString: () => 'SRC' }, { toString: () => u })`),
  'ads/attribute-clone.gif': image(
    `const j = document.createElement('p'); j.setAttribute('src', u); i.setAttributeNode((j.getAttributeNode('src') || j.getAttributeNode('data-kelisim-src') || j.attributes[0]).cloneNode())`,
  ),
  'ads/borrowed-setter.gif': image(`Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src').set.call(i, u)`),
  'ads/assigned.gif': `into.append(Object.assign(document.createElement('img'), { src: u }))`,
  'ads/reflected.gif': image(`Reflect.set(i, 'src', u)`),
  'ads/applied.gif': image(`Function.prototype.apply.call(Element.prototype.setAttribute, i, ['src', u])`),
  'ads/bound.gif': image(`i.setAttribute.bind(i, 'src')(u)`),
  'ads/image-srcset.gif': {
    code: `const l = document.createElement('link'); l.rel = 'preload'; l.as = 'image'; l.imageSrcset = u + ' 1x'; document.head.append(l)`,
    fate: 'kept',
  },
  'ads/clone-in-frame.gif': `const i = document.createElement('img'); i.src = u; frame(into).document.body.append(i.cloneNode())`,
  'ads/clone-of-clone.gif': `const i = document.createElement('img'); i.src = u; into.append(i.cloneNode().cloneNode())`,
  'ads/import-node.gif': `const i = document.createElement('img'); i.src = u; into.append(document.importNode(i))`,
  'ads/other-document.gif': `const d = document.implementation.createHTMLDocument(), i = d.createElement('img'); i.src = u; into.append(i)`,
  'ads/parsed-elsewhere.gif': `into.append(...new DOMParser().parseFromString(img, 'text/html').body.childNodes)`,
  'ads/parsed-unsafe.gif': `into.append(...Document.parseHTMLUnsafe(img).body.childNodes)`,
  'ads/range-extract.gif': `const d = new DOMParser().parseFromString(img, 'text/html'), r = d.createRange(); r.selectNodeContents(d.body); into.append(r.extractContents())`,
  'ads/surround.gif': `const d = new DOMParser().parseFromString(img + 'x', 'text/html'), r = document.createRange(); into.textContent = 'y'; r.selectNodeContents(into); r.insertNode(d.body.firstChild)`,
  'ads/caption.gif': {
    code: `const t = document.createElement('table'), d = new DOMParser().parseFromString('<table><caption>' + img + '</caption></table>', 'text/html'); into.append(t); t.caption = d.querySelector('caption')`,
    // WebKit loads within the assignment; elsewhere the observer comes first.
    leaves: ['webkit'],
  },
  'ads/template-clone.gif': `const t = document.createElement('template'); t.innerHTML = img; into.append(t.content.cloneNode(true))`,
  'ads/template-import.gif': `const t = document.createElement('template'); t.innerHTML = img; into.append(document.importNode(t.content, true))`,
  'ads/template-itself.gif': `const t = document.createElement('template'); t.innerHTML = img; into.append(t.content)`,
  'stat/template-parsed.js': {
    html: '<template><script src="{u}"></script></template>',
    code: `into.append(document.importNode(into.firstChild.content, true))`,
  },
  'stat/inert-clone.js': `const s = document.createElement('script'); s.type = 'text/plain'; s.src = u; into.append(s); const c = s.cloneNode(); c.type = 'text/javascript'; s.replaceWith(c)`,
  'stat/inert-clone-markup.js': {
    html: '<script type="text/plain" src="{u}"></script>',
    code: `const s = into.firstChild, c = s.cloneNode(); c.removeAttribute('type'); s.replaceWith(c)`,
  },
  'stat/inert-held-clone.js': {
    html: '<script type="text/plain" data-kelisim="stat" src="{u}"></script>',
    code: `const s = into.firstChild, c = s.cloneNode(); if (!window.kelisim) c.type = ''; else c.setAttribute('type', 'text/javascript'); s.replaceWith(c)`,
  },
  'stat/type-later.js': `const s = document.createElement('script'); s.type = 'text/plain'; s.src = u; s.type = 'text/javascript'; into.append(s)`,
  'stat/type-attribute-later.js': `const s = document.createElement('script'); s.setAttribute('type', 'text/plain'); s.setAttribute('src', u); s.removeAttribute('type'); into.append(s)`,
  'stat/svg-script.js': `svg(into, 'script').setAttribute('href', u)`,
  'stat/svg-script-xlink.js': `svg(into, 'script').setAttributeNS(${XLINK}, 'xlink:href', u)`,
  'ads/svg-image.gif': `svg(into, 'image').setAttribute('href', u)`,
  'ads/svg-image-xlink.gif': `svg(into, 'image').setAttributeNS(${XLINK}, 'xlink:href', u)`,
  'ads/svg-image-prefix.gif': `svg(into, 'image').setAttributeNS(${XLINK}, 'l:href', u)`,
  'ads/svg-image-markup.gif': `into.innerHTML = '<svg><image width="9" height="9" xlink:href="' + u + '"/></svg>'`,
  'ads/svg-base-value.gif': dropped(`svg(into, 'image').href.baseVal = u`),
  'ads/svg-filter.gif': {
    code: `into.innerHTML = '<svg width="9" height="9"><filter id="ff"><feImage href="' + u + '"/></filter><rect width="9" height="9" filter="url(#ff)"/></svg>'`,
  },
  'ads/svg-set.gif': {
    code: `into.innerHTML = '<svg><image width="9" height="9"><set attributeName="href" to="' + u + '"/></image></svg>'`,
    only: ['chromium', 'firefox'],
    leaves: ALL,
  },
  'ads/svg-animate.gif': {
    code: `into.innerHTML = '<svg><image width="9" height="9"><animate attributeName="href" values="' + u + '" dur="1s"/></image></svg>'`,
    only: ['chromium', 'firefox'],
    leaves: ALL,
  },
  'ads/track.txt': {
    code: `const v = document.createElement('video'), t = document.createElement('track'); v.crossOrigin = 'anonymous'; t.default = true; t.src = u; v.append(t); into.append(v); t.track.mode = 'showing'`,
    // Firefox loads a track whose address comes later only when it comes by the property, not by the attribute.
    fate: ENGINE === 'firefox' ? 'kept' : 'back',
  },
  'ads/ping.txt': {
    code: `const a = document.createElement('a'); a.href = '#here'; a.ping = u; into.append(a); a.click()`,
    fate: 'kept',
    only: ['chromium', 'webkit'],
  },
  'ads/xslt.gif': {
    code: `const x = new XSLTProcessor(), parse = (t) => new DOMParser().parseFromString(t, 'text/xml'); x.importStylesheet(parse('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:output method="html"/><xsl:template match="/"><img src="' + u.replaceAll('&', '&amp;') + '"/></xsl:template></xsl:stylesheet>')); into.append(x.transformToFragment(parse('<a/>'), document))`,
    races: ['chromium', 'firefox', 'webkit'],
  },
};

const MARKUP: Ways = {
  'ads/string-object.gif': `into.innerHTML = new String(img)`,
  'ads/array.gif': `into.innerHTML = [img]`,
  'ads/adjacent-object.gif': `into.insertAdjacentHTML('beforeend', { toString: () => img })`,
  'ads/fragment-object.gif': `into.append(document.createRange().createContextualFragment({ toString: () => img }))`,
  'ads/unsafe.gif': `into.setHTMLUnsafe(img)`,
  // Roots that markup made, not `attachShadow`: what is in them is held. Open ones are found when the page is parsed, closed ones by nobody.
  'ads/unsafe-shadow.gif': `into.setHTMLUnsafe('<div><template shadowrootmode="open">' + img + '</template></div>')`,
  'ads/unsafe-closed-shadow.gif': {
    code: `into.setHTMLUnsafe('<div><template shadowrootmode="closed">' + img + '</template></div>')`,
    fate: 'kept',
  },
  'ads/shadow-unsafe.gif': `into.attachShadow({ mode: 'closed' }).setHTMLUnsafe(img)`,
  'ads/edited.gif': `into.contentEditable = true; into.textContent = 'x'; into.focus(); getSelection().selectAllChildren(into); document.execCommand('insertHTML', false, img)`,
  'ads/edited-image.gif': {
    code: `into.contentEditable = true; into.textContent = 'x'; into.focus(); getSelection().selectAllChildren(into); document.execCommand('insertImage', false, u)`,
    leaves: ['webkit'],
  },
  'stat/write-array.js': `document.write([script])`,
  'stat/write-number.js': `document.write(script, 5)`,
  'ads/write-number.gif': `document.write(img, 5)`,
  'stat/write-split.js': `document.write('<scr' + 'ipt src="'); document.write(u + '"></scr' + 'ipt>')`,
  'stat/write-split-name.js': `document.write('<scr'); document.write('ipt src="' + u + '"></scr'); document.write('ipt>')`,
  'stat/write-split-attributes.js': `document.write('<scr' + 'ipt async '); document.write('src="' + u + '"'); document.write('></scr' + 'ipt>')`,
  'ads/write-split.gif': `document.write('<img alt="" src="'); document.write(u + '">')`,
  // The end of a piece is taken for the text of the page when it ends in a quoted value after a `>`.
  'ads/write-split-quoted.gif': {
    code: `document.write('<img alt="a > b'); document.write('" src="' + u + '">')`,
    races: ['chromium', 'firefox', 'webkit'],
  },
  'stat/write-line-split.js': `document.writeln('<scr' + 'ipt'); document.writeln('src="' + u + '"></scr' + 'ipt>')`,
  'ads/write-then-more.gif': `document.write('<p>a < b'); document.write('</p>' + img)`,
  'ads/table.gif': `into.innerHTML = '<table><tr><td background="' + u + '">x</td></tr></table>'`,
  'ads/body-in-fragment.gif': `into.innerHTML = '<div><img alt="" src="' + u + '"'; into.innerHTML += '>'; if (!into.querySelector('img')) into.innerHTML = '<div>' + img`,
  'ads/no-quote.gif': `into.innerHTML = '<img alt src=' + u + '>'`,
  'ads/form-feed.gif': `into.innerHTML = '<img\\falt=""\\fsrc\\f=\\f"' + u + '">'`,
  'ads/duplicate.gif': `into.innerHTML = '<img src="' + u + '" src="/gate/own/x.gif">'`,
  // Names of characters: the list of them is longer than the gate. Where pictures wait for the end of the turn the observer sees them first.
  'ads/reference-names.gif': {
    code: `into.innerHTML = '<img alt="" src="' + u.replace('://', '&colon;&sol;&sol;') + '">'`,
    races: ['chromium', 'firefox', 'webkit'],
  },
  'ads/reference-long.gif': `into.innerHTML = '<img alt="" src="' + u.replace('127', '&#0000049;&#X0000032;&#55') + '">'`,
  'ads/old-image.gif': `into.innerHTML = '<image src="' + u + '">'`,
  'ads/inside-svg.gif': `into.innerHTML = '<svg><foreignObject><img alt="" src="' + u + '"/></foreignObject></svg>'`,
  'ads/inside-math.gif': `into.innerHTML = '<math><mtext>' + img + '</mtext></math>'`,
  'ads/custom.gif': `customElements.define('x-shows-' + Math.random().toString(36).slice(2), class extends HTMLElement {}); class Own extends HTMLElement { connectedCallback() { this.innerHTML = img } }; customElements.define('x-own-image', Own); into.innerHTML = '<x-own-image></x-own-image>'`,
  'ads/custom-attribute.gif': `customElements.define('x-source', class extends HTMLElement { static get observedAttributes() { return ['src'] } attributeChangedCallback(n, o, v) { const i = document.createElement('img'); i.src = v; this.append(i) } }); const e = document.createElement('x-source'); into.append(e); e.setAttribute('src', u)`,
};

const ADDRESSES: Ways = {
  'ads/upper.gif': image(`i.src = 'HTTP' + u.slice(4)`),
  'ads/upper-host.gif': image(`i.src = u.replace('127.0.0.1', '0X7F.1')`),
  'ads/number-host.gif': image(`i.src = u.replace('127.0.0.1', '2130706433')`),
  'ads/dot.gif': image(`i.src = u.replace('127.0.0.1', '127.0.0.1.')`),
  'ads/percent-host.gif': image(`i.src = u.replace('127', '%31%32%37')`),
  'ads/wide-host.gif': image(`i.src = u.replace('127', '\\uff11\\uff12\\uff17')`),
  'ads/protocol-relative.gif': image(`i.src = u.slice(5)`),
  'ads/backslashes.gif': image(`i.src = u.replace('http://', '\\\\\\\\')`),
  'ads/slashes.gif': image(`i.src = u.replace('http://', 'http:////')`),
  'ads/newline.gif': image(`i.src = u.replace('/t/', '/t\\n/')`),
  'ads/tab.gif': image(`i.src = 'ht\\ttp' + u.slice(4)`),
  'ads/carriage.gif': image(`i.setAttribute('src', u.replace('127', '12\\r7'))`),
  'ads/tab-markup.gif': `into.innerHTML = '<img alt="" src="' + u.replace('127', '12\\t7') + '">'`,
  'ads/tab-reference.gif': `into.innerHTML = '<img alt="" src="' + u.replace('127', '12&#9;7') + '">'`,
  'ads/tab-name.gif': {
    code: `into.innerHTML = '<img alt="" src="' + u.replace('127', '12&Tab;7') + '">'`,
    races: ['chromium', 'firefox', 'webkit'],
  },
  'ads/controls.gif': image(`i.src = '\\u0001\\u001f ' + u + ' \\u0002'`),
  'ads/dots.gif': image(`i.src = u.replace('/t/', '/t/x/../')`),
  'ads/srcset-upper.gif': image(`i.srcset = '/gate/own/x.gif 2x,HTTP' + u.slice(4) + ' 1x'`),
  'ads/srcset-close.gif': image(`i.srcset = '/gate/own/x.gif 2x,' + u + ' 1x'`),
  'ads/srcset-relative.gif': image(`i.srcset = '/gate/own/x.gif 2x,' + u.slice(5) + ' 1x'`),
  'ads/srcset-backslash.gif': image(`i.srcset = '/gate/own/x.gif 2x,\\\\\\\\' + u.slice(7) + ' 1x'`),
  'ads/srcset-comma-first.gif': image(`i.srcset = ',' + u`),
  'ads/srcset-candidate.gif': image(`i.srcset = 'http://[ 3x, ' + u`),
  'ads/fetch-newline.txt': dropped(`fetch(u.replace('/t/', '/t\\n/')).catch(() => 0)`),
  'ads/fetch-backslashes.txt': dropped(`fetch(u.replace('http://', '\\\\\\\\')).catch(() => 0)`),
  'ads/fetch-hash.txt': dropped(`fetch(u + '#' + location.origin).catch(() => 0)`),
};

const CALLS: Ways = {
  'ads/array.txt': dropped(`fetch([u]).catch(() => 0)`),
  'ads/changing.txt': dropped(`let n = 0; fetch({ toString: () => (n++ % 2 ? '/x' : u) }).catch(() => 0)`),
  'ads/request.txt': dropped(`fetch(new Request(u)).catch(() => 0)`),
  'ads/request-of-request.txt': dropped(`fetch(new Request(new Request(u))).catch(() => 0)`),
  'ads/request-clone.txt': dropped(`fetch(new Request(u).clone()).catch(() => 0)`),
  'ads/url-search.txt': dropped(`fetch(new URL(u)).catch(() => 0)`),
  'ads/global-this.txt': dropped(`globalThis.fetch(u).catch(() => 0)`),
  'ads/self.txt': dropped(`self['fet' + 'ch'](u).catch(() => 0)`),
  'ads/bare.txt': dropped(`const { fetch: bare } = window; bare(u).catch(() => 0)`),
  'ads/applied.txt': dropped(`Reflect.apply(fetch, undefined, [u]).catch(() => 0)`),
  'ads/xhr-object.txt': dropped(`const x = new XMLHttpRequest(); x.open('GET', new URL(u)); x.send()`),
  'ads/xhr-class.txt': dropped(`class Own extends XMLHttpRequest {}; const x = new Own(); x.open('GET', u); x.send()`),
  'ads/xhr-borrowed.txt': dropped(
    `const x = new XMLHttpRequest(); XMLHttpRequest.prototype.open.call(x, 'GET', u); x.send()`,
  ),
  'ads/event-source.txt': dropped(`new EventSource(u)`),
  'ads/event-source-class.txt': dropped(`class Own extends EventSource {}; new Own(u)`),
  'ads/socket-class.txt': dropped(`class Own extends WebSocket {}; new Own(u.replace('http', 'ws'))`),
  'ads/socket-prototype.txt': dropped(`new WebSocket.prototype.constructor(u.replace('http', 'ws'))`),
  'ads/socket-reflect.txt': dropped(`Reflect.construct(WebSocket, [u.replace('http', 'ws')], class {})`),
  'ads/socket-as-http.txt': dropped(`new WebSocket(u)`),
  'ads/socket-stream.txt': dropped(
    `if (window.WebSocketStream) new WebSocketStream(u.replace('http', 'ws')).opened.catch(() => 0)`,
    { only: ['chromium'] },
  ),
  'ads/cache.txt': dropped(`await (await caches.open('k')).add(u).catch(() => 0)`),
  'ads/cache-all.txt': dropped(`await (await caches.open('k')).addAll([u]).catch(() => 0)`, { leaves: ALL }),
  'ads/later.txt': dropped(`if (window.fetchLater) fetchLater(u, { activateAfter: 0 })`, { only: ['chromium'] }),
  'ads/paint-worklet.js': dropped(
    `if (window.CSS && CSS.paintWorklet) await CSS.paintWorklet.addModule(u).catch(() => 0)`,
    {
      only: ['chromium'],
    },
  ),
  'ads/audio-worklet.js': dropped(
    `await new OfflineAudioContext(1, 128, 44100).audioWorklet.addModule(u).catch(() => 0)`,
  ),
  'ads/audio.mp4': `window.audio = new Audio(u)`,
  'ads/audio-class.mp4': `window.audio2 = Reflect.construct(Audio, [u], HTMLAudioElement)`,
  'ads/form.html': dropped(
    `const w = frame(into), d = document.createElement('div'); w.name = 'form1'; into.append(d); d.innerHTML = '<form target="form1" method="post" action="' + u + '"><input name="a"></form>'; d.firstChild.submit()`,
  ),
  'ads/form-button.html': dropped(
    `const w = frame(into), d = document.createElement('div'); w.name = 'form2'; into.append(d); d.innerHTML = '<form target="form2" method="post" action="/gate/own/x.html"><button formaction="' + u + '">x</button></form>'; d.querySelector('button').click()`,
  ),
  'ads/form-request.html': dropped(
    `const w = frame(into), d = document.createElement('div'); w.name = 'form3'; into.append(d); d.innerHTML = '<form target="form3" method="post" action="' + u + '"><input name="action"></form>'; d.firstChild.requestSubmit()`,
  ),
  'ads/form-names.html': dropped(
    `const w = frame(into), d = document.createElement('div'); w.name = 'form5'; into.append(d); d.innerHTML = '<form target="form5" method="post" action="' + u + '"><input name="getAttribute"><input name="localName"></form>'; d.firstChild.requestSubmit()`,
  ),
  'ads/form-shadow.html': dropped(
    `const w = frame(into), d = document.createElement('div'); w.name = 'form4'; into.append(d); const s = d.attachShadow({ mode: 'open' }); s.innerHTML = '<form target="form4" method="post" action="' + u + '"><button>x</button></form>'; s.querySelector('button').click()`,
  ),
  'ads/open.html': dropped(`const w = frame(into); w.name = 'open1'; window.open(u, 'open1')`, { leaves: ALL }),
  // Syntax, not a call.
  'ads/import.js': dropped(`import(u).catch(() => 0)`, { leaves: ALL }),
  'stat/import-inline.js': {
    code: `const s = document.createElement('script'); s.type = 'module'; s.textContent = 'import ' + JSON.stringify(u); into.append(s)`,
    leaves: ALL,
  },
};

describe('odd ways to set an address', () => {
  itHolds(SETTERS);
});

describe('odd markup', () => {
  itHolds(MARKUP);
});

describe('odd addresses', () => {
  itHolds(ADDRESSES);
});

describe('calls that few know', () => {
  itHolds(CALLS);
});
