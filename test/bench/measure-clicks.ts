/**
 * Owns section 7: from a click in the notice to what is painted of it, with four times less processor and every file loaded, beside the floor.
 * Leaves to others: the clock (click-clock.ts), very many services (measure-vendors.ts).
 */
import { setTimeout as wait } from 'node:timers/promises';
import { benchPage } from './bench-page.ts';
import type { BenchServer } from './bench-server.ts';
import type { BenchSite } from './bench-site.ts';
import type { ChromiumLab, OpenPage, Profile } from './chromium-lab.ts';
import { type ClickTimes, installClickClock, timedClick } from './click-clock.ts';
import type { FigureOptions, Figures, Limit } from './figures.ts';
import { floorWithSettings } from './minimal-floor.ts';
import { type Asking, arrived, HANDLES, openSettings, OPENS } from './notice-handles.ts';
import { FLOOR, INLINE, rotated, type Section } from './section.ts';
import { vendorScript } from './visit-variants.ts';

const SECTION = '7. Clicks in the notice';
const PROFILE: Profile = { cpu: 4, isSlow4g: false };
const MOST_NEXT_PAINT_MS = 50;
const MOST_ABOVE_FLOOR_MS = 30;
/** Delivery and the like: what a click begins is over before the next one is measured. */
const SETTLE_MS = 500;
/** The floor's, in the page's language. */
const CATEGORIES = ['Необходимые', 'Функциональные', 'Аналитика', 'Реклама', 'Персонализированная реклама'];

const figure = (name: string, limits: readonly Limit[] = []): FigureOptions => ({
  section: SECTION,
  name: `${name}, 4× CPU`,
  unit: 'ms',
  base: FLOOR,
  limits,
});
const SHOWN = figure('settings: click → dialog painted, files loaded', [
  { variant: INLINE, most: MOST_ABOVE_FLOOR_MS, kind: 'added', base: FLOOR },
]);
const FACTS = figure('expand a service: click → its facts painted, files loaded');

export class ClicksSection implements Section {
  readonly name = 'notice, clicks';
  readonly isSlowToMeasure = true;
  readonly #lab: ChromiumLab;
  readonly #variants = [FLOOR, INLINE] as const;

  constructor(lab: ChromiumLab, server: BenchServer, site: BenchSite) {
    this.#lab = lab;
    const floor = floorWithSettings(CATEGORIES.map((name) => ({ name, services: [] })));
    const blocks = { [FLOOR]: `<script>${floor}</script>`, [INLINE]: site.block({ level: 'inline' }) };
    server.put('/metrika/gated.js', 'bench.ran();');
    for (const [i, name] of this.#variants.entries()) {
      const src = 'https://mc.yandex.ru/metrika/gated.js';
      server.put(
        `/clicks/${i}`,
        benchPage({ block: blocks[name], body: vendorScript(true, 'yandex-metrica', { src }) }),
      );
    }
  }

  async round(index: number, figures: Figures): Promise<void> {
    figures.note(
      SECTION,
      'Next paint: the first frame after the click, by its own last task. Event Timing: the longest event of the same click in the same visit, as the browser reports it, in steps of 8 ms; 16 stands for 16 or less.',
    );
    for (const variant of rotated(this.#variants, index)) {
      const { accept, reject } = HANDLES[variant];
      const add = (what: string, times: ClickTimes) => addTimes(figures, variant, what, times);
      await this.#visit(variant, async (open) => add('accept all', await timedClick(open, accept)));
      await this.#visit(variant, async (open) => add('reject all', await timedClick(open, reject)));
      await this.#visit(variant, async (open) => this.#settings(variant, open, figures, add));
    }
  }

  async #settings(
    variant: Asking,
    open: OpenPage,
    figures: Figures,
    add: (what: string, times: ClickTimes) => void,
  ): Promise<void> {
    const opening = await openSettings(open, variant);
    add('open settings', opening);
    figures.add(SHOWN, variant, opening.shownMs);
    await wait(SETTLE_MS);
    add('toggle a category', await timedClick(open, HANDLES[variant].category));
    if (variant === FLOOR) return;
    add('expand a category', await timedClick(open, OPENS.services, OPENS.hasServices));
    // Opening a category loads what its services will show.
    await arrived(open, ['kelisim-parts', 'kelisim-data-ru', 'site-ru']);
    await wait(SETTLE_MS);
    const expanding = await timedClick(open, OPENS.service, OPENS.hasFacts);
    add('expand a service', expanding);
    figures.add(FACTS, variant, expanding.shownMs);
  }

  #visit(variant: Asking, visit: (open: OpenPage) => Promise<void>): Promise<void> {
    return this.#lab.visitor({ profile: PROFILE, watch: true }, async (visitor) => {
      const open = await visitor.go(`/clicks/${this.#variants.indexOf(variant)}`);
      await open.until(`bench.banner() > 0 && document.readyState === 'complete'`);
      await open.page.evaluate(installClickClock);
      await wait(SETTLE_MS);
      await visit(open);
    });
  }
}

function addTimes(figures: Figures, variant: string, what: string, { nextMs, eventMs, taskMs }: ClickTimes): void {
  const limit: Limit = { variant: INLINE, most: MOST_NEXT_PAINT_MS, kind: 'value' };
  figures.add(figure(`${what}: click → next paint`, [limit]), variant, nextMs);
  figures.add(figure(`${what}: Event Timing`), variant, eventMs);
  figures.add(figure(`${what}: task time (thread time)`), variant, taskMs);
}
