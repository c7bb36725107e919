/** The first layer: shown at once, three equal buttons that work by mouse and keyboard, three languages, clean for screen readers and strict policies. */
import { assert } from '@esm-bundle/chai';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { BANNER_TEXTS } from '../../../src/core/generated/banner-texts.ts';
import { LANGUAGES } from '../../../src/core/language.ts';
import type { PendingRecord } from '../../../src/core/pending-record.ts';
import { firstVisit, GatePage, quiet, until } from './gate-page.ts';

const ACTIONS = ['accept-all', 'reject-all', 'settings'] as const;

async function click(page: GatePage, action: string): Promise<void> {
  const outer = page.frame.getBoundingClientRect();
  const inner = page.button(action).getBoundingClientRect();
  await sendMouse({
    type: 'click',
    position: [Math.round(outer.x + inner.x + inner.width / 2), Math.round(outer.y + inner.y + inner.height / 2)],
  });
}

function pending(): PendingRecord[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith('kelisim.pending.'))
    .map((key) => JSON.parse(localStorage.getItem(key)!) as PendingRecord);
}

const asks = (page: GatePage): boolean => page.banner?.querySelector('section') != null;

describe('the banner', () => {
  it('is there before the page has loaded, with its words in the language of the page', async () => {
    for (const lang of LANGUAGES) {
      const page = await GatePage.make();
      await page.open({
        lang,
        wait: false,
        body: `<p>x</p><script src="/gate/own/slow.js?delay=400&n=${Math.random()}"></script>`,
      });
      await until(() => page.document?.readyState === 'loading' && asks(page), `the banner in ${lang}`);
      assert.equal(page.banner!.querySelector('h2')!.textContent, BANNER_TEXTS[lang].h);
      assert.equal(page.banner!.querySelector('section')!.lang, lang);
    }
  });

  it('names operator and policy, and that data go abroad', async () => {
    const page = await GatePage.open({});
    const text = page.banner!.textContent!;
    for (const words of ['ТОО «Проверка»', BANNER_TEXTS.ru.x, BANNER_TEXTS.ru.p, '180']) assert.include(text, words);
    assert.equal(page.banner!.querySelector('a')!.getAttribute('href'), '/policy');
    assert.notMatch(text, /[{}]|undefined/);
  });

  it('gives its three buttons the same size, colours and font', async () => {
    const page = await GatePage.open({});
    const looks = ACTIONS.map((action) => {
      const style = page.window.getComputedStyle(page.button(action));
      const { width, height } = page.button(action).getBoundingClientRect();
      return [
        style.color,
        style.backgroundColor,
        style.fontWeight,
        style.fontSize,
        style.borderTopWidth,
        Math.round(width),
        Math.round(height),
      ].join();
    });
    assert.equal(new Set(looks).size, 1, looks.join('\n'));
  });

  it('lies over the page at its lower edge, moves nothing in it, and leaves the rest to the pointer', async () => {
    const body = `<p id="p">text</p><button id="under" style="position:fixed;left:0;top:0">x</button>`;
    const without = await GatePage.open({ gate: 'none', body });
    const page = await GatePage.open({ body });
    assert.equal(
      page.document.getElementById('p')!.getBoundingClientRect().top,
      without.document.getElementById('p')!.getBoundingClientRect().top,
    );
    assert.equal(page.document.documentElement.scrollHeight, without.document.documentElement.scrollHeight);
    const { bottom, top } = page.banner!.querySelector('section')!.getBoundingClientRect();
    assert.closeTo(bottom, page.window.innerHeight, 1);
    assert.isAbove(top, 0);
    assert.equal(page.document.elementFromPoint(5, 5)!.id, 'under');
  });

  it('fits a width of 320 pixels without a scroll bar across', async () => {
    for (const lang of LANGUAGES) {
      const page = await GatePage.open({
        lang,
        frame: { style: 'position:absolute;left:0;top:0;width:320px;height:560px;border:0' },
      });
      assert.isAtMost(page.document.documentElement.scrollWidth, 320);
      const section = page.banner!.querySelector('section')!;
      assert.isAtMost(section.scrollWidth, section.clientWidth);
    }
  });

  it('is not shown to a visitor who has chosen; the launcher is', async () => {
    (await GatePage.open({})).kelisim.decide('reject-all');
    const page = await GatePage.open({});
    assert.isFalse(asks(page));
    assert.equal(page.button('settings').textContent, BANNER_TEXTS.ru.l);
  });

  it('gives way to no launcher, and takes no space, when the config wants none', async () => {
    const page = await GatePage.open({ site: { ui: { launcher: false } } });
    page.kelisim.decide('reject-all');
    const host = page.document.querySelector('kelisim-banner')!;
    assert.equal(host.shadowRoot!.childElementCount, 0);
    page.kelisim.open('banner');
    assert.isTrue(asks(page));
    assert.isAbove(host.shadowRoot!.firstElementChild!.getBoundingClientRect().height, 0);
  });

  it('comes again when the page asks for it, with the focus in it', async () => {
    const page = await GatePage.open({});
    page.kelisim.decide('reject-all');
    page.kelisim.open('banner');
    assert.isTrue(asks(page));
    assert.isTrue(page.banner!.activeElement === page.banner!.querySelector('section'));
  });
});

