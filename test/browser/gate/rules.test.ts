/** Which vendor may go when: config, choice, path, container, replay; what the ledger says of it; and a config that is wrong or late. */
import { assert } from '@esm-bundle/chai';
import { LEDGER_MAX_ENTRIES } from '../../../src/core/ledger-entry.ts';
import { firstVisit, GatePage, type PageOptions, quiet, until } from './gate-page.ts';

/** A page that asks for one script of each name by page code. */
async function asking(names: readonly string[], options: PageOptions = {}): Promise<GatePage> {
  const page = await GatePage.make();
  const code = names.map(
    (name) =>
      `{ const s = document.createElement('script'); s.src = ${JSON.stringify(page.t(name))}; document.head.append(s) }`,
  );
  return page.open({ ...options, head: `${options.head ?? ''}<script>${code.join('\n')}</script>` });
}

/** What has run after an act: at least so many scripts, and no other for a while. */
async function ranAfter(
  page: GatePage,
  count: number,
  act: (page: GatePage) => void = () => undefined,
): Promise<string[]> {
  act(page);
  await until(() => page.ran.length >= count, `${count} scripts`);
  await quiet();
  return page.ran;
}

describe('a vendor', () => {
  it('that the config does not name stays held after everything was accepted, and the ledger says undeclared', async () => {
    const page = await asking(['stray/a.js', 'stat/a.js']);
    assert.deepEqual(await ranAfter(page, 1, (it) => it.acceptAll()), ['stat/a.js']);
    assert.deepEqual(await page.requests(), ['stat/a.js']);
    assert.deepEqual(page.verdicts('stray/a.js'), ['undeclared']);
    assert.include(page.ledger('stray/a.js')[0], { vendor: 'stray', service: '', category: '' });
  });

  it('that is necessary runs before any choice', async () => {
    const page = await asking(['need/a.js', 'stat/a.js']);
    assert.deepEqual(await ranAfter(page, 1), ['need/a.js']);
    assert.deepEqual(page.verdicts('need/a.js'), ['allowed']);
  });

  it('that the catalogue does not know runs and is reported', async () => {
    const page = await GatePage.make();
    await page.open({ head: `<script src="${page.unlisted('a.js')}"></script>` });
    assert.deepEqual(page.ran, ['other/a.js']);
    assert.deepEqual(page.verdicts('other/a.js'), ['unlisted']);
  });

  it('that the catalogue does not know is held for good when the config says block, of the site itself nothing is', async () => {
    const page = await GatePage.make();
    await page.open({
      site: { unlisted: 'block' },
      head: `<script src="${page.unlisted('a.js')}"></script><script src="/gate/own/a.js?code=window.own=1"></script>`,
      body: `<script>fetch(${JSON.stringify(page.unlisted('call'))}).catch((e) => { window.told = e.name })</script>`,
    });
    page.acceptAll();
    await quiet();
    assert.deepEqual(page.ran, []);
    assert.equal(page.window.told, 'TypeError');
    assert.equal((page.window as any).own, 1);
    assert.deepEqual(page.verdicts('other/a.js'), ['held']);
    assert.deepEqual(page.verdicts('other/call'), ['dropped']);
  });

  it('whose host the config calls necessary passes though it is in no catalogue', async () => {
    const page = await GatePage.make();
    await page.open({
      site: { unlisted: 'block', hosts: { necessary: ['127.0.0.1/other'] } },
      head: `<script src="${page.unlisted('a.js')}"></script>`,
    });
    assert.deepEqual(page.ran, ['other/a.js']);
  });

  it('stays held though the config calls its host necessary', async () => {
    for (const necessary of ['127.0.0.1', '127.0.0.1/t/stat/a.js']) {
      const page = await asking(['stat/a.js'], { site: { hosts: { necessary: [necessary] } } });
      assert.deepEqual(await ranAfter(page, 0), [], necessary);
    }
  });

  it('of a service that describes itself is held and released as any other', async () => {
    const own = { id: 'own', name: 'Own', hosts: ['127.0.0.1/other'], category: 'analytics', cookies: ['_own'] };
    const page = await GatePage.make();
    await page.open({ site: { services: [own] }, head: `<script src="${page.unlisted('a.js')}"></script>` });
    assert.deepEqual(await ranAfter(page, 0), []);
    assert.deepEqual(await ranAfter(page, 1, (it) => it.acceptAll()), ['other/a.js']);
  });
});

