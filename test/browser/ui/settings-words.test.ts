import { assert } from '@esm-bundle/chai';
import * as storageKeys from '../../../src/core/storage-keys.ts';
import { OWN_PREFIX } from '../../../src/client/ui/opened/service-view.ts';
import { fakeApi } from './fake-api.ts';
import { SITE } from './fake-site.ts';
import { openHarness, removeSettings } from './open-harness.ts';

describe('settings, words', function (this: { timeout(ms: number): void }) {
  // Everything is opened in most of them; three engines share a slow machine.
  this.timeout(15_000);

  afterEach(removeSettings);

  // R10, R11, R14, R20
  it('say who provides a service and where, what it collects, how long, and what a refusal means, in Kazakh', async () => {
    const settings = await openHarness(fakeApi());
    await settings.expandAll();
    const text = settings.serviceText('Counter');
    assert.include(text, 'Counter Ltd, Ресей, трансшекаралық беру');
    assert.include(text, 'Сайтқа кіруді санау.');
    assert.include(text, 'IP-мекенжай, бет мекенжайы, cookie-сәйкестендіргіш');
    assert.match(text, /_counter\s*: 13 ай/);
    assert.match(text, /counter_session\s*: браузер жабылғанша/);
    assert.match(text, /counter_unknown, провайдердің сайтында: провайдер белгілейді/);
    assert.match(text, /counter\.key\s+localStorage: сайт деректері тазартылғанша/);
    assert.include(text, 'Кіруіңіз есептелмейді.');
  });

  // R33
  it('say on which pages a service works, and on which it never does, as people write paths', async () => {
    const services = SITE.services.map((service) =>
      service.id === 'counter'
        ? { ...service, onlyOn: ['/apply', '/%D3%A9%D1%82%D1%96%D0%BD%D1%96%D0%BC'] }
        : service.id === 'pixel'
          ? { ...service, notOn: ['/apply', '/100%'] }
          : service,
    );
    const settings = await openHarness(fakeApi({ language: 'ru', site: { ...SITE, services } }));
    await settings.expandAll();
    assert.match(settings.serviceText('Counter'), /Работает только на страницах\s+\/apply, \/өтінім\n/);
    assert.match(settings.serviceText('Pixel'), /Никогда не работает на страницах\s+\/apply, \/100%\n/);
    assert.notInclude(settings.serviceText('Replay'), 'страницах');
  });

  it('count in Russian as Russian counts', async () => {
    const settings = await openHarness(fakeApi({ language: 'ru' }));
    await settings.expandAll();
    assert.match(settings.serviceText('Counter'), /_counter\s*: 13 месяцев/);
    assert.include(settings.text, '180 дней');
  });

  it('show what a service of the site says of itself, and who answers for it when there are several operators', async () => {
    const settings = await openHarness(fakeApi({ language: 'ru' }));
    await settings.expandAll();
    const text = settings.serviceText('Chat');
    for (const words of ['Chat GmbH, Германия', 'ТОО «Проба Лизинг»', 'Отвечать в чате.', 'chat.example.de/privacy'])
      assert.include(text, words);
  });

  // R10
  it('say what a container brings', async () => {
    const settings = await openHarness(fakeApi({ language: 'en' }));
    await settings.expandAll();
    assert.match(settings.serviceText('Tag Box'), /Brings\s+Counter, Pixel/);
  });

  // R27
  it("list Kelisim's own cookie and storage among the necessary", async () => {
    const settings = await openHarness(fakeApi({ language: 'en' }));
    await settings.expandAll();
    const text = settings.serviceText('Kelisim');
    assert.match(text, /kelisim\s*: 180 days/);
    for (const words of [/kelisim\.\*\s+localStorage/, /kelisim\.\*\s+sessionStorage/, /kelisim\s+indexedDB/])
      assert.match(text, words);
    // Whatever key is added to that file is one of those named here.
    const { SITE_MODULE: _fileName, ...names } = storageKeys;
    for (const [constant, name] of Object.entries(names))
      assert.isTrue(name === 'kelisim' || name.startsWith(OWN_PREFIX), constant);
  });

  // R09, R13, R22
  it('name the operators with their BIN before anything is opened, the policy with its edition, and the term', async () => {
    const settings = await openHarness(fakeApi({ language: 'ru' }));
    assert.include(settings.text, 'ТОО «МФО «Проба», БИН\u00a0180940010094; ТОО «Проба Лизинг»');
    await settings.expandAll();
    for (const words of ['proba.kz/policy', 'редакция 2026-11', '180 дней со дня выбора']) {
      assert.include(settings.text, words);
    }
  });

  // R24
  it('warn beside session replay', async () => {
    const settings = await openHarness(fakeApi({ language: 'en' }));
    await settings.expandAll();
    assert.include(settings.serviceText('Replay'), 'Records what happens on the screen');
    assert.notInclude(settings.serviceText('Counter'), 'Records what happens');
  });

  it('need no inline style and no style element: they are clean under style-src self', async () => {
    const settings = await openHarness(fakeApi());
    await settings.expandAll();
    assert.equal(settings.element.shadowRoot?.querySelectorAll('style, link, [style]').length, 0);
  });

  it('take no space and no pointer when closed', async () => {
    const settings = await openHarness(fakeApi());
    settings.closeButton.click();
    assert.equal(settings.element.getClientRects().length, 0);
    assert.equal(settings.dialog.getClientRects().length, 0);
  });
});
