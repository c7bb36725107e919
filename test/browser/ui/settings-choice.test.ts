import { assert } from '@esm-bundle/chai';
import type { Choice } from '../../../src/core/choice.ts';
import { fakeApi } from './fake-api.ts';
import { SITE, SITE_DATA } from './fake-site.ts';
import { openHarness, removeSettings } from './open-harness.ts';

const NOTHING = { functional: false, analytics: false, advertising: false, 'personal-ads': false };

function chose(letters: string, services: Record<string, boolean> = {}): Choice {
  return { day: 20_000, letters, services };
}

describe('settings, choice', function (this: { timeout(ms: number): void }) {
  // Everything is opened in most of them; three engines share a slow machine.
  this.timeout(15_000);

  afterEach(removeSettings);

  it('begin with everything off before a choice, and save a refusal of everything as such', async () => {
    const api = fakeApi();
    const settings = await openHarness(api);
    await settings.expandAll();
    assert.isTrue(settings.switches.every((item) => !item.checked));
    settings.action('save').click();
    assert.deepEqual(api.decided[0]?.decision, { categories: NOTHING, services: {} });
    assert.isFalse(settings.dialog.open);
  });

  it('begin with the choice that stands, and save it unchanged', async () => {
    const api = fakeApi({ choice: chose('ad', { pixel: false, replay: true }) });
    const settings = await openHarness(api);
    await settings.expandAll();
    assert.isTrue(settings.switchOf('counter').checked);
    assert.isTrue(settings.switchOf('replay').checked);
    assert.isFalse(settings.switchOf('pixel').checked);
    settings.action('save').click();
    assert.deepEqual(api.decided[0]?.decision, {
      categories: { ...NOTHING, analytics: true, advertising: true },
      services: { pixel: false, replay: true },
    });
  });

  // R24
  it('switch the services of a category with it, all but session replay', async () => {
    const api = fakeApi();
    const settings = await openHarness(api);
    await settings.expandAll();
    settings.switchOf('analytics').click();
    assert.isTrue(settings.switchOf('counter').checked);
    assert.isFalse(settings.switchOf('replay').checked);
    settings.action('save').click();
    assert.deepEqual(api.decided[0]?.decision, { categories: { ...NOTHING, analytics: true }, services: {} });
  });

  it('switch session replay off with its category, and leave it alone when the category comes on', async () => {
    const settings = await openHarness(fakeApi());
    await settings.expandAll();
    settings.switchOf('replay').click();
    settings.switchOf('analytics').click();
    assert.isTrue(settings.switchOf('replay').checked);
    settings.switchOf('analytics').click();
    assert.isFalse(settings.switchOf('replay').checked);
  });

  it('show a category as partly on when one of its services deviates, and save only what deviates', async () => {
    const api = fakeApi({ language: 'en' });
    const settings = await openHarness(api);
    await settings.expandAll();
    settings.switchOf('counter').click();
    assert.isFalse(settings.switchOf('analytics').checked);
    assert.equal(settings.switchOf('analytics').ariaLabel, 'Analytics, partly on');
    settings.action('save').click();
    assert.deepEqual(api.decided[0]?.decision, { categories: NOTHING, services: { counter: true } });
  });

  it('do not call a category partly on because its session replay is still off', async () => {
    const settings = await openHarness(fakeApi({ language: 'en', choice: chose('a') }));
    assert.equal(settings.switchOf('analytics').ariaLabel, 'Analytics');
  });

  it('forget a deviation that is taken back', async () => {
    const api = fakeApi({ choice: chose('d', { pixel: false }) });
    const settings = await openHarness(api);
    await settings.expandAll();
    settings.switchOf('pixel').click();
    settings.action('save').click();
    assert.deepEqual(api.decided[0]?.decision, { categories: { ...NOTHING, advertising: true }, services: {} });
  });

  it("keep the site's own category apart from its parent: each purpose has its own consent", async () => {
    const settings = await openHarness(fakeApi());
    settings.switchOf('advertising').click();
    assert.isFalse(settings.switchOf('personal-ads').checked);
  });

  // R05
  it('let personalised advertising and its parent be on and off in every combination, each shown as it is and saved as it is', async () => {
    for (const [parent, own] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ] as const) {
      const api = fakeApi({ language: 'en', choice: chose(`${parent ? '' : 'd'}${own ? '' : 'b'}`) });
      const settings = await openHarness(api);
      settings.switchOf('advertising').click();
      settings.switchOf('personal-ads').click();
      assert.equal(settings.switchOf('advertising').checked, parent);
      assert.equal(settings.switchOf('personal-ads').checked, own);
      // No state of the one makes the other "partly on".
      assert.equal(settings.switchOf('advertising').ariaLabel, 'Advertising');
      settings.action('save').click();
      assert.deepEqual(api.decided[0]?.decision, {
        categories: { ...NOTHING, advertising: parent, 'personal-ads': own },
        services: {},
      });
    }
  });

  // R05
  it('show each of the two as partly on by its own services only', async () => {
    const settings = await openHarness(fakeApi({ language: 'ru', choice: chose('b') }));
    await settings.expandAll();
    settings.switchOf('pixel').click();
    assert.equal(settings.switchOf('advertising').ariaLabel, 'Рекламные, включено частично');
    assert.equal(settings.switchOf('personal-ads').ariaLabel, 'Персонализированная реклама');
    settings.switchOf('retarget').click();
    assert.equal(settings.switchOf('personal-ads').ariaLabel, 'Персонализированная реклама, включено частично');
  });

  it('pass accept all and reject all on as such, whatever the switches show', async () => {
    for (const action of ['accept-all', 'reject-all'] as const) {
      const api = fakeApi({ choice: chose('a') });
      const settings = await openHarness(api);
      settings.action(action).click();
      assert.deepEqual(
        api.decided.map((item) => item.decision),
        [action],
      );
      // A script pressed the button: it works, and the record will say so.
      assert.isFalse(api.decided[0]?.by?.event?.isTrusted);
    }
  });

  it('decide nothing when closed, and begin again with the choice that stands', async () => {
    const api = fakeApi();
    const settings = await openHarness(api);
    settings.switchOf('analytics').click();
    settings.closeButton.click();
    assert.deepEqual(api.decided, []);
    await new Promise((done) => settings.dialog.addEventListener('close', done, { once: true }));
    assert.equal(api.listening(), 0);
    await openHarness(api);
    assert.isFalse(settings.switchOf('analytics').checked);
  });

  it('give necessary services and containers no switch', async () => {
    const settings = await openHarness(fakeApi());
    await settings.expandAll();
    for (const id of ['necessary', 'cabinet', 'gtm', 'container']) assert.isFalse(settings.hasSwitch(id), id);
  });

  it('open with a thousand services in 2 000 elements or fewer', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => ({
      id: `s${i}`,
      vendor: `s${i}`,
      category: 'advertising',
      letter: 'd',
    }));
    const settings = await openHarness(fakeApi({ site: { ...SITE, services: many } }), SITE_DATA);
    assert.include(settings.text, '1000');
    assert.isAtMost(settings.dialog.querySelectorAll('*').length, 2000);
  });
});
