/** Tags that stand in the page's HTML: marked ones send nothing before the choice, unmarked ones of known vendors never run before it. */
import { assert } from '@esm-bundle/chai';
import { firstVisit, GatePage, quiet, until } from './gate-page.ts';

/** Marked tags, as the documentation tells owners to write them. */
const MARKED: Record<string, (page: GatePage) => string> = {
  'stat/sync.js': (page) =>
    `<script type="text/plain" data-kelisim="analytics" src="${page.t('stat/sync.js')}"></script>`,
  'stat/async.js': (page) =>
    `<script async type="text/plain" data-kelisim="analytics" src="${page.t('stat/async.js')}"></script>`,
  'stat/defer.js': (page) =>
    `<script defer type="text/plain" data-kelisim="analytics" src="${page.t('stat/defer.js')}"></script>`,
  'stat/module.js': (page) =>
    `<script type="text/plain" data-type="module" data-kelisim="analytics" src="${page.t('stat/module.js')}"></script>`,
  'stat/service.js': (page) =>
    `<script type="text/plain" data-kelisim="stat" src="${page.t('stat/service.js')}"></script>`,
  'other/partner.js': (page) =>
    `<script type="text/plain" data-kelisim="analytics" src="${page.unlisted('partner.js')}"></script>`,
  'ads/frame.html': (page) => `<iframe data-kelisim="advertising" data-src="${page.t('ads/frame.html')}"></iframe>`,
  'ads/written.gif': (page) =>
    `<iframe data-kelisim="advertising" data-kelisim-srcdoc="&lt;img alt='' src='${page.t('ads/written.gif')}'&gt;"></iframe>`,
  'ads/image.gif': (page) => `<img alt="" data-kelisim="advertising" data-src="${page.t('ads/image.gif')}">`,
  'ads/candidate.gif': (page) =>
    `<img alt="" data-kelisim="advertising" data-srcset="${page.t('ads/candidate.gif')} 1x">`,
  'chat/style.css': (page) =>
    `<link rel="stylesheet" data-kelisim="functional" data-href="${page.t('chat/style.css')}">`,
};

for (const gate of ['inline', 'tag'] as const) {
  describe(`marked tags, head script as ${gate}`, () => {
    it('send nothing before the choice and after a refusal, and work after acceptance, each once', async () => {
      const page = await GatePage.make();
      const inline = `<script type="text/plain" data-kelisim="advertising">(window.ran = window.ran || []).push('inline')</script>`;
      await page.open({
        gate,
        body:
          Object.values(MARKED)
            .map((make) => make(page))
            .join('') + inline,
      });
      await quiet();
      assert.deepEqual(await page.requests(), []);
      page.kelisim.decide('reject-all');
      await quiet();
      assert.deepEqual(await page.requests(), []);
      assert.deepEqual(page.ran, []);

      page.acceptAll();
      page.acceptAll();
      await until(async () => (await page.requests()).length === Object.keys(MARKED).length);
      assert.sameMembers(await page.allRequests(), Object.keys(MARKED));
      const scripts = Object.keys(MARKED).filter((name) => name.endsWith('.js'));
      await until(() => page.ran.length >= scripts.length + 1);
      assert.sameMembers(page.ran, [...scripts, 'inline']);
    });
  });
}

describe('marked tags in a shadow root that stands in the HTML', () => {
  const inRoots = (page: GatePage, mode: string) =>
    `<div><template shadowrootmode="${mode}"><script type="text/plain" data-kelisim="analytics" src="${page.t('stat/a.js')}"></script>
<p><template shadowrootmode="${mode}"><img alt="" data-kelisim="advertising" data-src="${page.t('ads/b.gif')}"></template></p></template></div>`;

  it('wait for the choice and are let go after it, each once', async () => {
    const page = await GatePage.make();
    await page.open({ body: inRoots(page, 'open') });
    await quiet();
    page.kelisim.decide('reject-all');
    await quiet();
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    await until(async () => (await page.requests()).length === 2);
    await until(() => page.ran.length === 1);
    assert.sameMembers(await page.allRequests(), ['stat/a.js', 'ads/b.gif']);
  });

  it('are let go at once for a visitor who agreed before', async () => {
    const first = await GatePage.open({});
    first.acceptAll();
    const page = await GatePage.make();
    await page.open({ body: inRoots(page, 'open') });
    await until(async () => (await page.requests()).length === 2);
    assert.sameMembers(await page.allRequests(), ['stat/a.js', 'ads/b.gif']);
  });

  it('stay held for ever in a closed one, which no script can reach', async () => {
    const page = await GatePage.make();
    await page.open({ body: inRoots(page, 'closed') });
    page.acceptAll();
    await quiet();
    assert.deepEqual(await page.allRequests(), []);
  });
});

