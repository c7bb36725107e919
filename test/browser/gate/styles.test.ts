/** URLs in styles: page code can put them in many ways, and the browser fetches them when it draws (an import at once). */
import { assert } from '@esm-bundle/chai';
import { GatePage, quiet, until } from './gate-page.ts';
import { type Engine, itHolds, itIsAsWithout, type Ways } from './probes.ts';

const ALL: readonly Engine[] = ['chromium', 'firefox', 'webkit'];
/** A style element in the page, and `into` with something to draw and an id of its own. */
const SHEET = `const id = 'i' + Math.random().toString(36).slice(2); into.id = id; into.textContent = 'x'; const e = document.createElement('style'), url = 'background:url(' + u + ')', own = '#' + id + '{' + url + '}'; `;
const RULE = `${SHEET} e.textContent = '#' + id + '{}'; document.head.append(e); const rule = e.sheet.cssRules[0]; `;
const SHADOW = `const s = into.attachShadow({ mode: 'open' }); `;

const STYLE_WAYS: Ways = {
  'ads/property.gif': `into.textContent = 'x'; into.style.backgroundImage = 'url(' + u + ')'`,
  'ads/set-property.gif': `into.textContent = 'x'; into.style.setProperty('background-image', 'url(' + u + ')')`,
  'ads/css-text.gif': `into.textContent = 'x'; into.style.cssText = 'background-image:url("' + u + '")'`,
  'ads/attribute.gif': `into.textContent = 'x'; into.setAttribute('style', 'background:url(' + u + ')')`,
  'ads/style-assigned.gif': `into.textContent = 'x'; into.style = 'background:url(' + u + ')'`,
  'ads/markup-attribute.gif': `into.innerHTML = '<p style="background:url(' + u + ')">x</p>'`,
  'ads/markup-quoted.gif': `into.innerHTML = '<p style="background:url(&quot;' + u + '&quot;)">x</p>'`,
  'ads/markup-bare.gif': `into.innerHTML = '<p style=background:url(' + u + ')>x</p>'`,
  'ads/list.gif': `into.innerHTML = '<ul><li>x</li></ul>'; into.firstChild.style.listStyleImage = 'url(' + u + ')'`,
  'ads/content.gif': `${SHEET} e.textContent = '#' + id + '::before{content:url(' + u + ')}'; document.head.append(e)`,
  'ads/image-set.gif': `${SHEET} e.textContent = '#' + id + '{background:image-set("' + u + '" 1x)}'; document.head.append(e)`,
  'ads/relative-scheme.gif': `${SHEET} e.textContent = own.replace('http:', ''); document.head.append(e)`,
  'ads/text.gif': `${SHEET} e.textContent = own; document.head.append(e)`,
  'ads/text-later.gif': `${SHEET} document.head.append(e); e.textContent = own`,
  'ads/inner-html.gif': `${SHEET} e.innerHTML = own; document.head.append(e)`,
  'ads/inner-text.gif': `${SHEET} document.head.append(e); e.innerText = own`,
  'ads/text-node.gif': `${SHEET} e.appendChild(document.createTextNode(own)); document.head.append(e)`,
  'ads/appended.gif': `${SHEET} document.head.append(e); e.append(own)`,
  'ads/markup.gif': `${SHEET} document.head.insertAdjacentHTML('beforeend', '<style>' + own + '</style>')`,
  'ads/import.css': `const e = document.createElement('style'); e.textContent = '@import "' + u + '";'; document.head.append(e)`,
  'ads/import-url.css': `const e = document.createElement('style'); document.head.append(e); e.textContent = '@import url(' + u + ');'`,
  'ads/import-node.css': `const e = document.createElement('style'); document.head.append(e); e.appendChild(document.createTextNode('@import "' + u + '";'))`,
  'ads/import-markup.css': `into.innerHTML = '<style>@import "' + u + '";</style>'`,
  'ads/import-fragment.css': `const e = document.createElement('style'), f = document.createDocumentFragment(); document.head.append(e); f.append('@import "' + u + '";'); e.append(f)`,
  'ads/import-adjacent.css': `const e = document.createElement('style'); document.head.append(e); e.insertAdjacentText('beforeend', '@import "' + u + '";')`,
  'ads/import-data.css': `const e = document.createElement('style'), t = document.createTextNode(''); e.append(t); document.head.append(e); t.data = '@import "' + u + '";'`,
  'ads/import-append-data.css': `const e = document.createElement('style'), t = document.createTextNode(''); e.append(t); document.head.append(e); t.appendData('@import "' + u + '";')`,
  // Text changed in the middle: a part of an import is none that could be judged.
  'ads/import-replace-data.css': {
    code: `const e = document.createElement('style'), t = document.createTextNode('x'); e.append(t); document.head.append(e); t.replaceData(0, 1, '@import "' + u + '";')`,
    leaves: ALL,
  },
  'ads/import-node-value.css': `const e = document.createElement('style'), t = document.createTextNode(''); e.append(t); document.head.append(e); t.nodeValue = '@import "' + u + '";'`,
  'ads/import-text-content.css': `const e = document.createElement('style'), t = document.createTextNode(''); e.append(t); document.head.append(e); t.textContent = '@import "' + u + '";'`,
  'ads/frame-style.gif': `frame(into).document.head.innerHTML = '<style>body{background:url(' + u + ')}</style>'`,
  'ads/frame-property.gif': `frame(into).document.body.style.background = 'url(' + u + ')'`,
  'ads/shadow-markup.gif': `${SHADOW} s.innerHTML = '<style>p{background:url(' + u + ')}</style><p>x</p>'`,
  'ads/shadow-text.gif': `${SHADOW} const e = document.createElement('style'); e.textContent = 'p{background:url(' + u + ')}'; s.append(e, Object.assign(document.createElement('p'), { textContent: 'x' }))`,
  'ads/shadow-import.css': `${SHADOW} s.innerHTML = '<style>@import "' + u + '";</style>'`,
  'ads/shadow-attribute.gif': `${SHADOW} s.innerHTML = '<p style="background:url(' + u + ')">x</p>'`,
  'ads/shadow-property.gif': `${SHADOW} s.innerHTML = '<p>x</p>'; s.firstChild.style.backgroundImage = 'url(' + u + ')'`,
  'ads/shadow-set-attribute.gif': `${SHADOW} s.innerHTML = '<p>x</p>'; s.firstChild.setAttribute('style', 'background:url(' + u + ')')`,
  'ads/shadow-closed.gif': `const s = into.attachShadow({ mode: 'closed' }); s.innerHTML = '<p>x</p>'; s.firstChild.style.backgroundImage = 'url(' + u + ')'`,
  'ads/svg-attribute.gif': `into.innerHTML = '<svg width="9" height="9"><rect width="9" height="9" style="mask:url(' + u + ')"/></svg>'`,
};

