/** What a consent has to say (policies R01–R31), read as a visitor reads it: the part is opened, its words are on the screen. */
import { assert } from '@esm-bundle/chai';
import type { AboutConfig, SiteConfig } from '../../../src/core/config.ts';
import type { SiteData } from '../../../src/core/site-data.ts';
import { fakeApi } from './fake-api.ts';
import { builtSiteData, CONFIG, disclosuresIn, SITE, SITE_DATA } from './fake-site.ts';
import { openHarness, removeSettings } from './open-harness.ts';

const ABOUT: AboutConfig = {
  cookies: { kk: 'Куки – сайттың шағын жазбалары.', ru: 'Куки — небольшие записи сайта.' },
  publicSources: { kk: 'Деректер тізілімде жарияланады.', ru: 'Данные публикуются в реестре.' },
  group: { kk: '«Сынақ Топ» компанияларына да.', ru: 'Также на компании «Проба Групп».' },
  humanReview: {
    text: { kk: 'Шешімді адам қарауын талап етіңіз.', ru: 'Требуйте, чтобы решение принял человек.' },
    url: { kk: 'https://proba.kz/kk/policy#7', ru: 'https://proba.kz/policy#7' },
  },
  deadlines: [{ kk: 'Өтініш 30 күнде қаралады.', ru: 'Обращение рассматривается 30 дней.' }],
};

function withAbout(about: AboutConfig): SiteData {
  const config: SiteConfig = { ...CONFIG, about };
  return { ...SITE_DATA, config };
}

