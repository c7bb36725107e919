/**
 * Owns answering a banner that is not Kelisim's: by the owner's selectors, else by the words on its buttons, in the page, its shadow roots and
 * its frames of the same origin. Never a button that submits a form, never a link that leads elsewhere.
 * Leaves to others: the words (banner-words.ts).
 */
import type { Frame, Locator, Page } from 'playwright-core';
import type { BannerHandles } from '../audit-options.ts';
import { type AboutToPress, type Answered, type Banner, press } from './banner.ts';
import { type BannerAct, rankOf, speaksOfConsent } from './banner-words.ts';
import { inTime } from './in-time.ts';

const ASK_MS = 2_000;
const BUTTONS = 'button, [role="button"], input[type="button"], a';
/** A page with more has no banner among them that a visitor would find. */
const BUTTONS_MAX = 400;

interface SeenButton {
  readonly index: number;
  readonly label: string;
  readonly around: string;
}

/** Runs in the page on what the selector found: must stand alone. */
function seeButtons(elements: Element[], max: number): SeenButton[] {
  const seen: SeenButton[] = [];
  for (const [index, element] of elements.slice(0, max).entries()) {
    const button = element as HTMLElement & {
      form?: HTMLFormElement | null;
      type?: string;
      href?: string;
      value?: string;
    };
    const box = button.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    if (button.form && button.type === 'submit') continue;
    const leads = button.localName === 'a' && !/^(?:#|javascript:|$)/i.test(button.getAttribute('href') || '');
    if (leads) continue;
    const label = (button.innerText || button.value || button.getAttribute('aria-label') || '').trim();
    if (label === '' || label.length > 60) continue;
    let around = '';
    let up: Node | null = button;
    for (let step = 0; up && step < 8 && around.length < 2_000; step++) {
      if (up instanceof HTMLElement && up !== document.body && up.innerText.length > around.length)
        around = up.innerText;
      const parent: Node | null = up.parentNode;
      // A host shows none of its root's text as its own.
      if (parent instanceof ShadowRoot) around += ` ${parent.textContent ?? ''}`;
      up = parent instanceof ShadowRoot ? parent.host : parent;
      if (up === document.body) break;
    }
    seen.push({ index, label, around: around.slice(0, 3_000) });
  }
  return seen;
}

export class OtherBanner implements Banner {
  readonly #page: Page;
  readonly #handles: BannerHandles;

  constructor(page: Page, handles: BannerHandles = {}) {
    this.#page = page;
    this.#handles = handles;
  }

  async isShown(): Promise<boolean> {
    return (await this.#button('accept')) !== null || (await this.#button('reject')) !== null;
  }

  accept(now: AboutToPress): Promise<Answered> {
    return this.#press('accept', now);
  }

  reject(now: AboutToPress): Promise<Answered> {
    return this.#press('reject', now);
  }

  /** Which switch is whose is not to be known. */
  async only(): Promise<Answered> {
    return 'missing';
  }

  async withdraw(now: AboutToPress): Promise<Answered> {
    const { withdraw } = this.#handles;
    if (withdraw) {
      let answered: Answered = 'missing';
      for (const [i, selector] of withdraw.entries()) {
        const isLast = i === withdraw.length - 1;
        answered = await press(this.#page, this.#page.locator(selector).first(), isLast ? now : undefined);
        if (answered !== 'pressed') return answered;
      }
      return answered;
    }
    if (await this.#button('withdraw')) return this.#press('withdraw', now);
    const opened = await this.#press('settings', () => {});
    if (opened !== 'pressed') return opened;
    return (await this.#button('withdraw')) ? this.#press('withdraw', now) : this.#press('reject', now);
  }

  async #press(act: BannerAct, now: AboutToPress): Promise<Answered> {
    const button = await this.#button(act);
    return button ? press(this.#page, button, now) : 'missing';
  }

  async #button(act: BannerAct): Promise<Locator | null> {
    const selector = act === 'accept' || act === 'reject' ? this.#handles[act] : undefined;
    if (selector !== undefined) {
      const given = this.#page.locator(selector).first();
      return (await inTime(given.isVisible(), ASK_MS, false)) ? given : null;
    }
    for (const frame of this.#frames()) {
      const found = await this.#byWords(frame, act);
      if (found) return found;
    }
    return null;
  }

  async #byWords(frame: Frame, act: BannerAct): Promise<Locator | null> {
    const all = frame.locator(BUTTONS);
    const seen = await inTime(all.evaluateAll(seeButtons, BUTTONS_MAX), ASK_MS, []);
    const fitting = seen
      .map(({ index, label, around }) => ({
        index,
        rank: rankOf(act, label),
        fits: speaksOfConsent(`${label} ${around}`),
      }))
      .filter((item): item is typeof item & { rank: number } => item.rank !== null && item.fits)
      .sort((a, b) => a.rank - b.rank);
    for (const { index } of fitting) {
      const button = all.nth(index);
      if (await inTime(button.isVisible(), ASK_MS, false)) return button;
    }
    return null;
  }

  #frames(): Frame[] {
    const main = this.#page.mainFrame();
    const origin = URL.parse(main.url())?.origin;
    return this.#page.frames().filter((frame) => frame === main || URL.parse(frame.url())?.origin === origin);
  }
}
