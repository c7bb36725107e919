import { assert } from '@esm-bundle/chai';
import type { DisclosureModule } from '../../../src/core/vendor.ts';
import { openSettings } from '../../../src/client/ui/open-settings.ts';
import { fakeApi } from './fake-api.ts';
import { CONFIG, disclosuresIn, SITE_DATA } from './fake-site.ts';
import { noLog, openHarness, removeSettings } from './open-harness.ts';
import { until } from './until.ts';

const TITLES = {
  kk: 'Cookie файлдары мен пиксельдердің баптаулары',
  ru: 'Настройки файлов cookie и пикселей',
  en: 'Cookie and pixel settings',
};

describe('settings, language', function (this: { timeout(ms: number): void }) {
  // Everything is opened in most of them; three engines share a slow machine.
  this.timeout(15_000);

  afterEach(removeSettings);

  it('switch live, vendors too, and keep the switches and what is opened', async () => {
    const api = fakeApi();
    const settings = await openHarness(api);
    await settings.expandAll();
    settings.switchOf('counter').click();
    settings.language('ru').click();
    await until(() => settings.text.includes(TITLES.ru));
    assert.equal(settings.dialog.lang, 'ru');
    assert.equal(settings.language('ru').ariaPressed, 'true');
    assert.equal(settings.language('kk').ariaPressed, 'false');
    assert.isTrue(settings.switchOf('counter').checked);
    assert.include(settings.serviceText('Counter'), 'Считать посещения.');
    assert.equal(api.inner.language(), 'ru');
    settings.language('en').click();
    await until(() => settings.text.includes(TITLES.en));
    assert.include(settings.serviceText('Counter'), 'To count visits.');
    assert.notMatch(settings.serviceText('Counter'), /\p{Script=Cyrillic}/u);
  });

  it('follow when the page switches the language', async () => {
    const api = fakeApi();
    const settings = await openHarness(api);
    api.inner.setLanguage('ru');
    await until(() => settings.text.includes(TITLES.ru));
  });

  it('let a late answer lose', async () => {
    let slow: (module: DisclosureModule) => void = () => undefined;
    const disclosures = (language: 'kk' | 'ru' | 'en') =>
      language === 'ru'
        ? new Promise<DisclosureModule>((done) => (slow = done))
        : Promise.resolve(disclosuresIn(language));
    const api = fakeApi();
    const settings = await openHarness(api, { config: CONFIG, disclosures });
    settings.language('ru').click();
    settings.language('en').click();
    await until(() => settings.text.includes(TITLES.en));
    slow(disclosuresIn('ru'));
    await new Promise((done) => setTimeout(done, 50));
    assert.include(settings.text, TITLES.en);
    assert.equal(api.inner.language(), 'en');
  });

  it('let a late failure lose too, and a late answer after a click back', async () => {
    const pending: ((error: Error | null) => void)[] = [];
    const disclosures = (language: 'kk' | 'ru' | 'en') =>
      language === 'kk'
        ? Promise.resolve(disclosuresIn(language))
        : new Promise<DisclosureModule>((done, fail) => {
            pending.push((error) => (error ? fail(error) : done(disclosuresIn(language))));
          });
    const settings = await openHarness(fakeApi(), { config: CONFIG, disclosures });
    settings.language('ru').click();
    settings.language('en').click();
    settings.language('kk').click();
    pending[0]?.(new Error('offline'));
    pending[1]?.(null);
    await new Promise((done) => setTimeout(done, 50));
    assert.include(settings.text, TITLES.kk);
    assert.notInclude(settings.text, 'Бұл тілді жүктеу мүмкін болмады.');
  });

  it('stay in the old language and say so when the new one cannot be loaded, and try again when asked', async () => {
    let broken = true;
    const disclosures = (language: 'kk' | 'ru' | 'en') =>
      language === 'ru' && broken ? Promise.reject(new Error('offline')) : Promise.resolve(disclosuresIn(language));
    const api = fakeApi({ language: 'en' });
    const settings = await openHarness(api, { config: CONFIG, disclosures });
    settings.language('ru').click();
    await until(() => settings.text.includes('This language could not be loaded.'));
    assert.include(settings.text, TITLES.en);
    assert.equal(api.inner.language(), 'en');
    broken = false;
    settings.language('ru').click();
    await until(() => settings.text.includes(TITLES.ru));
    assert.notInclude(settings.text, 'This language could not be loaded.');
  });

  it('offer the languages of the site only', async () => {
    const api = fakeApi();
    const settings = await openHarness({ ...api, inner: { ...api.inner, languages: ['kk', 'ru'] } });
    assert.throws(() => settings.language('en'));
  });

  it('reject and show nothing when the disclosures cannot be loaded, and open when they can', async () => {
    const api = fakeApi();
    const failing = { config: CONFIG, disclosures: () => Promise.reject(new Error('offline')) };
    const error: unknown = await openSettings(api, failing, noLog).catch((reason: unknown) => reason);
    assert.equal((error as Error).message, 'offline');
    assert.isNull(document.querySelector('kelisim-settings'));
    const settings = await openHarness(api, SITE_DATA);
    assert.isTrue(settings.dialog.open);
  });

  it('are one element, however often and fast they are opened', async () => {
    const api = fakeApi();
    await Promise.all([openSettings(api, SITE_DATA, noLog), openSettings(api, SITE_DATA, noLog)]);
    await openSettings(api, SITE_DATA, noLog);
    assert.equal(document.querySelectorAll('kelisim-settings').length, 1);
    assert.equal(api.listening(), 1);
  });

  it('open again after a page took the element away', async () => {
    const api = fakeApi();
    const settings = await openHarness(api);
    settings.element.remove();
    const again = await openHarness(api);
    assert.isTrue(again.dialog.matches(':modal'));
    assert.equal(api.listening(), 1);
  });
});
