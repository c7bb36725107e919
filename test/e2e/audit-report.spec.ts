/**
 * Somebody at a desk without a network opens the report of an audit from a file: it is all there, in three languages, for every reader and on paper.
 * What leaves is watched by the browser itself; the control is a page that does send something.
 */
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import { compareFindings } from '../../src/audit/report/compare-findings.ts';
import { renderHtml } from '../../src/audit/report/html/render-html.ts';
import { cleanRun, sampleRun } from '../unit/audit/report/sample-run.ts';

const PICTURE = new URL('../../docs/pictures/banner-kk.png', import.meta.url);
const TITLES = {
  kk: 'Cookie файлдары мен қадағалауды тексеру',
  ru: 'Проверка файлов cookie и отслеживания',
  en: 'Audit of cookies and tracking',
};

interface Opened {
  readonly page: Page;
  /** Whatever the page asked for beside its own file. */
  readonly asked: readonly string[];
  readonly troubles: readonly string[];
}

async function openFile(browser: Browser, html: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const file = test.info().outputPath('report.html');
  writeFileSync(file, html);
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const asked: string[] = [];
  const troubles: string[] = [];
  page.on(
    'request',
    (request) => request.url().startsWith('file:') || request.url().startsWith('data:') || asked.push(request.url()),
  );
  page.on('console', (message) => troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(pathToFileURL(file).href);
  return { page, asked, troubles };
}

async function sampleReport(): Promise<string> {
  const run = sampleRun();
  const screenshots = new Map([['no-choice-1-0.png', new Uint8Array(await readFile(PICTURE))]]);
  const comparison = compareFindings(run.judgement.findings, run.judgement.findings.slice(3));
  return renderHtml(run, 'kk', { screenshots, comparison });
}

test('The report opens offline, asks for nothing, and changes its language whole.', async ({ browser }) => {
  const { page, asked, troubles } = await openFile(browser, await sampleReport());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLES.kk);
  await expect(page.locator('html')).toHaveAttribute('lang', 'kk');
  await expect(page.locator('.verdict')).toContainText('Келушінің келісімінсіз деректер мына сервистерге жіберілді');

  await page.getByRole('button', { name: 'Русский' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLES.ru);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await expect(page).toHaveTitle(`${TITLES.ru}: www.qarzhy.example`);
  await expect(page.getByRole('button', { name: 'Русский' })).toHaveAttribute('aria-pressed', 'true');
  // Letters that only Kazakh has: nothing of it stays but the name of the language.
  const kazakh = await page
    .locator('main')
    .evaluate((main: HTMLElement) => main.innerText.match(/[^\n]*[әғқңөұүһі][^\n]*/gi) ?? []);
  expect(kazakh.filter((line) => line.trim() !== 'Қазақша')).toEqual([]);

  await page.getByRole('button', { name: 'English' }).click();
  const russian = await page
    .locator('main')
    .evaluate((main: HTMLElement) => main.innerText.match(/[^\n]*[а-яё][^\n]*/gi) ?? []);
  // Names that the site itself gives, which has no English ones; the JavaScript-free language names.
  expect(russian.filter((line) => !/Каржы|Кредитный калькулятор|Қазақша/.test(line))).toEqual([]);

  await page.getByRole('button', { name: 'Қазақша' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLES.kk);
  await expect(page.getByRole('img', { name: /^Скриншот: Таңдаусыз/ })).toBeVisible();
  expect(asked).toEqual([]);
  expect(troubles).toEqual([]);
});

test('Its own policy would stop what a report must never do.', async ({ browser }) => {
  const html = (await sampleReport()).replace(
    '</main>',
    '<img src="https://stranger.example/x.png"><script>document.title = "run"</script></main>',
  );
  const { page, troubles } = await openFile(browser, html, { offline: false });
  await expect.poll(() => troubles.length).toBeGreaterThanOrEqual(2);
  expect(troubles.join(' ')).toContain('Content Security Policy');
  expect(await page.title()).not.toBe('run');
});

test('Without JavaScript the report reads in the language it was asked for.', async ({ browser }) => {
  const { page, asked } = await openFile(browser, await sampleReport(), { javaScriptEnabled: false });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLES.kk);
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.locator('#findings')).toBeVisible();
  await expect(page.locator('pre.after').first()).toContainText('data-kelisim="meta-pixel"');
  const phase = page.locator('details').first();
  await expect(phase.locator('.inside')).toBeVisible();
  await phase.locator('summary').click();
  await expect(phase.locator('.inside')).toBeHidden();
  expect(asked).toEqual([]);
});

