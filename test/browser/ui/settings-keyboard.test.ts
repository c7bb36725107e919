import { assert } from '@esm-bundle/chai';
import { sendKeys } from '@web/test-runner-commands';
import { fakeApi } from './fake-api.ts';
import { SITE_DATA } from './fake-site.ts';
import { openHarness, removeSettings } from './open-harness.ts';
import { SAMPLE_ID, sampleLog } from './sample-log.ts';
import { until } from './until.ts';

async function press(key: string, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) await sendKeys({ press: key });
}

describe('settings, keyboard', () => {
  let opener: HTMLButtonElement;

  beforeEach(() => {
    opener = document.createElement('button');
    opener.textContent = 'open';
    document.body.append(opener);
    opener.focus();
  });
  afterEach(() => {
    removeSettings();
    opener.remove();
  });

  it('take the focus to the title, so that a screen reader begins there', async () => {
    const settings = await openHarness(fakeApi());
    assert.equal(settings.focused?.id, 'title');
  });

  it('close on Escape, decide nothing and give the focus back', async () => {
    const api = fakeApi();
    const settings = await openHarness(api);
    await press('Escape');
    await until(() => !settings.dialog.open);
    assert.deepEqual(api.decided, []);
    await until(() => document.activeElement === opener);
  });

  it('turn a switch with Space', async () => {
    const settings = await openHarness(fakeApi());
    settings.switchOf('analytics').focus();
    await press(' ');
    await until(() => settings.switchOf('analytics').checked);
    await press(' ');
    await until(() => !settings.switchOf('analytics').checked);
  });

  it('decide with Enter on a button, and the gesture is a trusted one', async () => {
    const api = fakeApi();
    const settings = await openHarness(api);
    settings.action('reject-all').focus();
    await press('Enter');
    await until(() => api.decided.length === 1);
    assert.equal(api.decided[0]?.decision, 'reject-all');
    assert.equal(api.decided[0]?.by?.surface, 'settings');
    assert.isTrue(api.decided[0]?.by?.event?.isTrusted);
    await until(() => document.activeElement === opener);
  });

  it('open, read and withdraw in "My choices" without a pointer', async () => {
    const api = fakeApi({ language: 'en', choice: { day: 20_777, letters: 'a', services: {} } });
    const settings = await openHarness(api, SITE_DATA, sampleLog());
    const summary = settings.summary('My choices');
    summary.focus();
    await press('Enter');
    await until(() => settings.partText('mine').includes(SAMPLE_ID));
    settings.own('withdraw').focus();
    await press(' ');
    await until(() => api.decided.length === 1);
    assert.isTrue(api.decided[0]?.by?.event?.isTrusted);
    assert.equal(settings.focused?.textContent, 'Withdraw all');
    await press('Escape');
    await until(() => !settings.dialog.open);
    await until(() => document.activeElement === opener);
  });

  it('give the focus to the launcher when the choice took away the button that opened them, and say that it is saved', async () => {
    const banner = document.createElement('kelisim-banner');
    const root = banner.attachShadow({ mode: 'open' });
    const button = () => document.createElement('button');
    root.append(button());
    document.body.append(banner);
    root.querySelector('button')!.focus();
    const api = fakeApi({ language: 'en' });
    const { decide } = api;
    // As the head does: the banner is drawn anew in the turn of the choice.
    const settings = await openHarness({
      ...api,
      decide: (...args) => (root.replaceChildren(button()), decide(...args)),
    });
    settings.action('save').focus();
    await press('Enter');
    await until(() => !settings.dialog.open);
    assert.equal(document.activeElement?.localName, 'kelisim-banner');
    assert.isNotNull(root.activeElement);
    assert.include(settings.statuses, 'Your choice is saved.');
    banner.remove();
  });

  // Last: after the dialog's end Tab goes to the browser's own controls, and in Firefox the keys of later tests would go there too.
  it('never let the focus go to the page behind', async () => {
    const settings = await openHarness(fakeApi());
    for (let i = 0; i < 20; i++) {
      await press('Tab');
      assert.notEqual(document.activeElement, opener);
    }
    assert.isTrue(settings.dialog.open);
  });
});