describe('a choice', () => {
  it('opens exactly the categories that were agreed', async () => {
    const names = ['stat/a.js', 'ads/a.js', 'chat/a.js'];
    const page = await asking(names);
    assert.deepEqual(await ranAfter(page, 1, (it) => it.kelisim.decide({ categories: { analytics: true } })), [
      'stat/a.js',
    ]);
    assert.deepEqual(
      [
        ...(await ranAfter(page, 2, (it) => it.kelisim.decide({ categories: { analytics: true, functional: true } }))),
      ].sort(),
      ['chat/a.js', 'stat/a.js'],
    );
    assert.deepEqual(
      [
        'necessary',
        'functional',
        'analytics',
        'advertising',
        'stat',
        'ads',
        'box',
        'stray',
        '?',
        '',
        'constructor',
      ].map((id) => page.kelisim.has(id)),
      [true, true, true, false, true, false, true, false, false, false, false],
    );
  });

  it('is remembered by the next page, and by no other site', async () => {
    const page = await asking([]);
    page.kelisim.decide({ categories: { analytics: true }, services: { ads: true } });
    assert.match(document.cookie, /(?:^|; )kelisim=1\.[0-9a-f]{6}\.\d{5}\.a\.\+ads(?:;|$)/);
    const next = await asking(['stat/a.js', 'ads/a.js', 'chat/a.js']);
    await until(() => next.ran.length === 2);
    assert.sameMembers(next.ran, ['stat/a.js', 'ads/a.js']);
    assert.isFalse(next.kelisim.has('advertising'));
    const other = await asking(['stat/b.js'], { site: { policy: { edition: '2' } } });
    assert.deepEqual(await ranAfter(other, 0), []);
  });

  it('is reported once to each listener, also to those that come later; one that throws hurts nobody', async () => {
    const page = await GatePage.open({});
    page.run(`window.told = [];
      kelisim.on('choice', () => { throw new Error('expected') });
      window.stop = kelisim.on('choice', (d) => told.push(['on', d.granted.analytics]));
      document.addEventListener('kelisim:choice', (e) => told.push(['event', e.detail.granted.analytics]));`);
    page.kelisim.decide({ categories: { analytics: true } });
    assert.deepEqual(page.window.told, [
      ['on', true],
      ['event', true],
    ]);
    page.run(
      `stop(); told.length = 0; try { kelisim.on('choice', () => { told.push('late'); throw new Error('expected') }) } catch (_) { told.push('thrown into the page') }`,
    );
    await quiet();
    assert.deepEqual(page.window.told, ['late']);
  });

  it('tells Google before anything else: denied first, an update before the event', async () => {
    const page = await GatePage.open({ head: `<script>dataLayer.push({ event: 'page' })</script>` });
    page.kelisim.decide({ categories: { advertising: true } });
    const said = page.window.dataLayer!.map((item) =>
      Object.prototype.toString.call(item) === '[object Arguments]' ? [...(item as unknown[])] : item,
    ) as any[];
    assert.deepEqual(
      said.map((item) => (Array.isArray(item) ? item.slice(0, 2).join(' ') : item.event)),
      ['consent default', 'page', 'consent update', 'kelisim.choice'],
    );
    assert.include(said[0][2], {
      ad_storage: 'denied',
      analytics_storage: 'denied',
      ad_user_data: 'denied',
      ad_personalization: 'denied',
    });
    assert.include(said[2][2], { ad_storage: 'granted', ad_user_data: 'granted', analytics_storage: 'denied' });
    assert.deepInclude(said[3].kelisim, { necessary: true, advertising: true, analytics: false, functional: false });
  });

  it('that is none is refused without an exception and changes nothing', async () => {
    const page = await GatePage.open({});
    for (const wrong of [undefined, null, 'accept', '', 5, true, [], {}, { categories: null }, () => 0]) {
      assert.isFalse(page.kelisim.decide(wrong as any), JSON.stringify(wrong));
    }
    assert.notInclude(document.cookie, 'kelisim=');
    assert.isNull(page.kelisim.inner.choice());
  });

  it('may be made without saying by whom, and with nonsense there', async () => {
    for (const by of [undefined, null, {}, { event: null }] as any[]) {
      const page = await GatePage.open({});
      assert.isTrue(page.kelisim.decide('accept-all', by), JSON.stringify(by));
      assert.isTrue(page.kelisim.has('analytics'));
      assert.isTrue(page.kelisim.withdraw(by));
    }
  });

  it('with more exceptions than the cookie can hold releases no more than the cookie says', async () => {
    const names = Array.from({ length: 9 }, (_, i) => `service-with-quite-a-long-name-${i}`);
    const services = names.map((id) => ({ id, hosts: [`${id}.example`], category: 'analytics' }));
    const page = await GatePage.open({ site: { services: [{ vendor: 'ads' }, ...services] } });
    page.kelisim.decide({
      categories: { advertising: true },
      services: Object.fromEntries(names.map((id) => [id, true])),
    });
    assert.match(document.cookie, /kelisim=1\.[0-9a-f]{6}\.\d+\.0(?:;|$)/);
    assert.isFalse(page.kelisim.has('advertising'));
    assert.isFalse(page.kelisim.has(names[0]!));
  });

  it('in one tab holds in the others at once', async () => {
    const one = await asking([]);
    const two = await asking(['stat/a.js']);
    one.acceptAll();
    await until(() => two.ran.includes('stat/a.js'));
    one.kelisim.withdraw();
    await until(() => !two.kelisim.has('analytics'));
  });

  it('of two cookies is the newer one', async () => {
    const page = await GatePage.open({});
    page.acceptAll();
    const [, scope, day] = /kelisim=1\.([0-9a-f]{6})\.(\d+)\./.exec(document.cookie)!;
    firstVisit();
    // The browser names the cookie of the longer path first.
    document.cookie = `kelisim=1.${scope}.${Number(day) - 3}.fad;path=/gate/page`;
    document.cookie = `kelisim=1.${scope}.${day}.0;path=/`;
    assert.isFalse((await GatePage.open({})).kelisim.has('analytics'));
  });

  it('that stands in a damaged cookie is none: the banner asks', async () => {
    for (const value of ['', 'x', '1', '1.zzzzzz.1.fad', '%00', '1.000000.20000.fad', 'a'.repeat(3000)]) {
      document.cookie = `kelisim=${value};path=/`;
      const page = await GatePage.open({});
      assert.isNull(page.kelisim.inner.choice(), value);
      assert.isOk(page.button('accept-all'), value);
    }
  });
});

