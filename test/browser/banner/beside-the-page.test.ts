/** The banner beside what the page does: dialogs, inert parts, pages that move or remove it, filter lists. */
import { assert } from '@esm-bundle/chai';
import { sendKeys } from '@web/test-runner-commands';
import { GatePage, quiet, until } from '../gate/gate-page.ts';
import { assertThreeEqualButtons, isReached, sectionOf } from './banner-shapes.ts';

const DIALOG = `<main><h1>Page</h1><dialog id="d" style="width:90%;height:90%"><button id="ok" onclick="d.close()">ok</button></dialog></main>`;

function dialogOf(page: GatePage): HTMLDialogElement {
  return page.document.getElementById('d') as HTMLDialogElement;
}

describe('a dialog of the page', () => {
  it('opens above the banner, works, and gives it back when it closes', async () => {
    const page = await GatePage.open({ body: DIALOG });
    dialogOf(page).showModal();
    for (const action of ['accept-all', 'reject-all', 'settings'])
      assert.isFalse(isReached(page, page.button(action)), action);
    const ok = page.document.getElementById('ok')!;
    const { x, y } = ok.getBoundingClientRect();
    assert.isTrue(page.document.elementFromPoint(x + 2, y + 2) === ok);
    // Redrawn meanwhile, it stays below.
    page.document.documentElement.lang = 'kk';
    await until(() => sectionOf(page).lang === 'kk');
    assert.isFalse(isReached(page, page.button('accept-all')));
    ok.click();
    assertThreeEqualButtons(page);
    page.button('reject-all').click();
    assert.isFalse(page.kelisim.has('analytics'));
    assert.isNotNull(page.kelisim.inner.choice());
  });

  it('keeps Escape for itself: the dialog closes, the banner stays, nothing is decided', async () => {
    const page = await GatePage.open({ body: DIALOG });
    page.frame.focus();
    dialogOf(page).showModal();
    await sendKeys({ press: 'Escape' });
    await until(() => !dialogOf(page).open);
    assertThreeEqualButtons(page);
    assert.isNull(page.kelisim.inner.choice());
  });

  it('that is not modal stays usable beside the banner', async () => {
    const page = await GatePage.open({ body: DIALOG.replace('width:90%;height:90%', 'top:0;margin:0') });
    dialogOf(page).show();
    assertThreeEqualButtons(page);
    const ok = page.document.getElementById('ok')!;
    const { x, y } = ok.getBoundingClientRect();
    assert.isTrue(page.document.elementFromPoint(x + 2, y + 2) === ok);
  });
});

describe('a page that changes its body', () => {
  it('and makes it inert, transparent or shrunken leaves the banner as it is', async () => {
    for (const attributes of ['inert', 'style="opacity:0;filter:blur(3px)"', 'style="transform:scale(.2)"']) {
      const page = await GatePage.open({ body: `<script>document.body.setAttribute('x','');</script><p>x</p>` });
      page.run(
        `const t = document.createElement('template'); t.innerHTML = '<div ${attributes}></div>';
         for (const a of t.content.firstChild.attributes) document.body.setAttribute(a.name, a.value);`,
      );
      assertThreeEqualButtons(page);
      page.frame.remove();
    }
  });

  it('and replaces it, moves the banner or takes it away finds it there again', async () => {
    for (const code of [
      `document.body = document.createElement('body')`,
      `document.body.append(document.querySelector('kelisim-banner'))`,
      `document.querySelector('kelisim-banner').remove()`,
    ]) {
      const page = await GatePage.open({ body: '<p>x</p>' });
      page.run(code);
      await until(() => page.banner !== null, code);
      assertThreeEqualButtons(page);
      page.frame.remove();
    }
  });

  it('and will not have the banner has the last word, and the gate stays closed', async () => {
    const page = await GatePage.make();
    await page.open({
      body: `<script type="text/plain" data-kelisim="stat" src="${page.t('stat/a.js')}"></script>`,
      head: `<script>new MutationObserver(() => { const b = document.querySelector('kelisim-banner'); if (b) { b.remove(); window.told = (window.told || 0) + 1; } }).observe(document, { childList: true, subtree: true })</script>`,
    });
    await quiet();
    assert.isNull(page.banner);
    assert.isAtMost(page.window.told, 9);
    assert.deepEqual(await page.requests(), []);
    page.acceptAll();
    await until(() => page.ran.length === 1);
  });

  it('does not see the banner among the children of its body', async () => {
    const body = '<p id="a">x</p><p id="b">y</p>';
    const head =
      '<style>body > :first-child{color:red}body > * + *{margin-top:40px}body > :last-child{color:blue}</style>';
    const without = await GatePage.open({ gate: 'none', head, body });
    const page = await GatePage.open({ head, body });
    for (const id of ['a', 'b']) {
      const [mine, theirs] = [page, without].map((one) => one.document.getElementById(id)!);
      assert.equal(mine!.getBoundingClientRect().top, theirs!.getBoundingClientRect().top);
      assert.equal(getComputedStyle(mine!).color, getComputedStyle(theirs!).color);
    }
  });
});

describe('a filter list', () => {
  it('that hides the banner opens nothing and breaks nothing', async () => {
    const page = await GatePage.make();
    await page.open({
      // `:host` wins over a page's `!important`; a user sheet, which no test can make here, wins over both. The attribute does what it does.
      body: `<script type="text/plain" data-kelisim="stat" src="${page.t('stat/a.js')}"></script>`,
    });
    const sheet = new page.window.CSSStyleSheet();
    sheet.replaceSync(':host{display:none!important}');
    page.banner!.adoptedStyleSheets = [...page.banner!.adoptedStyleSheets, sheet];
    assert.equal(sectionOf(page).getBoundingClientRect().height, 0);
    await quiet();
    assert.deepEqual(await page.requests(), []);
    assert.isNull(page.kelisim.inner.choice());
    page.kelisim.inner.setLanguage('kk');
    page.kelisim.open('banner');
    page.acceptAll();
    await until(() => page.ran.length === 1);
  });
});

describe('print', () => {
  it('leaves the banner out', async () => {
    const page = await GatePage.open({});
    const rules = page.banner!.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
    const print = rules.find((rule) => rule instanceof page.window.CSSMediaRule && rule.media.mediaText === 'print');
    assert.match(print!.cssText.replace(/\s/g, ''), /:host\{display:none!important;?\}/);
  });
});
