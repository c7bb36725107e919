/** Releasing: in order within a service, none waiting for another's slow file, each once, and closed again at once. */
import { assert } from '@esm-bundle/chai';
import { GatePage, pause, quiet, until } from './gate-page.ts';

const marked = (mark: string, url: string, more = ''): string =>
  `<script type="text/plain" data-kelisim="${mark}" ${more} src="${url}"></script>`;
const inline = (mark: string, name: string, code = ''): string =>
  `<script type="text/plain" data-kelisim="${mark}">${code};(window.ran = window.ran || []).push('${name}')</script>`;

describe('the order within a service', () => {
  it('is the order of the document, though the first file is slow: files and inline scripts in turn', async () => {
    const page = await GatePage.make();
    await page.open({
      body: [
        marked('stat', page.t('stat/slow.js', { delay: 300, code: 'window.lib = 1' })),
        inline('stat', 'needs it', 'if (!window.lib) throw new Error("too early")'),
        marked('stat', page.t('stat/fast.js')),
        inline('stat', 'last'),
      ].join(''),
    });
    page.acceptAll();
    await until(() => page.ran.length === 4);
    assert.deepEqual(page.ran, ['stat/slow.js', 'needs it', 'stat/fast.js', 'last']);
  });

  it('goes on after a file that fails or throws', async () => {
    const page = await GatePage.make();
    await page.open({
      body: [
        marked('stat', page.t('stat/none.js', { status: 404, delay: 50 })),
        marked('stat', page.t('stat/throws.js', { code: 'throw new Error("expected")' })),
        inline('stat', 'inline throws', 'setTimeout(() => 0)'),
        marked('stat', page.t('stat/last.js')),
      ].join(''),
      head: `<script>window.onerror = () => true</script>`,
    });
    page.acceptAll();
    await until(() => page.ran.includes('stat/last.js'));
    assert.deepEqual(page.ran, ['stat/throws.js', 'inline throws', 'stat/last.js']);
  });

  it('holds for unmarked static scripts too, sync and deferred', async () => {
    const page = await GatePage.make();
    await page.open({
      head: `<script src="${page.t('stat/a.js', { delay: 200 })}"></script><script defer src="${page.t('stat/b.js', { delay: 100 })}"></script><script src="${page.t('stat/c.js')}"></script>`,
    });
    page.acceptAll();
    await until(() => page.ran.length === 3);
    assert.deepEqual(page.ran, ['stat/a.js', 'stat/b.js', 'stat/c.js']);
  });

  it('is that of page code for scripts it makes with async=false', async () => {
    const page = await GatePage.make();
    await page.open({});
    for (const [name, delay] of [
      ['one', 200],
      ['two', 0],
      ['three', 50],
    ] as const)
      page.run(
        `{ const s = document.createElement('script'); s.async = false; s.src = ${JSON.stringify(page.t(`stat/${name}.js`, { delay }))}; document.head.append(s) }`,
      );
    page.acceptAll();
    await until(() => page.ran.length === 3);
    assert.deepEqual(page.ran, ['stat/one.js', 'stat/two.js', 'stat/three.js']);
  });

  it('does not bind async scripts', async () => {
    const page = await GatePage.make();
    await page.open({
      body:
        marked('stat', page.t('stat/slow.js', { delay: 400 }), 'async') +
        marked('stat', page.t('stat/fast.js'), 'async'),
    });
    page.acceptAll();
    await until(() => page.ran.length === 2);
    assert.deepEqual(page.ran, ['stat/fast.js', 'stat/slow.js']);
  });

  it('starts all its requests at once', async () => {
    const page = await GatePage.make();
    await page.open({
      body: ['a', 'b', 'c'].map((name) => marked('stat', page.t(`stat/${name}.js`, { delay: 400 }))).join(''),
    });
    page.acceptAll();
    await until(async () => (await page.requests()).length === 3);
    assert.deepEqual(page.ran, []);
    await until(() => page.ran.length === 3);
  });
});

describe('two services', () => {
  for (const [kind, tag] of [
    ['marked', marked],
    ['unmarked static', (_: string, url: string) => `<script src="${url}"></script>`],
  ] as const) {
    it(`do not wait for each other: one hangs, the other runs (${kind})`, async () => {
      const page = await GatePage.make();
      await page.open({
        body:
          tag('stat', page.t('stat/hangs.js', { delay: 1200 })) +
          tag('ads', page.t('ads/runs.js')) +
          tag('ads', page.t('ads/runs-too.js')),
      });
      page.acceptAll();
      await until(() => page.ran.length >= 2);
      // An unmarked static script may have come by look-ahead already; then it does not hang when it is released.
      const others = page.ran.filter((name) => name !== 'stat/hangs.js' || kind !== 'unmarked static');
      assert.deepEqual(others, ['ads/runs.js', 'ads/runs-too.js']);
    });
  }
});

