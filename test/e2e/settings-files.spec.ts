/** What opening the settings costs: the very files whose sizes are limited (tools/check-sizes.ts), and nothing before somebody wants them. */
import { expect, test } from './story.ts';

test("A first visit loads one file of Kelisim; opening the settings loads exactly the files whose sizes are checked; a vendor's details come when they are opened.", async ({
  world,
  serve,
  visitor,
  proof,
}) => {
  const { clientDir } = world.built.jetfin;
  serve('jetfin');
  const loaded = () =>
    world.standIn
      .received('jetfin.kz')
      .filter(({ path }) => path.startsWith('/kelisim/'))
      .map(({ path }) =>
        path
          .slice('/kelisim/'.length)
          .replace(clientDir, '')
          .replace(/([-.])[\w-]{8,10}\.js$/, '$1*.js'),
      )
      .sort();
  await visitor.open('https://jetfin.kz/kk/policy/');
  await proof.quiet();
  expect(loaded()).toEqual(['kelisim.*.js']);

  proof.clear();
  await visitor.openSettings();
  await proof.quiet();
  // Head aside, the list that tools/check-sizes.ts measures in Kazakh.
  expect(loaded()).toEqual(['kelisim-client.js', 'kelisim-kk-*.js', 'kelisim-open-settings-*.js', 'site.js']);

  proof.clear();
  await visitor.settings.locator('section > details > summary').first().click();
  await proof.quiet();
  expect(loaded()).toEqual(['kelisim-data-kk-*.js', 'kelisim-parts-*.js', 'site-kk-*.js']);
});

test('A returning visitor whose record is delivered loads no file of Kelisim but the head script.', async ({
  world,
  serve,
  visitor,
  proof,
  collector,
}) => {
  serve('jetfin');
  await visitor.open('https://jetfin.kz/policy/');
  await visitor.rejectAll();
  await expect.poll(() => collector.rows().length).toBe(1);
  await proof.quiet();
  proof.clear();
  await visitor.reload();
  await proof.quiet();
  const own = world.standIn.received('jetfin.kz').filter(({ path }) => path.startsWith('/kelisim/'));
  expect(own).toHaveLength(1);
});
