/** Held embeds: what stands in their place, and what each button brings, by what the vendors' stand-in received and the collector stored. */
import { ARRIVALS, only } from './expected-arrivals.ts';
import { expect, test } from './story.ts';
import { unmarked } from './unmarked.ts';

const JETFIN = 'https://jetfin.kz/';
const HOME = { kk: 'https://jetfin.kz/kk/', ru: JETFIN } as const;
const WORDS = {
  kk: { label: 'YouTube: келісіміңізсіз жүктелмейді', provider: 'Google LLC, АҚШ', abroad: 'трансшекаралық беру' },
  ru: { label: 'YouTube: не загружается без вашего согласия', provider: 'Google LLC, США', abroad: 'трансграничная' },
} as const;
const FILM = only(ARRIVALS.jetfin.accepted, ['youtube-embed']);
const MAP = only(ARRIVALS.jetfin.accepted, ['2gis']);

test('Control: without Kelisim the page contacts YouTube and 2GIS by itself.', async ({ serve, visitor, proof }) => {
  serve('jetfin', { level: 'none', change: unmarked });
  await visitor.open(JETFIN);
  await visitor.readToTheEnd();
  await proof.quiet();
  expect(proof.vendors()).toEqual(expect.arrayContaining(['2gis', 'youtube-embed']));
});

for (const language of ['kk', 'ru'] as const) {
  test(`In "${language}" the placeholders of film and map name the provider and its country, and the visitor sees them before anything was received.`, async ({
    serve,
    visitor,
    proof,
  }) => {
    serve('jetfin');
    await visitor.open(HOME[language]);
    const film = visitor.placeholder('YouTube');
    await expect(film).toContainText(WORDS[language].label);
    await expect(film).toContainText(WORDS[language].provider);
    await expect(film).toContainText(WORDS[language].abroad);
    await expect(film).toHaveAttribute('lang', language);
    await expect(visitor.placeholder('2GIS')).toBeVisible();
    await proof.nothingArrives();

    const other = language === 'kk' ? 'ru' : 'kk';
    await visitor.banner.getByRole('button', { name: { kk: 'Қаз', ru: 'Рус' }[other] }).click();
    await expect(film).toContainText(WORDS[other].label);
    await expect(film).toHaveAttribute('lang', other);
  });
}

test('"Load once" loads exactly that film, is no choice, leaves a record of its own, and is forgotten with the page.', async ({
  serve,
  visitor,
  proof,
  collector,
}) => {
  serve('jetfin');
  await visitor.open(JETFIN);
  await visitor.placeholderButton('YouTube', 'load-once').click();
  await expect(visitor.placeholder('YouTube')).toHaveCount(0);
  await expect(visitor.page.locator('iframe.film')).toBeFocused();
  await expect(visitor.placeholder('2GIS')).toBeVisible();
  await proof.quiet();
  proof.eachOnce(FILM);
  await visitor.isUndecided();

  await expect.poll(() => collector.rows().length).toBe(1);
  const [record] = collector.records();
  expect(record).toMatchObject({
    action: 'load-once',
    surface: 'placeholder',
    input: 'pointer',
    trusted: true,
    decisions: {},
    services: { 'youtube-embed': true },
    language: 'ru',
    path: '/',
  });
  expect(record!.validUntil, 'nothing outlasts the page view').toBe(record!.decidedAt);
  const stored = await visitor.page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(stored, 'no trace that could be joined').not.toContain(record!.subject);

  proof.clear();
  await visitor.reload();
  await expect(visitor.placeholder('YouTube')).toBeVisible();
  await visitor.isUndecided();
  await proof.nothingArrives();
});

test('"Load once" of a map that a script draws loads that map alone, and the placeholder gives it its place.', async ({
  serve,
  visitor,
  proof,
  collector,
}) => {
  serve('jetfin');
  await visitor.open(JETFIN);
  await visitor.placeholderButton('2GIS', 'load-once').click();
  await expect(visitor.page.locator('.map iframe')).toBeVisible();
  await expect(visitor.placeholder('2GIS')).toHaveCount(0);
  await visitor.isUndecided();
  await proof.quiet();
  proof.eachOnce(MAP);
  await expect.poll(() => collector.records()).toMatchObject([{ action: 'load-once', services: { '2gis': true } }]);

  proof.clear();
  await visitor.reload();
  await expect(visitor.placeholder('2GIS')).toBeVisible();
  await proof.nothingArrives();
});

test('A film that is built by a script of YouTube is loaded once from its container.', async ({
  serve,
  visitor,
  proof,
}) => {
  serve('kreditomat');
  await visitor.open('https://kreditomat.kz/');
  await visitor.placeholderButton('YouTube', 'load-once').click();
  await expect(visitor.page.locator('#film iframe')).toBeVisible();
  await proof.quiet();
  proof.eachOnce(only(ARRIVALS.kreditomat.accepted, ['youtube-embed']));
  await visitor.isUndecided();
});

