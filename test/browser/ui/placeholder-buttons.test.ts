import { assert } from '@esm-bundle/chai';
import { PlaceholderHarness } from '../../../src/client/ui/kelisim-placeholder/harness.ts';
import type { Choice } from '../../../src/core/choice.ts';
import { FRAME, HeldPage } from './held-page.ts';
import { until } from './until.ts';

const FILM = `<iframe id="film" width="400" height="300" ${FRAME}></iframe>`;
const ADDRESS = 'https://chat.example.de/box';

function chose(letters: string, services: Record<string, boolean> = {}): Choice {
  return { day: 20_000, letters, services };
}

describe('placeholders, buttons', () => {
  let page: HeldPage;
  afterEach(() => page.end());

  it('load once: the address is written while its service is open, once; a record, no choice; the focus is in the frame', async () => {
    page = new HeldPage();
    await page.add(FILM);
    const placeholder = await page.placeholder();
    const film = page.one<HTMLIFrameElement>('#film');
    assert.isTrue(film.inert, 'an empty frame is no stop of the Tab key');
    let openThen: unknown;
    const native = film.setAttribute.bind(film);
    // What the head's gate does with an address that may go.
    film.setAttribute = (name: string, value: string) => {
      if (name === 'src') {
        openThen = page.api.has('chat');
        film.removeAttribute('data-kelisim-src');
        native('data-written', value);
      } else native(name, value);
    };
    placeholder.button('load-once').focus();
    placeholder.button('load-once').click();
    assert.isTrue(openThen);
    assert.equal(film.getAttribute('data-written'), ADDRESS);
    assert.isFalse(page.api.has('chat'), 'closed again');
    assert.deepEqual(page.api.inner.once, { chat: false });
    assert.deepEqual(page.api.decided, []);
    assert.equal(page.recorded.length, 1);
    const { decided, action, by } = page.recorded[0]!;
    assert.deepEqual({ ...decided, day: 0 }, { day: 0, letters: '', services: { chat: true } });
    assert.equal(action, 'load-once');
    assert.equal(by.surface, 'placeholder');
    assert.isFalse(by.event!.isTrusted);
    assert.equal(PlaceholderHarness.all().length, 0);
    assert.isFalse(film.inert);
    assert.isTrue(document.activeElement === film);
  });

  it('load once of a container opens its whole service and gives the focus to it', async () => {
    page = new HeldPage();
    await page.add('<div id="chat" data-kelisim-placeholder="chat" style="height:300px"></div>');
    const placeholder = await page.placeholder();
    placeholder.button('load-once').focus();
    placeholder.button('load-once').click();
    assert.deepEqual(page.api.inner.once, { chat: true });
    assert.equal(PlaceholderHarness.all().length, 0);
    assert.isTrue(document.activeElement === page.one('#chat'));
    page.one('#chat').blur();
    assert.isFalse(page.one('#chat').hasAttribute('tabindex'), 'the page has its element back as it was');
  });

  it('a container whose widget came is not covered again on this page', async () => {
    page = new HeldPage();
    await page.add('<div data-kelisim-placeholder="chat" style="height:300px"></div>');
    await page.placeholder();
    page.grant('chat');
    assert.equal(PlaceholderHarness.all().length, 0);
    page.grant();
    assert.equal(PlaceholderHarness.all().length, 0);
  });

  it('always allow before a choice: this service alone; the words say so', async () => {
    page = new HeldPage({ language: 'ru' });
    await page.add(FILM);
    const placeholder = await page.placeholder();
    assert.include(placeholder.text, 'только для Chat; всё остальное остаётся отклонённым');
    placeholder.button('always-allow').click();
    const [{ decision, by }] = page.api.decided as unknown as [{ decision: object; by: { surface: string } }];
    assert.deepEqual(decision, {
      categories: { necessary: false, functional: false, analytics: false, advertising: false, 'personal-ads': false },
      services: { chat: true },
    });
    assert.equal(by.surface, 'placeholder');
  });

  it('always allow beside a choice: that choice and this service; the words say so', async () => {
    page = new HeldPage({ language: 'ru', choice: chose('ab', { pixel: true, counter: false }) });
    await page.add(FILM);
    const placeholder = await page.placeholder();
    assert.include(placeholder.text, 'остальной выбор не меняется');
    placeholder.button('always-allow').click();
    assert.deepEqual(page.api.decided[0]!.decision, {
      categories: { necessary: false, functional: false, analytics: true, advertising: false, 'personal-ads': true },
      services: { pixel: true, counter: false, chat: true },
    });
  });

  it('a frame marked with a category needs the category, and the words name it; its own host when nobody knows it', async () => {
    page = new HeldPage({ language: 'ru' });
    await page.add(
      '<iframe id="own" width="400" height="300" data-kelisim="personal-ads" data-kelisim-src="https://box.nobody.example/x?secret"></iframe>',
    );
    const placeholder = await page.placeholder();
    assert.equal(placeholder.label, 'box.nobody.example: не загружается без вашего согласия');
    assert.include(placeholder.text, 'для категории «Персонализированная реклама»');
    assert.notInclude(placeholder.text, 'secret');
    placeholder.button('load-once').click();
    assert.deepEqual({ ...page.recorded[0]!.decided, day: 0 }, { day: 0, letters: 'b', services: {} });
    assert.equal(page.one('#own').dataset['kelisim'], 'personal-ads', 'the mark is back');
    placeholder.button('always-allow').click();
    assert.include((page.api.decided[0]!.decision as { categories: object }).categories, { 'personal-ads': true });
  });

  it('at levels fence and header there is no load once, since the browser refuses too', async () => {
    page = new HeldPage({ language: 'en', fenced: true });
    await page.add(FILM);
    const placeholder = await page.placeholder();
    assert.isFalse(placeholder.has('load-once'));
    assert.isTrue(placeholder.has('always-allow'));
    assert.include(placeholder.text, 'The page is loaded anew');
  });

  it('go when the head lets the frame go, and no focus is taken from anybody', async () => {
    page = new HeldPage();
    await page.add(`<button>other</button>${FILM}`);
    await page.placeholder();
    page.one('button').focus();
    page.release(page.one('#film'));
    assert.equal(PlaceholderHarness.all().length, 0);
    assert.isTrue(document.activeElement === page.one('button'));
  });

  it('nothing is drawn for what a choice could not open, and for what waits for the next page', async () => {
    page = new HeldPage({ choice: chose('f') });
    await page.add(`${FILM}<div data-kelisim-placeholder="unknown" style="height:200px"></div>
      <div data-kelisim-placeholder="gtm" style="height:200px"></div>
      <iframe width="400" height="300" data-kelisim="nothing" data-kelisim-src="https://box.nobody.example/"></iframe>
      <iframe width="400" height="300" data-kelisim-src="https://box.nobody.example/"></iframe>`);
    assert.equal(PlaceholderHarness.all().length, 0);
  });

  it('a press in a link does not follow the link', async () => {
    page = new HeldPage();
    await page.add(`<a href="#followed">${FILM}</a>`);
    const placeholder = await page.placeholder();
    placeholder.button('settings').click();
    await until(() => page.opened === 1);
    assert.notEqual(location.hash, '#followed');
  });
});
