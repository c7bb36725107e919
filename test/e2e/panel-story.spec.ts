/**
 * The panel, as a marketer uses it to check a page: what it calls leaked really arrived at the stand-in, a trial leaves neither record nor cookie,
 * and the site can be seen as on a first visit.
 */
import type { Page } from '@playwright/test';
import { expect, test } from './story.ts';

const PANEL = 'https://jetfin.kz/#kelisim-panel=demo';
/** What somebody pasted from the vendor's help, above everything. */
const PASTED = `<script>!function(f,b,e,v){var t=b.createElement(e);t.async=!0;t.src=v;var s=b.getElementsByTagName(e)[0];s.parentNode.insertBefore(t,s)}(window,document,'script','https://connect.facebook.net/en_US/fbevents.js')</script>`;
/** Below a script that the parser waits for: the look-ahead has asked for the picture before any code can take it back, in every load. */
const UNMARKED =
  '<script src="/late.js"></script><img src="https://mc.yandex.ru/watch/77001234?page-url=secret" alt="">';

function row(page: Page, name: string) {
  return page
    .locator('kelisim-panel tbody tr[data-state]')
    .filter({ has: page.getByRole('button', { name, exact: true }) });
}

async function view(page: Page, name: 'timeline' | 'signals' | 'tools' | 'services'): Promise<void> {
  await page.locator(`kelisim-panel [data-view=${name}]`).click();
}

test('A pixel pasted above Kelisim is shown as sent without consent, with the reason and the change; it really arrived.', async ({
  serve,
  visitor,
  proof,
  trouble,
}) => {
  const { page } = visitor;
  trouble({ host: 'jetfin.kz', path: '/late.js', delayMs: 500, status: 200 });
  serve('jetfin', {
    change: (html) => html.replace(/<head>/i, (head) => head + PASTED).replace('</body>', `${UNMARKED}</body>`),
  });
  await visitor.open(PANEL);
  await expect(row(page, 'Meta Pixel')).toHaveAttribute('data-state', 'leaked');
  await expect.poll(() => proof.vendors()).toEqual(['meta-pixel', 'yandex-metrica']);
  await proof.quiet();
  expect(proof.vendors()).toEqual(['meta-pixel', 'yandex-metrica']);
  await expect(row(page, 'Meta Pixel')).toContainText('тег стоит на странице выше скрипта Kelisim');
  await expect(row(page, 'Meta Pixel')).toContainText('connect.facebook.net');
  const metrica = row(page, 'Yandex Metrica');
  await expect(metrica).toHaveAttribute('data-state', 'leaked');
  await expect(metrica).toContainText('стоит на странице без метки');
  await expect(metrica).toContainText(
    '<img data-kelisim="yandex-metrica" data-src="https://mc.yandex.ru/watch/:n?page-url">',
  );
  const verdicts = await page
    .locator('kelisim-panel')
    .evaluate((panel) => (panel as never as { panelVerdicts(): object }).panelVerdicts());
  expect(verdicts).toMatchObject({ 'meta-pixel': 'leaked', 'yandex-metrica': 'leaked', 'vk-pixel': 'ok-blocked' });
  expect(visitor.exceptions).toEqual([]);
});

test('The change that the panel names, made in the page, ends the leak.', async ({ serve, visitor, proof }) => {
  const fixed =
    '<img data-kelisim="yandex-metrica" data-src="https://mc.yandex.ru/watch/77001234?page-url=secret" alt="">';
  serve('jetfin', { change: (html) => html.replace('</body>', `${fixed}</body>`) });
  await visitor.open(PANEL);
  await expect(row(visitor.page, 'Yandex Metrica')).toHaveAttribute('data-state', 'blocked');
  await proof.nothingArrives();
});

test('The timeline marks the choice between what was held and what was released, and Google is told the default first.', async ({
  serve,
  visitor,
  proof,
}) => {
  const { page } = visitor;
  serve('jetfin');
  await visitor.open(PANEL);
  await expect(row(page, 'Meta Pixel')).toHaveAttribute('data-state', 'blocked');
  await proof.nothingArrives();
  await visitor.acceptAll();
  await expect(row(page, 'Meta Pixel')).toHaveAttribute('data-state', 'released');
  await proof.quiet();
  expect(proof.vendors()).toContain('meta-pixel');
  await view(page, 'timeline');
  const lines = page.locator('kelisim-panel .timeline li');
  await expect(page.locator('kelisim-panel .timeline .choice')).toHaveCount(1);
  const texts = await lines.allInnerTexts();
  const at = (text: RegExp) => texts.findIndex((line) => text.test(line));
  // Newest first.
  expect(at(/Meta Pixel · отпущено/)).toBeLessThan(at(/Выбор: /));
  expect(at(/Выбор: /)).toBeLessThan(at(/Meta Pixel · удержано/));
  await view(page, 'signals');
  const signals = await page.locator('kelisim-panel ol li').allInnerTexts();
  expect(signals[0]).toMatch(/^Google: default: .*ad_storage denied/);
  expect(signals.at(-1)).toMatch(/^Google: update: .*ad_storage granted/);
  expect(signals.join()).not.toContain('поздно');
});