test('"Always allow" before any choice allows the one service and says so in its words: the banner closes, everything else is refused, and the next page loads the film by itself.', async ({
  serve,
  visitor,
  proof,
  collector,
}) => {
  serve('jetfin');
  await visitor.open(JETFIN);
  await expect(visitor.placeholder('YouTube')).toContainText('всё остальное остаётся отклонённым');
  await visitor.placeholderButton('YouTube', 'always-allow').click();
  await visitor.hasDecided();
  await proof.quiet();
  proof.eachOnce(FILM);
  expect(await visitor.choiceCookie()).toMatch(/\.0\.\+youtube-embed$/);
  // What is said beside the other map follows: there is a choice now.
  await expect(visitor.placeholder('2GIS')).toContainText('остальной выбор не меняется');
  await expect
    .poll(() => collector.records())
    .toMatchObject([
      {
        action: 'save',
        surface: 'placeholder',
        decisions: { functional: 'denied', analytics: 'denied', advertising: 'denied' },
        services: { 'youtube-embed': true },
      },
    ]);

  proof.clear();
  await visitor.open(HOME.kk);
  await proof.quiet();
  proof.eachOnce(FILM);
  await visitor.openSettings();
  await visitor.showServices();
  await expect(visitor.switchOf('youtube-embed')).toBeChecked();

  // Taken back, the placeholder is there again.
  proof.clear();
  await visitor.rejectInSettings();
  await expect(visitor.placeholder('YouTube')).toBeVisible();
  await proof.nothingArrives();
});

test('"Always allow" beside an earlier choice keeps that choice.', async ({ serve, visitor, proof, collector }) => {
  serve('jetfin');
  await visitor.open(JETFIN);
  await visitor.openSettings();
  await visitor.showServices();
  await visitor.switchOn('analytics');
  await visitor.save();
  await visitor.placeholderButton('2GIS', 'always-allow').click();
  await proof.quiet();
  expect(proof.vendors()).toContain('2gis');
  expect(proof.vendors()).not.toContain('youtube-embed');
  expect(await visitor.choiceCookie()).toMatch(/\.a\.\+2gis$/);
  await expect
    .poll(() => collector.records().at(-1))
    .toMatchObject({ surface: 'placeholder', decisions: { analytics: 'granted' }, services: { '2gis': true } });
});

test('After a refusal "load once" neither reloads the page nor is taken for a withdrawal; another tab does not notice; "reject all" ends it.', async ({
  serve,
  visitor,
  proof,
  collector,
}) => {
  serve('jetfin');
  await visitor.open(JETFIN);
  await visitor.rejectAll();
  await visitor.hasDecided();
  await expect.poll(() => collector.rows().length).toBe(1);
  const cookie = await visitor.choiceCookie();
  const other = await visitor.openTab(JETFIN);
  await expect(other.placeholder('2GIS')).toBeVisible();

  await visitor.page.bringToFront();
  await visitor.reload();
  const loadedAt = () => visitor.page.evaluate(() => performance.timeOrigin);
  const first = await loadedAt();
  await visitor.placeholderButton('2GIS', 'load-once').click();
  await expect(visitor.page.locator('.map iframe')).toBeVisible();
  await expect.poll(() => collector.rows().length).toBe(2);
  await proof.quiet();
  proof.eachOnce(MAP);
  expect(await loadedAt(), 'one page view').toBe(first);
  expect(await visitor.choiceCookie()).toBe(cookie);
  await expect(other.placeholder('2GIS')).toBeVisible();

  // 2GIS knows no stopping call: a refusal after it ends the page that has it.
  await visitor.openSettings();
  await visitor.rejectInSettings();
  // Asked while the old page goes and the new one comes, there is nobody to answer.
  await expect.poll(() => loadedAt().catch(() => first)).not.toBe(first);
  await expect(visitor.placeholder('2GIS')).toBeVisible();
});

test('By keyboard: the buttons are reached, Enter loads the film, and the focus is in it.', async ({
  serve,
  visitor,
  proof,
  collector,
}) => {
  serve('jetfin');
  await visitor.open(JETFIN);
  const button = visitor.placeholderButton('YouTube', 'load-once');
  await button.waitFor();
  await visitor.tabTo(button);
  await visitor.page.keyboard.press('Escape');
  await expect(button).toBeVisible();
  await visitor.page.keyboard.press('Tab');
  await expect(visitor.placeholderButton('YouTube', 'always-allow')).toBeFocused();
  await visitor.page.keyboard.press('Tab');
  await expect(visitor.placeholderButton('YouTube', 'settings')).toBeFocused();
  await visitor.page.keyboard.press('Enter');
  await expect(visitor.settings).toBeVisible();
  await visitor.settingsButton('close').click();
  await button.focus();
  await visitor.page.keyboard.press('Enter');
  await expect(visitor.page.locator('iframe.film')).toBeFocused();
  await proof.quiet();
  proof.eachOnce(FILM);
  await expect.poll(() => collector.records()).toMatchObject([{ action: 'load-once', input: 'keyboard' }]);
});