describe('marked tags', () => {
  it('follow their own category or service and no other', async () => {
    const page = await GatePage.make();
    await page.open({
      body: Object.values(MARKED)
        .map((make) => make(page))
        .join(''),
    });
    page.kelisim.decide({ categories: { advertising: true } });
    const wanted = Object.keys(MARKED).filter((name) => name.startsWith('ads/'));
    await until(async () => (await page.requests()).length >= wanted.length);
    await quiet();
    assert.sameMembers(await page.requests(), wanted);

    page.kelisim.decide({ categories: { advertising: true }, services: { stat: true } });
    await until(() => page.ran.includes('stat/service.js'));
    await quiet();
    assert.sameMembers(await page.requests(), [...wanted, 'stat/service.js']);
  });

  it('stay closed for ever when nobody knows the mark, and hurt no other', async () => {
    const page = await GatePage.make();
    const marks = ['unknown', 'constructor', '__proto__', 'toString', '?', 'analytics advertising', '"'];
    const tags = marks.map((mark, i) => {
      const script = document.createElement('script');
      script.dataset['kelisim'] = mark;
      script.type = 'text/plain';
      script.setAttribute('src', page.unlisted(`plain-${i}.js`));
      const bare = script.cloneNode() as HTMLScriptElement;
      bare.removeAttribute('type');
      bare.setAttribute('src', page.unlisted(`bare-${i}.js`));
      return script.outerHTML + bare.outerHTML;
    });
    await page.open({ body: `${tags.join('')}${MARKED['stat/sync.js']!(page)}` });
    page.acceptAll();
    await until(() => page.ran.includes('stat/sync.js'), 'the tag with a known mark');
    await quiet();
    assert.deepEqual(page.ran, ['stat/sync.js']);
  });

  it('that come later count too', async () => {
    const page = await GatePage.make();
    await page.open({});
    const tag = `const made = document.createElement('div'); made.innerHTML = ${JSON.stringify(MARKED['ads/image.gif']!(page))}; document.body.append(made);`;
    page.run(tag);
    await quiet();
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    await until(async () => (await page.requests()).includes('ads/image.gif'));
  });

  it('that come after acceptance work at once', async () => {
    const page = await GatePage.make();
    await page.open({});
    page.acceptAll();
    page.run(
      `const made = document.createElement('iframe'); made.dataset.kelisim = 'advertising'; made.dataset.src = ${JSON.stringify(page.t('ads/frame.html'))}; document.body.append(made);`,
    );
    page.run(
      `const made2 = document.createElement('script'); made2.type = 'text/plain'; made2.dataset.kelisim = 'analytics'; made2.src = ${JSON.stringify(page.t('stat/late.js'))}; document.body.append(made2);`,
    );
    await until(async () => (await page.requests()).includes('ads/frame.html'));
    await until(() => page.ran.includes('stat/late.js'));
  });

  it('keep what stood in them before: a placeholder picture stays until the real one comes', async () => {
    const page = await GatePage.make();
    await page.open({
      body: `<img id="it" alt="" src="data:,x" data-kelisim="advertising" data-src="${page.t('ads/image.gif')}">`,
    });
    const image = page.document.getElementById('it') as HTMLImageElement;
    assert.equal(image.getAttribute('src'), 'data:,x');
    page.acceptAll();
    await until(() => image.getAttribute('src') === page.t('ads/image.gif'));
  });

  it('work for a returning visitor without any call', async () => {
    const page = await GatePage.make();
    await page.open({});
    page.acceptAll();
    firstVisitButCookie();
    const next = await GatePage.make();
    await next.open({
      body: Object.values(MARKED)
        .map((make) => make(next))
        .join(''),
    });
    await until(async () => (await next.requests()).length === Object.keys(MARKED).length, 'every tag');
    assert.sameMembers(await next.allRequests(), Object.keys(MARKED));
  });
});

