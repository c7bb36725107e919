/** A page that changes its language without loading anew: the notice follows, unless the visitor wished otherwise there. */
import { assert } from '@esm-bundle/chai';
import { BANNER_TEXTS } from '../../../src/core/generated/banner-texts.ts';
import { GatePage, quiet, until } from '../gate/gate-page.ts';
import { sectionOf } from './banner-shapes.ts';

function speak(page: GatePage, lang: string): void {
  page.document.documentElement.lang = lang;
}

describe('a page that switches its language', () => {
  it('is followed by the banner, in place: the focus stays on its button', async () => {
    const page = await GatePage.open({ lang: 'ru' });
    page.frame.focus();
    for (const lang of ['kk', 'en', 'ru'] as const) {
      page.button('reject-all').focus();
      speak(page, lang);
      await until(() => sectionOf(page).lang === lang, lang);
      assert.equal(page.button('reject-all').textContent, BANNER_TEXTS[lang].r);
      assert.equal(sectionOf(page).getAttribute('aria-label'), BANNER_TEXTS[lang].h);
      assert.isTrue(page.banner!.activeElement === page.button('reject-all'));
    }
  });

  it('is followed by the launcher, and whoever listens hears of it', async () => {
    const page = await GatePage.open({ lang: 'ru' });
    page.kelisim.decide('reject-all');
    const heard: string[] = [];
    page.kelisim.on('language', (language) => heard.push(language));
    speak(page, 'kk-KZ');
    await until(() => page.button('settings').textContent === BANNER_TEXTS.kk.l);
    assert.deepEqual(heard, ['kk']);
  });

  it('is not followed where the visitor switched on that language, and nothing is remembered as their wish that was not', async () => {
    const page = await GatePage.open({ lang: 'ru' });
    page.banner!.querySelector<HTMLElement>('button[lang="en"]')!.click();
    speak(page, 'kk');
    await until(() => sectionOf(page).lang === 'kk');
    speak(page, 'ru');
    await until(() => sectionOf(page).lang === 'en');
    assert.deepEqual(
      Object.keys(localStorage).filter((key) => key.startsWith('kelisim.language.')),
      ['kelisim.language.ru'],
    );
    page.banner!.querySelector<HTMLElement>('button[lang="ru"]')!.click();
    assert.equal(sectionOf(page).lang, 'ru');
    speak(page, 'en');
    await until(() => sectionOf(page).lang === 'en');
    speak(page, 'ru');
    await until(() => sectionOf(page).lang === 'ru');
  });

  it('to one the site does not speak leaves the notice with what the browser prefers of its languages', async () => {
    const page = await GatePage.open({ lang: 'ru', site: { languages: ['kk', 'ru'] } });
    speak(page, 'zz');
    await quiet();
    assert.include(['kk', 'ru'], sectionOf(page).lang);
  });
});
