/**
 * Owns the first layer of the notice: who asks, for what, that data go abroad, three equal buttons, language switch, policy; and the launcher.
 * A plain element of a few nodes, no library, no innerHTML (Trusted Types). A region, not a dialog: the page stays usable, Escape decides nothing.
 * Leaves the words to core/notice-texts.ts, the look to core/banner-style.ts, what changed since an earlier choice to the client, deciding to
 * `window.kelisim`.
 */
import type { KelisimApi } from '../../core/api.ts';
import type { Language } from '../../core/language.ts';
import type { NoticeTexts, NoticeTextsByLanguage } from '../../core/notice-texts.ts';
import { putAttribute } from '../gate/held-elements.ts';
import type { Notice } from '../notice.ts';
import { guarded } from '../report.ts';
import { afterChange, site } from '../state.ts';

/** A language's name in itself, as Kazakhstan's sites shorten it; not translated, so not in locales/. */
const NAMES: Record<Language, string> = { kk: 'Қаз', ru: 'Рус', en: 'Eng' };

const MOST_MOUNTS = 9;

const { appendChild } = Node.prototype;

/** Natively: there is nothing to judge, and sixty calls through the gate would cost each first visit half a millisecond. */
function node(tag: string, attributes: Record<string, string>, children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  for (const name of Object.keys(attributes)) putAttribute(made, name, attributes[name]!);
  for (const child of children)
    appendChild.call(made, typeof child === 'string' ? document.createTextNode(child) : child);
  return made;
}

/** @param texts final words in each language of the site. */
export function createBanner(api: KelisimApi, warmUp: () => void, texts: NoticeTextsByLanguage, style: string): Notice {
  const { inner } = api;
  const { launcher } = site.config.ui || {};
  // An undefined custom element may have a shadow root: nothing to register, nothing to upgrade.
  const host = node('kelisim-banner', {}, []);
  const root = host.attachShadow({ mode: 'open' });
  /** One for good, redrawn inside: who is put into the top layer again comes above a dialog that was opened meanwhile. */
  const section = node('section', { tabindex: '-1', part: 'banner', popover: 'manual' }, []);
  let shownAt: number | null = null;
  let chosen = false;
  let mounts = 0;
  let failed: boolean | undefined;
  guarded(() => {
    // Before Firefox 101 and Safari 16.4: unstyled, at the start of the page, and it works.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
  });

  function button(label: string, action: string, act: (event: Event) => void): HTMLElement {
    const made = node('button', { 'data-kelisim-action': action, part: action }, [label]);
    made.addEventListener('click', (event) => guarded(() => act(event)));
    return made;
  }

  function decide(label: string, decision: 'accept-all' | 'reject-all'): HTMLElement {
    return button(label, decision, (event) => api.decide(decision, { surface: 'banner', event }));
  }

  function settings(label: string): HTMLElement {
    const made = button(label, 'settings', () => api.open());
    for (const intent of ['pointerenter', 'focus']) made.addEventListener(intent, warmUp, { once: true });
    return made;
  }

  function language(code: Language): HTMLElement {
    const made = button(NAMES[code], 'language', () => inner.setLanguage(code));
    made.setAttribute('aria-pressed', `${code === inner.language()}`);
    made.lang = code;
    return made;
  }

  function content({ h, g, t, a, r, l, p, u, f }: NoticeTexts): HTMLElement[] {
    return [
      node('div', {}, [
        node('span', {}, site.languages.map(language)),
        node('h2', {}, [h]),
        // The client says here what changed (client/again).
        ...(inner.again && !inner.choice() ? [node('p', { role: 'status', part: 'again' }, [g])] : []),
        ...t.map((text) => node('p', {}, [text])),
        ...(u ? [node('p', {}, [node('a', { href: u }, [p])])] : []),
        ...(failed ? [node('p', { role: 'alert' }, [f])] : []),
      ]),
      node('footer', {}, [decide(a, 'accept-all'), decide(r, 'reject-all'), settings(l)]),
    ];
  }

  /** Into the top layer: above every z-index of the page. Chrome 114, Firefox 125, Safari 17; before, its own z-index has to do. */
  function raise(): void {
    if (section.isConnected && section.showPopover) section.showPopover();
  }

  /**
   * Before the body: first for the keyboard, out of reach of what a page does to its body and of its selectors for the body's children. The head
   * script runs before there is a body. Who takes the banner away again and again has the last word.
   */
  function mount(): void {
    const { body } = document;
    if (!body || host.isConnected || mounts++ >= MOST_MOUNTS) return;
    document.documentElement.insertBefore(host, body);
    raise();
  }

  function controls(): HTMLElement[] {
    return [...root.querySelectorAll<HTMLElement>('a,button')];
  }

  function draw(): void {
    const focused = root.activeElement;
    const at = controls().indexOf(focused as HTMLElement);
    const words = texts[inner.language()]!;
    const shown = chosen ? settings(words.l) : section;
    shown.lang = inner.language();
    if (!chosen) {
      section.setAttribute('aria-label', words.h);
      section.textContent = '';
      section.append(...content(words));
    }
    if (root.firstChild !== shown) {
      root.textContent = '';
      if (!chosen || launcher !== false) root.appendChild(shown);
      raise();
    }
    host.toggleAttribute('launcher', chosen);
    mount();
    // Redrawn, the focus stays where it was; after a choice it goes to the launcher, which stands where the banner stood.
    const next = controls()[chosen ? 0 : at];
    if (focused && next) next.focus();
  }

  afterChange.push(mount);
  api.on('language', draw);
  return {
    show(focus, trouble) {
      chosen = false;
      failed = trouble;
      shownAt = shownAt || Date.now();
      draw();
      if (focus) section.focus();
    },
    chosen() {
      chosen = true;
      draw();
    },
    shownAt: () => shownAt,
  };
}