describe('a container', () => {
  it('opens with the first category it carries, and what it loads is judged by itself', async () => {
    const page = await GatePage.make();
    const load = (name: string): string =>
      `{ const s = document.createElement('script'); s.src = ${JSON.stringify(page.t(name))}; document.head.append(s) };`;
    const code = load('stat/inner.js') + load('ads/inner.js') + load('stray/inner.js');
    await page.open({ head: `<script async src="${page.t('box/box.js', { code })}"></script>` });
    await quiet();
    assert.deepEqual(page.ran, []);
    page.kelisim.decide({ categories: { functional: true } });
    await quiet();
    assert.deepEqual(page.ran, []);
    page.kelisim.decide({ categories: { analytics: true } });
    await until(() => page.ran.includes('stat/inner.js'));
    await quiet();
    assert.deepEqual(page.ran, ['box/box.js', 'stat/inner.js']);
    page.acceptAll();
    await until(() => page.ran.length === 3);
    assert.deepEqual(page.ran, ['box/box.js', 'stat/inner.js', 'ads/inner.js']);
  });
});

describe('a replay', () => {
  it('is not released by accepting everything, only by its own switch', async () => {
    const page = await asking(['replay/a.js', 'stat/a.js']);
    assert.deepEqual(await ranAfter(page, 1, (it) => it.acceptAll()), ['stat/a.js']);
    assert.deepEqual(
      await ranAfter(page, 2, (it) =>
        it.kelisim.decide({ categories: { analytics: true }, services: { replay: true } }),
      ),
      ['stat/a.js', 'replay/a.js'],
    );
  });
});

describe('paths', () => {
  it('close a service where the config says it never runs, and everywhere but where it alone runs', async () => {
    const services = [
      { vendor: 'stat', notOn: ['/gate/page'] },
      { vendor: 'ads', onlyOn: ['/elsewhere'] },
      { vendor: 'chat', onlyOn: ['/gate'] },
      { vendor: 'need', onlyOn: ['/apply'] },
    ];
    const page = await asking(['stat/a.js', 'ads/a.js', 'chat/a.js', 'need/a.js'], { site: { services } });
    assert.deepEqual(await ranAfter(page, 1, (it) => it.acceptAll()), ['chat/a.js']);
  });

  it('are those of the page as it stands now, also after it changed its address itself', async () => {
    const page = await GatePage.make();
    await page.open({ site: { services: [{ vendor: 'stat', notOn: ['/gate/apply'] }] } });
    page.acceptAll();
    page.run(
      `history.pushState(null, '', '/gate/apply'); navigator.sendBeacon(${JSON.stringify(page.t('stat/on-form'))}); history.pushState(null, '', '/gate/else'); navigator.sendBeacon(${JSON.stringify(page.t('stat/elsewhere'))});`,
    );
    await until(async () => (await page.requests()).includes('stat/elsewhere'));
    assert.deepEqual(await page.requests(), ['stat/elsewhere']);
  });
});

