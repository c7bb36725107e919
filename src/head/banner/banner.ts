/**
 * Owns the first layer of the notice: who asks, for what, that data go abroad, three equal buttons, language switch, policy; and the launcher.
 * A plain element of a few nodes, no library, no innerHTML (Trusted Types). Leaves the words to core/notice-texts.ts, deciding to `window.kelisim`.
 */
import type { KelisimApi } from '../../core/api.ts';
import type { Language } from '../../core/language.ts';
import type { NoticeTexts, NoticeTextsByLanguage } from '../../core/notice-texts.ts';
import type { Notice } from '../notice.ts';
import { guarded } from '../report.ts';
import { afterChange, site } from '../state.ts';
import { BANNER_STYLE } from './banner-style.ts';

/** A language's name in itself, as Kazakhstan's sites shorten it; not translated, so not in locales/. */
const NAMES: Record<Language, string> = { kk: 'Қаз', ru: 'Рус', en: 'Eng' };

const MOST_MOUNTS = 9;

function node(tag: string, attributes: Record<string, string>, children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  for (const name of Object.keys(attributes)) made.setAttribute(name, attributes[name]!);
  made.append(...children);
  return made;
}

/** @param texts asked at each drawing: a config that comes later changes them. */
export function createBanner(api: KelisimApi, warmUp: () => void, texts: NoticeTextsByLanguage): Notice {
  const { layout, launcher } = site.config.ui || {};
  // An undefined custom element may have a shadow root: nothing to register, nothing to upgrade.
  const host = node('kelisim-banner', { layout: layout || '' }, []);
  const root = host.attachShadow({ mode: 'open' });
  let shownAt: number | null = null;
  let chosen = false;
  let mounts = 0;
  let failed: boolean | undefined;
  guarded(() => {
    // Before Firefox 101 and Safari 16.4: unstyled, at the end of the page, and it works.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(BANNER_STYLE);
    root.adoptedStyleSheets = [sheet];
  });

  function button(label: string, action: string, act: (event: Event) => void, pressed = false): HTMLElement {
    const made = node(
      'button',
      { 'data-kelisim-action': action, part: action, ...(pressed && { 'aria-pressed': 'true' }) },
      [label],
    );
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

  function drawBanner({ h, t, a, r, l, p, u, f }: NoticeTexts): HTMLElement {
    return node('section', { 'aria-label': h, tabindex: '-1', part: 'banner' }, [
      node(
        'div',
        {},
        site.languages.map((code) => {
          const made = button(
            NAMES[code],
            'language',
            () => api.inner.setLanguage(code),
            code === api.inner.language(),
          );
          made.lang = code;
          return made;
        }),
      ),
      node('h2', {}, [h]),
      ...t.map((text) => node('p', {}, [text])),
      ...(u ? [node('p', {}, [node('a', { href: u }, [p])])] : []),
      ...(failed ? [node('p', { role: 'alert' }, [f])] : []),
      node('div', { class: 'b' }, [decide(a, 'accept-all'), decide(r, 'reject-all'), settings(l)]),
    ]);
  }

  /** The head script runs before there is a body. Who takes the banner away again and again has the last word. */
  function mount(): void {
    if (document.body && !host.isConnected && mounts++ < MOST_MOUNTS) document.body.appendChild(host);
  }

  function draw(): void {
    const { activeElement } = root;
    const focused = activeElement && activeElement.textContent;
    const words = texts[api.inner.language()]!;
    const content = chosen ? settings(words.l) : drawBanner(words);
    while (root.firstChild) root.removeChild(root.firstChild);
    root.appendChild(content);
    content.lang = api.inner.language();
    host.toggleAttribute('launcher', chosen);
    host.hidden = chosen && launcher === false;
    mount();
    // Redrawn by its own language switch the focus stays where it was; after a choice it goes to the launcher.
    if (focused && chosen) content.focus();
    for (const item of content.querySelectorAll('button')) if (item.textContent === focused) item.focus();
  }

  afterChange.push(mount);
  api.on('language', draw);
  return {
    show(focus, trouble) {
      chosen = false;
      failed = trouble;
      shownAt = shownAt || Date.now();
      draw();
      if (focus) (root.firstChild as HTMLElement).focus();
    },
    chosen() {
      chosen = true;
      draw();
    },
    shownAt: () => shownAt,
  };
}