describe('settings, about this consent', function (this: { timeout(ms: number): void }) {
  // Everything is opened in most of them; three engines share a slow machine.
  this.timeout(15_000);

  afterEach(removeSettings);

  // R01, R02
  it('say what cookies are in words modelled on the policies, and what six things a pixel collects', async () => {
    const settings = await openHarness(fakeApi({ language: 'ru' }));
    await settings.toggle('Что такое файлы cookie и пиксели');
    const text = settings.partText('terms');
    assert.include(text, 'небольшие текстовые файлы, в которые браузер записывает данные о посещении вами сайта');
    assert.include(text, 'чтобы каждый раз не переспрашивать их логин и пароль');
    for (const item of [
      'IP-адрес',
      'информация из файлов cookie',
      'информация о браузере или иной программе',
      'время доступа',
      'адрес страницы',
      'реферер (адрес предыдущей страницы)',
    ])
      assert.include(text.split('\n'), item);
  });

  // R01
  it('let the site say it in its own words', async () => {
    const settings = await openHarness(fakeApi({ language: 'ru' }), withAbout(ABOUT));
    await settings.toggle('Что такое файлы cookie и пиксели');
    assert.include(settings.partText('terms'), 'Куки — небольшие записи сайта.');
    assert.notInclude(settings.partText('terms'), 'небольшие текстовые файлы');
  });

  // R09, R18
  it('name every operator with BIN, address, contacts that can be pressed, own ways to withdraw and own policy', async () => {
    const settings = await openHarness(fakeApi({ language: 'ru' }));
    await settings.toggle('Об этом согласии');
    const text = settings.partText('about');
    for (const words of [
      'ТОО «МФО «Проба»',
      '180940010094',
      'г. Алматы, пр. Абая, 1',
      'В филиале, с удостоверением личности',
      'По телефону 7770',
      'ТОО «Проба Лизинг»',
    ])
      assert.include(text, words);
    const addresses = settings.links.map((link) => link.getAttribute('href'));
    for (const address of ['mailto:ok@proba.kz', 'tel:+77273331033', 'https://lizing.kz/politika'])
      assert.include(addresses, address);
  });

  // R13, R22
  it('state the term and the policy with edition, number and date', async () => {
    const policy = { ...CONFIG.policy, number: '44-02', date: '2024-09-23' };
    const data = { ...SITE_DATA, config: { ...CONFIG, policy } };
    const settings = await openHarness(fakeApi({ language: 'ru' }), data);
    await settings.toggle('Об этом согласии');
    assert.include(settings.partText('about'), 'редакция 2026-11, № 44-02, 23 сентября 2024');
    assert.include(settings.partText('about'), '180 дней со дня выбора');
  });

  // R22, W01
  it('show number and date of both languages where they differ, and guess nothing', async () => {
    const settings = await openHarness(fakeApi({ language: 'kk' }));
    await settings.toggle('Осы келісім туралы');
    const text = settings.partText('about');
    assert.include(text, '2026-11 редакциясы\n');
    // Words where the browser knows them, else figures; never an English month or its number with an M.
    assert.match(text, /Қазақша: № 44-ОД, (2024 ж\. 10 тамыз|10\.08\.2024)/);
    assert.match(text, /Русский: № 44-02, (2021 ж\. 10 тамыз|10\.08\.2021)/);
  });

  // R10, R11
  it('name the third parties by their legal names with their services, and the countries abroad', async () => {
    const settings = await openHarness(fakeApi({ language: 'ru' }));
    await settings.toggle('Об этом согласии');
    const text = settings.partText('about');
    assert.include(text, 'Counter Ltd (Россия): Counter');
    assert.include(text, 'Chat GmbH (Германия): Chat');
    assert.match(text, /Данные передаются в страны: Германия, США, Россия, Франция\./);
    assert.notInclude(text, 'Proba Cabinet');
  });

  // R11
  it('say that nothing goes abroad only when every vendor is known to stay', async () => {
    const home = { ...disclosuresIn('ru') };
    const vendors = Object.fromEntries(
      Object.entries(home.vendors).map(([id, vendor]) => [id, { ...vendor, country: 'KZ' }]),
    );
    const services = SITE.services.filter(({ id }) => id !== 'chat');
    const api = fakeApi({ language: 'ru', site: { ...SITE, services } });
    const none = 'Ни один из названных здесь сервисов не передаёт данные за границу.';
    let settings = await openHarness(
      api,
      builtSiteData(() => Promise.resolve({ ...home, vendors })),
    );
    await settings.expandAll();
    assert.include(settings.partText('about'), none);
    settings.closeButton.click();
    settings = await openHarness(
      api,
      builtSiteData(() => Promise.reject(new Error('offline'))),
    );
    await settings.expandAll();
    assert.notInclude(settings.partText('about'), none);
    settings.closeButton.click();
    // A vendor at home whose data go elsewhere.
    const counter = { ...vendors.counter!, goesTo: ['KZ', 'DE'] };
    settings = await openHarness(
      api,
      builtSiteData(() => Promise.resolve({ ...home, vendors: { ...vendors, counter } })),
    );
    await settings.expandAll();
    assert.include(settings.partText('about'), 'Данные передаются в страны: Германия.');
    assert.match(
      settings.serviceText('Counter'),
      /Куда передаются данные\s+Казахстан, Германия, трансграничная передача/,
    );
  });

  // R12, R28, R29, R31
  it('say what holds when the owner says nothing, and leave out what nobody said', async () => {
    const settings = await openHarness(fakeApi({ language: 'ru' }));
    await settings.toggle('Об этом согласии');
    const text = settings.partText('about');
    assert.include(text, 'Сайт не распространяет эти данные в общедоступных источниках.');
    assert.include(text, `На сайт ${location.hostname} и названных выше операторов.`);
    assert.include(text, 'На другие компании оно не распространяется.');
    assert.notInclude(text, 'Автоматизированные решения');
    assert.notInclude(text, 'Сроки рассмотрения обращений');
  });

  // R12, R28, R29, R31
  it('say what the owner says of public sources, group, a person’s decision and deadlines', async () => {
    const settings = await openHarness(fakeApi({ language: 'ru' }), withAbout(ABOUT));
    await settings.toggle('Об этом согласии');
    const text = settings.partText('about');
    for (const words of [
      'Данные публикуются в реестре.',
      'Также на компании «Проба Групп».',
      'Требуйте, чтобы решение принял человек.',
      'Обращение рассматривается 30 дней.',
    ])
      assert.include(text, words);
    assert.notInclude(text, 'На другие компании оно не распространяется.');
  });

  // R29
  it('point to a person’s decision beside advertising, where the profiling is', async () => {
    const settings = await openHarness(fakeApi({ language: 'kk' }), withAbout(ABOUT));
    await settings.expandAll();
    const section = settings.switchOf('advertising').closest('section');
    assert.include(section?.innerText, 'Шешімді адам қарауын талап етіңіз.');
    assert.include(section?.querySelector('section > details > p a')?.getAttribute('href'), '/kk/policy#7');
    assert.notInclude(settings.switchOf('analytics').closest('section')?.innerText, 'Шешімді адам');
  });

  // R19
  it('say that the consent is separate from loan obligations', async () => {
    const settings = await openHarness(fakeApi({ language: 'ru' }));
    await settings.expandAll();
    assert.include(settings.partText('about'), 'не связано с обязательствами по займу');
    assert.include(settings.partText('mine'), 'не связано с обязательствами по займу');
  });

  // Law 94-V art. 8(4): the list of data
  it('list all data that the services collect, each once', async () => {
    const settings = await openHarness(fakeApi({ language: 'kk' }));
    await settings.toggle('Осы келісім туралы');
    const [, list] = /Жиналатын деректер\n+(.+)/.exec(settings.partText('about')) ?? [];
    assert.equal(list, 'IP-мекенжай, бет мекенжайы, cookie-сәйкестендіргіш');
  });

  it('take what the owner says at length from where a built site has it: beside the disclosures', async () => {
    const told = { operators: [{ ...CONFIG.operators[0]!, email: 'late@proba.kz' }], about: ABOUT };
    const data = builtSiteData((language) => Promise.resolve({ ...disclosuresIn(language), told }));
    const settings = await openHarness(fakeApi({ language: 'ru' }), data);
    await settings.expandAll();
    assert.include(settings.partText('about'), 'late@proba.kz');
    assert.include(settings.partText('about'), 'Данные публикуются в реестре.');
  });

  it('load these parts when one is opened, say so when they do not come, and not before', async () => {
    const settings = await openHarness(fakeApi({ language: 'en' }));
    const before = settings.dialog.querySelectorAll('*').length;
    await settings.toggle('About this consent');
    assert.isAbove(settings.dialog.querySelectorAll('*').length, before + 20);
    assert.isFalse(settings.busy);
  });
});
