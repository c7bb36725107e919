/**
 * Everything by which page code makes an element fetch: without Kelisim it does, with it nothing arrives before the choice, and afterwards it works.
 * All kinds stand on one page, each with an address of its own: once as control, once held and released.
 */
import { assert } from '@esm-bundle/chai';
import { firstVisit, GatePage, quiet, until } from './gate-page.ts';

/** Page code by the name of what it asks for; `u` is the address, `into` an empty element of its own. */
const SINKS: Record<string, string> = {
  'stat/src.js': `const s = document.createElement('script'); s.src = u; document.head.appendChild(s)`,
  'stat/src-after.js': `const s = document.createElement('script'); document.head.appendChild(s); s.src = u`,
  'stat/set-attribute.js': `const s = document.createElement('script'); s.setAttribute('src', u); document.head.appendChild(s)`,
  'stat/set-attribute-upper.js': `const s = document.createElement('SCRIPT'); s.setAttribute('SRC', u); document.head.appendChild(s)`,
  'stat/loader.js': `(function (w, d, t, src) { const s = d.createElement(t), first = d.getElementsByTagName(t)[0]; s.async = 1; s.src = src; first.parentNode.insertBefore(s, first) })(window, document, 'script', u)`,
  'stat/append.js': `const s = document.createElement('script'); s.src = u; document.body.append(s)`,
  'stat/module.js': `const s = document.createElement('script'); s.type = 'module'; s.src = u; document.head.append(s)`,
  'stat/url-object.js': `const s = document.createElement('script'); s.src = new URL(u); document.head.append(s)`,
  'stat/relative-scheme.js': `const s = document.createElement('script'); s.src = u.replace('http:', ''); document.head.append(s)`,
  'stat/spaces.js': `const s = document.createElement('script'); s.src = '\\n ' + u + ' '; document.head.append(s)`,
  'ads/image.gif': `new Image().src = u`,
  'ads/image-sized.gif': `const i = new Image(1, 1); i.src = u; window.kept = i`,
  'ads/image-attribute.gif': `const i = document.createElement('img'); i.setAttribute('src', u); into.append(i)`,
  'ads/srcset.gif': `const i = document.createElement('img'); i.srcset = u + ' 1x'; into.append(i)`,
  'ads/srcset-attribute.gif': `const i = document.createElement('img'); i.setAttribute('srcset', '/gate/own/x.gif 2x, ' + u + ' 1x'); into.append(i)`,
  'ads/srcset-mixed.gif': `const i = document.createElement('img'); i.srcset = u.replace('/t/', '/other/') + ' 2x, ' + u + ' 1x'; into.append(i)`,
  'ads/srcset-lines.gif': `const i = document.createElement('img'); i.srcset = '/gate/own/x.gif\\t2x,\\n' + u + '\\t1x'; into.append(i)`,
  'ads/picture.gif': `const p = document.createElement('picture'), s = document.createElement('source'), i = document.createElement('img'); s.srcset = u; p.append(s, i); into.append(p); i.src = '/gate/own/x.gif'`,
  'ads/frame.html': `const f = document.createElement('iframe'); f.src = u; into.append(f)`,
  'ads/frame-attribute.html': `const f = document.createElement('iframe'); f.setAttribute('src', u); into.append(f)`,
  'ads/frame-after.html': `const f = document.createElement('iframe'); into.append(f); f.src = u`,
  'ads/typed-frame.html': `const f = document.createElement('iframe'); f.setAttribute('type', 'text/plain'); f.src = u; into.append(f)`,
  'chat/style.css': `const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = u; document.head.append(l)`,
  'chat/preload.js': `const l = document.createElement('link'); l.rel = 'preload'; l.as = 'script'; l.href = u; document.head.append(l)`,
  'ads/inner.gif': `into.innerHTML = '<img alt="" src="' + u + '">'`,
  'ads/inner-single.gif': `into.innerHTML = "<img alt='' src='" + u + "'>"`,
  'ads/inner-bare.gif': `into.innerHTML = '<img alt src=' + u + '>'`,
  'ads/inner-upper.gif': `into.innerHTML = '<IMG ALT="" SRC="' + u + '">'`,
  'ads/inner-lines.gif': `into.innerHTML = '<img\\n\\talt=""\\n\\tsrc\\n=\\n"' + u + '"\\n>'`,
  'ads/inner-slash.gif': `into.innerHTML = '<img/alt=""/src="' + u + '"/>'`,
  'ads/inner-amp.gif': `into.innerHTML = '<img alt="" src="' + u.replace('?', '?a=1&amp;') + '">'`,
  'ads/inner-reference.gif': `into.innerHTML = '<img alt="" src="' + u.replace('127', '&#49;&#x32;7') + '">'`,
  'ads/inner-greater.gif': `into.innerHTML = '<img alt="a > b" src="' + u + '">'`,
  'ads/inner-apostrophe.gif': `into.innerHTML = '<img alt=it\\'s src="' + u + '">'`,
  'ads/inner-quote.gif': `into.innerHTML = '<img alt=5" src="' + u + '">'`,
  'ads/inner-quote-name.gif': `into.innerHTML = '<img alt "" src="' + u + '">'`,
  'ads/inner-srcset.gif': `into.innerHTML = '<img alt="" srcset="' + u + ' 1x">'`,
  'ads/inner-deep.gif': `into.innerHTML = '<div><p><a href="#"><img alt="" src="' + u + '"></a></p></div>'`,
  'ads/inner-frame.html': `into.innerHTML = '<iframe src="' + u + '"></iframe>'`,
  'ads/outer.gif': `const d = document.createElement('div'); into.append(d); d.outerHTML = '<img alt="" src="' + u + '">'`,
  'ads/outer-frame.html': `const d = document.createElement('div'); into.append(d); d.outerHTML = '<iframe src="' + u + '"></iframe>'`,
  'ads/adjacent.gif': `into.insertAdjacentHTML('beforeend', '<img alt="" src="' + u + '">')`,
  'ads/adjacent-frame.html': `into.insertAdjacentHTML('afterbegin', '<iframe src="' + u + '"></iframe>')`,
  'ads/fragment.gif': `into.append(document.createRange().createContextualFragment('<img alt="" src="' + u + '">'))`,
  'ads/fragment-frame.html': `into.append(document.createRange().createContextualFragment('<iframe src="' + u + '"></iframe>'))`,
  'stat/fragment.js': `into.append(document.createRange().createContextualFragment('<scr' + 'ipt src="' + u + '"></scr' + 'ipt>'))`,
  'ads/shadow.gif': `into.attachShadow({ mode: 'open' }).innerHTML = '<img alt="" src="' + u + '">'`,
  'ads/template.gif': `const t = document.createElement('template'); t.innerHTML = '<img alt="" src="' + u + '">'; into.append(t.content.cloneNode(true))`,
  'ads/detached.gif': `const d = document.createElement('div'); d.innerHTML = '<img alt="" src="' + u + '">'; window.detached = d`,
  'ads/detached-frame.html': `const d = document.createElement('div'); d.innerHTML = '<iframe src="' + u + '"></iframe>'; setTimeout(() => into.append(d), 30)`,
  'ads/srcdoc.gif': `const f = document.createElement('iframe'); f.srcdoc = '<img alt="" src="' + u + '">'; into.append(f)`,
  'ads/srcdoc-attribute.gif': `const f = document.createElement('iframe'); f.setAttribute('srcdoc', '<img alt="" src="' + u + '">'); into.append(f)`,
  'ads/clone.gif': `const i = document.createElement('img'); i.src = u; into.append(i.cloneNode())`,
  'ads/input.gif': `const i = document.createElement('input'); i.type = 'image'; i.src = u; into.append(i)`,
  'ads/object.html': `const o = document.createElement('object'); o.data = u; into.append(o)`,
  'ads/embed.html': `const e = document.createElement('embed'); e.src = u; into.append(e)`,
  'ads/video.mp4': `const v = document.createElement('video'); v.preload = 'auto'; v.src = u; into.append(v)`,
  'ads/poster.gif': `const v = document.createElement('video'); v.poster = u; into.append(v)`,
};

