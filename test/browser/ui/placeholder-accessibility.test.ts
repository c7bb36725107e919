import { assert } from '@esm-bundle/chai';
import 'axe-core/axe.min.js';
import { sendKeys } from '@web/test-runner-commands';
import { PlaceholderHarness } from '../../../src/client/ui/kelisim-placeholder/harness.ts';
import { LANGUAGES } from '../../../src/core/language.ts';
import { FRAME, HeldPage } from './held-page.ts';
import { until } from './until.ts';

const AXE_TIMEOUT_MS = 12_000;

async function violations(): Promise<string> {
  // Into the frames it would knock half a second each; they are empty.
  const run = window.axe.run as (root: Element, options: object) => ReturnType<typeof window.axe.run>;
  const { violations } = await run(document.body, { iframes: false });
  return violations
    .map((item) => `${item.id}: ${item.nodes.map((node) => node.target.join(' ')).join(', ')}`)
    .join('\n');
}

const TWO_FRAMES = `<h1>Page</h1><iframe title="Film" width="400" height="300" ${FRAME}></iframe><iframe title="Map" width="200" height="110" ${FRAME}></iframe>`;
const LABELS = {
  kk: 'Chat: келісіміңізсіз жүктелмейді',
  ru: 'Chat: не загружается без вашего согласия',
  en: 'Chat: not loaded without your consent',
};

describe('placeholders, accessibility', () => {
  let page: HeldPage;
  before(() => {
    document.title = 'Placeholders';
    document.documentElement.lang = 'ru';
  });
  beforeEach(function () {
    // Axe on a busy machine takes its time.
    (this as unknown as { currentTest: { timeout(ms: number): void } }).currentTest.timeout(AXE_TIMEOUT_MS);
  });
  afterEach(() => page.end());

  for (const language of LANGUAGES) {
    it(`have no axe violation in ${language}, large and small, light and dark, and say so in that language`, async () => {
      page = new HeldPage({ language });
      await page.add(TWO_FRAMES);
      const all = PlaceholderHarness.all();
      assert.equal(all.length, 2);
      assert.equal(await violations(), '');
      for (const item of all) {
        assert.equal(item.box.lang, language);
        assert.equal(item.label, LABELS[language]);
        assert.equal(item.title.lang, 'ru');
      }
      const light = getComputedStyle(all[0]!.box).backgroundColor;
      assert.equal(getComputedStyle(all[0]!.element).colorScheme, 'light dark');
      // What `ui.theme` does.
      for (const item of all) item.box.className = 'dark';
      assert.notEqual(getComputedStyle(all[0]!.box).backgroundColor, light);
      assert.equal(await violations(), '');
    });
  }

  it('follow the language of the notice, and keep the focus where it is', async () => {
    page = new HeldPage({ language: 'kk' });
    await page.add(`<iframe width="400" height="300" ${FRAME}></iframe>`);
    const placeholder = await page.placeholder();
    placeholder.button('always-allow').focus();
    page.api.inner.setLanguage('ru');
    await until(() => placeholder.label === LABELS.ru);
    assert.isTrue(placeholder.focused === placeholder.button('always-allow'));
    // A switch back before the words came: the last one counts.
    page.api.inner.setLanguage('en');
    page.api.inner.setLanguage('kk');
    await until(() => placeholder.label === LABELS.kk);
  });

  it('are reached by Tab instead of the empty frame, in the order of the buttons; Escape changes nothing; Enter presses', async () => {
    page = new HeldPage();
    // So large that nothing scrolls: in Firefox a box that scrolls is a stop of its own.
    await page.add(`<button id="before">before</button><iframe width="700" height="450" ${FRAME}></iframe>`);
    const placeholder = await page.placeholder();
    page.one('#before').focus();
    for (const action of ['load-once', 'always-allow', 'settings'] as const) {
      await sendKeys({ press: 'Tab' });
      assert.isTrue(placeholder.focused === placeholder.button(action), action);
    }
    await sendKeys({ press: 'Escape' });
    assert.isTrue(placeholder.element.isConnected);
    await sendKeys({ press: 'Enter' });
    assert.equal(page.opened, 1);
    assert.isTrue(placeholder.element.isConnected);
    assert.deepEqual(page.recorded, []);
  });

  it('have targets of 24 px and more, also where they are small, and everything can be scrolled to', async () => {
    page = new HeldPage({ language: 'kk' });
    for (const [width, height] of [
      [600, 400],
      [300, 150],
      [120, 60],
      [60, 200],
    ]) {
      await page.add(`<iframe width="${width}" height="${height}" style="border:0" ${FRAME}></iframe>`);
    }
    const all = PlaceholderHarness.all();
    assert.equal(all.length, 4);
    await all[0]!.settled();
    for (const { box, buttons } of all) {
      assert.equal(buttons.length, 3);
      for (const button of buttons) {
        const { width, height } = button.getBoundingClientRect();
        assert.isAtLeast(Math.min(width, height), 24, `${box.offsetWidth}: ${button.textContent}`);
        button.scrollIntoView({ block: 'nearest' });
        const inner = button.getBoundingClientRect();
        const outer = box.getBoundingClientRect();
        assert.isAtLeast(Math.ceil(inner.top), Math.floor(outer.top));
      }
      assert.isAtMost(box.scrollWidth, box.clientWidth, 'nothing to scroll sideways');
    }
  });
});
