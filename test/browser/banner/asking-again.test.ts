/** Who has chosen before and is asked again is told so at once; why comes with the client, which is played here. */
import { assert } from '@esm-bundle/chai';
import { BANNER_TEXTS } from '../../../src/core/generated/banner-texts.ts';
import { firstVisit, GatePage, until } from '../gate/gate-page.ts';
import { sectionOf } from './banner-shapes.ts';

function sentence(page: GatePage): string | undefined {
  return page.banner?.querySelector('[part="again"]')?.textContent ?? undefined;
}

describe('asking again', () => {
  it('is not said on a first visit', async () => {
    const page = await GatePage.open({});
    assert.isUndefined(sentence(page));
    assert.isFalse(page.kelisim.inner.again);
  });

  for (const [what, cookie, basis] of [
    ['a choice cookie of another scope', '1.ffffff.20000.fad', ''],
    ['a choice cookie that is too old', 'old', ''],
    ['a choice whose cookie is gone', '', '{"v":1}'],
    ['a basis that is no basis', '', 'damaged'],
  ] as const) {
    it(`is said, and the client is asked why, after ${what}; nothing is granted meanwhile`, async () => {
      firstVisit();
      const first = await GatePage.open({});
      const { scope } = first.kelisim.inner;
      first.frame.remove();
      if (cookie) document.cookie = `kelisim=${cookie === 'old' ? `1.${scope}.15000.fad` : cookie};path=/`;
      if (basis) localStorage.setItem('kelisim.basis', basis);
      for (const lang of ['kk', 'ru', 'en'] as const) {
        const page = await GatePage.make();
        await page.open({
          lang,
          body: `<script type="text/plain" data-kelisim="stat" src="${page.t('stat/a.js')}"></script>`,
        });
        assert.equal(sentence(page), BANNER_TEXTS[lang].g);
        assert.equal(page.banner!.querySelector('[part="again"]')!.getAttribute('role'), 'status');
        await until(() => page.window.clientCalls?.includes('start') === true);
        assert.isFalse(page.kelisim.has('analytics'));
        assert.deepEqual(await page.requests(), []);
        page.frame.remove();
      }
    });
  }

  it('ends with the choice: the banner that the page shows later does not say it', async () => {
    document.cookie = 'kelisim=1.ffffff.20000.fad;path=/';
    const page = await GatePage.open({});
    assert.isDefined(sentence(page));
    page.button('reject-all').click();
    page.kelisim.open('banner');
    assert.isUndefined(sentence(page));
    assert.isAbove(sectionOf(page).getBoundingClientRect().height, 0);
    const next = await GatePage.open({});
    assert.isUndefined(sentence(next));
  });

  it('moves none of the buttons when the reason comes', async () => {
    for (const layout of ['bar', 'box', 'corner', 'centre']) {
      for (const width of [360, 1000]) {
        document.cookie = 'kelisim=1.ffffff.20000.fad;path=/';
        const page = await GatePage.open({
          site: { ui: { layout } },
          frame: { style: `position:absolute;left:0;top:0;width:${width}px;height:640px;border:0` },
        });
        const places = () =>
          ['accept-all', 'reject-all', 'settings'].map((action) => {
            const { left, bottom, width: wide } = page.button(action).getBoundingClientRect();
            return [left, bottom, wide].map(Math.round).join();
          });
        const before = places();
        page.banner!.querySelector('[part="again"]')!.append(' Новые сервисы: TikTok Pixel, VK, Criteo. '.repeat(6));
        assert.deepEqual(places(), before, `${layout} ${width}`);
        page.frame.remove();
      }
    }
  });
});
