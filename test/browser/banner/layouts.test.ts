/** Four layouts on windows from 320 px to a desk, at 400 % zoom, with texts of any length and pages that reset everything. */
import { assert } from '@esm-bundle/chai';
import { LAYOUTS } from '../../../src/core/config.ts';
import { LANGUAGES } from '../../../src/core/language.ts';
import { GatePage } from '../gate/gate-page.ts';
import { assertThreeEqualButtons, framed, sectionOf } from './banner-shapes.ts';

/** A small phone, a phone, 1280 x 1024 at 400 %, a phone lying down, a desk. */
const SIZES = [
  [320, 568],
  [360, 740],
  [320, 256],
  [740, 360],
  [1280, 720],
] as const;

const NAME = 'ТОО «МФО «Очень Длинное Наименование»' as const;

function named(name: string) {
  return [{ name: { kk: name, ru: name, en: name } }];
}

for (const layout of LAYOUTS) {
  describe(`the layout ${layout}`, () => {
    it('shows three equal buttons in every language and window, without a scroll bar across, and leaves some of the page free', async () => {
      for (const [width, height] of SIZES) {
        for (const lang of LANGUAGES) {
          const page = await GatePage.open({ lang, site: { ui: { layout } }, frame: framed(width, height) });
          assertThreeEqualButtons(page);
          const section = sectionOf(page);
          const { left, right, top, bottom } = section.getBoundingClientRect();
          assert.isTrue(left >= 0 && right <= width && top >= 0 && bottom <= height, `${width} x ${height}`);
          assert.isAtMost(bottom - top, height * 0.8 + 1);
          for (const part of [section, ...section.querySelectorAll('*')])
            assert.isAtMost(part.scrollWidth, Math.max(part.clientWidth, 0) || Infinity, part.outerHTML.slice(0, 60));
          page.frame.remove();
        }
      }
    });

    it('keeps its buttons in view below an operator name of 10 000 characters, which can be scrolled through', async () => {
      const page = await GatePage.open({
        site: { ui: { layout }, operators: named(`${NAME} `.repeat(300).slice(0, 10_000)) },
        frame: framed(360, 640),
      });
      assertThreeEqualButtons(page);
      const words = sectionOf(page).querySelector('div')!;
      assert.isAbove(words.scrollHeight, words.clientHeight * 2);
      words.scrollTop = 1e6;
      assert.isAbove(words.scrollTop, 0);
      assertThreeEqualButtons(page);
    });

    it('breaks a word of 10 000 letters', async () => {
      const page = await GatePage.open({
        site: { ui: { layout }, operators: named('Қ'.repeat(10_000)) },
        frame: framed(320, 568),
      });
      assertThreeEqualButtons(page);
      const words = sectionOf(page).querySelector('div')!;
      assert.isAtMost(words.scrollWidth, words.clientWidth);
    });

    it('looks the same on a page that resets everything', async () => {
      const looks = async (head: string) => {
        const page = await GatePage.open({ head, site: { ui: { layout } }, frame: framed(360, 640) });
        assertThreeEqualButtons(page);
        return ['section', 'h2', 'p', 'a', 'footer button'].map((part) => {
          const element = sectionOf(page).parentNode!.querySelector(part)!;
          const style = page.window.getComputedStyle(element);
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x, y, width, height, style.font, style.color, style.letterSpacing, style.textTransform].join();
        });
      };
      const reset = `<style>html{font-size:62.5%}*,*::before{all:unset!important;display:block!important;position:static!important;
        font:italic 3px/9 monospace!important;color:red!important;letter-spacing:9px!important;text-transform:uppercase!important;
        visibility:hidden!important;opacity:0!important;transform:scale(.1)!important;direction:rtl}
        html{overflow:hidden!important}</style>`;
      assert.deepEqual(await looks(reset), await looks('<style>html{overflow:hidden!important}</style>'));
    });

    it('lies above whatever the page lifts to the highest z-index', async () => {
      const page = await GatePage.open({
        site: { ui: { layout } },
        body: '<div style="position:fixed;inset:0;z-index:2147483647;background:#fff">chat</div>',
      });
      assertThreeEqualButtons(page);
    });
  });
}

describe('texts of the config', () => {
  it('are text: markup stays letters, and what turns the direction of writing ends with the name', async () => {
    const name = '<img src=x onerror="parent.hurt=1"><b>ТОО</b> \u2067 \u202eכל';
    const page = await GatePage.open({ site: { operators: named(name) } });
    const words = sectionOf(page).querySelector('p')!;
    assert.include(words.textContent, '<b>ТОО</b>');
    assert.equal(words.childElementCount, 0);
    assert.isUndefined((window as { hurt?: number }).hurt);
    // The same sentence with a name that turns nothing: what follows the name begins at the left, too.
    const range = page.document.createRange();
    const at = words.textContent!.indexOf('просим');
    range.setStart(words.firstChild!, at);
    range.setEnd(words.firstChild!, at + 1);
    const first = range.getBoundingClientRect();
    range.setStart(words.firstChild!, at + 1);
    range.setEnd(words.firstChild!, at + 2);
    assert.isAbove(range.getBoundingClientRect().left, first.left, 'Russian is still written from the left');
  });
});

describe('the theme', () => {
  for (const [theme, scheme] of [
    ['light', 'light'],
    ['dark', 'dark'],
    ['auto', 'light dark'],
  ] as const) {
    it(`${theme} is drawn as "${scheme}"`, async () => {
      const page = await GatePage.open({ site: { ui: { theme } } });
      const style = page.window.getComputedStyle(sectionOf(page));
      assert.equal(style.colorScheme, scheme);
      const [red = 0] = style.backgroundColor.match(/\d+/g)!.map(Number);
      if (theme !== 'auto') assert.equal(red < 128, theme === 'dark', style.backgroundColor);
    });
  }

  it('takes the properties of the page, which its parts can be styled by too', async () => {
    const page = await GatePage.open({
      head: `<style>:root{--kelisim-bg:rgb(1, 2, 3);--kelisim-fg:rgb(250, 251, 252);--kelisim-accent:rgb(4, 5, 6)}
        kelisim-banner::part(reject-all){letter-spacing:2px}kelisim-banner::part(banner){padding-top:7px}</style>`,
    });
    const style = page.window.getComputedStyle(sectionOf(page));
    assert.equal(style.backgroundColor, 'rgb(1, 2, 3)');
    assert.equal(style.color, 'rgb(250, 251, 252)');
    assert.equal(style.paddingTop, '7px');
    const button = page.window.getComputedStyle(page.button('reject-all'));
    assert.equal(button.backgroundColor, 'rgb(4, 5, 6)');
    assert.equal(button.letterSpacing, '2px');
  });
});
