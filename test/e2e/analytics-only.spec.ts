/** A choice in between, made as someone without a mouse makes it. */
import { DEMO_SITES, LEVELS } from '../support/demo-world.ts';
import { ARRIVALS, only } from './expected-arrivals.ts';
import { expect, test } from './story.ts';

for (const site of DEMO_SITES) {
  const { accepted, analytics } = ARRIVALS[site];

  // What holds is the same code at both levels; where they differ is before the choice.
  for (const level of site === 'jetfin' ? LEVELS : (['tag'] as const)) {
    test(`Analytics alone, chosen by keyboard in the settings of ${site}.kz at level ${level}, brings each analytics vendor once with its container: no Google Ads, no Meta, no other vendor.`, async ({
      serve,
      visitor,
      proof,
      collector,
    }) => {
      serve(site, { level });
      await visitor.open(`https://${site}.kz/`);
      await visitor.tabTo(visitor.bannerButton('settings'));
      await visitor.page.keyboard.press('Enter');
      await expect(visitor.settings).toBeVisible();
      await visitor.tabTo(visitor.switchOf('analytics'));
      await visitor.page.keyboard.press('Space');
      await expect(visitor.switchOf('analytics')).toBeChecked();
      await visitor.tabTo(visitor.settingsButton('save'));
      await proof.nothingArrives();

      await visitor.page.keyboard.press('Enter');
      await visitor.hasDecided();
      await visitor.readToTheEnd();
      await proof.quiet();
      expect(Object.keys(only(accepted, analytics)).sort()).toEqual([...analytics].sort());
      proof.eachOnce(only(accepted, analytics));

      proof.clear();
      await visitor.reload();
      await visitor.readToTheEnd();
      await proof.quiet();
      proof.eachOnce(only(accepted, analytics));

      const [record, ...more] = collector.records();
      expect(more).toEqual([]);
      expect(record).toMatchObject({ action: 'save', surface: 'settings', input: 'keyboard', trusted: true });
      expect(record!.decisions).toMatchObject({ functional: 'denied', analytics: 'granted', advertising: 'denied' });
      expect(visitor.exceptions).toEqual([]);
    });
  }
}
