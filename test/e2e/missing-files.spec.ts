/** A file of Kelisim's does not come: closed before the choice, and the choice needs none of them. */
import { ARRIVALS, only } from './expected-arrivals.ts';
import { expect, test } from './story.ts';

/** Far longer than a test. */
const FOR_EVER_MS = 25_000;

interface Missing {
  readonly title: string;
  readonly file: RegExp;
  /** It hangs instead of being refused. */
  readonly hangs?: boolean;
}

const MISSING: readonly Missing[] = [
  { title: 'the client file is missing (404)', file: /\/kelisim-client\.js$/ },
  { title: "the chunk of the settings' words is missing (404)", file: /\/kelisim-ru-[^/]+\.js$/ },
  { title: "the site's own module is missing (404)", file: /\/site\.js$/ },
  { title: 'the client file never comes', file: /\/kelisim-client\.js$/, hangs: true },
];

for (const { title, file, hangs } of MISSING) {
  test(`When ${title}, nothing leaves before the choice, "accept all" and "reject all" work, and ${hangs ? 'waiting settings hold up nothing' : 'the notice says that the settings could not be loaded'}.`, async ({
    serve,
    visitor,
    proof,
    trouble,
    browser,
  }) => {
    serve('jetfin');
    trouble({ host: 'jetfin.kz', path: file, ...(hangs ? { delayMs: FOR_EVER_MS } : { status: 404 }) });
    await visitor.open('https://jetfin.kz/');
    await visitor.bannerButton('settings').click();
    const alert = visitor.banner.getByRole('alert');
    if (hangs) await expect(visitor.banner).toBeVisible();
    else await expect(alert).toHaveText(/настройки/i);
    await expect(visitor.settings).toHaveCount(0);
    await proof.nothingArrives();

    await visitor.acceptAll();
    await visitor.hasDecided();
    await visitor.readToTheEnd();
    await proof.quiet();
    proof.eachOnce(ARRIVALS.jetfin.accepted);
    expect(await visitor.choiceCookie()).toMatch(/\.fadb$/);
    expect(visitor.exceptions).toEqual([]);

    const other = await browser.newContext();
    try {
      proof.clear();
      const page = await other.newPage();
      await page.goto('https://jetfin.kz/');
      await page.locator('kelisim-banner [data-kelisim-action="reject-all"]').click();
      await expect(page.locator('kelisim-banner[launcher] button')).toBeVisible();
      await proof.nothingArrives();
    } finally {
      await other.close();
    }
  });
}

test('A choice made while the client file was missing is delivered by the next page view that has it.', async ({
  serve,
  visitor,
  collector,
  trouble,
}) => {
  serve('jetfin');
  const end = trouble({ host: 'jetfin.kz', path: /\/kelisim-client\.js$/, status: 404 });
  await visitor.open('https://jetfin.kz/');
  await visitor.rejectAll();
  await expect.poll(() => visitor.lines).toHaveLength(1);
  expect(visitor.lines[0]).toContain('client not loaded');
  expect(collector.rows()).toEqual([]);
  end();
  await visitor.open('https://jetfin.kz/policy/');
  await expect.poll(() => collector.records().map((record) => record.action)).toEqual(['reject-all']);
});

test("When the vendors' disclosures are missing, the settings open all the same, a vendor's details say so, and a choice by switches releases what was agreed.", async ({
  serve,
  visitor,
  proof,
  trouble,
}) => {
  serve('jetfin');
  trouble({ host: 'jetfin.kz', path: /\/site-ru-[^/]+\.js$/, status: 404 });
  await visitor.open('https://jetfin.kz/');
  await visitor.openSettings();
  await visitor.showServices();
  const chat = visitor.settings.locator('li').filter({ has: visitor.page.locator('input[value="jivochat"]') });
  await chat.locator('summary').click();
  await expect(chat.getByRole('status')).not.toBeEmpty();
  await proof.nothingArrives();
  await visitor.switchOn('jivochat');
  await visitor.save();
  await proof.quiet();
  proof.eachOnce(only(ARRIVALS.jetfin.accepted, ['jivochat']));
  expect(visitor.exceptions).toEqual([]);
});
