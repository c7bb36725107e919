/** Kazakh, Russian, English: the page decides, the visitor switches, and nothing that was set is lost. */
import { expect, test } from './story.ts';

test('A Russian page shows the notice in Russian, a Kazakh page in Kazakh, and both say that data go abroad.', async ({
  serve,
  visitor,
}) => {
  serve('jetfin');
  await visitor.open('https://jetfin.kz/');
  await expect(visitor.banner).toHaveAttribute('lang', 'ru');
  await expect(visitor.bannerButton('accept-all')).toHaveText('Принять все');
  await expect(visitor.bannerButton('reject-all')).toHaveText('Отклонить все');
  await expect(visitor.banner).toContainText('трансграничная передача');
  await visitor.open('https://jetfin.kz/kk/');
  await expect(visitor.banner).toHaveAttribute('lang', 'kk');
  await expect(visitor.bannerButton('accept-all')).toHaveText('Барлығын қабылдау');
  await expect(visitor.bannerButton('reject-all')).toHaveText('Барлығынан бас тарту');
  await expect(visitor.banner).toContainText('трансшекаралық беру');
});

test('Switching the language in the banner is live, is remembered on that language of the site, and the record says in which language was decided.', async ({
  serve,
  visitor,
  collector,
}) => {
  serve('jetfin');
  await visitor.open('https://jetfin.kz/');
  const loadedAt = await visitor.page.evaluate(() => performance.timeOrigin);
  await visitor.banner.getByRole('button', { name: 'Қаз' }).click();
  await expect(visitor.bannerButton('reject-all')).toHaveText('Барлығынан бас тарту');
  await visitor.banner.getByRole('button', { name: 'Eng' }).click();
  await expect(visitor.bannerButton('reject-all')).toHaveText('Reject all');
  expect(await visitor.page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);

  await visitor.reload();
  await expect(visitor.banner).toHaveAttribute('lang', 'en');
  await visitor.open('https://jetfin.kz/kk/');
  await expect(visitor.banner).toHaveAttribute('lang', 'kk');
  await visitor.rejectAll();
  await expect.poll(() => collector.records()).toMatchObject([{ language: 'kk' }]);
});

test('Switching the language in the settings is live and keeps every switch as it was set; what is saved is what was set.', async ({
  serve,
  visitor,
  collector,
}) => {
  serve('kreditomat');
  await visitor.open('https://kreditomat.kz/');
  await visitor.openSettings();
  await visitor.showServices();
  await visitor.switchOn('analytics', 'hotjar', 'roistat');
  await visitor.switchOf('yandex-metrica').uncheck();
  await expect(visitor.settingsButton('save')).toHaveText('Сохранить выбор');
  for (const [language, save] of [
    ['Қазақша', 'Таңдауды сақтау'],
    ['English', 'Save choice'],
    ['Русский', 'Сохранить выбор'],
    ['Қазақша', 'Таңдауды сақтау'],
  ] as const) {
    await visitor.settings.getByRole('button', { name: language }).click();
    await expect(visitor.settingsButton('save')).toHaveText(save);
    for (const id of ['analytics', 'hotjar', 'roistat', 'google-analytics-4'])
      await expect(visitor.switchOf(id), id).toBeChecked();
    for (const id of ['yandex-metrica', 'advertising', 'meta-pixel'])
      await expect(visitor.switchOf(id), id).not.toBeChecked();
  }
  await visitor.save();
  await expect(visitor.launcher).toHaveAttribute('lang', 'kk');
  await expect
    .poll(() => collector.records())
    .toMatchObject([
      {
        language: 'kk',
        decisions: { analytics: 'granted', advertising: 'denied' },
        services: { hotjar: true, roistat: true, 'yandex-metrica': false },
      },
    ]);
});