/** Rules that only the browser's own object model keeps: there is no text to give them back in. */
const OBJECT_MODEL: Ways = {
  'ads/insert-rule.gif': { code: `${SHEET} document.head.append(e); e.sheet.insertRule(own)`, fate: 'kept' },
  'ads/add-rule.gif': { code: `${SHEET} document.head.append(e); e.sheet.addRule('#' + id, url)`, fate: 'kept' },
  'ads/media-rule.gif': {
    code: `${SHEET} e.textContent = '@media all{}'; document.head.append(e); e.sheet.cssRules[0].insertRule(own)`,
    fate: 'kept',
  },
  'ads/nested-rule.gif': { code: `${RULE} rule.insertRule('&{' + url + '}')`, fate: 'kept' },
  'ads/rule-css-text.gif': { code: `${RULE} rule.style.cssText = url`, fate: 'kept' },
  'ads/rule-set-property.gif': {
    code: `${RULE} rule.style.setProperty('background-image', 'url(' + u + ')')`,
    fate: 'kept',
  },
  'ads/rule-map.gif': {
    code: `${RULE} rule.styleMap.set('background-image', 'url(' + u + ')')`,
    only: ['chromium'],
    leaves: ['chromium'],
  },
  'ads/adopted.gif': {
    code: `${SHEET} const c = new CSSStyleSheet(); c.replaceSync(own); document.adoptedStyleSheets = [...document.adoptedStyleSheets, c]`,
    fate: 'kept',
  },
  'ads/adopted-later.gif': {
    code: `${SHEET} const c = new CSSStyleSheet(); document.adoptedStyleSheets = [...document.adoptedStyleSheets, c]; await c.replace(own)`,
    fate: 'kept',
  },
  'ads/font-face.txt': {
    code: `const f = new FontFace('f' + Math.random(), 'url(' + u + ')'); document.fonts.add(f); f.load().catch(() => 0)`,
    fate: 'kept',
  },
  // No function stands between the page and these (a named property, a value inside of an object), or none in time.
  'ads/rule-property.gif': { code: `${RULE} rule.style.backgroundImage = 'url(' + u + ')'`, leaves: ALL },
  'ads/animation.gif': {
    code: `into.textContent = 'x'; into.animate([{ backgroundImage: 'url(' + u + ')' }, { backgroundImage: 'url(' + u + ')' }], 5000)`,
    leaves: ALL,
  },
  'ads/synchronous.gif': {
    code: `into.textContent = 'x'; into.style.backgroundImage = 'url(' + u + ')'; into.offsetWidth`,
    leaves: ALL,
  },
  'ads/escaped.gif': {
    code: `${SHEET} e.textContent = '#' + id + '{background:url(http:\\\\2f\\\\2f ' + u.slice(7) + ')}'; document.head.append(e)`,
    leaves: ALL,
  },
};

describe('styles', () => {
  itHolds(STYLE_WAYS);
});

describe('styles that have no text of their own', () => {
  itHolds(OBJECT_MODEL);
});

