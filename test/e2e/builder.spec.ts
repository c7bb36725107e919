/** The config builder, as an owner without programming uses it: from an empty form to a page that holds and releases. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { checkSiteConfig } from '../../src/core/schema/site-config.ts';
import { RULES } from '../../src/vendors/generated/rules.ts';
import { Owner, runBuild, serveBuilder, unzip } from './config-builder.ts';
import { ARRIVALS, only } from './expected-arrivals.ts';
import { expect, test } from './story.ts';
import { unmarked } from './unmarked.ts';

const PICKED = ['yandex-metrica', 'yandex-ads', 'roistat'] as const;
const RELEASED = only(ARRIVALS.kreditomat.accepted, PICKED);

/** What the policy texts give of Kreditomat; they give no BIN, no address and no date. */
async function fillIn(owner: Owner): Promise<void> {
  await owner.write('site', 'kreditomat');
  await owner.write('operators[0].name.kk', '«Взаймы» МҚҰ» ЖШС');
  await owner.write('operators[0].name.ru', 'ТОО «МФО «Взаймы»');
  await owner.write('operators[0].email', 'info@kreditomat.kz');
  await owner.write('policy.edition', 'demo-1');
  await owner.write('policy.url.kk', 'https://kreditomat.kz/kk/policy/');
  await owner.write('policy.url.ru', 'https://kreditomat.kz/policy/');
  await owner.tick('mc.yandex', 'yandex-metrica');
  await owner.tick('yandex ads', 'yandex-ads');
  await owner.tick('roistat', 'roistat');
}

/** The form is long, and each field checks and draws the whole page: two busy cores take a while. */
const STORY_MS = 90_000;
test.describe.configure({ timeout: STORY_MS });
test.beforeEach(({ world }) => serveBuilder(world));

test('An owner fills in the form in Russian, is told of a wrong BIN, picks three services, sees the notice in Kazakh, and the site.json that is downloaded passes the check and "kelisim build".', async ({
  world,
  page,
  proof,
}) => {
  const owner = new Owner(page);
  await owner.open('ru');
  expect(await owner.faultOf('site'), 'nobody is scolded for a form that was just opened').toBe('');
  await fillIn(owner);

  await owner.write('operators[0].bin', '180940010095');
  expect(await owner.faultOf('operators[0].bin')).toContain('Контрольная цифра не сходится');
  await expect(owner.field('operators[0].bin')).toHaveAttribute('aria-invalid', 'true');
  expect(await owner.findings()).toEqual(['operators[0].bin']);
  await page.locator('#findings a').click();
  await expect(owner.field('operators[0].bin')).toBeFocused();
  await owner.write('operators[0].bin', '');
  expect(await owner.findings()).toEqual([]);

  await owner.preview('language-kk');
  await expect(owner.notice).toHaveAttribute('lang', 'kk');
  await expect(owner.notice).toContainText('«Взаймы» МҚҰ» ЖШС');
  await owner.lookAtSample();
  await owner.notice.locator('[data-kelisim-action="accept-all"]').click();
  await expect(owner.notice).toHaveCount(0);
  await proof.nothingArrives();
  expect(
    proof.arrivals().filter(({ host }) => host.startsWith('consent.')),
    'records of the preview',
  ).toEqual([]);

  const { name, bytes } = await owner.download('download');
  expect(name).toBe('site.json');
  const config: unknown = JSON.parse(bytes.toString());
  expect(checkSiteConfig(config, { vendors: Object.keys(RULES) })).toEqual([]);
  expect(config).toMatchObject({
    version: 1,
    site: 'kreditomat',
    languages: ['kk', 'ru'],
    services: PICKED.map((vendor) => ({ vendor })),
  });
  expect(readdirSync(runBuild(world, bytes))).toContain('tag.html');
  expect(page.url(), 'nothing stands in the address').toBe('https://builder.kz/tools/builder/');
  expect(owner.troubles).toEqual([]);
});

