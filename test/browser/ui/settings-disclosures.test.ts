import { assert } from '@esm-bundle/chai';
import { LANGUAGES, type Language } from '../../../src/core/language.ts';
import type { DisclosureModule } from '../../../src/core/vendor.ts';
import { fakeApi } from './fake-api.ts';
import { builtSiteData, disclosuresIn, SITE } from './fake-site.ts';
import { openHarness, removeSettings } from './open-harness.ts';
import { until } from './until.ts';

const FAILED = {
  kk: 'Мәліметтерді жүктеу мүмкін болмады.',
  ru: 'Сведения не удалось загрузить.',
  en: 'The details could not be loaded.',
};
const SERVICES = { kk: 'Сервистер', ru: 'Сервисы', en: 'Services' };

/** A site whose disclosures come when the test lets them. */
function waitingSite() {
  const asked: Language[] = [];
  const answers: { come: () => void; fail: () => void }[] = [];
  const disclosures = (language: Language) => {
    asked.push(language);
    return new Promise<DisclosureModule>((done, reject) => {
      answers.push({ come: () => done(disclosuresIn(language)), fail: () => reject(new Error('offline')) });
    });
  };
  return { asked, answers, data: builtSiteData(disclosures) };
}

describe('settings, disclosures of a built site', function (this: { timeout(ms: number): void }) {
  // Everything is opened in most of them; three engines share a slow machine.
  this.timeout(15_000);

  afterEach(removeSettings);

  it('open without them, and ask for them once, in the language shown, when something is first opened', async () => {
    const { asked, answers, data } = waitingSite();
    const settings = await openHarness(fakeApi({ language: 'ru' }), data);
    assert.isTrue(settings.dialog.open);
    assert.deepEqual(asked, []);
    await settings.toggle(SERVICES.ru);
    assert.deepEqual(asked, ['ru']);
    answers[0]?.come();
    await settings.expandAll();
    await until(() => !settings.busy);
    assert.deepEqual(asked, ['ru']);
    assert.include(settings.serviceText('Counter'), 'Считать посещения.');
    assert.include(settings.serviceText('Counter'), 'IP-адрес, адрес страницы');
  });

  it('name the services before they are there, and say that the details are busy', async () => {
    const { answers, data } = waitingSite();
    const settings = await openHarness(fakeApi({ language: 'en' }), data);
    await settings.expandAll();
    assert.include(settings.serviceText('Tag Box'), 'Counter, Pixel');
    assert.notInclude(settings.serviceText('Counter'), 'To count visits.');
    assert.isTrue(settings.busy);
    answers[0]?.come();
    await until(() => !settings.busy);
    assert.include(settings.serviceText('Counter'), 'To count visits.');
  });

  it('show at once what a service says of itself, and what Kelisim keeps', async () => {
    const { data } = waitingSite();
    const settings = await openHarness(fakeApi({ language: 'ru' }), data);
    await settings.expandAll();
    assert.include(settings.serviceText('Chat'), 'Chat GmbH, Германия');
    assert.match(settings.serviceText('Kelisim'), /kelisim\s*: 180 дней/);
  });

  for (const language of LANGUAGES) {
    it(`stay open and say so in the details when they do not come, and try again when opened again (${language})`, async () => {
      const { asked, answers, data } = waitingSite();
      const settings = await openHarness(fakeApi({ language }), data);
      await settings.expandAll();
      answers[0]?.fail();
      await until(() => !settings.busy);
      assert.include(settings.serviceText('Counter'), FAILED[language]);
      assert.notInclude(settings.serviceText('Chat'), FAILED[language]);
      assert.isTrue(settings.dialog.open);
      await settings.toggle('Counter');
      await settings.toggle('Counter');
      assert.deepEqual(asked, [language, language]);
      assert.isTrue(settings.busy);
      answers[1]?.come();
      await until(() => !settings.busy);
      assert.notInclude(settings.text, FAILED[language]);
      assert.include(settings.serviceText('Counter'), 'Counter Ltd');
    });
  }

  it('come in the new language with a switch when something is opened, and not when nothing is', async () => {
    const { asked, answers, data } = waitingSite();
    const settings = await openHarness(fakeApi(), data);
    settings.language('ru').click();
    await until(() => settings.dialog.lang === 'ru');
    assert.deepEqual(asked, []);
    await settings.expandAll();
    answers[0]?.come();
    await until(() => !settings.busy);
    settings.language('en').click();
    await until(() => answers.length === 2);
    assert.equal(settings.dialog.lang, 'ru');
    answers[1]?.come();
    await until(() => settings.dialog.lang === 'en');
    assert.deepEqual(asked, ['ru', 'en']);
    assert.include(settings.serviceText('Counter'), 'To count visits.');
  });

  it('do not hold the language back when they fail', async () => {
    const { answers, data } = waitingSite();
    const settings = await openHarness(fakeApi(), data);
    await settings.expandAll();
    answers[0]?.come();
    settings.language('ru').click();
    await until(() => answers.length === 2);
    answers[1]?.fail();
    await until(() => settings.dialog.lang === 'ru');
    assert.include(settings.serviceText('Counter'), FAILED.ru);
    assert.notInclude(settings.serviceText('Counter'), 'Сайтқа кіруді санау.');
  });

  it('never show one language in the other: an answer that comes after a switch is dropped', async () => {
    const { answers, data } = waitingSite();
    const settings = await openHarness(fakeApi(), data);
    await settings.expandAll();
    settings.language('ru').click();
    await until(() => answers.length === 2);
    answers[1]?.come();
    await until(() => settings.dialog.lang === 'ru');
    answers[0]?.come();
    await new Promise((done) => setTimeout(done, 50));
    assert.include(settings.serviceText('Counter'), 'Считать посещения.');
  });

  it('are asked for in the new language too when something is opened while it loads', async () => {
    const { asked, answers, data } = waitingSite();
    const settings = await openHarness(fakeApi(), data);
    settings.language('en').click();
    await settings.expandAll();
    await until(() => settings.dialog.lang === 'en');
    await until(() => asked.includes('en'));
    for (const answer of answers) answer.come();
    await until(() => !settings.busy);
    assert.include(settings.serviceText('Counter'), 'To count visits.');
  });

  it('begin closed and ask again after the settings were closed', async () => {
    const { asked, answers, data } = waitingSite();
    const api = fakeApi({ language: 'en' });
    const settings = await openHarness(api, data);
    await settings.toggle(SERVICES.en);
    answers[0]?.fail();
    settings.closeButton.click();
    await openHarness(api, data);
    assert.deepEqual(asked, ['en']);
    await settings.toggle(SERVICES.en);
    assert.deepEqual(asked, ['en', 'en']);
  });

  it("put the site's own category below its parent, though a built head does not know parents", async () => {
    const categories = SITE.categories.map(({ id, letter }) => ({ id, letter }));
    const settings = await openHarness(fakeApi({ language: 'ru', site: { ...SITE, categories } }), builtSiteData());
    const own = settings.switchOf('personal-ads').closest('section');
    assert.isTrue(own?.classList.contains('own'));
    assert.strictEqual(own?.previousElementSibling, settings.switchOf('advertising').closest('section'));
  });
});
