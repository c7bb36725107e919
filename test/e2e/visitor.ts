/**
 * Owns how a visitor uses a page with Kelisim: real clicks and keys on the buttons that are there, in the visitor's words.
 * Leaves to others: what reaches the server meanwhile (proof.ts).
 */
import { expect, type Locator, type Page } from '@playwright/test';

/** A visitor who has not found it after this many stops would have given up. */
const MOST_TABS = 120;

export class Visitor {
  readonly page: Page;
  /** Kelisim's own lines on the console. */
  readonly lines: string[] = [];
  /** Exceptions that reached the page. */
  readonly exceptions: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => void this.exceptions.push(String(error)));
    page.on('console', (message) => {
      if (message.text().startsWith('kelisim:')) this.lines.push(`${message.type()} ${message.text()}`);
    });
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  /** The same browser, one tab more. */
  async openTab(url: string): Promise<Visitor> {
    const other = new Visitor(await this.page.context().newPage());
    await other.open(url);
    return other;
  }

  get banner(): Locator {
    return this.page.locator('kelisim-banner section');
  }

  get launcher(): Locator {
    return this.page.locator('kelisim-banner[launcher] button');
  }

  get settings(): Locator {
    return this.page.locator('kelisim-settings dialog');
  }

  /** A button of the banner: accept-all, reject-all, settings. */
  bannerButton(action: string): Locator {
    return this.banner.locator(`[data-kelisim-action="${action}"]`);
  }

  /** A button of the settings: accept-all, reject-all, save, close. */
  settingsButton(action: string): Locator {
    return this.settings.locator(`[data-kelisim-action="${action}"]`);
  }

  /** The placeholder of a service, by its name. */
  placeholder(name: string): Locator {
    return this.page.locator('kelisim-placeholder section').filter({ has: this.page.getByText(`${name}: `) });
  }

  /** A button of it: load-once, always-allow, settings. */
  placeholderButton(name: string, action: string): Locator {
    return this.placeholder(name).locator(`[data-kelisim-action="${action}"]`);
  }

  /** The switch of a category or a service. */
  switchOf(id: string): Locator {
    return this.settings.locator(`input[value="${id}"]`);
  }

  async acceptAll(): Promise<void> {
    await this.bannerButton('accept-all').click();
  }

  async rejectAll(): Promise<void> {
    await this.bannerButton('reject-all').click();
  }

  /** From the banner, or from the launcher once a choice was made. */
  async openSettings(): Promise<void> {
    await this.page.locator('kelisim-banner [data-kelisim-action="settings"]').click();
    await expect(this.settings).toBeVisible();
  }

  /** Shows the services of every category: their switches are drawn then. */
  async showServices(): Promise<void> {
    const closed = this.settings.locator('[part=category] > details:not([open]) > summary');
    for (let left = await closed.count(); left > 0; left--) await closed.first().click();
  }

  async switchOn(...ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.switchOf(id).check();
  }

  async save(): Promise<void> {
    await this.settingsButton('save').click();
    await expect(this.settings).toBeHidden();
  }

  async rejectInSettings(): Promise<void> {
    await this.settingsButton('reject-all').click();
    await expect(this.settings).toBeHidden();
  }

  /** Presses Tab until the focus is there. */
  async tabTo(target: Locator): Promise<void> {
    for (let i = 0; i < MOST_TABS; i++) {
      await this.page.keyboard.press('Tab');
      if (await target.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element)) return;
    }
    throw new Error('The Tab key never reached it.');
  }

  /** Goes to the end of the page: what loads when it comes into view loads. */
  async readToTheEnd(): Promise<void> {
    await this.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  }

  /** Leaves for an empty page: what a page sends when it is left is sent. */
  async leave(): Promise<void> {
    await this.page.goto('about:blank');
  }

  /** Clears what the browser keeps of the sites: whoever comes next has never been here. */
  async forget(): Promise<void> {
    await this.page.context().clearCookies();
    if (this.page.url().startsWith('http')) await this.page.evaluate(() => localStorage.clear());
  }

  /** The choice cookie's value, '' without one. */
  async choiceCookie(): Promise<string> {
    const cookies = await this.page.context().cookies();
    return cookies.find((cookie) => cookie.name === 'kelisim')?.value ?? '';
  }

  async isUndecided(): Promise<void> {
    await expect(this.banner).toBeVisible();
    expect(await this.choiceCookie()).toBe('');
  }

  /** The banner is gone and the launcher stands in its place. */
  async hasDecided(): Promise<void> {
    await expect(this.launcher).toBeVisible();
    await expect(this.banner).toHaveCount(0);
  }
}
