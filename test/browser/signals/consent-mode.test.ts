/** Google Consent Mode v2: what stands in the data layer, in which order, and what loads meanwhile, in its three forms. */
import { assert } from '@esm-bundle/chai';
import { GatePage, type PageOptions, quiet, until } from '../gate/gate-page.ts';
import { played } from './catalogue.ts';

const TYPES = {
  functionality_storage: 'functional',
  personalization_storage: 'functional',
  analytics_storage: 'analytics',
  ad_storage: 'advertising',
  ad_user_data: 'advertising',
  ad_personalization: 'advertising',
} as const;
const GOOGLE = ['google-tag-manager', 'google-analytics-4', 'google-ads'] as const;

/** All seven keys, with these categories granted. */
function state(...granted: readonly string[]): Record<string, string> {
  const types = Object.entries(TYPES).map(([type, category]) => [
    type,
    granted.includes(category) ? 'granted' : 'denied',
  ]);
  return { security_storage: 'granted', ...Object.fromEntries(types) };
}

/** The data layer in one shape: commands as lists, everything else as it is. */
function layerOf(page: GatePage): unknown[] {
  return [...page.window.dataLayer!].map((item) =>
    Object.prototype.toString.call(item) === '[object Arguments]' ? Array.from(item as ArrayLike<unknown>) : item,
  );
}

const choiceEvent = (...granted: readonly string[]): unknown => ({
  event: 'kelisim.choice',
  kelisim: {
    necessary: true,
    ...Object.fromEntries(['functional', 'analytics', 'advertising'].map((id) => [id, granted.includes(id)])),
  },
});

function withGoogle(signals?: Record<string, unknown>): Pick<PageOptions, 'catalogue' | 'site'> {
  return {
    catalogue: played(...GOOGLE),
    site: {
      ...(signals && { signals }),
      services: [
        { vendor: 'google-tag-manager', contains: ['google-analytics-4', 'google-ads', 'stat', 'ads'] },
        { vendor: 'google-analytics-4', ids: ['G-TEST1'] },
        { vendor: 'google-ads' },
        { vendor: 'stat' },
        { vendor: 'ads' },
      ],
    },
  };
}

const tag = (url: string): string =>
  `{ const s = document.createElement('script'); s.async = true; s.src = ${JSON.stringify(url)}; document.head.append(s) }`;

/** The page's own inline code, as Google's snippets begin. */
const OWN = `window.dataLayer = window.dataLayer || []; dataLayer.push({ event: 'page.own' });`;

