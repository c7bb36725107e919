import { assert } from '@esm-bundle/chai';
import { PlaceholderHarness } from '../../../src/client/ui/kelisim-placeholder/harness.ts';
import { FRAME, HeldPage } from './held-page.ts';
import { until } from './until.ts';

/** Ways in which frames get their size; each has one frame. */
const SHAPES: Readonly<Record<string, string>> = {
  'width and height as attributes, in a line of text': `<p>text <iframe width="301" height="151" ${FRAME}></iframe> text</p>`,
  'a 16:9 wrapper with the frame laid into it': `<div style="position:relative;padding-bottom:56.25%;height:0"><iframe style="position:absolute;inset:0;width:100%;height:100%;border:0" ${FRAME}></iframe></div>`,
  'aspect-ratio and a percentage': `<iframe style="display:block;width:73.3%;height:auto;aspect-ratio:16/9;margin:7px auto" ${FRAME}></iframe>`,
  'a flex row that is aligned to its end': `<div style="display:flex;justify-content:flex-end;align-items:center;gap:9px;height:240px"><b>text</b><iframe style="flex:0 1 210px;height:170px" ${FRAME}></iframe><i>more</i></div>`,
  'a grid cell': `<div style="display:grid;grid-template-columns:1fr 2fr;grid-template-rows:190px"><i>text</i><iframe style="width:100%;height:100%" ${FRAME}></iframe></div>`,
  'a float with margins': `<iframe style="float:right;width:45%;height:140px;margin:11px 0 5px 13px" ${FRAME}></iframe><p>text</p>`,
  'centred in a container that the frame does not fill': `<div style="display:grid;place-items:center;height:300px"><iframe width="250" height="140" ${FRAME}></iframe></div>`,
  'from right to left': `<div dir="rtl" lang="ar">نص <iframe width="260" height="140" ${FRAME}></iframe></div>`,
  'a scaled parent': `<div style="transform:scale(.75);transform-origin:0 0"><iframe width="280" height="180" ${FRAME}></iframe></div>`,
  'an ancestor that clips and is laid over': `<div style="position:relative;z-index:3;overflow:hidden;border-radius:20px;height:180px"><iframe style="position:relative;z-index:5;width:100%;height:100%" ${FRAME}></iframe></div>`,
  'rules of the page for everything in the same parent': `<style>.all > * { margin: 20px; padding: 9px; float: left; display: block; transform: rotate(3deg); } .all > iframe { transform: none; padding: 0; }</style><div class="all"><iframe width="240" height="150" ${FRAME}></iframe></div>`,
};

function distance(target: Element, { box }: PlaceholderHarness): number {
  const own = target.getBoundingClientRect();
  const rect = box.getBoundingClientRect();
  const edges = [rect.left - own.left, rect.top - own.top, rect.right - own.right, rect.bottom - own.bottom];
  return Math.max(...edges.map(Math.abs));
}

/** Where everything of the page is, but for our own. */
function boxes(page: HeldPage): string {
  const all = [page.area, ...page.area.querySelectorAll('*:not(kelisim-placeholder)')];
  return JSON.stringify(all.map((element) => element.getBoundingClientRect()));
}

