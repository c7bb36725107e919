/** With the keyboard alone, by real key presses: first on the page, in the order it is read, out again, and where the focus is afterwards. */
import { assert } from '@esm-bundle/chai';
import { sendKeys } from '@web/test-runner-commands';
import { LAYOUTS } from '../../../src/core/config.ts';
import { GatePage, quiet, until } from '../gate/gate-page.ts';
import { sectionOf } from './banner-shapes.ts';

const BODY = '<main><h1>Page</h1><a id="first" href="#x">first</a><input id="field"></main>';
const STOPS = ['kk', 'ru', 'en', '/policy', 'accept-all', 'reject-all', 'settings'];

/** What has the focus, in few letters. */
function focused(page: GatePage): string {
  const inside = page.banner?.activeElement as HTMLElement | null;
  if (!inside) return page.document.activeElement?.id ?? '';
  const { kelisimAction = '' } = inside.dataset;
  return inside.getAttribute('href') || (kelisimAction === 'language' ? inside.lang : kelisimAction);
}

async function pressUntil(page: GatePage, key: string, wanted: string): Promise<string[]> {
  const stops: string[] = [];
  for (let i = 0; i < 12 && focused(page) !== wanted; i++) {
    const before = focused(page);
    await sendKeys({ press: key });
    await until(() => focused(page) !== before, `the focus to leave ${before}`);
    stops.push(focused(page));
  }
  assert.equal(focused(page), wanted, stops.join());
  return stops;
}

describe('the keyboard', () => {
  for (const layout of LAYOUTS) {
    it(`goes through the banner first, in the order it is read, then into the page (${layout})`, async () => {
      const page = await GatePage.open({ body: BODY, site: { ui: { layout } } });
      page.frame.focus();
      page.banner!.querySelector<HTMLElement>('button')!.focus();
      assert.equal(focused(page), STOPS[0]);
      const stops = await pressUntil(page, 'Tab', 'first');
      assert.deepEqual([STOPS[0]!, ...stops], [...STOPS, 'first']);
    });
  }

  it('begins with the banner, not behind the page', async () => {
    const page = await GatePage.open({ body: BODY });
    page.frame.focus();
    page.window.focus();
    await sendKeys({ press: 'Tab' });
    await until(() => focused(page) !== '');
    assert.equal(focused(page), STOPS[0]);
  });

  it('decides on a button, lands on the launcher, and goes on with the page', async () => {
    const page = await GatePage.open({ body: BODY });
    page.frame.focus();
    page.button('reject-all').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => page.kelisim.inner.choice() !== null);
    assert.equal(focused(page), 'settings');
    assert.isTrue(page.document.querySelector('kelisim-banner')!.hasAttribute('launcher'));
    await pressUntil(page, 'Tab', 'first');
  });

  it('opens the settings from the launcher', async () => {
    const page = await GatePage.open({ body: BODY });
    page.kelisim.decide('reject-all');
    page.frame.focus();
    page.button('settings').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => page.window.clientCalls?.includes('openSettings') === true);
  });

  it('opens the settings from a link of the page', async () => {
    const page = await GatePage.open({ body: `<a id="open" href="#x" data-kelisim-open>settings</a>` });
    page.frame.focus();
    page.document.getElementById('open')!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => page.window.clientCalls?.includes('openSettings') === true);
    assert.equal(page.window.location.hash, '');
  });

  it('decides nothing with Escape, wherever the focus is', async () => {
    const page = await GatePage.open({ body: BODY });
    page.frame.focus();
    for (const element of [sectionOf(page), page.button('accept-all'), page.document.getElementById('field')!]) {
      element.focus();
      await sendKeys({ press: 'Escape' });
    }
    await quiet();
    assert.isNull(page.kelisim.inner.choice());
    assert.isAbove(sectionOf(page).getBoundingClientRect().height, 0);
  });

  it('shows where it is: an outline that no theme takes away', async () => {
    const page = await GatePage.open({ body: BODY });
    page.frame.focus();
    page.banner!.querySelector<HTMLElement>('button')!.focus();
    await sendKeys({ press: 'Tab' });
    await until(() => focused(page) === STOPS[1]);
    for (const stop of STOPS.slice(1)) {
      await pressUntil(page, 'Tab', stop);
      const style = page.window.getComputedStyle(page.banner!.activeElement!);
      assert.equal(style.outlineStyle, 'solid', stop);
      assert.equal(style.outlineWidth, '3px', stop);
    }
  });
});