/** Written while the parser is at work. */
const WRITES: Record<string, string> = {
  'stat/write.js': `document.write('<scr' + 'ipt src="' + u + '"></scr' + 'ipt>')`,
  'stat/writeln.js': `document.writeln('<scr' + 'ipt async src="' + u + '"></scr' + 'ipt>')`,
  'stat/write-pieces.js': `document.write('<scr', 'ipt src="', u, '"></scr', 'ipt>')`,
  'stat/write-bare.js': `document.write('<scr' + 'ipt src=' + u + '></scr' + 'ipt>')`,
  'ads/write.gif': `document.write('<img alt="" src="' + u + '">')`,
  'ads/write-frame.html': `document.write('<iframe src="' + u + '"></iframe>')`,
  'ads/write-marked.gif': `document.write('<img alt="" data-kelisim="advertising" data-src="' + u + '">' + (window.kelisim ? '' : '<img alt="" src="' + u + '">'))`,
};

/** Sinks that a fence holds and page scripts do not, or of which a browser lets go only once: known limits, said in the report. */
const isScript = (name: string): boolean => name.endsWith('.js') && !name.includes('preload');

function pageOf(page: GatePage): string {
  const run = (name: string, code: string): string => `{ const u = ${JSON.stringify(page.t(name))}; ${code} }`;
  const writes = Object.entries(WRITES).map(([name, code]) => `<script>${run(name, code)}</script>`);
  const sinks = Object.entries(SINKS).map(
    ([name, code]) =>
      `<div id="${name}"></div><script>{ const into = document.getElementById('${name}'); ${run(name, code)} }</script>`,
  );
  return [...writes, ...sinks].join('\n');
}

