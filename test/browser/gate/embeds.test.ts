/** What the head does for placeholders: it asks for them when something held takes room, and opens a service for one page view. */
import { assert } from '@esm-bundle/chai';
import { GatePage, quiet, until } from './gate-page.ts';

const ask = (page: GatePage): number =>
  (page.window.clientCalls ?? []).filter((call) => call === 'showPlaceholders').length;

function frame(page: GatePage, attributes: string, name = 'chat/box.html'): string {
  return `<iframe data-kelisim="chat" data-src="${page.t(name)}" ${attributes}></iframe>`;
}

describe('embeds that are held', () => {
  it('make the head ask for placeholders when they take room', async () => {
    const page = await GatePage.make();
    await page.open({ body: frame(page, 'width="300" height="200"') });
    await until(() => ask(page) > 0);
    assert.lengthOf(page.kelisim.inner.embeds, 1);
    await quiet();
    assert.deepEqual(await page.requests(), []);
  });

  it('do not when they are pixels, or hidden; they do when they come to sight', async () => {
    const page = await GatePage.make();
    await page.open({
      body: `${frame(page, 'width="1" height="1"')}${frame(page, 'hidden')}<div id="tab" hidden>${frame(page, '')}</div>
        <img alt="" width="300" height="200" data-kelisim="chat" data-src="${page.t('chat/big.gif')}">
        <script type="text/plain" data-kelisim="chat" src="${page.t('chat/a.js')}"></script>`,
    });
    await quiet();
    assert.equal(ask(page), 0);
    page.document.getElementById('tab')!.hidden = false;
    await until(() => ask(page) > 0);
  });

  it('do when they come later, and from shadow roots', async () => {
    const page = await GatePage.make();
    await page.open({});
    page.run(
      `const host = document.createElement('div'); document.body.append(host); host.attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(`<iframe src="${page.t('chat/box.html')}" width="300" height="200"></iframe>`)};`,
    );
    await until(() => ask(page) > 0);
    assert.equal((page.kelisim.inner.embeds[0] as Element).getRootNode().nodeType, 11);
    assert.deepEqual(await page.requests(), []);
  });

  for (const when of ['in the page', 'later'] as const) {
    it(`a container ${when}: as long as its service is not granted`, async () => {
      const page = await GatePage.make();
      const body = '<div data-kelisim-placeholder="chat" style="height:200px"></div>';
      await page.open({ body: when === 'later' ? '' : body });
      if (when === 'later') page.run(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(body)})`);
      await until(() => ask(page) > 0);

      page.acceptAll();
      const next = await GatePage.make();
      await next.open({ body: body + frame(next, 'width="300" height="200"') });
      await until(async () => (await next.requests()).length === 1);
      assert.equal(ask(next), 0);
    });
  }

  it('are asked about once more when the config comes late', async () => {
    const page = await GatePage.make();
    const config = {
      version: 1,
      site: 'late',
      operators: [{ name: { kk: 'ЖШС', ru: 'ТОО' } }],
      policy: { edition: '1', url: { kk: '/p', ru: '/p' } },
      services: [{ vendor: 'chat' }],
    };
    await page.open({
      gate: 'data-config',
      config: JSON.stringify(config),
      body: frame(page, 'width="300" height="200"'),
    });
    await until(() => ask(page) > 0 && page.kelisim.inner.services.length > 0);
  });

  it('whose placeholders never come, since the client does not, come with the consent all the same', async () => {
    const page = await GatePage.make();
    await page.open({ client: 'missing', body: frame(page, 'width="300" height="200"') });
    await quiet();
    page.acceptAll();
    await until(async () => (await page.requests()).includes('chat/box.html'));
  });
});

describe('a service that is opened for this page view', () => {
  const body = (page: GatePage): string =>
    `<script type="text/plain" data-kelisim="chat" src="${page.t('chat/widget.js')}"></script>
     <script type="text/plain" data-kelisim="stat" src="${page.t('stat/other.js')}"></script>`;

  it('lets go what is its own, once, and nothing else; the next page knows nothing of it', async () => {
    const page = await GatePage.make();
    await page.open({ body: body(page) });
    const { inner } = page.kelisim;
    inner.once['chat'] = true;
    inner.refresh();
    await until(() => page.ran.includes('chat/widget.js'));
    assert.isTrue(page.kelisim.has('chat'));
    assert.isFalse(page.kelisim.has('functional'));
    inner.refresh();
    await quiet();
    assert.deepEqual(await page.allRequests(), ['chat/widget.js']);
    assert.isNull(inner.choice());
    const next = await GatePage.make();
    await next.open({ body: body(next) });
    await quiet();
    assert.deepEqual(await next.requests(), []);
  });

  it('stays closed where the config closes it', async () => {
    const page = await GatePage.make();
    await page.open({
      body: body(page),
      site: { services: [{ vendor: 'stat' }, { vendor: 'chat', notOn: ['/gate'] }] },
    });
    page.kelisim.inner.once['chat'] = true;
    page.kelisim.inner.refresh();
    await quiet();
    assert.isFalse(page.kelisim.has('chat'));
    assert.deepEqual(await page.requests(), []);
  });

  it('does not open a container that would bring it', async () => {
    const page = await GatePage.make();
    await page.open({ body: `<script type="text/plain" data-kelisim="box" src="${page.t('box/all.js')}"></script>` });
    page.kelisim.inner.once['stat'] = true;
    page.kelisim.inner.refresh();
    await quiet();
    assert.deepEqual(await page.requests(), []);
  });

  it('is no choice: a record waits, the cookie and what other tabs look at are as they were', async () => {
    const page = await GatePage.make();
    await page.open({});
    page.kelisim.decide('reject-all');
    const { cookie } = page.document;
    const tick = page.window.localStorage.getItem('kelisim.tick');
    const choice = page.kelisim.inner.choice();
    let acted = '';
    const opened = { day: 20_000, letters: '', services: { chat: true } };
    page.kelisim.inner.record(opened, 'load-once', { surface: 'placeholder' }, (text) => {
      acted = text;
    });
    assert.match(acted, /^1\.[0-9a-f]{6}\.20000\.0\.\+chat$/);
    assert.equal(page.document.cookie, cookie);
    assert.equal(page.window.localStorage.getItem('kelisim.tick'), tick);
    assert.strictEqual(page.kelisim.inner.choice(), choice);
    const pending = Object.entries({ ...page.window.localStorage })
      .filter(([key]) => key.startsWith('kelisim.pending.'))
      .map(([, text]) => JSON.parse(text as string) as { action: string; choice: string; surface: string });
    assert.sameMembers(
      pending.map(({ action }) => action),
      ['reject-all', 'load-once'],
    );
    assert.include(
      pending.find(({ action }) => action === 'load-once'),
      { choice: acted, surface: 'placeholder' },
    );
  });
});