test('The tag that the builder shows, pasted on a fresh page, holds everything before the choice and releases what was picked, and nothing else, after "accept all".', async ({
  world,
  page,
  serve,
  visitor,
  proof,
}) => {
  const owner = new Owner(page);
  await owner.open('ru');
  await fillIn(owner);
  const tag = await page.locator('#text-tag').inputValue();

  serve('kreditomat', { level: 'none', change: unmarked });
  await visitor.open('https://kreditomat.kz/');
  await visitor.readToTheEnd();
  await proof.quiet();
  expect(proof.vendors(), 'control: without Kelisim the page contacts them').toEqual(
    expect.arrayContaining([...PICKED]),
  );

  proof.clear();
  serve('kreditomat', { tag, kelisim: world.genericDir });
  await visitor.open('https://kreditomat.kz/');
  await visitor.isUndecided();
  await visitor.readToTheEnd();
  await proof.nothingArrives();
  await visitor.acceptAll();
  await proof.quiet();
  proof.eachOnce(RELEASED);
});

test('The archive with the ready files makes a page that holds and releases, with the same notice hash as "kelisim build" gives.', async ({
  world,
  page,
  serve,
  visitor,
  proof,
}) => {
  const owner = new Owner(page);
  await owner.open('kk');
  await fillIn(owner);
  const { name, bytes } = await owner.download('make-files');
  expect(name).toBe('kelisim.zip');
  const files = unzip(bytes);
  const tag = await page.locator('#text-files').inputValue();
  expect(tag).toBe(files.get('tag.html')?.toString());

  const built = runBuild(world, files.get('site.json')!);
  const notices = [...files.keys()].filter((file) => file.startsWith('notices/'));
  expect(notices).toEqual(readdirSync(join(built, 'notices')).map((file) => `notices/${file}`));
  expect(files.get('head.html')?.toString()).toBe(readFileSync(join(built, 'head.html'), 'utf8'));

  const folder = join(world.workDir, 'from-archive');
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  serve('kreditomat', { tag, kelisim: folder });
  await visitor.open('https://kreditomat.kz/');
  await visitor.isUndecided();
  await proof.nothingArrives();
  await visitor.acceptAll();
  await visitor.readToTheEnd();
  await proof.quiet();
  proof.eachOnce(RELEASED);
});

test('A draft is there again after a reload, an existing site.json can be opened and its unknown field taken out, and starting anew removes all of it.', async ({
  page,
}) => {
  const owner = new Owner(page);
  await owner.open('ru');
  await owner.write('site', 'probа');
  expect(await owner.faultOf('site'), 'the last letter is a Cyrillic one').toContain('строчных латинских букв');
  await page.reload();
  await expect(owner.field('site')).toHaveValue('probа');

  const config = JSON.parse(readFileSync('demo/kreditomat/site.json', 'utf8')) as object;
  const buffer = Buffer.from(JSON.stringify({ ...config, theme: 'dark' }));
  const file = page.locator('input[type="file"]');
  await file.setInputFiles({ name: 'site.json', mimeType: 'application/json', buffer });
  await expect(owner.field('site')).toHaveValue('kreditomat');
  expect(await owner.findings()).toEqual(['theme']);
  await page.locator('#findings button').click();
  expect(await owner.findings()).toEqual([]);

  await file.setInputFiles({ name: 'photo.json', mimeType: 'application/json', buffer: Buffer.from('[1, 2]') });
  await expect(page.locator('.status')).toContainText('photo.json');
  await expect(owner.field('site')).toHaveValue('kreditomat');

  await page.locator('[data-action="clear"]').click();
  await page.locator('[data-action="clear-yes"]').click();
  await expect(owner.field('site')).toHaveValue('');
  await page.reload();
  await expect(owner.field('site')).toHaveValue('');
});