test('A tried choice opens the page for one view: no record reaches the collector, no cookie stays, the choice made before stands.', async ({
  serve,
  visitor,
  proof,
  collector,
}) => {
  const { page } = visitor;
  serve('jetfin');
  await visitor.open(PANEL);
  await view(page, 'tools');
  await page.locator('kelisim-panel [data-trial]').first().click();
  await expect(page.locator('kelisim-panel .trial')).toBeVisible();
  await proof.quiet();
  expect(proof.vendors()).toContain('meta-pixel');
  await expect(row(page, 'Meta Pixel')).toHaveAttribute('data-state', 'allowed');
  await visitor.hasDecided();

  await page.locator('kelisim-panel [data-action=trial-end]').click();
  await visitor.isUndecided();
  await expect(page.locator('kelisim-panel .trial')).toHaveCount(0);
  proof.clear();
  await visitor.reload();
  await proof.nothingArrives();
  expect(collector.records()).toEqual([]);
  const cookies = await page.context().cookies('https://jetfin.kz/');
  expect(cookies.map(({ name }) => name)).toEqual([]);
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('kelisim.')));
  expect(kept).toEqual([]);

  await visitor.rejectAll();
  const refused = await visitor.choiceCookie();
  await view(page, 'tools');
  await page.locator('kelisim-panel [data-trial=analytics]').click();
  await expect(page.locator('kelisim-panel .trial')).toBeVisible();
  await proof.quiet();
  expect(proof.vendors()).toContain('yandex-metrica');
  expect(proof.vendors()).not.toContain('meta-pixel');
  await visitor.open('https://jetfin.kz/apply/');
  expect(await visitor.choiceCookie()).toBe(refused);
  await visitor.hasDecided();
});

test('Shown as to a first visitor, the page asks again, and the record of the choice before stays delivered.', async ({
  serve,
  visitor,
  collector,
}) => {
  const { page } = visitor;
  serve('jetfin');
  await visitor.open(PANEL);
  await visitor.rejectAll();
  await expect.poll(() => collector.records().length).toBe(1);
  await view(page, 'tools');
  const ask = page.locator('kelisim-panel [data-action=first]');
  await ask.click();
  await expect(page.locator('kelisim-panel [data-action=first-no]')).toBeFocused();
  await page.locator('kelisim-panel [data-action=first-no]').click();
  await expect(ask).toBeFocused();
  await visitor.hasDecided();
  await ask.click();
  await page.locator('kelisim-panel [data-action=first-yes]').click();
  await visitor.isUndecided();
  await expect(page.locator('kelisim-panel section')).toBeVisible();
  expect(collector.records()).toHaveLength(1);
});

test('Nobody touches the panel: after the choice it says by itself that the record was delivered, and on paper there is no panel.', async ({
  serve,
  visitor,
  trouble,
  collector,
}) => {
  const { page } = visitor;
  serve('jetfin');
  const mend = trouble({ host: 'consent.jetfin.kz', status: 503 });
  await visitor.open(PANEL);
  const records = page.locator('kelisim-panel dl div').filter({ hasText: 'Записи о согласии' });
  await visitor.rejectAll();
  await expect(records).toHaveText(/1$/);
  mend();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => collector.records().length, { timeout: 15_000 }).toBe(1);
  await expect(records).toHaveText(/нет$/);
  await expect(page.locator('kelisim-panel')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('kelisim-panel')).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('A collector that refuses is said in the panel, with what waits.', async ({ serve, visitor, trouble }) => {
  const { page } = visitor;
  serve('jetfin');
  trouble({ host: 'consent.jetfin.kz', status: 403 });
  await visitor.open(PANEL);
  await visitor.rejectAll();
  await view(page, 'tools');
  await expect(page.locator('kelisim-panel')).toContainText('http-403', { timeout: 15_000 });
  await expect(page.locator('kelisim-panel').getByText('Ждут отправки')).toBeVisible();
});

test('Under a policy with a nonce and Trusted Types the panel stands as everywhere, and the page hears of no violation by it.', async ({
  serve,
  visitor,
}) => {
  const nonce = 'cGFuZWw';
  const policy = `script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'self'; object-src 'none'; base-uri 'self'; require-trusted-types-for 'script'; trusted-types kelisim`;
  serve('jetfin', {
    headers: { 'content-security-policy': policy },
    change: (html) => html.replace(/<script(?=[\s>])/gi, `<script nonce="${nonce}"`),
  });
  const refused: string[] = [];
  visitor.page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) refused.push(message.text());
  });
  await visitor.open(PANEL);
  await expect(row(visitor.page, 'Meta Pixel')).toHaveAttribute('data-state', 'blocked');
  for (const name of ['timeline', 'signals', 'tools'] as const) await view(visitor.page, name);
  await expect(visitor.page.locator('kelisim-panel [data-trial]').first()).toBeVisible();
  expect(refused.filter((text) => !/settings|lit-html/.test(text))).toEqual([]);
  expect(visitor.exceptions).toEqual([]);
});
