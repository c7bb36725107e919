/** Before a choice: nothing reaches anybody. Each zero has its control: the same page without Kelisim, as it stood before it was marked. */
import { chromium } from '@playwright/test';
import { DEMO_SITES, LEVELS } from '../support/demo-world.ts';
import { ARRIVALS, NECESSARY_ON_APPLY } from './expected-arrivals.ts';
import { expect, test } from './story.ts';
import { unmarked } from './unmarked.ts';

for (const site of DEMO_SITES) {
  const { accepted, replay } = ARRIVALS[site];

  for (const level of LEVELS) {
    test(`Before a choice nothing from ${site}.kz reaches any vendor at level ${level}, in Russian or Kazakh, not even when the visitor leaves.`, async ({
      serve,
      visitor,
      proof,
    }) => {
      serve(site, { level });
      for (const path of ['/', '/kk/']) {
        await visitor.open(`https://${site}.kz${path}`);
        await expect(visitor.banner).toBeVisible();
        await visitor.readToTheEnd();
        await proof.nothingArrives();
      }
      await visitor.leave();
      await proof.nothingArrives();
      expect(await visitor.page.context().cookies(), 'cookies').toEqual([]);
      expect(visitor.exceptions).toEqual([]);
    });
  }

  test(`Control: the same page of ${site}.kz without Kelisim contacts each of its vendors by itself.`, async ({
    serve,
    visitor,
    proof,
  }) => {
    serve(site, { level: 'none', change: unmarked });
    await visitor.open(`https://${site}.kz/`);
    await visitor.readToTheEnd();
    await proof.quiet();
    expect(proof.vendors()).toEqual(Object.keys({ ...accepted, ...replay }).sort());
  });

  test(`On the application page of ${site}.kz only the necessary check against robots is contacted before a choice.`, async ({
    serve,
    visitor,
    proof,
  }) => {
    serve(site);
    await visitor.open(`https://${site}.kz/apply/`);
    await visitor.isUndecided();
    await visitor.readToTheEnd();
    await proof.quiet();
    proof.eachOnce(NECESSARY_ON_APPLY);
  });
}

test('In a lasting browser profile not one connection to a vendor is opened before a choice, from any of the three sites.', async ({
  world,
  proof,
  launchOptions,
}, testInfo) => {
  // Only a profile that is not incognito preconnects (toolchain, "E2E"); a connection without a request is seen by its server name.
  const context = await chromium.launchPersistentContext(testInfo.outputPath('profile'), launchOptions);
  try {
    const page = await context.newPage();
    const hosts = DEMO_SITES.flatMap((site) => [`${site}.kz`, `consent.${site}.kz`]);
    const strangers = () =>
      [...new Set(world.standIn.connections)].filter((name) => !hosts.includes(name) && !isOwn(name));
    for (const site of DEMO_SITES) {
      world.serve(site);
      await page.goto(`https://${site}.kz/`);
    }
    await proof.quiet();
    expect(strangers()).toEqual([]);

    world.serve('jetfin', { level: 'none', change: unmarked });
    await page.goto('https://jetfin.kz/');
    await proof.quiet();
    expect(strangers(), 'control: without Kelisim').toContain('www.googletagmanager.com');
  } finally {
    await context.close();
  }
});

/** What Chromium asks for itself, with all background traffic switched off. */
function isOwn(name: string): boolean {
  return /(?:^|\.)(?:update\.googleapis|accounts\.google|clients\d?\.google|gvt1|safebrowsing\.googleapis|clientservices\.googleapis|optimizationguide-pa\.googleapis|content-autofill\.googleapis|android\.clients\.google)\.com$/.test(
    name,
  );
}