test('Texts with markup, quotes and an end of the script stay text: in the form, in the preview and in the tag.', async ({
  page,
}) => {
  const owner = new Owner(page);
  await owner.open('ru');
  await fillIn(owner);
  const nasty = '</script><img src=x onerror=alert(1)> "ТОО" \u202E<!--<script>';
  await owner.write('operators[0].name.kk', nasty);
  await owner.preview('language-kk');
  await expect(owner.notice).toContainText('<img src=x onerror=alert(1)>');
  await expect(owner.sample.locator('img')).toHaveCount(0);
  const tag = await page.locator('#text-tag').inputValue();
  expect(tag.match(/<\/script>/g), 'two elements end in the tag').toHaveLength(2);
  expect(tag).not.toContain('<img');
  expect(owner.troubles).toEqual([]);
});

test('While the settings are looked at, typing goes on in the form: the dialog in the preview opens anew and takes no key.', async ({
  page,
}) => {
  const owner = new Owner(page);
  await owner.open('ru');
  await fillIn(owner);
  await owner.preview('language-ru');
  await owner.preview('view-settings');
  await expect(owner.sample.locator('kelisim-settings dialog')).toContainText('Взаймы');
  await owner.field('operators[0].name.ru').focus();
  await page.keyboard.press('End');
  await page.keyboard.type(' плюс');
  await expect(owner.sample.locator('kelisim-settings dialog')).toContainText('Взаймы» плюс');
  await expect(owner.field('operators[0].name.ru')).toBeFocused();
  await page.keyboard.type(' один');
  await expect(owner.field('operators[0].name.ru')).toHaveValue('ТОО «МФО «Взаймы» плюс один');
});

test('Own colours are shown with their contrast, painted on the preview, and come out as a block of CSS.', async ({
  page,
}) => {
  const owner = new Owner(page);
  await owner.open('ru');
  await owner.preview('shade-light');
  await page.locator('[data-shade="light"]').check();
  await expect(page.locator('.colours.light .fault')).toHaveCount(0);
  await page.locator('[data-colour="light-accent-fg"]').fill('#3366cc');
  await expect(page.locator('.colours.light .fault')).toContainText('Текст на кнопках: 1.1:1, мало; нужно 4.5:1');
  await page.locator('[data-colour="light-accent-fg"]').fill('#ffeecc');
  await expect(page.locator('.colours.light .fault')).toHaveCount(0);
  const button = owner.notice.locator('[data-kelisim-action="accept-all"]');
  await expect(button).toHaveCSS('color', 'rgb(255, 238, 204)');
  expect(await page.locator('#text-css').inputValue()).toContain('--kelisim-accent-fg: #ffeecc;');
});

/** Colours do not depend on the language: each theme is looked at in one of them at least. */
const LOOKS = [
  ['kk', 'light'],
  ['ru', 'dark'],
  ['en', 'light'],
] as const;

for (const [language, colorScheme] of LOOKS) {
  test(`axe finds nothing wrong with the builder in "${language}", ${colorScheme}, with everything opened and faults shown.`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    const owner = new Owner(page);
    await owner.open(language);
    await owner.tick('', 'google-tag-manager');
    await owner.tick('', 'hotjar');
    await page.locator('[data-action="personalised"]').click();
    await page.locator('[data-shade="light"]').check();
    await owner.download('download');
    const closed = page.locator('main details:not([open]) > summary');
    for (let left = await closed.count(); left > 0; left--) await closed.first().click();
    const { violations, passes } = await new AxeBuilder({ page }).exclude('iframe').analyze();
    expect(passes.length, 'rules that had something to look at').toBeGreaterThan(15);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  });
}

test('At 320 px nothing of the builder has to be scrolled sideways, and every step can be reached with the keyboard alone.', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const owner = new Owner(page);
  await owner.open('kk');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.locator('.steps a[href="#step-services"]').focus();
  await page.keyboard.press('Enter');
  // The list of the catalogue comes after search and filter.
  for (const _ of ['search', 'filter', 'first vendor']) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.locator('.vendors input').first()).toBeChecked();
  await expect(page.locator('.vendors input').first()).toBeFocused();
});
