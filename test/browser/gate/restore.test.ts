/**
 * Giving back: what was held comes to the element that the page made, once, in order, wherever that element is by then and whatever the page
 * did with it meanwhile. Leaves to others: that it was held (sinks, escapes, realms, styles), scripts' own order (release.test.ts).
 * Longer than 300 lines: one test for each kind of element and place.
 */
import { assert } from '@esm-bundle/chai';
import { GatePage, type PageOptions, pause, quiet, until } from './gate-page.ts';
import { ENGINE, settled } from './probes.ts';

async function opened(options: PageOptions = {}): Promise<GatePage> {
  return (await GatePage.make()).open(options);
}

/** Runs code with the addresses it names by `t('ads/a.gif')`. */
function run(page: GatePage, code: string): void {
  page.run(code.replaceAll(/\bt\('([^']+)'\)/g, (_, name: string) => JSON.stringify(page.t(name))));
}

/** Elements by how they are made and kept; each asks for its own address. */
const PLACES: Record<string, string> = {
  'in the document': `document.body.append(make())`,
  'in an open shadow root': `const d = document.createElement('div'); document.body.append(d); d.attachShadow({ mode: 'open' }).append(make())`,
  'in a closed shadow root': `const d = document.createElement('div'); document.body.append(d); d.attachShadow({ mode: 'closed' }).append(make())`,
  'in the shadow root of a detached element': `const d = document.createElement('div'); window.kept1 = d; d.attachShadow({ mode: 'open' }).append(make())`,
  'in a shadow root in a shadow root': `const d = document.createElement('div'), e = document.createElement('div'); document.body.append(d); d.attachShadow({ mode: 'closed' }).append(e); e.attachShadow({ mode: 'closed' }).append(make())`,
  'in a frame': `const f = document.createElement('iframe'); document.body.append(f); f.contentDocument.body.append(make())`,
  'in a frame, made there': `const f = document.createElement('iframe'); document.body.append(f); f.contentDocument.body.append(make(f.contentDocument))`,
  'in a frame in a frame': `const f = document.createElement('iframe'); document.body.append(f); const g = f.contentDocument.createElement('iframe'); f.contentDocument.body.append(g); g.contentDocument.body.append(make(g.contentDocument))`,
  'moved twice': `const d = document.createElement('div'); document.body.append(d); const e = make(); d.append(e); document.body.append(e); d.append(e)`,
  'taken out and put back': `const e = make(); document.body.append(e); e.remove(); setTimeout(() => document.body.append(e), 30)`,
  'inside of a custom element': `const n = 'x-holds-' + Math.random().toString(36).slice(2); customElements.define(n, class extends HTMLElement { connectedCallback() { this.append(make()) } }); document.body.append(document.createElement(n))`,
};

const MAKERS: Record<string, string> = {
  'ads/x.gif': `(d = document) => { const e = d.createElement('img'); e.src = u; return e }`,
  'ads/x.html': `(d = document) => { const e = d.createElement('iframe'); e.src = u; return e }`,
};

describe('an element gets its address back', () => {
  for (const [place, code] of Object.entries(PLACES)) {
    it(place, async () => {
      const page = await opened();
      const makers = Object.entries(MAKERS).filter(([name]) => !(name.endsWith('html') && place.includes('detached')));
      for (const [name, maker] of makers)
        page.run(`{ const u = ${JSON.stringify(page.t(name))}, make = ${maker}; ${code} }`);
      await pause(60);
      assert.deepEqual(await page.requests(), []);
      page.acceptAll();
      await until(async () => (await page.requests()).length === makers.length);
      await quiet();
      assert.sameMembers(
        await page.allRequests(),
        makers.map(([name]) => name),
      );
    });
  }

  it('without a place at all: pictures load anywhere', async () => {
    const page = await opened();
    run(
      page,
      `window.kept = [new Image(), document.createElement('img')]; kept[0].src = t('ads/a.gif'); kept[1].srcset = t('ads/b.gif') + ' 1x'; const d = document.createElement('div'); d.innerHTML = '<p><img alt="" src="' + t('ads/c.gif') + '"></p>'; kept.push(d); kept.push(document.createRange().createContextualFragment('<img alt="" src="' + t('ads/d.gif') + '">'))`,
    );
    await quiet();
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    await until(async () => (await page.requests()).length === 4);
  });

  it('the same element: with what the page set on it and its listeners', async () => {
    const page = await opened();
    run(
      page,
      `const i = document.createElement('img'); i.src = t('ads/a.gif'); i.id = 'it'; i.mine = 5; i.className = 'c'; window.loads = []; i.addEventListener('load', (e) => loads.push(e.target === i, e.target.mine)); i.onload = () => loads.push('property'); document.body.append(i)`,
    );
    await quiet();
    page.acceptAll();
    await until(() => page.ask<unknown[]>(`window.told = loads`).length === 3);
    assert.deepEqual(
      [
        ...page.ask<string[]>(
          `window.told = [it.mine, it.outerHTML === '<img src="' + it.getAttribute('src').replaceAll('&', '&amp;') + '" id="it" class="c">' || [...it.attributes].map((a) => a.name).sort().join(), ...loads]`,
        ),
      ],
      [5, 'class,id,src', true, 5, 'property'] as never,
    );
  });
});

describe('while an element is held', () => {
  it('its copies are held too, and each copy gets its own', async () => {
    const page = await opened({ body: '<div id="d"></div>' });
    run(
      page,
      `const i = document.createElement('img'); i.src = t('ads/a.gif'); d.append(i); const c = i.cloneNode(); c.id = 'copy'; d.append(c); const e = d.cloneNode(true); e.id = 'deep'; document.body.append(e)`,
    );
    await quiet();
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    await until(() =>
      page.ask<boolean>(`window.told = [...document.querySelectorAll('img')].every((i) => i.getAttribute('src'))`),
    );
    assert.equal(page.ask(`window.told = document.querySelectorAll('img').length`), 4);
  });

  it('a new address takes the place of the old one, and none takes it away', async () => {
    const page = await opened();
    run(
      page,
      `const make = (u) => { const i = document.createElement('img'); i.src = u; document.body.append(i); return i };
       make(t('ads/a1.gif')).src = t('ads/a2.gif'); make(t('ads/b1.gif')).setAttribute('src', t('ads/b2.gif')); make(t('ads/c1.gif')).src = 'data:,x'; make(t('ads/d1.gif')).removeAttribute('src'); make(t('ads/e1.gif')).src = '';
       make(t('ads/f1.gif')).removeAttributeNS(null, 'src'); make(t('ads/g1.gif')).toggleAttribute('src', false); { const i = make('data:,x'); i.src = t('ads/h1.gif'); i.src = 'data:,y' }`,
    );
    await quiet();
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    await settled(page);
    assert.sameMembers(await page.allRequests(), ['ads/a2.gif', 'ads/b2.gif']);
  });

  it('a script that gets another address is judged by that one', async () => {
    const page = await opened({
      body: `<script type="text/plain" data-kelisim="stat" id="m" src="/gate/own/x.js"></script>`,
    });
    await settled(page);
    run(page, `m.src = t('ads/changed.js')`);
    page.kelisim.decide({ categories: { analytics: true } });
    await settled(page);
    assert.deepEqual(await page.requests(), []);
    assert.deepEqual(page.ran, []);
  });

  it('an unmarked script of the page that gets another address is judged by that one', async () => {
    const page = await GatePage.make();
    await page.open({ head: `<script id="m" src="${page.t('stat/static.js')}"></script>` });
    await settled(page);
    run(page, `m.src = t('ads/changed.js')`);
    page.kelisim.decide({ categories: { analytics: true } });
    await settled(page);
    assert.notInclude(await page.requests(), 'ads/changed.js');
    assert.notInclude(page.ran, 'ads/changed.js');
  });

  it('what the page does with it is seen by the page: the address by property', async () => {
    const page = await opened();
    run(
      page,
      `window.told = ['script', 'img', 'iframe', 'embed', 'source', 'video', 'input'].map((tag) => { const e = document.createElement(tag); e.src = t('ads/a.gif'); return e.src }).concat([Object.assign(document.createElement('link'), { href: t('ads/a.gif') }).href, Object.assign(document.createElement('object'), { data: t('ads/a.gif') }).data, Object.assign(document.createElement('video'), { poster: t('ads/a.gif') }).poster, Object.assign(document.createElement('a'), { ping: t('ads/a.gif') }).ping])`,
    );
    assert.deepEqual([...page.window.told], Array(11).fill(page.t('ads/a.gif')));
  });

  it('scripts in trees that run none hold up nobody', async () => {
    const page = await GatePage.make();
    await page.open({
      body: `<template id="t"><script src="${page.t('stat/in-template.js')}"></script></template><div id="d"><script type="text/plain" data-kelisim="stat" src="${page.t('stat/detached.js')}"></script></div><script type="text/plain" data-type="text/x-handlebars" data-kelisim="stat" src="${page.t('stat/odd-type.js')}"></script><script nomodule src="${page.t('stat/nomodule.js')}"></script><script type="text/plain" data-kelisim="stat" nomodule src="${page.t('stat/marked-nomodule.js')}"></script>`,
    });
    run(
      page,
      `const own = document.getElementById('d'); own.remove(); window.kept = [own, new DOMParser().parseFromString('<script src="' + t('stat/parsed.js') + '"></scr' + 'ipt>', 'text/html'), document.importNode(t.content, true)]; document.adoptNode(document.importNode(t.content, true)); { const s = document.createElement('script'); s.type = 'text/plain'; s.dataset.kelisim = 'stat'; s.src = t('stat/last.js'); document.body.append(s) }`,
    );
    await quiet();
    page.acceptAll();
    await until(() => page.ran.includes('stat/last.js'));
    assert.deepEqual(page.ran, ['stat/last.js']);
  });
});

describe('kinds of elements', () => {
  it('a picture with sources, a player with sources, a player with an address', async () => {
    const page = await opened();
    run(
      page,
      `const p = document.createElement('picture'); p.innerHTML = '<source srcset="' + t('ads/a.gif') + '"><img alt="" src="/gate/own/x.gif">'; document.body.append(p);
       const v = document.createElement('video'); v.preload = 'auto'; v.innerHTML = '<source src="' + t('ads/b.mp4') + '" type="video/mp4"><source src="' + t('ads/c.mp4') + '" type="video/mp4">'; document.body.append(v);
       const w = document.createElement('audio'); w.preload = 'auto'; w.src = t('ads/d.mp4'); document.body.append(w)`,
    );
    await quiet();
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    // The first source is no film: the next one is tried. WebKitGTK asks for no source of a type that it cannot play.
    const wanted =
      ENGINE === 'webkit' ? ['ads/a.gif', 'ads/d.mp4'] : ['ads/a.gif', 'ads/b.mp4', 'ads/c.mp4', 'ads/d.mp4'];
    await until(async () => (await page.requests()).length === wanted.length);
    assert.sameMembers(await page.requests(), wanted);
  });

  it('link elements: style sheet, preload, prefetch, modulepreload, icon', async () => {
    const page = await opened();
    const rels = { stylesheet: 'ads/a.css', preload: 'ads/b.js', modulepreload: 'ads/c.js', prefetch: 'ads/d.js' };
    for (const [rel, name] of Object.entries(rels))
      run(
        page,
        `{ const l = document.createElement('link'); l.rel = '${rel}'; if ('${rel}' === 'preload') l.as = 'script'; l.href = t('${name}'); document.head.append(l) }`,
      );
    await quiet();
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    // WebKit has no prefetch unless it is switched on; Firefox waits till it is idle.
    const sure = ENGINE === 'chromium' ? 4 : 3;
    await until(async () => (await page.requests()).filter((name) => name !== 'ads/d.js').length >= Math.min(sure, 3));
  });

  it('a link that is clicked afterwards sends its ping', async () => {
    const page = await opened({ body: '<a id="a" href="#x">x</a>' });
    run(page, `a.ping = t('ads/ping.txt'); a.click()`);
    await quiet();
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    await until(() => page.ask<boolean>(`window.told = a.hasAttribute('ping')`));
    page.run(`a.click()`);
    // Firefox has pings switched off.
    if (ENGINE !== 'firefox') await until(async () => (await page.requests()).includes('ads/ping.txt'));
  });

  it('SVG pictures, by either name', async () => {
    const page = await opened();
    run(
      page,
      `const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg'), make = () => { const i = document.createElementNS('http://www.w3.org/2000/svg', 'image'); i.setAttribute('width', 9); i.setAttribute('height', 9); svg.append(i); return i }; document.body.append(svg); make().setAttribute('href', t('ads/a.gif')); make().setAttributeNS('http://www.w3.org/1999/xlink', 'xlink:href', t('ads/b.gif')); svg.insertAdjacentHTML('beforeend', '<image width="9" height="9" xlink:href="' + t('ads/c.gif') + '"/>')`,
    );
    await quiet();
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    await until(async () => (await page.requests()).length === 3);
  });

  it('object, embed, input, track, table backgrounds', async () => {
    const page = await opened();
    run(
      page,
      `document.body.insertAdjacentHTML('beforeend', '<object data="' + t('ads/a.html') + '"></object><embed src="' + t('ads/b.html') + '"><input type="image" alt="" src="' + t('ads/c.gif') + '"><table><tr><td background="' + t('ads/d.gif') + '">x</td></tr></table>')`,
    );
    await quiet();
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    await until(async () => (await page.requests()).length === 4);
  });

  it('module scripts and marked inline ones of every type, and data that is none', async () => {
    const page = await GatePage.make();
    await page.open({
      head: `<script type="application/ld+json" id="ld">{"@id":"${page.t('ads/ld')}"}</script><script type="application/json" id="json" src="${page.t('ads/json')}"></script><script type="text/x-template" id="tpl"><img src="${page.t('ads/tpl.gif')}"></script>`,
      body: `<script type="text/plain" data-kelisim="stat" data-type="module">(window.ran = window.ran || []).push('module ' + (this === undefined))</script><script type="text/plain" data-kelisim="stat">(window.ran = window.ran || []).push('classic ' + (this === window))</script><script type="module" src="${page.t('stat/a.js')}"></script>`,
    });
    const text = (): string =>
      page.ask(`window.told = ld.textContent + ld.type + json.type + json.src + tpl.textContent`);
    const before = text();
    await quiet();
    page.acceptAll();
    await until(() => page.ran.length === 3);
    assert.sameMembers(page.ran, ['module true', 'classic true', 'stat/a.js']);
    assert.equal(text(), before);
    assert.include(before, `application/ld+jsonapplication/json${page.t('ads/json')}`);
  });

  it('speculation rules for a held host stay inert, others work', async () => {
    const page = await GatePage.make();
    await page.open({
      head: `<script type="speculationrules" id="s">{"prefetch":[{"source":"list","urls":["${page.t('ads/a.html')}"]}]}</script><script type="speculationrules" id="o">{"prefetch":[{"source":"list","urls":["/gate/own/x.html"]}]}</script>`,
    });
    await quiet();
    assert.deepEqual(await page.requests(), []);
    assert.equal(page.ask(`window.told = o.type`), 'speculationrules');
  });

  it('a whole page of everything, once each', async () => {
    const page = await GatePage.make();
    const names = Array.from({ length: 300 }, (_, i) => `ads/n${i}.gif`);
    await page.open({ body: '<div id="d"></div>' });
    page.run(
      `d.innerHTML = ${JSON.stringify(names.map((name) => `<img alt="" src="${page.t(name)}">`).join(''))}; for (const i of [...d.children]) { if (Math.random() < 0.5) d.append(i) }`,
    );
    await quiet();
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    page.acceptAll();
    await until(async () => (await page.requests()).length === names.length);
    await settled(page);
    assert.equal((await page.allRequests()).length, names.length);
  });
});

describe('markup in pieces', () => {
  it('document.write over several calls gives the elements it would give, in order, once', async () => {
    const page = await GatePage.make();
    const u = page.t('ads/a.gif');
    const [first, ...rest] = `<p id="one"><img alt="a b" src="${u}"></p><p id="two">x < y</p>`.match(/[^]{1,7}/g)!;
    await page.open({
      body: `<script>${[first, ...rest].map((part) => `document.write(${JSON.stringify(part)})`).join(';')}</script><p id="three"></p>`,
    });
    await quiet();
    assert.deepEqual(await page.requests(), []);
    assert.equal(
      page.ask(`window.told = [...document.querySelectorAll('p')].map((p) => p.id + p.textContent).join()`),
      'one,twox < y,three',
    );
    page.acceptAll();
    await until(async () => (await page.requests()).length === 1);
  });

  it('document.write of text that looks like a tag loses nothing; a tag over two lines gets one line end more', async () => {
    for (const gate of ['none', 'inline'] as const) {
      const page = await opened({
        gate,
        body: `<p id="p"><script>document.write('1 <'); document.write(' 2 <3 '); document.write('<b>b</b'); document.write('>'); document.writeln('<i'); document.writeln('class=c>i</i>'); document.write('<!-- <img -->'); document.write('<s>'); document.write('s</s>')</script></p>`,
      });
      assert.equal(
        page.ask<string>(`window.told = p.innerHTML.replace(/<script>[^]*?<.script>/, '')`).replaceAll('\n', '|'),
        `1 &lt; 2 &lt;3 <b>b</b>${gate === 'none' ? '' : '|'}<i class="c">i</i>|<!-- <img --><s>s</s>`,
        gate,
      );
    }
  });
});
