/**
 * Owns answering Kelisim in a page: its buttons by their public hooks (`data-kelisim-action`, equal in every language), in open shadow roots.
 * Leaves to others: whether the choice was kept (visit.ts looks at the cookie).
 */
import type { Locator, Page } from 'playwright-core';
import type { CategoryId } from '../../core/category.ts';
import { type AboutToPress, type Answered, type Banner, press } from './banner.ts';

const OPENS_MS = 6_000;
/** The list of what was chosen is drawn from another file. */
const WITHDRAW_MS = 3_000;

export class KelisimBanner implements Banner {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async isShown(): Promise<boolean> {
    return this.#button('kelisim-banner:not([launcher])', 'accept-all').isVisible();
  }

  accept(now: AboutToPress): Promise<Answered> {
    return press(this.#page, this.#button('kelisim-banner', 'accept-all'), now);
  }

  reject(now: AboutToPress): Promise<Answered> {
    return press(this.#page, this.#button('kelisim-banner', 'reject-all'), now);
  }

  async only(category: CategoryId, now: AboutToPress): Promise<Answered> {
    const opened = await this.#openSettings();
    if (opened !== 'pressed') return opened;
    const switches = this.#page.locator('kelisim-settings input[name="category"]');
    for (const one of await switches.all()) {
      const isWanted = (await one.getAttribute('value')) === category;
      if ((await one.isChecked()) === isWanted) continue;
      const pressed = await press(this.#page, one);
      if (pressed !== 'pressed') return pressed;
    }
    return press(this.#page, this.#button('kelisim-settings', 'save'), now);
  }

  async withdraw(now: AboutToPress): Promise<Answered> {
    const opened = await this.#openSettings();
    if (opened !== 'pressed') return opened;
    const choices = this.#page.locator('kelisim-settings details#mine > summary');
    const withdraw = this.#button('kelisim-settings', 'withdraw');
    if ((await press(this.#page, choices)) === 'pressed') {
      try {
        await withdraw.waitFor({ state: 'visible', timeout: WITHDRAW_MS });
        return await press(this.#page, withdraw, now);
      } catch {
        // Its file did not come: refusing everything is the same choice.
      }
    }
    return press(this.#page, this.#button('kelisim-settings', 'reject-all'), now);
  }

  #button(host: string, action: string): Locator {
    return this.#page.locator(`${host} [data-kelisim-action="${action}"]`).first();
  }

  /** From the first layer or the launcher, else from a link of the page's own. */
  async #openSettings(): Promise<Answered> {
    const ways = [this.#button('kelisim-banner', 'settings'), this.#page.locator('[data-kelisim-open]').first()];
    for (const way of ways) {
      if (!(await way.isVisible())) continue;
      const pressed = await press(this.#page, way);
      if (pressed !== 'pressed') continue;
      try {
        await this.#page.locator('kelisim-settings dialog').waitFor({ state: 'visible', timeout: OPENS_MS });
        return 'pressed';
      } catch {
        return 'failed';
      }
    }
    return 'missing';
  }
}