describe('a real click', () => {
  for (const [action, open] of [
    ['accept-all', true],
    ['reject-all', false],
  ] as const) {
    it(`on ${action} decides, is recorded as trusted, and the banner goes`, async () => {
      const page = await GatePage.make();
      await page.open({ body: `<script type="text/plain" data-kelisim="stat" src="${page.t('stat/a.js')}"></script>` });
      await click(page, action);
      await until(() => !asks(page), 'the banner to go');
      assert.equal(page.kelisim.has('analytics'), open);
      const [record] = pending();
      assert.include(record, { action, surface: 'banner', language: 'ru', widget: page.kelisim.version });
      assert.isTrue(record!.gesture!.isTrusted);
      assert.isNumber(record!.shownAt);
      if (open) await until(() => page.ran.length === 1);
      else await quiet();
      assert.lengthOf(page.ran, open ? 1 : 0);
    });
  }

  it('on the settings asks the client for them, and decides nothing', async () => {
    const page = await GatePage.open({});
    await click(page, 'settings');
    await until(() => page.window.clientCalls?.includes('openSettings') === true);
    assert.isTrue(asks(page));
    assert.deepEqual(pending(), []);
  });

  it('of page code works too, and is recorded as what it is', async () => {
    const page = await GatePage.open({});
    page.button('accept-all').click();
    assert.isFalse(pending()[0]!.gesture!.isTrusted);
  });

  it('of the page on data-kelisim-open opens the settings instead of following the link', async () => {
    const page = await GatePage.open({ body: `<a id="a" href="#elsewhere" data-kelisim-open><b id="b">x</b></a>` });
    page.document.getElementById('b')!.click();
    await until(() => page.window.clientCalls?.includes('openSettings') === true);
    assert.equal(page.window.location.hash, '');
  });
});

describe('the keyboard', () => {
  for (const [key, action, open] of [
    ['Enter', 'accept-all', true],
    [' ', 'reject-all', false],
  ] as const) {
    it(`decides with ${key === ' ' ? 'Space' : key} on ${action}`, async () => {
      const page = await GatePage.open({});
      page.frame.focus();
      page.button(action).focus();
      await sendKeys({ press: key });
      await until(() => !asks(page));
      assert.equal(page.kelisim.has('analytics'), open);
      assert.isTrue(pending()[0]!.gesture!.isTrusted);
    });
  }

  it('does not decide with Escape, nor close the banner', async () => {
    const page = await GatePage.open({});
    page.frame.focus();
    page.button('accept-all').focus();
    await sendKeys({ press: 'Escape' });
    await quiet();
    assert.isTrue(asks(page));
    assert.deepEqual(pending(), []);
    assert.isNull(page.kelisim.inner.choice());
  });

  it('is not taken away from the page when the banner appears by itself', async () => {
    const page = await GatePage.open({ body: `<input id="i" autofocus>` });
    assert.isFalse(page.document.activeElement === page.document.querySelector('kelisim-banner'));
  });

  it('warms the settings up on focus, and not again on each focus', async () => {
    const page = await GatePage.open({});
    page.frame.focus();
    page.button('settings').focus();
    await until(() => page.window.clientCalls?.includes('warmUp') === true);
    for (let i = 0; i < 3; i++) {
      page.button('accept-all').focus();
      page.button('settings').focus();
    }
    await quiet();
    // A pointer that happens to lie there is a first intent of its own.
    assert.isAtMost(page.window.clientCalls!.filter((name) => name === 'warmUp').length, 2);
  });
});

