import { assert } from '@esm-bundle/chai';
import 'axe-core/axe.min.js';
import type { AxeResults } from 'axe-core';
import { LANGUAGES } from '../../../src/core/language.ts';
import { SettingsHarness } from '../../../src/client/ui/kelisim-settings/harness.ts';
import { fakeApi } from './fake-api.ts';
import { builtSiteData, SITE_DATA } from './fake-site.ts';
import { noLog, openHarness, removeSettings } from './open-harness.ts';
import { SAMPLE_ID, sampleLog } from './sample-log.ts';
import { until } from './until.ts';

declare global {
  interface Window {
    axe: { run(root: Element): Promise<AxeResults> };
  }
}

async function violations(): Promise<string> {
  const { violations } = await window.axe.run(document.body);
  return violations
    .map((item) => `${item.id}: ${item.nodes.map((node) => node.target.join(' ')).join(', ')}`)
    .join('\n');
}

describe('settings, accessibility', function (this: { timeout(ms: number): void }) {
  // axe looks at everything, and everything is opened.
  this.timeout(20_000);

  before(() => {
    document.title = 'Settings';
    document.documentElement.lang = 'kk';
  });
  afterEach(removeSettings);

  for (const language of LANGUAGES) {
    it(`have no axe violation in ${language}, closed parts and opened ones`, async () => {
      const settings = await openHarness(fakeApi({ language }));
      assert.equal(await violations(), '');
      await settings.expandAll();
      assert.equal(await violations(), '');
      assert.equal(settings.dialog.lang, language);
    });
  }

  for (const theme of ['light', 'dark'] as const) {
    for (const language of LANGUAGES) {
      it(`have no axe violation in the ${theme} theme in ${language}, whatever is switched on`, async () => {
        const api = fakeApi({ language, theme, choice: { day: 1, letters: 'fad', services: { pixel: false } } });
        const settings = await openHarness(api, SITE_DATA, sampleLog());
        const { colorScheme, backgroundColor } = getComputedStyle(settings.dialog);
        assert.equal(colorScheme, theme);
        assert.equal(backgroundColor === 'rgb(255, 255, 255)', theme === 'light');
        await settings.expandAll();
        await until(() => settings.partText('mine').includes(SAMPLE_ID));
        assert.equal(await violations(), '');
      });
    }
  }

  it('have no axe violation while the details are loading, and after they failed to', async () => {
    let fail: (reason: Error) => void = () => undefined;
    const settings = await openHarness(
      fakeApi(),
      builtSiteData(() => new Promise((_, reject) => (fail = reject))),
    );
    await settings.expandAll();
    assert.isTrue(settings.busy);
    assert.equal(await violations(), '');
    fail(new Error('offline'));
    await until(() => !settings.busy);
    assert.equal(await violations(), '');
  });

  it('have no axe violation while a category is partly on', async () => {
    const settings = await openHarness(fakeApi({ choice: { day: 1, letters: 'a', services: { counter: false } } }));
    assert.include(settings.switchOf('analytics').ariaLabel, 'ішінара қосулы');
    assert.equal(await violations(), '');
  });

  it('fit a screen of 320 px without scrolling sideways, with targets of 24 px and buttons of 44 px', async () => {
    // A frame, because not every driver can set the viewport.
    const frame = document.createElement('iframe');
    frame.title = 'small';
    frame.style.cssText = 'width:320px;height:640px;border:0';
    document.body.append(frame);
    const inside = frame.contentWindow as Window & typeof globalThis;
    const url = new URL('../../../src/client/ui/open-settings.ts', import.meta.url).href;
    const module = (await inside.eval(`import('${url}')`)) as typeof import('../../../src/client/ui/open-settings.ts');
    await module.openSettings(fakeApi({ language: 'ru' }), SITE_DATA, noLog);
    const settings = new SettingsHarness(inside.document.querySelector('kelisim-settings')!);
    await settings.expandAll();
    assert.equal(settings.dialog.getBoundingClientRect().width, 320);
    assert.isAtMost(settings.dialog.scrollWidth, settings.dialog.clientWidth);
    for (const control of settings.controls) {
      const { width, height } = control.getBoundingClientRect();
      assert.isAtLeast(
        Math.min(width, height),
        control.localName === 'button' ? 44 : 24,
        control.outerHTML.slice(0, 80),
      );
    }
    frame.remove();
  });
});