describe('for a returning visitor', () => {
  beforeEach(async () => {
    const page = await GatePage.open({});
    page.acceptAll();
    page.frame.remove();
  });

  it('a deferred script still waits for the end of the page', async () => {
    for (const tag of [
      (page: GatePage, code: string) => marked('stat', page.t('stat/deferred.js', { code }), 'defer'),
      // Firefox runs a re-inserted module as soon as it has come.
      ...(/Firefox/.test(navigator.userAgent)
        ? []
        : [
            (page: GatePage, code: string) =>
              marked('stat', page.t('stat/deferred.js', { code }), 'data-type="module"'),
          ]),
      (page: GatePage, code: string) => `<script defer src="${page.t('stat/deferred.js', { code })}"></script>`,
    ]) {
      const page = await GatePage.make();
      await page.open({
        head: tag(page, `window.told = !!document.getElementById('end')`),
        body: `<script src="/gate/own/slow.js?delay=200&n=${Math.random()}"></script><p id="end"></p>`,
      });
      await until(() => page.ran.length === 1);
      assert.isTrue(page.window.told);
    }
  });

  it('a marked embed, picture and style sheet load as the parser brings them', async () => {
    const page = await GatePage.make();
    await page.open({
      body: `<iframe data-kelisim="ads" data-src="${page.t('ads/frame.html')}"></iframe><img alt="" data-kelisim="ads" data-src="${page.t('ads/image.gif')}"><link rel="stylesheet" data-kelisim="chat" data-href="${page.t('chat/style.css')}">`,
    });
    await until(async () => (await page.requests()).length === 3, 'all three');
    assert.sameMembers(await page.allRequests(), ['ads/frame.html', 'ads/image.gif', 'chat/style.css']);
  });

  it('a static script of the site that needs a released one finds the page as it was written', async () => {
    const page = await GatePage.make();
    await page.open({ body: inline('stat', 'first') + `<script>(window.ran = window.ran || []).push('own')</script>` });
    assert.sameMembers(page.ran, ['first', 'own']);
  });
});

describe('once', () => {
  it('means once: however often the choice is made, and though the element moves', async () => {
    const page = await GatePage.make();
    await page.open({
      body: `<div id="a">${marked('stat', page.t('stat/a.js'))}${inline('stat', 'inline')}</div><div id="b"></div>`,
    });
    page.acceptAll();
    page.kelisim.decide('reject-all');
    page.acceptAll();
    await until(() => page.ran.length === 2);
    page.run(`b.append(...a.childNodes)`);
    page.acceptAll();
    await quiet();
    assert.deepEqual(page.ran, ['stat/a.js', 'inline']);
    assert.deepEqual(await page.allRequests(), ['stat/a.js']);
  });

  it('is not: a choice taken back in the same turn releases nothing', async () => {
    const page = await GatePage.make();
    await page.open({ body: marked('stat', page.t('stat/a.js')) });
    page.acceptAll();
    page.kelisim.withdraw();
    await quiet();
    assert.deepEqual(await page.requests(), []);
  });

  it('does not run what the page took out meanwhile', async () => {
    const page = await GatePage.make();
    await page.open({ body: `<div id="a">${marked('stat', page.t('stat/a.js'))}</div>` });
    page.run(`a.remove()`);
    page.acceptAll();
    await quiet();
    assert.deepEqual(page.ran, []);
  });

  it('lets the page breathe first: nothing is released inside the click', async () => {
    const page = await GatePage.make();
    await page.open({ body: inline('stat', 'inline') });
    page.acceptAll();
    assert.deepEqual(page.ran, []);
    await until(() => page.ran.length === 1);
  });
});

describe('withdrawal', () => {
  it('closes at once: elements and calls that come afterwards are held again', async () => {
    const page = await GatePage.make();
    await page.open({});
    page.acceptAll();
    assert.isTrue(page.kelisim.has('analytics'));
    page.kelisim.withdraw();
    assert.isFalse(page.kelisim.has('analytics'));
    page.run(
      `new Image().src = ${JSON.stringify(page.t('ads/late.gif'))}; navigator.sendBeacon(${JSON.stringify(page.t('stat/late'))}); { const s = document.createElement('script'); s.src = ${JSON.stringify(page.t('stat/late.js'))}; document.head.append(s) }`,
    );
    await quiet();
    assert.deepEqual(await page.requests(), []);
  });

  it('while a slow file is on its way stops what would follow it', async () => {
    const page = await GatePage.make();
    await page.open({ body: marked('stat', page.t('stat/slow.js', { delay: 150 })) + inline('stat', 'after it') });
    page.acceptAll();
    await until(async () => (await page.requests()).length === 1);
    page.kelisim.withdraw();
    await pause(300);
    assert.notInclude(page.ran, 'after it');
  });
});

describe('a nonce policy', () => {
  const headers = { 'content-security-policy': `script-src 'nonce-abc' 'strict-dynamic'; object-src 'none'` };

  it('lets the gate release what carries its own nonce, and nothing else', async () => {
    const page = await GatePage.make();
    await page.open({
      nonce: 'abc',
      headers,
      body: `<script nonce="abc" src="${page.t('stat/right.js')}"></script><script src="${page.t('stat/injected.js')}"></script><script nonce="abc" type="text/plain" data-kelisim="stat" src="${page.t('stat/marked.js')}"></script><script type="text/plain" data-kelisim="stat">(window.ran = window.ran || []).push('injected inline')</script>`,
    });
    page.acceptAll();
    await until(() => page.ran.length >= 2);
    await quiet();
    assert.sameMembers(page.ran, ['stat/right.js', 'stat/marked.js']);
  });

  it('does not let a written script in that the browser itself would refuse', async () => {
    const write = (page: GatePage): string =>
      `<script nonce="abc">document.write('<scr' + 'ipt src="${page.t('stat/written.js')}"></scr' + 'ipt>')</script>`;
    const control = await GatePage.make();
    await control.open({ gate: 'none', headers, body: write(control) });
    await quiet();
    assert.deepEqual(control.ran, []);
    const page = await GatePage.make();
    await page.open({ nonce: 'abc', headers, body: write(page) });
    page.acceptAll();
    await quiet();
    assert.deepEqual(page.ran, []);
  });
});
