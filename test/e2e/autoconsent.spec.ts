/** A visitor whose browser answers consent notices by itself: DuckDuckGo's autoconsent, unchanged, with the rule file that we publish. */
import { LAYOUTS } from '../../src/core/config.ts';
import type { Language } from '../../src/core/language.ts';
import { Autoconsent, OUR_RULE } from './autoconsent.ts';
import { ARRIVALS } from './expected-arrivals.ts';
import { buildOwn } from './one-truth-site.ts';
import { expect, test } from './story.ts';

interface Page {
  readonly site: 'jetfin' | 'kengo' | 'kreditomat';
  readonly language: Language;
  readonly path: string;
}

const PAGES: readonly Page[] = [
  { site: 'jetfin', language: 'kk', path: '/kk/' },
  { site: 'kengo', language: 'ru', path: '/' },
  { site: 'kreditomat', language: 'en', path: '/' },
];

/** It looks every half second. */
const SIX_LOOKS_MS = 3_000;

/** The demos have no English page; what the notice speaks follows `<html lang>`. */
const inLanguage = (language: Language) => (html: string) =>
  html.replace(/<html lang="\w+"/, `<html lang="${language}"`);

for (const { site, language, path } of PAGES) {
  test(`On ${site}.kz in ${language} it finds the notice, refuses, and its own test agrees: nothing reaches any vendor, and the record says that a program did it.`, async ({
    serve,
    visitor,
    proof,
    collector,
  }) => {
    serve(site, { change: inLanguage(language) });
    const tool = await Autoconsent.on(visitor.page, { action: 'optOut' });
    await visitor.open(`https://${site}.kz${path}`);
    await tool.says('selfTestResult', ['kelisim true']);
    for (const type of ['cmpDetected', 'popupFound', 'autoconsentDone']) expect(tool.said(type)).toEqual(['kelisim']);
    expect(tool.said('optOutResult')).toEqual(['kelisim true']);
    expect(tool.errors).toEqual([]);

    await visitor.hasDecided();
    await expect(visitor.settings).toBeHidden();
    await visitor.readToTheEnd();
    await proof.nothingArrives();
    await expect.poll(() => collector.records()).toHaveLength(1);
    const record = { action: 'reject-all', surface: 'banner', input: 'programmatic', trusted: false, language };
    expect(collector.records()[0]).toMatchObject(record);
    expect(visitor.lines).toEqual([]);
    expect(visitor.exceptions).toEqual([]);
  });

  test(`On ${site}.kz in ${language} it agrees where its user wants that: every vendor comes once, and the record says that a program did it.`, async ({
    serve,
    visitor,
    proof,
    collector,
  }) => {
    serve(site, { change: inLanguage(language) });
    const tool = await Autoconsent.on(visitor.page, { action: 'optIn' });
    await visitor.open(`https://${site}.kz${path}`);
    await tool.says('optInResult', ['kelisim true']);
    expect(tool.errors).toEqual([]);

    await visitor.hasDecided();
    await visitor.readToTheEnd();
    await proof.quiet();
    proof.eachOnce(ARRIVALS[site].accepted);
    await expect.poll(() => collector.records()).toHaveLength(1);
    const record = { action: 'accept-all', surface: 'banner', input: 'programmatic', trusted: false, language };
    expect(collector.records()[0]).toMatchObject(record);
    // The control of its test: where something was agreed it does not say "refused".
    await tool.selfTest(visitor.page);
    await tool.says('selfTestResult', ['kelisim false']);
  });
}

for (const layout of LAYOUTS) {
  test(`In the layout "${layout}" it refuses too, also when it hides the notice beforehand.`, async ({
    world,
    serve,
    visitor,
    proof,
  }) => {
    const own = await buildOwn(world, (config) => ({ ...config, ui: { ...config.ui, layout } }));
    serve('jetfin', { tag: own.tagHtml, kelisim: own.outDir });
    const tool = await Autoconsent.on(visitor.page, { action: 'optOut', prehide: true });
    await visitor.open('https://jetfin.kz/');
    await tool.says('selfTestResult', ['kelisim true']);
    await visitor.hasDecided();
    await proof.nothingArrives();
  });
}

test('On a site without a launcher it refuses too: the banner goes and nothing stays.', async ({
  world,
  serve,
  visitor,
  proof,
}) => {
  const own = await buildOwn(world, (config) => ({ ...config, ui: { ...config.ui, launcher: false } }));
  serve('jetfin', { tag: own.tagHtml, kelisim: own.outDir });
  const tool = await Autoconsent.on(visitor.page, { action: 'optOut' });
  await visitor.open('https://jetfin.kz/');
  await tool.says('selfTestResult', ['kelisim true']);
  await expect(visitor.page.locator('kelisim-banner [data-kelisim-action]:visible')).toHaveCount(0);
  expect(await visitor.choiceCookie()).toMatch(/^1\.[0-9a-f]{6}\.\d+\.0$/);
  await proof.nothingArrives();
});

test('Where a choice is stored it knows the notice and leaves it alone: an agreement is not taken back, nothing new is recorded.', async ({
  serve,
  visitor,
  proof,
  collector,
}) => {
  serve('jetfin');
  await visitor.open('https://jetfin.kz/');
  await visitor.acceptAll();
  await visitor.hasDecided();
  await expect.poll(() => collector.records()).toHaveLength(1);
  const cookie = await visitor.choiceCookie();
  await visitor.readToTheEnd();
  await proof.quiet();
  await visitor.leave();
  await proof.quiet();
  proof.clear();

  const tool = await Autoconsent.on(visitor.page, { action: 'optOut' });
  await visitor.open('https://jetfin.kz/');
  await tool.says('cmpDetected', ['kelisim']);
  await visitor.readToTheEnd();
  await visitor.page.waitForTimeout(SIX_LOOKS_MS);
  expect(tool.said('popupFound')).toEqual([]);
  expect(tool.said('optOutResult')).toEqual([]);
  expect(await visitor.choiceCookie()).toBe(cookie);
  expect(collector.records()).toHaveLength(1);
  await proof.quiet();
  proof.eachOnce(ARRIVALS.jetfin.accepted);
});

test('Without our rule it does not find the notice, so it is our rule that works; and no rule of its own takes the notice for another.', async ({
  serve,
  visitor,
}) => {
  serve('jetfin');
  const tool = await Autoconsent.on(visitor.page, { action: 'optOut', rules: Autoconsent.itsRules });
  await visitor.open('https://jetfin.kz/kk/');
  await visitor.isUndecided();
  await visitor.page.waitForTimeout(SIX_LOOKS_MS);
  expect(tool.said('init')).not.toEqual([]);
  expect(tool.said('cmpDetected')).toEqual([]);
  await visitor.isUndecided();
  expect(Autoconsent.itsRules.some((rule) => (rule as typeof OUR_RULE).name === OUR_RULE.name)).toBe(false);
});
