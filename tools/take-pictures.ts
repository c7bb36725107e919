/**
 * Owns the pictures: those of the README (docs/pictures) and, with `--all FOLDER`, every demo in Kazakh and Russian at 360 and 1280 px,
 * light and dark: banner, settings, about this consent, my choices, panel, for a person to look at. Real pages of the demo in a real browser: `npm run pictures`.
 * `--only banner,panel` takes those of the README alone whose name begins so.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startDemo } from '../demo/start-demo.ts';
import { CHROMIUM_FLAGS } from './chromium-flags.ts';
import { findBrowsers } from './find-browsers.ts';

const ROOT = join(import.meta.dirname, '..');
const SITES = ['jetfin', 'kengo', 'kreditomat'];
const LANGUAGES = { kk: 'kk/', ru: '' };
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };

const { values } = parseArgs({
  options: { all: { type: 'string' }, only: { type: 'string', default: 'builder,banner,panel' } },
});
const dataDir = mkdtempSync(join(tmpdir(), 'kelisim-pictures-'));
const demo = await startDemo({ port: 0, collectorPort: 0, adminPort: 0, dataDir, distDir: join(ROOT, 'dist') });
const executablePath = findBrowsers().chromium;
const browser = await chromium.launch({ args: [...CHROMIUM_FLAGS], ...(executablePath && { executablePath }) });
try {
  if (values.all) await takeAll(browser, values.all);
  else await takeReadme(browser, join(ROOT, 'docs/pictures'));
} finally {
  await browser.close();
  await demo.close();
  rmSync(dataDir, { recursive: true, force: true });
}

async function open(
  viewport: { width: number; height: number },
  site: string,
  path: string,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Page> {
  const context = await browser.newContext({ viewport, colorScheme, timezoneId: 'Asia/Almaty' });
  const page = await context.newPage();
  await page.goto(`http://${site}.localhost:${demo.port}/${path}`);
  await page.locator('kelisim-banner [data-kelisim-action=accept-all]').waitFor();
  return page;
}

async function acceptAndShowPanel(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#kelisim-panel=demo';
  });
  await page.locator('kelisim-panel').waitFor();
  await page.locator('kelisim-banner [data-kelisim-action=accept-all]').click();
  // Until the record is delivered, and what the visitor agreed to has come.
  await page.waitForTimeout(4500);
}

async function takeReadme(_browser: Browser, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const wanted = values.only.split(',');
  if (wanted.includes('builder')) await takeBuilder(join(folder, 'builder-ru.png'));
  for (const [language, path] of Object.entries(LANGUAGES)) {
    const page = await open({ width: 1000, height: 640 }, 'jetfin', path);
    if (wanted.includes('banner')) await page.screenshot({ path: join(folder, `banner-${language}.png`) });
    if (wanted.includes('panel')) {
      await acceptAndShowPanel(page);
      await page.screenshot({ path: join(folder, `panel-${language}.png`) });
    }
    await page.context().close();
  }
}

/** The config builder with a demo's config in it. */
async function takeBuilder(path: string): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 920 },
    locale: 'ru',
    colorScheme: 'light',
  });
  const page = await context.newPage();
  await page.goto(`http://builder.localhost:${demo.port}/`);
  await page.locator('input[type=file]').setInputFiles(join(ROOT, 'demo/kreditomat/site.json'));
  await page.locator('[data-preview=language-ru]').click();
  await page.locator('.stage').evaluate((stage) => stage.scrollIntoView({ block: 'end', behavior: 'instant' }));
  await page.frameLocator('iframe').locator('kelisim-banner [data-kelisim-action=accept-all]').waitFor();
  // What was just opened is said for a while.
  await page.locator('.status').waitFor({ state: 'hidden' });
  await page.screenshot({ path });
  await context.close();
}

async function takeAll(_browser: Browser, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const site of SITES) {
    for (const [language, path] of Object.entries(LANGUAGES)) {
      for (const viewport of [PHONE, DESK]) {
        for (const scheme of ['light', 'dark'] as const) {
          const name = join(folder, `${site}-${language}-${viewport.width}-${scheme}`);
          const page = await open(viewport, site, path, scheme);
          await page.screenshot({ path: `${name}-banner.png` });
          await page.locator('kelisim-banner [data-kelisim-action=settings]').click();
          await page.locator('kelisim-settings [data-kelisim-action=save]').waitFor();
          await page.screenshot({ path: `${name}-settings.png` });
          await takePart(page, 'about', name);
          await page.keyboard.press('Escape');
          await acceptAndShowPanel(page);
          if (scheme === 'light') await page.screenshot({ path: `${name}-panel.png` });
          await page.evaluate(() => (window as unknown as { kelisim: { open(): void } }).kelisim.open());
          await takePart(page, 'mine', name);
          await page.context().close();
        }
      }
    }
  }
}

/** A part of the settings below the categories, opened and at the top of what is seen. */
async function takePart(page: Page, id: 'about' | 'mine', name: string): Promise<void> {
  const part = page.locator(`kelisim-settings #${id}`);
  await part.locator('> summary').click();
  await part.locator('dl').first().waitFor();
  await page.waitForTimeout(500);
  await part.evaluate((element) => element.scrollIntoView());
  await page.screenshot({ path: `${name}-${id}.png` });
}