describe('Consent Mode, basic', () => {
  it('is denied before any code of the page, and nothing of Google loads', async () => {
    const page = await GatePage.make();
    await page.open({
      ...withGoogle(),
      head: `<script>${OWN}${tag(page.t('google-tag-manager/gtm.js'))}</script><script src="${page.t('google-analytics-4/static.js')}"></script>`,
    });
    await quiet();
    assert.deepEqual(layerOf(page), [['consent', 'default', state()], { event: 'page.own' }]);
    assert.deepEqual(page.ran, []);
    assert.deepEqual(await page.requests().then((all) => all.filter((name) => !name.includes('static'))), []);
  });

  for (const granted of [['analytics'], ['advertising'], ['functional'], ['functional', 'analytics', 'advertising']]) {
    it(`is updated before the event, and before the tag manager runs, for ${granted.join(' and ')}`, async () => {
      const page = await GatePage.make();
      const code = `dataLayer.push({ event: 'gtm.js' })`;
      await page.open({
        ...withGoogle(),
        head: `<script>${OWN}${tag(page.t('google-tag-manager/gtm.js', { code }))}</script>`,
      });
      page.kelisim.decide({ categories: Object.fromEntries(granted.map((id) => [id, true])) });
      // The container carries advertising and analytics only.
      if (granted[0] === 'functional' && granted.length === 1) await quiet();
      else await until(() => page.ran.length === 1);
      assert.deepEqual(layerOf(page).slice(2), [
        ['consent', 'update', state(...granted)],
        choiceEvent(...granted),
        ...(page.ran.length ? [{ event: 'gtm.js' }] : []),
      ]);
    });
  }

  for (const granted of [['advertising'], ['personalised'], ['advertising', 'personalised']]) {
    it(`asks for personalised advertising apart where the site does: ${granted.join(' and ')} granted`, async () => {
      const google = withGoogle();
      const site = { ...google.site, categories: [{ id: 'personalised', parent: 'advertising' }] };
      const page = await GatePage.open({ ...google, site, head: `<script>${OWN}</script>` });
      page.kelisim.decide({ categories: Object.fromEntries(granted.map((id) => [id, true])) });
      const [, , command] = layerOf(page) as [unknown, unknown, unknown[]];
      const said = (type: string) => (command[2] as Record<string, string>)[type];
      const word = (id: string) => (granted.includes(id) ? 'granted' : 'denied');
      assert.deepEqual(command.slice(0, 2), ['consent', 'update']);
      assert.equal(said('ad_personalization'), word('personalised'));
      assert.equal(said('ad_storage'), word('advertising'));
      assert.equal(said('ad_user_data'), word('advertising'));
    });
  }

  it('is denied again on withdrawal, the update before the event', async () => {
    const page = await GatePage.open({ ...withGoogle(), head: `<script>${OWN}</script>` });
    page.acceptAll();
    page.kelisim.withdraw();
    assert.deepEqual(layerOf(page).slice(4), [['consent', 'update', state()], choiceEvent()]);
  });

  it('is updated for a returning visitor before the first word of the page', async () => {
    const all = ['functional', 'analytics', 'advertising'];
    await GatePage.open(withGoogle()).then((page) => page.acceptAll());
    const page = await GatePage.open({ ...withGoogle(), head: `<script>${OWN}</script>` });
    assert.deepEqual(layerOf(page), [
      ['consent', 'default', state()],
      ['consent', 'update', state(...all)],
      choiceEvent(...all),
      { event: 'page.own' },
    ]);
  });

  it('speaks by arguments objects, the only form that Google takes for commands', async () => {
    const page = await GatePage.open(withGoogle());
    page.acceptAll();
    const kinds = [...page.window.dataLayer!].map((item) => Object.prototype.toString.call(item));
    assert.deepEqual(kinds, ['[object Arguments]', '[object Arguments]', '[object Object]']);
  });

  it('keeps what the page itself has put into the data layer before, in its place', async () => {
    const page = await GatePage.open({ ...withGoogle(), before: `<script>${OWN}</script>` });
    assert.deepEqual(layerOf(page), [{ event: 'page.own' }, ['consent', 'default', state()]]);
  });
});

