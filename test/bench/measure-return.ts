/** Owns section 3: a visitor who accepted earlier comes back, with an empty cache and with a full one. */
import { benchPage } from './bench-page.ts';
import type { BenchServer } from './bench-server.ts';
import type { ChromiumLab, Profile } from './chromium-lab.ts';
import type { FigureOptions, Figures } from './figures.ts';
import { INLINE, NONE, rotated, type Section, TAG } from './section.ts';
import { vendorScript, type VisitVariant } from './visit-variants.ts';

const SECTION = '3. Returning visitor';
const SLOW: Profile = { cpu: 4, isSlow4g: true };

const COLD: FigureOptions = {
  section: SECTION,
  name: 'first gated script runs, cold cache, 4× CPU + Slow 4G',
  unit: 'ms',
  base: NONE,
  limits: [
    { variant: INLINE, most: 1310, kind: 'value' },
    { variant: TAG, most: 1900, kind: 'value' },
  ],
};
const WARM: FigureOptions = {
  section: SECTION,
  name: 'first gated script runs, warm cache, 4× CPU + Slow 4G',
  unit: 'ms',
  base: NONE,
};
const REQUESTS: FigureOptions = {
  section: SECTION,
  name: "requests for Kelisim's files, warm cache",
  unit: '',
  limits: [INLINE, TAG].map((variant) => ({ variant, most: 0, kind: 'value' })),
};

export class ReturnSection implements Section {
  readonly name = 'returning visitor';
  readonly isSlowToMeasure = true;
  readonly #lab: ChromiumLab;
  readonly #variants: readonly VisitVariant[];

  constructor(lab: ChromiumLab, server: BenchServer, variants: readonly VisitVariant[]) {
    this.#lab = lab;
    this.#variants = variants;
    server.put('/metrika/gated.js', 'bench.ran();');
    for (const [i, { block, isMarked }] of variants.entries()) {
      const src = 'https://mc.yandex.ru/metrika/gated.js';
      server.put(`/return/${i}`, benchPage({ block, body: vendorScript(isMarked, 'yandex-metrica', { src }) }));
    }
  }

  async round(index: number, figures: Figures): Promise<void> {
    for (const variant of rotated(this.#variants, index)) {
      const path = `/return/${this.#variants.indexOf(variant)}`;
      await this.#lab.visitor({ profile: SLOW, cookies: variant.consent }, async (visitor) => {
        const cold = await visitor.go(path);
        figures.add(COLD, variant.name, (await cold.until('bench.ranCount() > 0')).ranMs[0]!);
        await cold.until(`document.readyState === 'complete'`);
        await cold.close();
        const before = visitor.arrivals().length;
        const warm = await visitor.go(path);
        figures.add(WARM, variant.name, (await warm.until('bench.ranCount() > 0')).ranMs[0]!);
        await warm.until(`document.readyState === 'complete'`);
        const arrived = visitor.arrivals().slice(before);
        // The page itself is asked for again: no arrival at all would mean that the log does not know this visit.
        if (!arrived.includes(path)) throw new Error('the second load of a returning visitor did not reach the server');
        figures.add(REQUESTS, variant.name, arrived.filter((asked) => asked.startsWith('/kelisim/')).length);
      });
    }
  }
}
