/** Nothing on the page moves because of Kelisim: not when the banner comes, not when the choice is made, not when the settings open. */
import { DEMO_SITES } from '../support/demo-world.ts';
import { paintedWhole, shiftsOf } from './layout-shifts.ts';
import { expect, test } from './story.ts';

const WIDTHS_PX = [360, 1280];
const HEIGHT_PX = 760;

for (const site of DEMO_SITES) {
  test(`On ${site}.kz nothing moves when the banner comes, the settings open and close, and the choice is made, at ${WIDTHS_PX.join(' and ')} px: layout shift 0.`, async ({
    serve,
    visitor,
    proof,
  }) => {
    serve(site, { change: paintedWhole });
    for (const width of WIDTHS_PX) {
      await visitor.forget();
      await visitor.page.setViewportSize({ width, height: HEIGHT_PX });
      await visitor.open(`https://${site}.kz/`);
      await expect(visitor.banner).toBeVisible();
      expect(await shiftsOf(visitor), `first visit, ${width} px`).toEqual([]);
      await visitor.openSettings();
      await visitor.settingsButton('close').click();
      await visitor.rejectAll();
      await visitor.hasDecided();
      await proof.quiet();
      expect(await shiftsOf(visitor), `after the choice, ${width} px`).toEqual([]);
    }
    // The control: something that moves is seen.
    await visitor.page.evaluate(() =>
      document.body.prepend(Object.assign(document.createElement('div'), { style: 'height:80px' })),
    );
    await expect.poll(() => shiftsOf(visitor)).not.toEqual([]);
  });
}