describe('sinks of page code', () => {
  const names = [...Object.keys(WRITES), ...Object.keys(SINKS)];
  let control: string[];
  let controlRan: string[];
  let held: string[];
  let heldRan: string[];
  let heldVerdicts: Record<string, string[]>;
  let released: string[];
  let ran: string[];

  before(async function () {
    this.timeout(20_000);
    const plain = await GatePage.make();
    await plain.open({ gate: 'none', body: pageOf(plain), wait: false });
    await settled(plain);
    [control, controlRan] = [await plain.requests(), plain.ran];
    firstVisit();
    const page = await GatePage.make();
    await page.open({ body: pageOf(page), wait: false });
    await settled(page);
    [held, heldRan] = [await page.requests(), page.ran];
    heldVerdicts = Object.fromEntries(names.map((name) => [name, page.verdicts(name)]));
    page.acceptAll();
    await settled(page);
    [released, ran] = [await page.allRequests(), page.ran];
    firstVisit();
  });

  /** Nothing new has arrived for a while. */
  async function settled(page: GatePage): Promise<void> {
    await until(() => page.document?.readyState !== 'loading' && page.window.location.href !== 'about:blank');
    let known = -1;
    await until(async () => {
      await quiet();
      await quiet();
      const now = (await page.allRequests()).length;
      const same = now === known;
      known = now;
      return same;
    });
  }

  for (const name of names) {
    it(`${name}: arrives without Kelisim, not before the choice, and after it`, () => {
      assert.include(control, name, 'control');
      if (isScript(name)) assert.include(controlRan, name, 'control ran');
      assert.notInclude(held, name, 'held');
      assert.notInclude(heldRan, name, 'held, ran');
      assert.include(released, name, 'released');
      if (isScript(name)) assert.equal(ran.filter((other) => other === name).length, 1, 'ran once');
    });
  }

  it('are each named in the ledger as held', () => {
    const missing = names.filter((name) => !heldVerdicts[name]!.includes('held') && !/srcset|picture/.test(name));
    assert.deepEqual(missing, []);
  });

  it('ask for each address once, not twice', () => {
    const twice = names.filter((name) => isScript(name) && released.filter((other) => other === name).length > 1);
    assert.deepEqual(twice, []);
  });
});

