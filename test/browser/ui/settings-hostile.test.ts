/** The settings in pages that reset everything, make everything inert, open dialogs of their own, and texts that nobody expected. */
import { assert } from '@esm-bundle/chai';
import type { SiteConfig } from '../../../src/core/config.ts';
import type { SiteData } from '../../../src/core/site-data.ts';
import type { SettingsHarness } from '../../../src/client/ui/kelisim-settings/harness.ts';
import { fakeApi } from './fake-api.ts';
import { CONFIG, SITE_DATA } from './fake-site.ts';
import { openHarness, removeSettings } from './open-harness.ts';
import { sampleLog } from './sample-log.ts';

const LONG = 'Ұзақсөз'.repeat(1429);
/** Right-to-left override without an end, and a tag that is text. */
const ODD = '\u202eдегі <b onclick="x()">қалың</b>';

function pageStyle(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
  return sheet;
}

/** What a visitor sees of the dialog, as far as a computed style tells. */
function looks({ dialog, element }: SettingsHarness): Record<string, string> {
  const button = element.shadowRoot!.querySelector('footer button')!;
  const { position, display, fontSize, fontFamily, color, letterSpacing, textTransform, visibility, direction } =
    getComputedStyle(dialog);
  const { height, width } = dialog.getBoundingClientRect();
  const pressed = getComputedStyle(button);
  return {
    position,
    display,
    fontSize,
    fontFamily,
    color,
    letterSpacing,
    textTransform,
    visibility,
    direction,
    // The page's scrollbar takes its part of it.
    fills: `${height > innerHeight * 0.8}`,
    width: `${Math.round(width)}`,
    buttonHeight: `${Math.round(button.getBoundingClientRect().height)}`,
    buttonBackground: pressed.backgroundColor,
    buttonFont: pressed.fontSize,
  };
}

function siteWith(text: string): SiteData {
  const both = { kk: text, ru: text };
  const config: SiteConfig = {
    ...CONFIG,
    operators: [{ name: both, address: both, email: 'ok@proba.kz', phone: text, withdrawal: [both] }],
    about: { cookies: both, publicSources: both, group: both, deadlines: [both], humanReview: { text: both } },
    categories: [{ id: 'personal-ads', parent: 'advertising', name: both, purpose: both }],
    services: CONFIG.services.map((service) =>
      service.id === 'chat'
        ? { ...service, name: text, purpose: both, provider: { name: text, country: 'DE' } }
        : service,
    ),
  };
  return { ...SITE_DATA, config };
}