describe('the ledger', () => {
  it('says of each request what it was, whose, and what became of it, without its query', async () => {
    const page = await asking(['stat/a.js']);
    page.acceptAll();
    await until(() => page.ran.length === 1);
    const entries = page.ledger('stat/a.js');
    assert.deepEqual(
      entries.map(({ verdict, chosen }) => [verdict, chosen]),
      [
        ['held', false],
        ['released', true],
      ],
    );
    for (const entry of entries) {
      assert.include(entry, { kind: 'script', vendor: 'stat', service: 'stat', category: 'analytics' });
      assert.match(entry.url, /^http:\/\/127\.0\.0\.1:\d+\/t\/stat\/a\.js$/);
      assert.closeTo(entry.time, Date.now(), 5000);
    }
  });

  it('names the vendor of a tag that is marked by its category, and that it is not declared', async () => {
    const page = await GatePage.make();
    const tag = (name: string): string =>
      `<script type="text/plain" data-kelisim="analytics" src="${page.t(name)}"></script>`;
    await page.open({ body: tag('stat/a.js') + tag('stray/a.js') });
    assert.deepEqual(
      page.ledger('stat/a.js').map(({ vendor, service, verdict }) => [vendor, service, verdict]),
      [['stat', 'stat', 'held']],
    );
    assert.deepEqual(
      page.ledger('stray/a.js').map(({ vendor, verdict }) => [vendor, verdict]),
      [['stray', 'undeclared']],
    );
    page.acceptAll();
    await until(() => page.ran.length === 1);
    assert.deepEqual(
      page.ledger('stat/a.js').map(({ vendor, verdict }) => [vendor, verdict]),
      [
        ['stat', 'held'],
        ['stat', 'released'],
      ],
    );
  });

  it('says one line for one element', async () => {
    const page = await GatePage.make();
    await page.open({
      body: `<video src="${page.unlisted('a.mp4')}"></video><script>{ const v = document.createElement('video'); v.src = ${JSON.stringify(page.unlisted('b.mp4'))}; document.body.append(v); const i = document.createElement('img'); i.src = ${JSON.stringify(page.unlisted('c.gif'))}; document.body.append(i) }</script>`,
    });
    await quiet();
    for (const name of ['a.mp4', 'b.mp4', 'c.gif']) assert.deepEqual(page.verdicts(name), ['unlisted'], name);
  });

  it('says nothing of the site itself, nor of data in the page', async () => {
    const page = await GatePage.open({
      head: `<script src="/gate/own/a.js"></script>`,
      body: `<img alt="" src="data:,x"><a href="https://example.com">x</a>`,
    });
    page.run(`fetch('/gate/own/b.js'); new Image().src = '/gate/own/c.gif'; document.cookie = 'uid=1'`);
    assert.deepEqual(page.kelisim.ledger(), []);
  });

  it('keeps the newest entries and no more, and hands out a copy', async () => {
    const page = await GatePage.make();
    await page.open({});
    page.run(
      `for (let i = 0; i < ${LEDGER_MAX_ENTRIES + 20}; i++) navigator.sendBeacon(${JSON.stringify(page.t('stat/x'))}.replace('/x', '/' + i))`,
    );
    const all = page.kelisim.ledger();
    assert.lengthOf(all, LEDGER_MAX_ENTRIES);
    assert.match(all.at(-1)!.url, new RegExp(`/${LEDGER_MAX_ENTRIES + 19}$`));
    all.length = 0;
    assert.lengthOf(page.kelisim.ledger(), LEDGER_MAX_ENTRIES);
  });

  it('tells listeners of each entry, once', async () => {
    const page = await GatePage.make();
    await page.open({});
    page.run(
      `window.told = []; kelisim.on('ledger', (e) => told.push(e.verdict)); navigator.sendBeacon(${JSON.stringify(page.t('stat/x'))})`,
    );
    assert.deepEqual(page.window.told, ['dropped']);
  });
});

