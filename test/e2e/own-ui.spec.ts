/** Sites that draw their own notice on window.kelisim: the two examples that docs/own-ui.md shows, as their visitors use them. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { DiskCollector } from '../support/disk-collector.ts';
import { dayOf, formatChoice } from '../../src/core/choice-cookie.ts';
import { CHOICE_COOKIE_NAME } from '../../src/core/storage-keys.ts';
import { EXAMPLES, type Example, serveExample } from './example-site.ts';
import { expect, test as story } from './story.ts';

const ACCEPTED = {
  'google-analytics-4': [
    'www.googletagmanager.com/gtag/js?id=G-DEMO0002',
    'www.google-analytics.com/g/collect?en=page_view',
  ],
  'youtube-embed': ['www.youtube.com/embed/DEMO'],
};

class OwnNotice {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get banner(): Locator {
    return this.page.locator('#notice');
  }

  get settings(): Locator {
    return this.page.getByRole('dialog');
  }

  /** In the banner, in Kazakh as the page is. */
  press(name: string): Promise<void> {
    return this.banner.getByRole('button', { name }).click();
  }

  async openSettings(): Promise<void> {
    await this.page.locator('footer').getByRole('button').click();
    await expect(this.settings).toBeVisible();
  }

  switchOf(id: string): Locator {
    return this.settings.locator(`[role=switch][value="${id}"]`);
  }

  async isGone(): Promise<void> {
    await expect(this.banner).toBeHidden();
  }

  async isAccessible(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page }).exclude('iframe').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  }
}

const test = story.extend<{ open: (example: Example) => Promise<{ notice: OwnNotice; collector: DiskCollector }> }>({
  open: async ({ world, visitor }, use) => {
    const collectors: DiskCollector[] = [];
    await use(async (example) => {
      const collector = await serveExample(world, example);
      collectors.push(collector);
      await visitor.open(`https://example.kz/${example}/`);
      const notice = new OwnNotice(visitor.page);
      await expect(notice.banner).toBeVisible();
      return { notice, collector };
    });
    for (const collector of collectors) await collector.close();
  },
});

for (const example of EXAMPLES) {
  test(`On the ${example} example nothing arrives before the choice; accepted in its own banner everything comes, in every tab, and the record says that a person pressed a button of the page.`, async ({
    open,
    visitor,
    proof,
  }) => {
    const { notice, collector } = await open(example);
    const other = new OwnNotice((await visitor.openTab(`https://example.kz/${example}/`)).page);
    await expect(other.banner).toBeVisible();
    await proof.nothingArrives();
    await notice.isAccessible();

    await notice.page.bringToFront();
    await notice.press('Барлығын қабылдау');
    await notice.isGone();
    await other.isGone();
    await expect(notice.page.locator('footer button'), 'the focus goes on').toBeFocused();
    await expect.poll(() => proof.count('www.youtube.com/embed/DEMO'), 'the film of both tabs').toBe(2);
    await expect.poll(() => proof.count('www.google-analytics.com/g/collect?en=page_view'), 'both visits').toBe(2);
    await other.page.close();

    proof.clear();
    await visitor.reload();
    await visitor.readToTheEnd();
    await proof.quiet();
    proof.eachOnce(ACCEPTED);
    await notice.isGone();
    await expect.poll(() => collector.records()).toHaveLength(1);
    const record = { action: 'accept-all', surface: 'api', input: 'pointer', trusted: true, language: 'kk' };
    expect(collector.records()[0]).toMatchObject({ ...record, site: 'example' });
    expect(visitor.lines).toEqual([]);
    expect(visitor.exceptions).toEqual([]);
  });

  test(`On the ${example} example a refusal in Russian, by the keyboard, stays: nothing arrives then nor on the next page, and the record has the language.`, async ({
    open,
    visitor,
    proof,
  }) => {
    const { notice, collector } = await open(example);
    await notice.banner.getByRole('button', { name: 'Русский' }).click();
    await visitor.tabTo(notice.banner.getByRole('button', { name: 'Отклонить все' }));
    await visitor.page.keyboard.press('Enter');
    await notice.isGone();
    await visitor.reload();
    await visitor.readToTheEnd();
    await notice.isGone();
    await proof.nothingArrives();
    await expect.poll(() => collector.records()).toHaveLength(1);
    const record = { action: 'reject-all', surface: 'api', input: 'keyboard', trusted: true, language: 'ru' };
    expect(collector.records()[0]).toMatchObject(record);
  });

  test(`In the settings of the ${example} example services are named in the vendors' words and switched one by one; withdrawn there, nothing more arrives.`, async ({
    open,
    visitor,
    proof,
  }) => {
    const { notice, collector } = await open(example);
    await notice.openSettings();
    await expect(notice.settings).toContainText('Microsoft Clarity. ');
    await notice.isAccessible();
    await notice.switchOf('analytics').check();
    await expect(notice.switchOf('google-analytics-4')).toBeChecked();
    await expect(notice.switchOf('microsoft-clarity'), 'session replay waits for its own switch').not.toBeChecked();
    await notice.switchOf('youtube-embed').check();
    await notice.switchOf('google-analytics-4').uncheck();
    await notice.settings.getByRole('button', { name: 'Таңдауды сақтау' }).click();
    await notice.isGone();
    await visitor.readToTheEnd();
    await proof.quiet();
    proof.eachOnce({ 'youtube-embed': ACCEPTED['youtube-embed'] });
    await expect.poll(() => collector.records()).toHaveLength(1);
    expect(collector.records()[0]).toMatchObject({
      action: 'save',
      surface: 'api',
      decisions: { analytics: 'granted', functional: 'denied', advertising: 'denied' },
      services: { 'google-analytics-4': false, 'youtube-embed': true },
    });

    await notice.openSettings();
    await expect(notice.switchOf('youtube-embed')).toBeChecked();
    await notice.settings.getByRole('button', { name: 'Барлығынан бас тарту' }).click();
    await expect.poll(() => collector.records()).toHaveLength(2);
    proof.clear();
    await visitor.reload();
    await visitor.readToTheEnd();
    await proof.nothingArrives();
    await notice.isGone();
    expect(collector.records()[1]).toMatchObject({ action: 'reject-all', surface: 'api' });
    expect(visitor.exceptions).toEqual([]);
  });
}

test('The film of the React example is not in the page until it is granted, and goes when the consent is withdrawn, without a reload.', async ({
  open,
  visitor,
}) => {
  const { notice } = await open('react');
  const film = visitor.page.locator('iframe.film');
  await expect(film).toHaveCount(0);
  await notice.press('Барлығын қабылдау');
  await expect(film).toHaveCount(1);
  await visitor.page.evaluate(() => window.kelisim?.withdraw());
  await expect(film).toHaveCount(0);
});

test('A test that starts with a choice cookie, as docs/developers.md tells, gets what the cookie says, and makes no record.', async ({
  open,
  visitor,
  proof,
}) => {
  const { notice, collector } = await open('plain');
  await proof.nothingArrives();
  const scope = await visitor.page.evaluate(() => window.kelisim!.site.scope);
  const value = formatChoice({ day: dayOf(Date.now()), letters: 'a', services: {} }, scope);
  await visitor.page.context().addCookies([{ name: CHOICE_COOKIE_NAME, value, url: 'https://example.kz/' }]);
  await visitor.reload();
  await visitor.readToTheEnd();
  await proof.quiet();
  proof.eachOnce({ 'google-analytics-4': ACCEPTED['google-analytics-4'] });
  await notice.isGone();
  expect(collector.records()).toEqual([]);
});
