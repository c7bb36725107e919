/** What Google's tags and the site's own code are told: denied before anything else, an update before any event, and the hit on the wire says so. */
import { buildOwn } from './one-truth-site.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

interface Told {
  /** `consent default`, `consent update`, or the name of an event. */
  readonly what: string;
  readonly state?: Record<string, unknown>;
}

/** The data layer as a list of what was said, in order. */
function toldBy({ page }: Visitor): Promise<Told[]> {
  return page.evaluate(() => {
    const layer = Array.from((window as unknown as { dataLayer: ArrayLike<unknown>[] }).dataLayer);
    return layer.map((item) => {
      const event = item as unknown as { event?: string; kelisim?: Record<string, unknown> };
      if (event.event !== undefined) return { what: event.event, ...(event.kelisim && { state: event.kelisim }) };
      const [command, second, state] = Array.from(item) as [string, unknown, Record<string, unknown> | undefined];
      return command === 'consent' ? { what: `consent ${String(second)}`, state: state! } : { what: command };
    });
  });
}

const DENIED = {
  security_storage: 'granted',
  functionality_storage: 'denied',
  personalization_storage: 'denied',
  analytics_storage: 'denied',
  ad_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
};

test('The data layer begins with everything denied; after a choice of analytics the update comes before the event kelisim.choice, the DOM event follows, and the hit carries the signal.', async ({
  serve,
  visitor,
  proof,
}) => {
  serve('jetfin');
  await visitor.page.addInitScript(() => {
    const heard: unknown[] = ((window as unknown as { heard: unknown[] }).heard = []);
    document.addEventListener('kelisim:choice', (event) =>
      heard.push((event as CustomEvent<{ granted: unknown }>).detail.granted),
    );
  });
  await visitor.open('https://jetfin.kz/');
  const before = await toldBy(visitor);
  expect(before[0]).toEqual({ what: 'consent default', state: DENIED });
  expect(before.map(({ what }) => what)).toEqual(['consent default', 'gtm.js']);

  await visitor.openSettings();
  await visitor.switchOn('analytics');
  await visitor.save();
  await expect.poll(() => proof.count('www.google-analytics.com/g/collect?gcs=G101')).toBe(1);
  const granted = { necessary: true, functional: false, analytics: true, advertising: false, personalised: false };
  const after = (await toldBy(visitor)).slice(2);
  expect(after.slice(0, 2)).toEqual([
    { what: 'consent update', state: { ...DENIED, analytics_storage: 'granted' } },
    { what: 'kelisim.choice', state: granted },
  ]);
  expect(await visitor.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([granted]);
});

test('A returning visitor who accepted is announced before the first event of the page: default, update, kelisim.choice, then the tag manager.', async ({
  serve,
  visitor,
  proof,
}) => {
  serve('jetfin');
  await visitor.open('https://jetfin.kz/policy/');
  await visitor.acceptAll();
  await visitor.open('https://jetfin.kz/');
  await expect.poll(() => proof.count('www.google-analytics.com/g/collect?gcs=G111')).toBe(1);
  const told = await toldBy(visitor);
  expect(told.slice(0, 4).map(({ what }) => what)).toEqual([
    'consent default',
    'consent update',
    'kelisim.choice',
    'gtm.js',
  ]);
  expect(Object.values(told[1]!.state!)).toEqual(Array(7).fill('granted'));
});

test("Advanced: Google's tags load before the choice and say that everything is denied, no cookie is kept, nobody else is contacted; after acceptance the hits say so.", async ({
  world,
  serve,
  visitor,
  proof,
}) => {
  const site = await buildOwn(world, (config) => ({
    ...config,
    signals: { googleConsentMode: 'advanced', waitForUpdateMs: 500, adsDataRedaction: true, urlPassthrough: true },
  }));
  serve('jetfin', { tag: site.tagHtml, kelisim: site.outDir });
  await visitor.open('https://jetfin.kz/');
  await expect.poll(() => proof.count('www.google-analytics.com/g/collect?gcs=G100')).toBe(1);
  await proof.quiet();
  expect(proof.vendors()).toEqual(['google-ads', 'google-analytics-4', 'google-tag-manager']);
  expect((await visitor.page.context().cookies()).map(({ name }) => name)).toEqual([]);
  const before = await toldBy(visitor);
  expect(before.slice(0, 4)).toEqual([
    { what: 'set' },
    { what: 'set' },
    { what: 'consent default', state: { ...DENIED, wait_for_update: 500 } },
    { what: 'gtm.js' },
  ]);
  proof.clear();
  await visitor.acceptAll();
  await expect.poll(() => proof.vendors().length).toBeGreaterThan(6);
  const after = (await toldBy(visitor)).map(({ what }) => what);
  expect(after.indexOf('consent update')).toBeGreaterThan(0);
  expect(after.indexOf('consent update')).toBeLessThan(after.indexOf('kelisim.choice'));
  await proof.quiet();
  // They are there already: nothing of theirs is loaded a second time.
  expect(proof.count('www.googletagmanager.com/gtm.js')).toBe(0);
  await visitor.reload();
  await expect.poll(() => proof.count('www.google-analytics.com/g/collect?gcs=G111')).toBeGreaterThan(0);
});

test('Advanced, refused: the tags go on with everything denied, keep no cookie, and a withdrawal later does not reload the page for them.', async ({
  world,
  serve,
  visitor,
  proof,
}) => {
  const site = await buildOwn(world, (config) => ({
    ...config,
    services: config.services.filter(({ vendor }) => vendor?.startsWith('google')),
    signals: { googleConsentMode: 'advanced' },
  }));
  serve('jetfin', { tag: site.tagHtml, kelisim: site.outDir });
  await visitor.open('https://jetfin.kz/');
  await visitor.rejectAll();
  await visitor.reload();
  await expect.poll(() => proof.count('www.google-analytics.com/g/collect?gcs=G100')).toBeGreaterThan(0);
  expect((await visitor.page.context().cookies()).map(({ name }) => name)).toEqual(['kelisim']);
  await visitor.openSettings();
  await visitor.settingsButton('accept-all').click();
  const loadedAt = await visitor.page.evaluate(() => performance.timeOrigin);
  await visitor.openSettings();
  await visitor.rejectInSettings();
  await proof.quiet();
  expect(await visitor.page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
  expect((await toldBy(visitor)).filter(({ what }) => what === 'consent update').at(-1)!.state).toEqual(DENIED);
});

test('Off: the data layer hears nothing of consent from Kelisim, only the event.', async ({
  world,
  serve,
  visitor,
  proof,
}) => {
  const site = await buildOwn(world, (config) => ({ ...config, signals: { googleConsentMode: 'off' } }));
  serve('jetfin', { tag: site.tagHtml, kelisim: site.outDir });
  await visitor.open('https://jetfin.kz/');
  await proof.nothingArrives();
  expect((await toldBy(visitor)).map(({ what }) => what)).toEqual(['gtm.js']);
  await visitor.acceptAll();
  await expect.poll(() => proof.count('www.googletagmanager.com/gtm.js')).toBe(1);
  expect((await toldBy(visitor)).map(({ what }) => what)).not.toContain('consent update');
});