describe('what page code sees of a held element', () => {
  it('is the address it gave, so that loaders recognise themselves', async () => {
    const page = await GatePage.make();
    await page.open({});
    const [script, image, frame] = page.ask<string[]>(`
      const make = (tag, url) => { const e = document.createElement(tag); e.src = url; document.body.append(e); return e.src; };
      window.told = [make('script', ${JSON.stringify(page.t('stat/a.js'))}), make('img', ${JSON.stringify(page.t('ads/a.gif'))}), make('iframe', ${JSON.stringify(page.t('ads/a.html'))})];`);
    assert.deepEqual([script, image, frame], [page.t('stat/a.js'), page.t('ads/a.gif'), page.t('ads/a.html')]);
  });

  it('is the address in full when it was given in part, and the candidates as they were given', async () => {
    const page = await GatePage.make();
    await page.open({});
    const url = page.t('ads/a.gif');
    const [src, srcset] = page.ask<string[]>(`
      const i = new Image(); i.src = ${JSON.stringify(url.replace('http:', ''))};
      const j = new Image(); j.srcset = ${JSON.stringify(`${url} 1x, ${url}&b 2x`)};
      window.told = [i.src, j.srcset];`);
    assert.equal(src, url);
    assert.equal(srcset, `${url} 1x, ${url}&b 2x`);
  });

  it('is what it put there last: an address that was taken back is never asked for', async () => {
    const page = await GatePage.make();
    await page.open({});
    page.run(`
      window.i = new Image(); i.src = ${JSON.stringify(page.t('ads/first.gif'))}; i.src = ${JSON.stringify(page.t('ads/second.gif'))};
      window.j = new Image(); j.src = ${JSON.stringify(page.t('ads/third.gif'))}; j.src = '/gate/own/x.gif';`);
    page.acceptAll();
    await until(async () => (await page.requests()).includes('ads/second.gif'));
    await quiet();
    assert.deepEqual(await page.requests(), ['ads/second.gif']);
    assert.match(page.ask(`window.told = window.j.src`), /own\/x\.gif$/);
  });
});

describe('events of released elements', () => {
  it('fire on the element that page code made: property, listener and attribute', async () => {
    const page = await GatePage.make();
    await page.open({});
    page.run(`window.told = [];
      const s = document.createElement('script'); s.src = ${JSON.stringify(page.t('stat/ok.js'))}; s.onload = () => told.push('script property'); s.addEventListener('load', () => told.push('script listener')); document.head.append(s);
      const e = document.createElement('script'); e.src = ${JSON.stringify(page.t('stat/none.js', { status: 404 }))}; e.onerror = () => told.push('script error'); document.head.append(e);
      const i = new Image(); i.onload = () => told.push('image'); i.src = ${JSON.stringify(page.t('ads/ok.gif'))};
      const j = new Image(); j.onerror = () => told.push('image error'); j.src = ${JSON.stringify(page.t('ads/none.txt', { status: 404 }))};
      const d = document.createElement('div'); d.innerHTML = '<img alt="" onload="told.push(\\'attribute\\')" src="' + ${JSON.stringify(page.t('ads/attribute.gif'))} + '">'; document.body.append(d);`);
    await quiet();
    assert.deepEqual(page.window.told, []);
    page.acceptAll();
    await until(() => page.window.told.length === 6);
    assert.sameMembers(page.window.told, [
      'script property',
      'script listener',
      'script error',
      'image',
      'image error',
      'attribute',
    ]);
  });

  it('fire on static and marked scripts, in attributes too', async () => {
    const page = await GatePage.make();
    const tag = (name: string, more: string): string =>
      `<script ${more} onload="told.push('${name}')" onerror="told.push('${name} error')" src="${page.t(`stat/${name}.js`, name === 'none' ? { status: 404 } : {})}"></script>`;
    await page.open({
      head: `<script>window.told = []</script>${tag('static', '')}${tag('marked', 'type="text/plain" data-kelisim="stat"')}${tag('none', 'type="text/plain" data-kelisim="stat"')}`,
    });
    page.acceptAll();
    await until(() => page.window.told.length === 3);
    assert.sameMembers(page.window.told, ['static', 'marked', 'none error']);
  });
});