/** axe looks at every node of a page, and the parts of a report repeat themselves: two phases, one finding of each severity, a few services. */
function shortReport(): string {
  const run = sampleRun();
  const phases = run.phases.filter(({ id }) => id === 'no-choice' || id === 'withdraw');
  const observations = run.observations.filter(({ phase, repeat }) => phases.includes(phase) && repeat === 1);
  const findings = [...Map.groupBy(run.judgement.findings, ({ severity }) => severity).values()].flatMap(
    ([one]) => one ?? [],
  );
  const vendors = new Set(['', 'meta-pixel', ...findings.map(({ vendor }) => vendor)]);
  const cells = run.judgement.cells.filter(
    ({ phase, vendor }) => phases.some(({ id }) => id === phase) && vendors.has(vendor),
  );
  const comparison = compareFindings(findings, run.judgement.findings.slice(1));
  return renderHtml({ ...run, phases, observations, judgement: { cells, findings } }, 'kk', { comparison });
}

for (const [language, name, width] of [
  ['kk', 'Қазақша', 320],
  ['ru', 'Русский', 320],
  ['en', 'English', 1280],
] as const) {
  test(`axe finds nothing wrong with the report in "${language}", ${width} pixels wide.`, async ({ browser }) => {
    test.slow();
    const { page } = await openFile(browser, shortReport(), { viewport: { width, height: 800 } });
    await page.getByRole('button', { name }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const { violations, passes } = await new AxeBuilder({ page }).analyze();
    expect(passes.length).toBeGreaterThan(20);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}

test('A clean site’s report says so, and on paper the buttons are gone and the table lies across.', async ({
  browser,
}) => {
  const { page } = await openFile(browser, renderHtml(cleanRun(), 'ru'));
  await expect(page.locator('.verdict')).toContainText(
    'ни один сервис, которому нужно согласие, не получал данных без него',
  );
  await expect(page.locator('.finding')).toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Распечатать' })).toBeHidden();
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const sizes = new Set(
    Array.from(paper.matchAll(/\/MediaBox ?\[0 0 (\d+)[\d.]* (\d+)/g), ([, width, height]) => `${width}x${height}`),
  );
  expect(sizes).toEqual(new Set(['594x841', '841x594']));
});

test('What strangers call their things stays text.', async ({ browser }) => {
  const run = sampleRun();
  const odd =
    '</script><script>document.title="run"</script><img src=x onerror="document.title=\'run\'">\u202etxt.exe"\'&amp;';
  const findings = run.judgement.findings.map((finding) => ({
    ...finding,
    vendor: '',
    host: odd,
    element: odd,
    names: { [odd]: odd },
  }));
  const cells = run.judgement.cells.map((cell) => ({ ...cell, vendor: '', host: odd }));
  const observations = run.observations.map((observation) => ({
    ...observation,
    troubles: [{ atMs: 1, code: odd, detail: odd, isFatal: false }],
    cnames: { [odd]: [odd] },
  }));
  const html = renderHtml({ ...run, observations, judgement: { cells, findings } }, 'en', { raw: true });
  const { page, troubles } = await openFile(browser, html);
  await page.getByRole('button', { name: 'Русский' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLES.ru);
  expect(await page.title()).not.toBe('run');
  expect(await page.locator('main img[onerror], main script').count()).toBe(0);
  await expect(page.locator('.finding').first()).toContainText('[U+202E]txt.exe');
  expect(troubles).toEqual([]);
});
