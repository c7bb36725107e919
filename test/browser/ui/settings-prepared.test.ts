import { assert } from '@esm-bundle/chai';
import type { SiteData } from '../../../src/core/site-data.ts';
import { openSettings, warmUp } from '../../../src/client/ui/open-settings.ts';
import { fakeApi } from './fake-api.ts';
import { SITE_DATA } from './fake-site.ts';
import { noLog, openHarness, removeSettings } from './open-harness.ts';

describe('settings, prepared on the first sign that they are wanted', () => {
  afterEach(removeSettings);

  it('open at the second try when the first one failed while they were being prepared', async () => {
    // First in this file: the page's one element prepares once.
    const api = fakeApi();
    // Without the vendors' names the details are part of what opening needs.
    const { names: _, ...unnamed } = SITE_DATA;
    const gone: SiteData = { ...unnamed, disclosures: () => Promise.reject(new Error('gone')) };
    const first = openSettings(api, gone, noLog).then(
      () => 'opened',
      () => 'failed',
    );
    await warmUp(api, SITE_DATA);
    assert.equal(await first, 'failed');
    const settings = await openHarness(api);
    assert.isTrue(settings.dialog.open);
  });

  it('are in no page before they are opened, and show the choice and the language of that moment', async () => {
    const api = fakeApi({ language: 'ru' });
    await warmUp(api, SITE_DATA);
    // Not even in the page: what page code, or a tester's `input`, finds there is the page's own.
    assert.lengthOf(document.querySelectorAll('kelisim-settings'), 0);
    api.withdraw();
    api.inner.setLanguage('kk');
    const settings = await openHarness(api);
    assert.isTrue(settings.dialog.open);
    assert.equal(settings.dialog.lang, 'kk');
    assert.include(settings.text, 'Аналитикалық');
    settings.action('save').click();
    assert.deepEqual((api.decided.at(-1)!.decision as { services: object }).services, {});
  });

  it('open all the same when preparing failed, and when the click comes before it is done', async () => {
    const api = fakeApi();
    const gone: SiteData = { ...SITE_DATA, disclosures: () => Promise.reject(new Error('gone')) };
    await warmUp(api, gone);
    void warmUp(api, SITE_DATA);
    const settings = await openHarness(api);
    assert.isTrue(settings.dialog.open);
    assert.lengthOf(document.querySelectorAll('kelisim-settings'), 1);
  });

  it('tell the page what it looks like on paper only while they are open', async () => {
    // The settings of the test before are taken away a task later.
    await pageSheets(0);
    const settings = await openHarness(fakeApi());
    await pageSheets(1);
    settings.closeButton.click();
    await pageSheets(0);
  });
});

async function pageSheets(count: number): Promise<void> {
  for (let tries = 0; document.adoptedStyleSheets.length !== count && tries < 100; tries++)
    await new Promise((done) => setTimeout(done, 10));
  assert.lengthOf(document.adoptedStyleSheets, count);
}