describe('document.write', () => {
  it('of a released inline script after the page has loaded does not wipe the page, and what it writes works', async () => {
    const page = await GatePage.make();
    const code = `document.write('<b id="written">x</b><scr' + 'ipt src="${page.t('stat/written.js')}"></scr' + 'ipt><img alt="" src="${page.t('ads/written.gif')}">')`;
    await page.open({
      body: `<p id="first">1</p><script type="text/plain" data-kelisim="analytics">${code}</script><p id="last">2</p>`,
    });
    page.acceptAll();
    await until(() => page.ran.includes('stat/written.js'));
    await until(async () => (await page.requests()).includes('ads/written.gif'));
    assert.deepEqual(
      [...page.document.querySelectorAll('#first, #written, #last')].map(({ id }) => id),
      ['first', 'written', 'last'],
    );
  });

  it('of a released script of another file does not wipe the page either', async () => {
    const page = await GatePage.make();
    const source = page.t('stat/writes.js', { code: `document.write('<b id="written">x</b>')` });
    await page.open({
      body: `<p id="first">1</p><script type="text/plain" data-kelisim="analytics" src="${source}"></script><p id="last">2</p>`,
    });
    page.acceptAll();
    await until(() => page.ran.includes('stat/writes.js'));
    assert.deepEqual(
      [...page.document.querySelectorAll('#first, #written, #last')].map(({ id }) => id),
      ['first', 'written', 'last'],
    );
  });

  it('of a marked inline script of a returning visitor does not wipe the page that is still being read', async () => {
    const first = await GatePage.open({});
    first.acceptAll();
    const page = await GatePage.make();
    const code = `document.write('<b id="written">x</b>')`;
    await page.open({
      body: `<p id="first">1</p><script type="text/plain" data-kelisim="analytics">${code}</script><p id="middle">2</p><script src="/gate/own/slow.js?delay=100&n=${Math.random()}"></script><p id="last">3</p>`,
    });
    assert.deepEqual(
      [...page.document.querySelectorAll('#first, #written, #middle, #last')].map(({ id }) => id),
      ['first', 'written', 'middle', 'last'],
    );
  });

  it('of the page itself stays what it is, during and after parsing', async () => {
    const page = await GatePage.make();
    await page.open({ body: `<script>document.write('<i id="own">', 5, '</i>', null)</script><p id="last"></p>` });
    assert.equal(page.document.getElementById('own')!.textContent, '5');
    assert.equal(page.document.getElementById('own')!.nextSibling!.textContent, 'null');
    page.run(`document.open(); document.write('<p id="new">new</p>'); document.close();`);
    assert.equal(page.document.body.textContent!.trim(), 'new');
  });

  it('keeps the order of the scripts it writes, when they are released', async () => {
    const page = await GatePage.make();
    await page.open({
      body: `<script>document.write('<scr' + 'ipt src="${page.t('stat/one.js', { delay: 150 })}"></scr' + 'ipt><scr' + 'ipt src="${page.t('stat/two.js')}"></scr' + 'ipt>')</script>`,
    });
    page.acceptAll();
    await until(() => page.ran.length === 2);
    assert.deepEqual(page.ran, ['stat/one.js', 'stat/two.js']);
  });
});
