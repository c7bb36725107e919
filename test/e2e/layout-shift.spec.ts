/** Nothing on the page moves because of Kelisim: not when the banner comes, not when the choice is made, not when the settings open. */
import { DEMO_SITES } from '../support/demo-world.ts';
import { expect, test } from './story.ts';
import type { Visitor } from './visitor.ts';

const WIDTHS_PX = [360, 1280];
const HEIGHT_PX = 760;

interface Shift {
  readonly value: number;
  readonly moved: string[];
}

/** Everything that moved since the page began, also just after a click, which the metric itself would forgive. */
function shiftsOf({ page }: Visitor): Promise<Shift[]> {
  return page.evaluate(
    () =>
      new Promise<Shift[]>((resolve) => {
        const shifts: Shift[] = [];
        interface Entry extends PerformanceEntry {
          readonly value: number;
          readonly sources: readonly { readonly node: Node | null }[];
        }
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as Entry[]) {
            shifts.push({ value: entry.value, moved: entry.sources.map(({ node }) => node?.nodeName ?? 'gone') });
          }
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Entries are handed over after the frame that made them.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(shifts))));
      }),
  );
}

for (const site of DEMO_SITES) {
  test(`On ${site}.kz nothing moves when the banner comes, the settings open and close, and the choice is made, at ${WIDTHS_PX.join(' and ')} px: layout shift 0.`, async ({
    serve,
    visitor,
    proof,
  }) => {
    serve(site);
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
