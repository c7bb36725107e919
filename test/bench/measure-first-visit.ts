/** Owns section 4: the first visit. Banner and first paint on a slow phone, and at full speed script time and layout shift. */
import { setTimeout as wait } from 'node:timers/promises';
import { benchPage } from './bench-page.ts';
import type { BenchServer } from './bench-server.ts';
import type { ChromiumLab, Profile } from './chromium-lab.ts';
import type { FigureOptions, Figures } from './figures.ts';
import { FLOOR, INLINE, NONE, rotated, type Section, TAG } from './section.ts';
import { vendorScript, type VisitVariant } from './visit-variants.ts';

const SECTION = '4. First visit';
const SLOW: Profile = { cpu: 4, isSlow4g: true };
const FAST: Profile = { cpu: 1, isSlow4g: false };
/** After the page has loaded: what starts late still counts. */
const SETTLE_MS = 700;

const BANNER: FigureOptions = {
  section: SECTION,
  name: 'banner visible, 4× CPU + Slow 4G',
  unit: 'ms',
  base: FLOOR,
  limits: [
    { variant: INLINE, most: 780, kind: 'value' },
    { variant: TAG, most: 1330, kind: 'value' },
  ],
};
const PAINT: FigureOptions = {
  section: SECTION,
  name: 'first contentful paint, 4× CPU + Slow 4G',
  unit: 'ms',
  base: NONE,
  limits: [{ variant: INLINE, most: 60, kind: 'added', base: NONE }],
};
const SCRIPT: FigureOptions = {
  section: SECTION,
  name: 'script on the main thread, 1× (thread time)',
  unit: 'ms',
  base: NONE,
  limits: [INLINE, TAG].map((variant) => ({ variant, most: 4, kind: 'added', base: NONE })),
};
const SHIFT: FigureOptions = {
  section: SECTION,
  name: 'layout shift, the larger of both visits',
  unit: '',
  base: NONE,
  limits: [INLINE, TAG].map((variant) => ({ variant, most: 0, kind: 'added', base: NONE })),
};

export class FirstVisitSection implements Section {
  readonly name = 'first visit';
  readonly isSlowToMeasure = true;
  readonly #lab: ChromiumLab;
  readonly #variants: readonly VisitVariant[];

  constructor(lab: ChromiumLab, server: BenchServer, variants: readonly VisitVariant[]) {
    this.#lab = lab;
    this.#variants = variants;
    server.put('/metrika/gated.js', 'bench.ran();');
    for (const [i, { block, isMarked }] of variants.entries()) {
      const src = 'https://mc.yandex.ru/metrika/gated.js';
      server.put(`/first/${i}`, benchPage({ block, body: vendorScript(isMarked, 'yandex-metrica', { src }) }));
    }
  }

  async round(index: number, figures: Figures): Promise<void> {
    figures.note(
      SECTION,
      'Inline, paint and banner have two modes 75 ms apart: Chromium’s emulated line charges a page that lies whole in its socket with its first byte or, in other visits, not at all (seen in traces: 13.5 kB at 180 kB/s). Which of them the median falls into is chance; the quartiles show both.',
    );
    for (const variant of rotated(this.#variants, index)) {
      const shifts = [await this.#slow(variant, figures), await this.#fast(variant, figures)];
      figures.add(SHIFT, variant.name, Math.max(...shifts));
    }
  }

  #pathOf(variant: VisitVariant): string {
    return `/first/${this.#variants.indexOf(variant)}`;
  }

  #slow(variant: VisitVariant, figures: Figures): Promise<number> {
    const hasBanner = variant.name !== NONE;
    return this.#lab.visitor({ profile: SLOW, watch: hasBanner }, async (visitor) => {
      const open = await visitor.go(this.#pathOf(variant));
      await open.until(`performance.getEntriesByName('first-contentful-paint').length > 0`);
      const { bannerMs, firstPaintMs } = await open.until(hasBanner ? 'bench.banner() > 0' : 'true');
      figures.add(PAINT, variant.name, firstPaintMs);
      if (hasBanner) figures.add(BANNER, variant.name, bannerMs);
      await open.until(`document.readyState === 'complete'`);
      return (await open.recorded()).layoutShift;
    });
  }

  /** Nobody looks for the banner here: looking is script time too. */
  #fast(variant: VisitVariant, figures: Figures): Promise<number> {
    return this.#lab.visitor({ profile: FAST }, async (visitor) => {
      const open = await visitor.go(this.#pathOf(variant));
      await open.until(`document.readyState === 'complete'`);
      await wait(SETTLE_MS);
      figures.add(SCRIPT, variant.name, await open.threadMs('ScriptDuration'));
      return (await open.recorded()).layoutShift;
    });
  }
}