describe('placeholders, places', () => {
  let page: HeldPage;
  afterEach(() => page.end());

  for (const [title, html] of Object.entries(SHAPES)) {
    it(`lie exactly over the frame and move nothing: ${title}`, async () => {
      page = new HeldPage();
      const bare = new HeldPage();
      await bare.add(html.replaceAll('data-kelisim-src', 'data-other'));
      assert.equal(PlaceholderHarness.all().length, 0, 'the control has none');
      const before = boxes(bare);
      bare.end();

      await page.add(html);
      const placeholder = await page.placeholder();
      const frame = page.one('iframe');
      assert.isAtMost(distance(frame, placeholder), 0.6);
      assert.equal(boxes(page), before);
      const { width, height } = frame.getBoundingClientRect();
      frame.scrollIntoView();
      const hit = document.elementFromPoint(
        frame.getBoundingClientRect().left + width / 2,
        frame.getBoundingClientRect().top + height / 2,
      );
      assert.isTrue(hit === placeholder.element, 'it is on top');

      page.area.style.width = '500px';
      await placeholder.settled();
      assert.isAtMost(distance(frame, placeholder), 0.6, 'the page became narrow');
      page.area.style.width = '';
    });
  }

  it('follow a frame in a scroller that is no containing block, and one that is fixed to the window', async () => {
    page = new HeldPage();
    await page.add(
      `<div id="scroller" style="overflow:auto;height:200px"><p style="height:150px"></p><iframe width="250" height="150" ${FRAME}></iframe><p style="height:400px"></p></div>`,
    );
    const placeholder = await page.placeholder();
    page.one('#scroller').scrollTo(0, 120);
    await until(() => distance(page.one('iframe'), placeholder) < 1);
    await page.add(
      `<iframe id="fixed" style="position:fixed;right:20px;bottom:20px" width="250" height="150" ${FRAME}></iframe>`,
    );
    const second = PlaceholderHarness.all().find(({ element }) => element.previousElementSibling?.id === 'fixed')!;
    await second.settled();
    assert.isAtMost(distance(page.one('#fixed'), second), 1);
    assert.equal(getComputedStyle(second.box).position, 'fixed');
  });

  it('are there for players and objects too, and for a container, inside of it', async () => {
    page = new HeldPage();
    // An object without data is an empty line in Firefox, unless the page says otherwise.
    await page.add(
      `<video width="300" height="170"><source data-kelisim-src="https://chat.example.de/film.mp4"></video>
       <object style="display:inline-block" width="300" height="170" data-kelisim-data="https://chat.example.de/film"></object>
       <div id="widget" data-kelisim-placeholder="chat" style="min-height:220px"><iframe width="200" height="100" ${FRAME}></iframe></div>`,
    );
    const all = PlaceholderHarness.all();
    await all[0]!.settled();
    assert.deepEqual(
      all.map(({ element }) => element.previousElementSibling?.localName),
      ['video', 'object', 'iframe'],
    );
    assert.isTrue(all[2]!.element.parentElement === page.one('#widget'));
    for (const [i, target] of ['video', 'object', '#widget'].entries())
      assert.isAtMost(distance(page.one(target), all[i]!), 0.6, target);
  });

  it('a container without a height gets one that has room for the words', async () => {
    page = new HeldPage();
    await page.add('<div data-kelisim-placeholder="chat"></div>');
    const placeholder = await page.placeholder();
    assert.isAtLeast(placeholder.box.getBoundingClientRect().height, 200);
    assert.isAtLeast(page.one('[data-kelisim-placeholder]').offsetHeight, 200);
  });

  it('are away while the frame is hidden, come back with it, and go with it for good', async () => {
    page = new HeldPage();
    await page.add(`<div><iframe width="300" height="200" ${FRAME}></iframe></div>`);
    const placeholder = await page.placeholder();
    page.one('div').style.display = 'none';
    await placeholder.settled();
    assert.equal(placeholder.box.getBoundingClientRect().height, 0);
    page.one('div').style.display = '';
    await placeholder.settled();
    assert.isAtMost(distance(page.one('iframe'), placeholder), 0.6);
    page.one('iframe').remove();
    await until(() => PlaceholderHarness.all().length === 0);
  });

  it('text is text: names, titles with markup, bidi controls and 10 000 characters stay in the box, and the buttons work', async () => {
    const long = `<img src=x onerror=alert(1)>\u202e${'ұзын'.repeat(2500)}`;
    page = new HeldPage();
    const frame = document.createElement('iframe');
    frame.title = long;
    frame.width = '320';
    frame.height = '200';
    frame.dataset['kelisim'] = 'chat';
    frame.setAttribute('data-kelisim-src', 'https://chat.example.de/box');
    page.area.append(frame);
    await page.add('');
    const placeholder = await page.placeholder();
    assert.equal(placeholder.title.textContent, long);
    assert.isNull(placeholder.box.querySelector('img'));
    assert.isAtMost(distance(frame, placeholder), 0.6);
    assert.isAtMost(placeholder.box.scrollWidth, placeholder.box.clientWidth);
    placeholder.button('always-allow').click();
    assert.equal(page.api.decided.length, 1);
  });

  it('wear the theme of the page, and nothing the page says of all its elements', async () => {
    const sheet = document.createElement('style');
    sheet.textContent =
      ':root { --kelisim-bg: rgb(1, 2, 3); --kelisim-radius: 3px } * { all: unset !important; display: inline !important; opacity: .1 !important } button { display: none !important }';
    page = new HeldPage();
    await page.add(`<div><iframe width="300" height="200" ${FRAME}></iframe></div>`);
    const placeholder = await page.placeholder();
    document.head.append(sheet);
    try {
      assert.equal(getComputedStyle(placeholder.box).backgroundColor, 'rgb(1, 2, 3)');
      assert.equal(getComputedStyle(placeholder.element).display, 'contents');
      assert.notEqual(getComputedStyle(placeholder.button('load-once')).display, 'none');
      assert.equal(getComputedStyle(placeholder.button('load-once')).borderTopLeftRadius, '3px');
    } finally {
      sheet.remove();
    }
  });
});
