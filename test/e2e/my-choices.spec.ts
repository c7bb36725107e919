/** "My choices": the visitor finds the record of their choice, takes it along, withdraws, and finds both; under a strict policy. */
import { readFile } from 'node:fs/promises';
import { buildOwn } from './one-truth-site.ts';
import { MARKED_ONLY, watchViolations } from './strict-site.ts';
import { expect, test } from './story.ts';

test('A visitor who accepted finds the record that the operator has, downloads it, prints it, withdraws in one press, and finds both records; no policy is violated.', async ({
  world,
  serve,
  visitor,
  collector,
}) => {
  const own = await buildOwn(world, (config) => ({ ...config, withdrawal: { reload: false } }));
  serve('jetfin', {
    kelisim: own.outDir,
    tag: own.tagHtml,
    parts: MARKED_ONLY,
    headers: { 'content-security-policy': "script-src 'self'; style-src 'self'; require-trusted-types-for 'script'" },
  });
  const violations = await watchViolations(visitor);
  const { page, settings } = visitor;
  await visitor.open('https://jetfin.kz/');
  await visitor.acceptAll();
  await expect.poll(() => collector.records().length).toBe(1);
  const [accepted] = collector.records();

  await visitor.openSettings();
  const mine = settings.locator('#mine');
  await mine.locator('> summary').click();
  await expect(mine).toContainText(accepted!.id);
  await expect(mine).toContainText('доставлена оператору');

  const downloading = page.waitForEvent('download');
  await mine.getByRole('button', { name: 'Скачать (JSON)' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^kelisim-jetfin-\d{4}-\d\d-\d\d\.json$/);
  const file = JSON.parse(await readFile(await download.path(), 'utf8')) as {
    records: { delivery: string; record: { id: string; action: string } }[];
  };
  expect(file.records).toMatchObject([{ delivery: 'delivered', record: { id: accepted!.id, action: 'accept-all' } }]);

  // What paper would show while printing: the records and nothing of the page.
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await mine.getByRole('button', { name: 'Распечатать' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('kelisim-print')).toBeVisible();
  await expect(page.locator('kelisim-print')).toContainText(accepted!.id);
  await expect(settings).toBeHidden();
  await expect(page.locator('h1').first()).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: null });
  await expect(settings).toBeVisible();

  await mine.getByRole('button', { name: 'Отозвать всё' }).click();
  await expect(mine).toContainText('Ваше согласие отозвано.');
  await expect.poll(() => collector.records().length).toBe(2);
  await expect(mine).toContainText('Прежние записи на этом устройстве: 1');
  const withdrawn = collector.records().find(({ id }) => id !== accepted!.id)!;
  expect(withdrawn).toMatchObject({ action: 'withdraw', surface: 'settings', trusted: true, previous: accepted!.id });
  await expect(mine.locator('> dl')).toContainText(withdrawn.id);
  await expect(mine.locator('> dl')).toContainText('доставлена оператору');

  // The next page remembers both.
  await visitor.reload();
  await visitor.openSettings();
  await mine.locator('> summary').click();
  await expect(mine.locator('> dl')).toContainText(withdrawn.id);
  await mine.getByText('Прежние записи на этом устройстве: 1').click();
  await mine.getByText('Принято всё').click();
  await expect(mine).toContainText(accepted!.id);
  expect(await violations()).toEqual([]);
  expect(visitor.exceptions).toEqual([]);
});
