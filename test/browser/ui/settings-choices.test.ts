/** "My choices" (policies R15–R17, R19, R27, R34). */
import { assert } from '@esm-bundle/chai';
import type { Choice } from '../../../src/core/choice.ts';
import { choicesFile } from '../../../src/client/ui/opened/download-choices.ts';
import { fakeApi } from './fake-api.ts';
import { SITE_DATA } from './fake-site.ts';
import { openHarness, removeSettings } from './open-harness.ts';
import { EARLIER, EARLIER_ID, SAMPLE_ID, sampleLog, sampleRecord } from './sample-log.ts';
import { until } from './until.ts';

const ANALYTICS: Choice = { day: 20_777, letters: 'a', services: { counter: false } };
const TITLES = { kk: 'Менің таңдауларым', ru: 'Мой выбор', en: 'My choices' };

describe('settings, my choices', function (this: { timeout(ms: number): void }) {
  // Everything is opened in most of them; three engines share a slow machine.
  this.timeout(15_000);

  afterEach(removeSettings);

  // R15
  it('show the record of the choice that stands: number, time with offset, language, expiry, what was allowed', async () => {
    const settings = await openHarness(fakeApi({ language: 'ru', choice: ANALYTICS }), SITE_DATA, sampleLog());
    await settings.toggle(TITLES.ru);
    await until(() => settings.partText('mine').includes(SAMPLE_ID));
    const text = settings.partText('mine');
    for (const words of [
      '20 ноября 2026 г., 14:03 (UTC+05:00)',
      'Выбор сохранён, в этих настройках',
      '19 мая 2027 г., 14:03 (UTC+05:00)',
      'Қазақша',
      'https://proba.kz/kk/apply',
      'редакция 2026-11',
      'доставлена оператору',
    ])
      assert.include(text, words);
    assert.match(text, /Разрешено\s+Аналитические \(статистика\)\n/);
    // Session replay did not come with its category (R24), and the counter was taken out.
    assert.match(text, /Не разрешено\s+Функциональные, Рекламные, Персонализированная реклама, Replay, Counter\n/);
  });

  // R15, R34
  it('keep earlier records, newest first, each with its own details', async () => {
    const settings = await openHarness(fakeApi({ language: 'en', choice: ANALYTICS }), SITE_DATA, sampleLog());
    await settings.toggle(TITLES.en);
    await until(() => settings.partText('mine').includes('Earlier records on this device: 1'));
    await settings.expandAll();
    const text = settings.partText('mine');
    assert.isBelow(text.indexOf(SAMPLE_ID), text.indexOf(EARLIER_ID));
    assert.include(text, 'Rejected all, 20 November 2026, 01:30 (UTC+05:00)');
    assert.include(text, 'Earlier records are not erased by a withdrawal');
  });

  it('say so when nothing was chosen, and when this device has no record of the choice', async () => {
    let settings = await openHarness(fakeApi({ language: 'ru' }), SITE_DATA, sampleLog([]));
    await settings.toggle(TITLES.ru);
    await until(() => settings.partText('mine').includes('Вы ещё не сделали выбор.'));
    assert.throws(() => settings.own('withdraw'));
    assert.throws(() => settings.own('download'));
    settings.closeButton.click();
    settings = await openHarness(fakeApi({ language: 'ru', choice: ANALYTICS }), SITE_DATA, sampleLog([]));
    await settings.toggle(TITLES.ru);
    await until(() => settings.partText('mine').includes('Ваш выбор от 20 ноября 2026 г. действует'));
    settings.own('withdraw');
  });

  it('follow the delivery while they are shown, and stop when closed', async () => {
    const log = sampleLog([{ record: sampleRecord(), delivery: 'waiting', fleeting: false }]);
    const settings = await openHarness(fakeApi({ language: 'kk', choice: ANALYTICS }), SITE_DATA, log);
    await settings.toggle(TITLES.kk);
    await until(() => settings.partText('mine').includes('жеткізілуін күтуде'));
    log.records = [{ record: sampleRecord(), delivery: 'delivered', fleeting: false }];
    log.change();
    await until(() => settings.partText('mine').includes('операторға жеткізілді'));
    settings.closeButton.click();
    await until(() => log.listening() === 0);
  });

  it('say what is kept only here, and what the operator would not take', async () => {
    const log = sampleLog([
      { record: sampleRecord(), delivery: 'kept', fleeting: false },
      { record: EARLIER, delivery: 'given-up', fleeting: false },
    ]);
    const settings = await openHarness(fakeApi({ language: 'ru', choice: ANALYTICS }), SITE_DATA, log);
    await settings.toggle(TITLES.ru);
    await until(() => settings.partText('mine').includes('хранится только на этом устройстве'));
    await settings.expandAll();
    assert.include(settings.partText('mine'), 'не принята сервером оператора');
    assert.notInclude(settings.partText('mine'), 'Браузер не сохраняет данные этого сайта');
  });

  it('say that records of a browser that keeps nothing go with the page', async () => {
    const log = sampleLog([{ record: sampleRecord({ storage: 'memory' }), delivery: 'waiting', fleeting: true }]);
    const settings = await openHarness(fakeApi({ language: 'ru', choice: ANALYTICS }), SITE_DATA, log);
    await settings.toggle(TITLES.ru);
    await until(() => settings.partText('mine').includes('записи ниже исчезнут, когда страница будет закрыта'));
  });

  // R16, R17
  it('withdraw everything with one press, say so to a screen reader, keep the focus, and say what a withdrawal does', async () => {
    const api = fakeApi({ language: 'ru', choice: ANALYTICS });
    const settings = await openHarness(api, SITE_DATA, sampleLog());
    await settings.toggle(TITLES.ru);
    for (const words of [
      'Отзыв действует сразу: сервисы останавливаются',
      'Отзыв не затрагивает обработку, произведённую, пока согласие действовало',
    ])
      assert.include(settings.partText('mine'), words);
    assert.isTrue(settings.switchOf('analytics').checked);
    settings.own('withdraw').focus();
    settings.own('withdraw').click();
    assert.deepEqual(
      api.decided.map(({ decision, by }) => [decision, by?.action, by?.surface, by?.event?.type]),
      [['reject-all', 'withdraw', 'settings', 'click']],
    );
    assert.include(settings.statuses, 'Ваше согласие отозвано. Всё необязательное выключено.');
    assert.isTrue(settings.dialog.open);
    assert.isFalse(settings.switchOf('analytics').checked);
    assert.isTrue(settings.focused === settings.own('withdraw'));
    // A second press has nothing to withdraw and makes no second record.
    assert.equal(settings.own('withdraw').ariaDisabled, 'true');
    settings.own('withdraw').click();
    assert.equal(api.decided.length, 1);
  });

  it('say that there is nothing to withdraw when everything is refused', async () => {
    const api = fakeApi({ language: 'en', choice: { day: 20_777, letters: '', services: {} } });
    const settings = await openHarness(api, SITE_DATA, sampleLog());
    await settings.toggle(TITLES.en);
    assert.include(settings.statuses, 'Nothing is allowed now, so there is nothing to withdraw.');
  });

  // R17
  it('tell the visitor what came back after it was erased, and who claims it', async () => {
    const api = fakeApi({
      language: 'ru',
      choice: ANALYTICS,
      returners: [{ area: 'cookie', name: '_counter', services: ['counter'], when: 'later-page' }],
    });
    const settings = await openHarness(api, SITE_DATA, sampleLog());
    await settings.toggle(TITLES.ru);
    assert.match(settings.partText('mine'), /появилось снова и удалено ещё раз: _counter \(Counter\)\./);
  });

  // R15: export on request
  it('hand out a file with every record as it was made and what became of it', async () => {
    const log = sampleLog();
    const { name, text } = choicesFile('test', log.records, new Date('2026-11-21T00:00:00Z'));
    assert.equal(name, 'kelisim-test-2026-11-21.json');
    assert.deepEqual(JSON.parse(text), {
      site: 'test',
      exportedAt: '2026-11-21T00:00:00.000Z',
      records: [
        { delivery: 'delivered', record: sampleRecord() },
        { delivery: 'delivered', record: EARLIER },
      ],
    });
    const settings = await openHarness(fakeApi({ choice: ANALYTICS }), SITE_DATA, log);
    await settings.toggle(TITLES.kk);
    const clicked: string[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      clicked.push(this.download, this.protocol);
    };
    try {
      await until(() => settings.partText('mine').includes(SAMPLE_ID));
      settings.own('download').click();
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    assert.match(clicked[0]!, /^kelisim-test-\d{4}-\d\d-\d\d\.json$/);
    assert.equal(clicked[1], 'blob:');
  });

  it('print all records, all opened, without window, script or style element, and clear up afterwards', async () => {
    const settings = await openHarness(fakeApi({ language: 'ru', choice: ANALYTICS }), SITE_DATA, sampleLog());
    await settings.toggle(TITLES.ru);
    await until(() => settings.partText('mine').includes(SAMPLE_ID));
    const original = window.print;
    let paper = '';
    let foreign = -1;
    window.print = () => {
      const root = document.querySelector('kelisim-print')!.shadowRoot!;
      paper = root.textContent;
      foreign = root.querySelectorAll('style, script, [style]').length;
    };
    try {
      settings.own('print').click();
    } finally {
      window.print = original;
    }
    for (const words of [SAMPLE_ID, EARLIER_ID, 'ТОО «МФО «Проба»', 'Мой выбор', 'Отклонено всё'])
      assert.include(paper, words);
    assert.equal(foreign, 0);
    assert.isTrue(settings.element.hasAttribute('printing'));
    window.dispatchEvent(new Event('afterprint'));
    assert.isNull(document.querySelector('kelisim-print'));
    assert.isFalse(settings.element.hasAttribute('printing'));
  });

  it('say that the records could not be loaded, and read them when opened again', async () => {
    let broken = true;
    const log = sampleLog();
    const settings = await openHarness(fakeApi({ language: 'ru', choice: ANALYTICS }), SITE_DATA, () =>
      broken ? Promise.reject(new Error('offline')) : log(),
    );
    await settings.toggle(TITLES.ru);
    await until(() => settings.statuses.some((text) => text.startsWith('Сведения не удалось загрузить.')));
    broken = false;
    settings.closeButton.click();
    const again = await openHarness(fakeApi({ language: 'ru', choice: ANALYTICS }), SITE_DATA, log);
    await again.toggle(TITLES.ru);
    await until(() => again.partText('mine').includes(SAMPLE_ID));
  });
});