/** Ends the pages; the choice stays. */
function firstVisitButCookie(): void {
  const { cookie } = document;
  firstVisit();
  for (const pair of cookie.split('; ')) document.cookie = `${pair};path=/`;
}

const STATIC: Record<string, (page: GatePage) => string> = {
  'stat/static-sync.js': (page) => `<script src="${page.t('stat/static-sync.js')}"></script>`,
  'stat/static-async.js': (page) => `<script async src="${page.t('stat/static-async.js')}"></script>`,
  'stat/static-defer.js': (page) => `<script defer src="${page.t('stat/static-defer.js')}"></script>`,
  'stat/static-module.js': (page) => `<script type="module" src="${page.t('stat/static-module.js')}"></script>`,
  'stat/static-typed.js': (page) => `<script type="text/javascript" src="${page.t('stat/static-typed.js')}"></script>`,
  'stat/static-upper.js': (page) => `<SCRIPT SRC='${page.t('stat/static-upper.js')}'></SCRIPT>`,
};

describe('unmarked static tags of known vendors', () => {
  const html = (page: GatePage): string =>
    Object.values(STATIC)
      .map((make) => make(page))
      .join('');

  it('run by themselves without Kelisim', async () => {
    const page = await GatePage.make();
    await page.open({ gate: 'none', head: html(page) });
    await until(() => page.ran.length === Object.keys(STATIC).length);
  });

  for (const gate of ['inline', 'tag'] as const) {
    it(`do not run before the choice, in head or body, and each once after it (${gate})`, async () => {
      const page = await GatePage.make();
      const below = `<div><p><script src="${page.t('stat/nested.js')}"></script></p></div><script src="${page.t('stray/static.js')}"></script>`;
      await page.open({ gate, head: html(page), body: below });
      await quiet();
      assert.deepEqual(page.ran, []);
      page.acceptAll();
      page.acceptAll();
      const all = [...Object.keys(STATIC), 'stat/nested.js'];
      await until(() => page.ran.length >= all.length);
      await quiet();
      assert.sameMembers(page.ran, all);
    });
  }

  it('are the same elements afterwards, with type and attributes as they were', async () => {
    const page = await GatePage.make();
    await page.open({
      head: `<script id="it" crossorigin="anonymous" data-x="1" type="text/javascript" src="${page.t('stat/a.js')}"></script><script id="module" type="module" src="${page.t('stat/b.js')}"></script>`,
    });
    const element = page.document.getElementById('it')!;
    const before = [...element.attributes]
      .filter(({ name }) => name !== 'type' && name !== 'data-kelisim-type')
      .map(({ name, value }) => `${name}=${value}`);
    page.acceptAll();
    await until(() => page.ran.length === 2);
    assert.isTrue(page.document.getElementById('it') === element);
    assert.equal(element.getAttribute('type'), 'text/javascript');
    assert.equal(page.document.getElementById('module')!.getAttribute('type'), 'module');
    assert.sameMembers(
      [...element.attributes].map(({ name, value }) => `${name}=${value}`),
      [...before, 'type=text/javascript'],
    );
  });

  it('that are pictures and frames get their address back after the choice', async () => {
    const page = await GatePage.make();
    await page.open({
      body: `<img id="i" alt="" src="${page.t('ads/i.gif')}"><iframe id="f" src="${page.t('ads/f.html')}"></iframe>`,
    });
    const [image, frame] = ['i', 'f'].map((id) => page.document.getElementById(id)!);
    assert.isNull(image!.getAttribute('src'));
    assert.isNull(frame!.getAttribute('src'));
    page.acceptAll();
    await until(
      () => image!.getAttribute('src') === page.t('ads/i.gif') && frame!.getAttribute('src') === page.t('ads/f.html'),
    );
    await until(async () => (await page.requests()).length === 2);
  });

  it('leave scripts of the site itself and of unknown hosts alone', async () => {
    const page = await GatePage.make();
    await page.open({
      head: `<script src="/gate/own/a.js?code=window.own=1"></script><script src="${page.unlisted('lib.js')}"></script><script>window.inline = 1</script>`,
    });
    await until(() => page.ran.includes('other/lib.js'));
    assert.deepEqual([(page.window as any).own, (page.window as any).inline], [1, 1]);
    assert.deepEqual(page.verdicts('lib.js'), ['unlisted']);
  });
});
