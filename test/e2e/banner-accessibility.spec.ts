/** The three demonstration sites dress the notice by custom properties alone: axe finds nothing, contrast included, by day and by night. */
import { AxeBuilder } from '@axe-core/playwright';
import { DEMO_SITES } from '../support/demo-world.ts';
import { expect, test } from './story.ts';

const VISITS = DEMO_SITES.flatMap((site) => (['light', 'dark'] as const).map((colorScheme) => ({ site, colorScheme })));

for (const { site, colorScheme } of VISITS) {
  test(`On ${site}.kz axe finds nothing wrong with banner and launcher, in Kazakh at 320 px and in Russian at 1280 px (${colorScheme}).`, async ({
    serve,
    visitor,
  }) => {
    serve(site);
    const { page } = visitor;
    const findings = async (what: string) => {
      // axe measures contrast below the body only (createGrid); the look does not depend on the place.
      await page.evaluate(() => document.body.append(document.querySelector('kelisim-banner')!));
      const { violations, passes } = await new AxeBuilder({ page }).include('kelisim-banner').analyze();
      expect(
        passes.map(({ id }) => id),
        what,
      ).toContain('color-contrast');
      return violations.map(({ id, nodes }) => `${what}: ${id} ${nodes.map((node) => node.html).join(' ')}`);
    };
    await page.emulateMedia({ colorScheme });
    for (const [path, width] of [
      ['kk/', 320],
      ['', 1280],
    ] as const) {
      const what = `${path} ${width}`;
      await visitor.forget();
      await page.setViewportSize({ width, height: 640 });
      await visitor.open(`https://${site}.kz/${path}`);
      await expect(visitor.banner).toBeVisible();
      expect(await findings(what)).toEqual([]);
      await visitor.rejectAll();
      await visitor.hasDecided();
      expect(await findings(`${what} launcher`)).toEqual([]);
    }
  });
}