describe('a style that is given back', () => {
  it('is what it was, letter by letter', async () => {
    const page = await GatePage.make();
    const u = page.t('ads/a.gif');
    const css = `/* a */ .a > .b::after { background : url( "${u}" ) no-repeat , url(/gate/own/x.gif); color: RED }`;
    await page.open({
      head: `<style id="s">${css}</style>`,
      body: `<p id="p" style="color: red; background: url(${u})">x</p>`,
    });
    const read = (): string[] =>
      page.ask(`window.told = [s.textContent, p.style.backgroundImage, p.style.color, p.attributes.length]`);
    await quiet();
    assert.notDeepEqual(read()[0], css);
    page.acceptAll();
    await until(() => read()[0] === css);
    assert.deepEqual(read(), [css, `url("${u}")`, 'red', 2] as never);
  });

  it('is a new style: what page code added to its rules meanwhile, and not to its text, is lost', async () => {
    const page = await GatePage.make();
    await page.open({
      head: `<style id="s">p { background: url(${page.t('ads/a.gif')}) }</style>`,
      body: `<p id="p">x</p>`,
    });
    page.run(`s.sheet.insertRule('p { color: rgb(1, 2, 3) }', 1)`);
    const colour = (): string => page.ask(`window.told = getComputedStyle(p).color`);
    assert.equal(colour(), 'rgb(1, 2, 3)');
    page.acceptAll();
    await until(async () => (await page.requests()).includes('ads/a.gif'));
    assert.equal(colour(), 'rgb(0, 0, 0)');
  });
});

describe('styles of a page without a tracker', () => {
  const OPTIONS = { ms: 30 };
  itIsAsWithout(
    {
      'texts with addresses': `const e = document.createElement('style'); e.textContent = '/* https://example.org/ */ @namespace svg url(http://www.w3.org/2000/svg); p{background:url("data:image/svg+xml,%3Csvg xmlns=\\'http://www.w3.org/2000/svg\\'/%3E")} a[href^="https://www.facebook.com/"]{color:red}'; document.head.append(e); say(e.textContent); say(e.sheet.cssRules.length); say(e.sheet.cssRules[1].cssText)`,
      'a style that changes with every frame': `let n = 0; later = new Promise((done) => { const step = () => { into.style.transform = 'translateX(' + n + 'px)'; into.style.backgroundImage = 'url(/gate/own/x.gif?' + n + ')'; if (n++ < 20) requestAnimationFrame(step); else done() }; step() }).then(() => { say(into.getAttribute('style')) })`,
      'what observers of the page see': `const seen = []; new MutationObserver((records) => records.forEach((r) => seen.push(r.type + r.attributeName + r.addedNodes.length + r.removedNodes.length))).observe(into, { attributes: true, childList: true, subtree: true, characterData: true }); into.style.color = 'red'; const e = document.createElement('style'); e.textContent = 'p{}'; into.append(e); e.append('q{}'); e.firstChild.data = 'r{}'; into.innerHTML = '<style>s{}</style>'; later = wait(50).then(() => say(seen.join()))`,
      'insertRule and its friends': `const e = document.createElement('style'); document.head.append(e); say(e.sheet.insertRule('p{color:red}')); attempt(() => e.sheet.insertRule('nonsense')); attempt(() => e.sheet.insertRule()); attempt(() => e.sheet.insertRule('p{}', 9)); const c = new CSSStyleSheet(); attempt(() => c.replaceSync('p{color:red}')); say(c.cssRules.length); later = c.replace('a{}b{}').then((x) => { say(x === c); say(c.cssRules.length) })`,
      'the attribute and the property': `into.setAttribute('style', 'color: RED; background: url( x.gif ) ; nonsense'); say(into.getAttribute('style')); into.style = 'margin: 0'; say(into.style.cssText); into.style.setProperty('color', 'red', 'important'); say(into.style.getPropertyPriority('color')); attempt(() => into.style.setProperty('color')); say(into.outerHTML)`,
      'text nodes of a style element': `const e = document.createElement('style'); document.head.append(e); const t = document.createTextNode('p{color:red}'); e.append(t); say(e.firstChild === t); t.data = 'q{}'; say(e.textContent); e.insertBefore(document.createTextNode('r{}'), t); say(e.childNodes.length); say(e.textContent); e.replaceChildren('x', 'y'); say(e.childNodes.length)`,
      FontFace: `attempt(() => new FontFace()); attempt(() => new FontFace('a')); const f = new FontFace('a', 'url(/gate/own/none.woff2)'); say(f.family); say(f.status); attempt(() => new FontFace('b', new ArrayBuffer(8)).family); class Own extends FontFace {}; say(new Own('c', 'local(x)') instanceof Own); later = f.load().catch((e) => say(e.name))`,
    },
    OPTIONS,
  );
});

describe('styles of a page that blocks what it does not know', () => {
  it('keep addresses that are names, not requests: namespaces in data: pictures, comments, selectors', async () => {
    const css = `@namespace svg url(http://www.w3.org/2000/svg);p{background:url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E")}`;
    const page = await GatePage.make();
    await page.open({ site: { unlisted: 'block' }, head: `<style id="s">${css}</style>`, body: '<p>x</p>' });
    await quiet();
    assert.equal(page.document.getElementById('s')!.textContent, css);
  });
});