describe('Consent Mode, advanced', () => {
  const advanced = (more: Record<string, unknown> = {}) => withGoogle({ googleConsentMode: 'advanced', ...more });

  it("loads Google's tags before the choice with everything denied, and nobody else's", async () => {
    const page = await GatePage.make();
    await page.open({
      ...advanced(),
      head: `<script>${OWN}${tag(page.t('google-tag-manager/gtm.js'))}${tag(page.t('google-analytics-4/g.js'))}${tag(page.t('google-ads/aw.js'))}${tag(page.t('stat/a.js'))}${tag(page.t('ads/a.js'))}</script>`,
    });
    await until(() => page.ran.length === 3);
    await quiet();
    const google = ['google-ads/aw.js', 'google-analytics-4/g.js', 'google-tag-manager/gtm.js'];
    assert.deepEqual([...page.ran].sort(), google);
    assert.deepEqual((await page.requests()).sort(), google);
    assert.deepEqual(layerOf(page)[0], ['consent', 'default', state()]);
    assert.isFalse(page.kelisim.has('google-analytics-4'));
    // Its second lock would silence what advanced is there for.
    assert.notEqual((page.window as any)['ga-disable-G-TEST1'], true);
  });

  it('judges what comes through the container vendor by vendor', async () => {
    const page = await GatePage.make();
    const code = `${tag(page.t('google-analytics-4/g.js'))}${tag(page.t('stat/a.js'))}new Image().src = ${JSON.stringify(page.t('ads/a.gif'))}; fetch(${JSON.stringify(page.t('stat/call'))}).catch(() => 0);`;
    await page.open({
      ...advanced(),
      head: `<script>${OWN}${tag(page.t('google-tag-manager/gtm.js', { code }))}</script>`,
    });
    await until(() => page.ran.length === 2);
    await quiet();
    assert.deepEqual((await page.requests()).sort(), ['google-analytics-4/g.js', 'google-tag-manager/gtm.js']);
    page.kelisim.decide({ categories: { analytics: true } });
    await until(() => page.ran.includes('stat/a.js'));
    await quiet();
    assert.notInclude(await page.requests(), 'ads/a.gif');
    page.acceptAll();
    await until(async () => (await page.requests()).includes('ads/a.gif'));
  });

  it('guards the cookies of the tags it lets in until they are granted', async () => {
    const page = await GatePage.make();
    const code = `document.cookie = '_ga=1;path=/'; document.cookie = '_ga_TEST1=1;path=/';`;
    await page.open({
      ...advanced(),
      head: `<script>${tag(page.t('google-analytics-4/g.js', { code }))}</script>`,
    });
    await until(() => page.ran.length === 1);
    assert.notInclude(page.document.cookie, '_ga');
    page.kelisim.decide({ categories: { analytics: true } });
    page.run(code);
    assert.include(page.document.cookie, '_ga=1');
    page.kelisim.withdraw();
    page.run(`document.cookie = '_ga_LATE=1;path=/'`);
    assert.notInclude(page.document.cookie, '_ga_LATE');
  });

  it("tells the default's options before and in it, and not in the update", async () => {
    const page = await GatePage.open(advanced({ waitForUpdateMs: 500, adsDataRedaction: true, urlPassthrough: true }));
    page.acceptAll();
    assert.deepEqual(layerOf(page), [
      ['set', 'ads_data_redaction', true],
      ['set', 'url_passthrough', true],
      ['consent', 'default', { ...state(), wait_for_update: 500 }],
      ['consent', 'update', state('functional', 'analytics', 'advertising')],
      choiceEvent('functional', 'analytics', 'advertising'),
    ]);
  });

  it('does not open a tag where the config says it never runs', async () => {
    const page = await GatePage.make();
    const { catalogue, site } = advanced();
    const services = [{ vendor: 'google-analytics-4', notOn: ['/gate'] }, { vendor: 'google-ads' }];
    await page.open({
      catalogue: catalogue!,
      site: { ...site, services },
      head: `<script>${tag(page.t('google-analytics-4/g.js'))}${tag(page.t('google-ads/aw.js'))}</script>`,
    });
    await until(() => page.ran.length === 1);
    await quiet();
    assert.deepEqual(await page.requests(), ['google-ads/aw.js']);
  });

  it('goes on with denied tags after a refusal, and cookies stay guarded', async () => {
    const page = await GatePage.make();
    const code = `document.cookie = '_ga=1;path=/';`;
    await page.open({ ...advanced() });
    page.kelisim.decide('reject-all');
    page.run(tag(page.t('google-analytics-4/g.js', { code })));
    await until(() => page.ran.length === 1);
    assert.notInclude(page.document.cookie, '_ga');
    assert.deepEqual(layerOf(page).slice(1), [['consent', 'update', state()], choiceEvent()]);
  });
});

describe('Consent Mode, off', () => {
  it('says nothing to Google, and the gate stays as it is', async () => {
    const page = await GatePage.make();
    await page.open({
      ...withGoogle({ googleConsentMode: 'off', waitForUpdateMs: 500, adsDataRedaction: true }),
      head: `<script>${OWN}${tag(page.t('google-tag-manager/gtm.js'))}</script>`,
    });
    await quiet();
    assert.deepEqual(layerOf(page), [{ event: 'page.own' }]);
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    await until(() => page.ran.length === 1);
    assert.deepEqual(layerOf(page).slice(1), [choiceEvent('functional', 'analytics', 'advertising')]);
  });
});