describe('the language switch', () => {
  it('changes the words at once and keeps the focus where it was', async () => {
    const page = await GatePage.open({});
    page.frame.focus();
    for (const lang of ['kk', 'en', 'ru'] as const) {
      const button = page.banner!.querySelector<HTMLButtonElement>(`button[lang="${lang}"]`)!;
      button.focus();
      button.click();
      assert.equal(page.banner!.querySelector('h2')!.textContent, BANNER_TEXTS[lang].h);
      assert.equal((page.banner!.activeElement as HTMLElement | null)?.lang, lang);
      assert.deepEqual(
        [...page.banner!.querySelectorAll('[aria-pressed="true"]')].map((item) => (item as HTMLElement).lang),
        [lang],
      );
    }
  });

  it('is remembered on pages of that language, and yields when the page is in another', async () => {
    const page = await GatePage.open({ lang: 'ru' });
    page.banner!.querySelector<HTMLButtonElement>('button[lang="kk"]')!.click();
    assert.equal((await GatePage.open({ lang: 'ru' })).kelisim.inner.language(), 'kk');
    assert.equal((await GatePage.open({ lang: 'en' })).kelisim.inner.language(), 'en');
    assert.equal((await GatePage.open({ lang: 'ru-KZ' })).kelisim.inner.language(), 'kk');
  });

  it('offers only the languages of the site', async () => {
    const page = await GatePage.open({ lang: 'en', site: { languages: ['kk', 'ru'] } });
    assert.deepEqual(
      [...page.banner!.querySelectorAll<HTMLElement>('[data-kelisim-action="language"]')].map((item) => item.lang),
      ['kk', 'ru'],
    );
    assert.include(['kk', 'ru'], page.kelisim.inner.language());
  });

  it('goes on the launcher as well', async () => {
    const page = await GatePage.open({});
    page.acceptAll();
    page.kelisim.inner.setLanguage('kk');
    assert.equal(page.button('settings').textContent, BANNER_TEXTS.kk.l);
  });
});

describe('settings that do not come', () => {
  it('are said in the banner as an alert, and the choice still works', async () => {
    for (const chosen of [false, true]) {
      const page = await GatePage.make();
      await page.open({
        client: 'missing',
        body: `<script type="text/plain" data-kelisim="stat" src="${page.t('stat/a.js')}"></script>`,
      });
      if (chosen) page.kelisim.decide('reject-all');
      page.button('settings').click();
      await until(() => page.banner!.querySelector('[role="alert"]')?.textContent === BANNER_TEXTS.ru.f, 'the alert');
      page.button('accept-all').click();
      assert.isTrue(page.kelisim.has('analytics'));
      await until(() => page.ran.length === 1);
      assert.isFalse(asks(page));
      firstVisit();
    }
  });

  it('do not leave the alert behind when the banner is shown again', async () => {
    const page = await GatePage.open({ client: 'missing' });
    page.button('settings').click();
    await until(() => page.banner!.querySelector('[role="alert"]') !== null);
    page.button('reject-all').click();
    page.kelisim.open('banner');
    assert.isNull(page.banner!.querySelector('[role="alert"]'));
  });
});

describe('strict pages', () => {
  it('with style-src and script-src of the site itself draw the banner without a violation', async () => {
    const page = await GatePage.make();
    await page.open({
      gate: 'tag',
      headers: {
        'content-security-policy': `default-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`,
      },
      head: `<script src="/gate/own/listen.js?code=${encodeURIComponent(`window.violations = []; document.addEventListener('securitypolicyviolation', (e) => { if (!/web-dev-server/.test(e.sourceFile + e.blockedURI)) violations.push(e.violatedDirective + ' ' + e.blockedURI) })`)}"></script>`,
    });
    assert.isTrue(asks(page));
    page.button('accept-all').click();
    await until(() => !asks(page));
    await quiet();
    assert.deepEqual((page.window as any).violations, []);
  });

  it('find no inline style, no style element and no event attribute in it', async () => {
    const page = await GatePage.open({});
    const host = page.document.querySelector('kelisim-banner')!;
    for (const element of [host, ...page.banner!.querySelectorAll('*')]) {
      assert.notEqual(element.localName, 'style');
      assert.deepEqual(
        [...element.attributes].map(({ name }) => name).filter((name) => name === 'style' || name.startsWith('on')),
        [],
      );
    }
  });
});

describe('a screen reader', () => {
  for (const lang of LANGUAGES) {
    it(`finds nothing wrong in the banner and the launcher (axe, ${lang})`, async () => {
      const page = await GatePage.open({ lang, body: '<main><h1>Page</h1></main>' });
      const source = await (await fetch('/node_modules/axe-core/axe.min.js')).text();
      page.run(source);
      const check = async (): Promise<string> => {
        const { violations } = await (page.window as any).axe.run(page.document);
        return violations
          .map((item: any) => `${item.id}: ${item.nodes.map((node: any) => node.target.join(' ')).join(', ')}`)
          .join('\n');
      };
      assert.equal(await check(), '');
      page.acceptAll();
      assert.equal(await check(), '');
    });
  }

  it('keeps its place: after the choice the focus is on the launcher, not lost', async () => {
    const page = await GatePage.open({});
    page.frame.focus();
    page.button('accept-all').focus();
    page.button('accept-all').click();
    assert.isTrue(page.banner!.activeElement === page.button('settings'));
  });

  it('finds the banner by its name as a region', async () => {
    const page = await GatePage.open({});
    const section = page.banner!.querySelector('section')!;
    assert.equal(section.getAttribute('aria-label'), BANNER_TEXTS.ru.h);
    assert.isNull(section.getAttribute('aria-modal'));
  });
});