describe('settings in a hostile page', function (this: { timeout(ms: number): void }) {
  // Everything is opened in most of them; three engines share a slow machine.
  this.timeout(15_000);

  let sheet: CSSStyleSheet | undefined;
  const inserted: Element[] = [];
  afterEach(() => {
    removeSettings();
    for (const element of inserted.splice(0)) element.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((item) => item !== sheet);
  });

  for (const [name, css] of Object.entries({
    'resets every element': '* { all: unset }',
    'resets every element importantly': '* { all: unset !important }',
    'shrinks the root font': 'html { font-size: 62.5% } body { font: 8px/1 serif }',
    'writes from right to left in capitals': 'html { direction: rtl; text-transform: uppercase; letter-spacing: 4px }',
    'hides what it does not know': 'body > * { display: none; visibility: hidden; opacity: 0; transform: scale(0) }',
    'hides it by name': 'kelisim-settings { display: none !important; visibility: hidden !important }',
    'styles tags': 'dialog, button, input, details, h2, p { display: none !important; color: red !important }',
  })) {
    it(`look the same in a page that ${name}`, async () => {
      let settings = await openHarness(fakeApi());
      const before = looks(settings);
      settings.closeButton.click();
      sheet = pageStyle(css);
      settings = await openHarness(fakeApi());
      assert.equal(JSON.stringify(looks(settings), null, 1), JSON.stringify(before, null, 1));
    });
  }

  it('lie above the highest z-index, and are what a click in the middle of a button meets', async () => {
    const wall = document.createElement('div');
    wall.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:#fff';
    document.body.append(wall);
    inserted.push(wall);
    const settings = await openHarness(fakeApi());
    const { left, top, width, height } = settings.action('reject-all').getBoundingClientRect();
    assert.isTrue(document.elementFromPoint(left + width / 2, top + height / 2) === settings.element);
  });

  it('work beside a dialog of the page that is open modally, and give the focus back into it', async () => {
    const dialog = document.createElement('dialog');
    const opener = document.createElement('button');
    dialog.append(opener);
    document.body.append(dialog);
    inserted.push(dialog);
    dialog.showModal();
    opener.focus();
    const api = fakeApi();
    const settings = await openHarness(api);
    assert.isTrue(settings.dialog.matches(':modal'));
    assert.equal(settings.focused?.id, 'title');
    settings.action('reject-all').focus();
    assert.isTrue(settings.focused === settings.action('reject-all'));
    settings.action('reject-all').click();
    assert.equal(api.decided.length, 1);
    assert.isTrue(document.activeElement === opener);
  });

  it('work when the page makes all children of body inert, their own element too', async () => {
    const settings = await openHarness(fakeApi());
    for (const child of document.body.children) child.toggleAttribute('inert', true);
    try {
      // A modal dialog escapes the inertness of what is around it (HTML §6.3.1).
      settings.action('save').focus();
      assert.isTrue(settings.focused === settings.action('save'));
      const { left, top, width, height } = settings.action('save').getBoundingClientRect();
      assert.isTrue(document.elementFromPoint(left + width / 2, top + height / 2) === settings.element);
    } finally {
      for (const child of document.body.children) child.toggleAttribute('inert', false);
    }
  });

  it('stay inside the screen with words of 10 000 letters, every part opened, and keep the buttons in reach', async () => {
    const settings = await openHarness(fakeApi(), siteWith(LONG), sampleLog());
    await settings.expandAll();
    const { width, height, right, bottom } = settings.dialog.getBoundingClientRect();
    assert.isAtMost(right, innerWidth);
    assert.isAtMost(bottom, innerHeight);
    assert.isAtMost(settings.dialog.scrollWidth, Math.ceil(width));
    for (const part of settings.dialog.querySelectorAll('.body, section, dd, summary'))
      assert.isAtMost(part.scrollWidth, part.clientWidth + 1, part.className || part.localName);
    const button = settings.action('reject-all').getBoundingClientRect();
    assert.isAtMost(button.bottom, settings.dialog.getBoundingClientRect().top + height);
    assert.isAbove(button.height, 40);
  });

  it('show markup as text, and let direction marks move nothing beside them', async () => {
    const settings = await openHarness(fakeApi(), siteWith(ODD), sampleLog());
    await settings.expandAll();
    assert.isNull(settings.dialog.querySelector('b'));
    // Firefox leaves the marks out of innerText.
    assert.include(settings.text, ODD.slice(1));
    const holders = [...settings.dialog.querySelectorAll('bdi')].filter((item) => item.textContent === ODD);
    assert.isAbove(holders.length, 8);
    for (const holder of holders) assert.equal(getComputedStyle(holder).unicodeBidi, 'isolate');
    // Not one text of the owner's outside such an element.
    for (const element of settings.dialog.querySelectorAll('*')) {
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      if (own.some((node) => node.nodeValue?.includes(ODD)))
        assert.include(['bdi', 'a'], element.localName, element.outerHTML.slice(0, 80));
    }
  });

  it('name the language of every text that is in another one', async () => {
    const settings = await openHarness(fakeApi({ language: 'en' }), SITE_DATA, sampleLog());
    await settings.expandAll();
    // Marked or in an element that is: Cyrillic words in the English dialog, beside the language switch.
    for (const element of settings.dialog.querySelectorAll('*')) {
      const cyrillic = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && /\p{Script=Cyrillic}/u.test(node.nodeValue ?? ''),
      );
      if (cyrillic) assert.include(['ru', 'kk'], element.closest('[lang]')?.getAttribute('lang'), element.outerHTML);
    }
    const kazakh = await openHarness(fakeApi({ language: 'kk' }));
    kazakh.closeButton.click();
    const again = await openHarness(fakeApi({ language: 'kk' }));
    await again.expandAll();
    const names = [...again.dialog.querySelectorAll('bdi')].filter((item) => item.textContent === 'Counter Ltd');
    assert.isNotEmpty(names);
    for (const name of names) assert.equal(name.lang, 'en');
  });
});