describe('a second tag', () => {
  it('is ignored and said so: one banner, each script once', async () => {
    const page = await GatePage.make();
    await page.open({
      gate: 'tag',
      head: `<script>window.first = window.kelisim; window.errors = []; console.error = (...all) => errors.push(all.join(' '))</script>`,
    });
    const source = page.document.querySelector<HTMLScriptElement>('script[src*="/gate/head/"]')!.src;
    page.run(
      `{ const s = document.createElement('script'); s.src = ${JSON.stringify(source)}; document.head.append(s); }`,
    );
    await until(() => (page.window as any).errors.length > 0);
    assert.match((page.window as any).errors.join(), /^kelisim: second tag ignored/);
    assert.isTrue((page.window as any).first === page.kelisim);
    page.run(
      `{ const s = document.createElement('script'); s.src = ${JSON.stringify(page.t('stat/a.js'))}; document.head.append(s) }`,
    );
    page.acceptAll();
    await until(() => page.ran.length === 1);
    await quiet();
    assert.deepEqual(page.ran, ['stat/a.js']);
    assert.lengthOf(page.document.querySelectorAll('kelisim-banner'), 1);
  });
});

describe('the generic file', () => {
  const CONFIG = {
    version: 1,
    site: 'x',
    operators: [{ name: { kk: 'А', ru: 'Б' } }],
    policy: { edition: '1', url: { kk: '/p', ru: '/p' } },
    services: [{ vendor: 'stat' }],
  };
  const counted = `<script>window.errors = []; console.error = (...all) => errors.push(all.map(String).join(' ')); window.onerror = (m) => errors.push('uncaught ' + m)</script>`;

  it('takes its config from the page', async () => {
    const page = await asking(['stat/a.js', 'ads/a.js'], {
      gate: 'generic',
      config: JSON.stringify(CONFIG),
      before: counted,
    });
    assert.deepEqual(await ranAfter(page, 0), []);
    assert.deepEqual(await ranAfter(page, 1, (it) => it.acceptAll()), ['stat/a.js']);
    assert.deepEqual(page.verdicts('ads/a.js'), ['undeclared']);
    assert.deepEqual((page.window as any).errors, []);
  });

  it('takes it from an address, holds everything known till then, and asks afterwards', async () => {
    const page = await asking(['stat/a.js'], { gate: 'data-config', config: JSON.stringify(CONFIG), before: counted });
    await until(() => page.banner?.querySelector('[data-kelisim-action="accept-all"]') != null, 'the banner');
    assert.deepEqual(await ranAfter(page, 0), []);
    assert.deepEqual(await ranAfter(page, 1, (it) => it.acceptAll()), ['stat/a.js']);
    assert.deepEqual((page.window as any).errors, []);
  });

  for (const gate of ['generic', 'data-config'] as const) {
    for (const [title, config] of [
      ['missing', undefined],
      ['not JSON', '{"version": 1,'],
      ['of the wrong shape', '[]'],
      ['of another version', JSON.stringify({ ...CONFIG, version: 2 })],
      [
        'wrong in every part',
        JSON.stringify({
          version: 1,
          site: 'x',
          operators: {},
          policy: 5,
          services: ['stat'],
          categories: {},
          hosts: 5,
          cookies: 5,
          ui: 5,
          languages: {},
          term: {},
          sync: 5,
        }),
      ],
      ['wrong in a way that throws', JSON.stringify({ ...CONFIG, term: { toString: 1 } })],
    ] as const) {
      it(`with a config that is ${title} (${gate}) is closed, says one line, throws nothing into the page and shows the banner`, async () => {
        const page = await asking(['stat/a.js', 'need/a.js'], {
          gate,
          ...(config !== undefined && { config }),
          before: counted,
          client: 'missing',
        });
        await until(() => page.banner?.querySelector('[data-kelisim-action="accept-all"]') != null, 'the banner');
        await until(() => (page.window as any).errors.length > 0, 'the line on the console');
        await quiet();
        const { errors } = page.window as any;
        assert.lengthOf(errors, 1, errors.join('\n'));
        assert.match(errors[0], /^kelisim: /);
        page.button('accept-all').click();
        await quiet();
        // What a wrong term leaves in no doubt may go.
        assert.includeMembers(title === 'wrong in a way that throws' ? ['stat/a.js'] : [], page.ran);
      });
    }
  }
});
