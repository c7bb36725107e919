/**
 * Owns section 5: what --quiet-lookahead and the fence cost the site's own blocking files, and what --preload gives back (fence-facts §3). A line
 * like Slow 4G at full CPU speed; one stylesheet of 10 kB, two blocking scripts of 20 kB, one async tracker of 15 kB; everything was granted.
 */
import { ballast, benchPage } from './bench-page.ts';
import type { BenchServer } from './bench-server.ts';
import type { BenchSite } from './bench-site.ts';
import type { ChromiumLab, Profile } from './chromium-lab.ts';
import type { FigureOptions, Figures } from './figures.ts';
import { INLINE, NONE, rotated, type Section, TAG } from './section.ts';
import { ALL_LETTERS } from './visit-variants.ts';

const SECTION = '5. Look-ahead';
const LINE: Profile = { cpu: 1, isSlow4g: true };
const OWN_FILES = ['/own/site.css', '/own/first.js', '/own/second.js'];
const TRACKER_PATH = '/metrika/tracker.js';

const OWN: FigureOptions = {
  section: SECTION,
  name: "the site's own blocking scripts done, Slow 4G",
  unit: 'ms',
  base: NONE,
};
const TRACKER: FigureOptions = { section: SECTION, name: 'the tracker first runs, Slow 4G', unit: 'ms', base: NONE };

export class LookaheadSection implements Section {
  readonly name = 'look-ahead';
  readonly isSlowToMeasure = true;
  readonly #lab: ChromiumLab;
  readonly #variants: readonly { readonly name: string; readonly block: string }[];
  readonly #choice: { readonly name: string; readonly value: string };

  /** @param site whose services can all be granted: then the fence is no policy at all. */
  constructor(lab: ChromiumLab, server: BenchServer, site: BenchSite) {
    this.#lab = lab;
    this.#choice = site.choice(ALL_LETTERS);
    const quiet = { level: 'inline', quietLookahead: true } as const;
    const fence = { level: 'fence', form: 'inline' } as const;
    this.#variants = [
      { name: NONE, block: '' },
      { name: INLINE, block: site.block({ level: 'inline' }) },
      { name: 'inline, quiet', block: site.block(quiet) },
      { name: 'inline, quiet, hints', block: site.block(quiet, OWN_FILES) },
      { name: 'fence, inline', block: site.block(fence) },
      { name: 'fence, inline, hints', block: site.block(fence, OWN_FILES) },
      { name: TAG, block: site.block({ level: 'tag' }) },
      { name: 'fence, tag', block: site.block({ level: 'fence' }) },
      { name: 'fence, tag, hints', block: site.block({ level: 'fence' }, OWN_FILES) },
    ];
    server.put('/own/site.css', `body{margin:2em}${ballast(10_000)}`);
    server.put('/own/first.js', ballast(20_000));
    server.put('/own/second.js', `${ballast(20_000)}window.ownDoneMs=performance.now();`);
    server.put(TRACKER_PATH, `${ballast(15_000)}bench.ran();`);
    const head = [
      '<link rel="stylesheet" href="/own/site.css">',
      '<script src="/own/first.js"></script>',
      '<script src="/own/second.js"></script>',
      `<script async src="https://mc.yandex.ru${TRACKER_PATH}"></script>`,
    ].join('\n');
    for (const [i, { block }] of this.#variants.entries()) server.put(`/lookahead/${i}`, benchPage({ block, head }));
  }

  async round(index: number, figures: Figures): Promise<void> {
    for (const variant of rotated(this.#variants, index)) {
      await this.#lab.visitor({ profile: LINE, cookies: [this.#choice] }, async (visitor) => {
        const open = await visitor.go(`/lookahead/${this.#variants.indexOf(variant)}`);
        const { ranMs } = await open.until('bench.ranCount() > 0 && window.ownDoneMs > 0');
        figures.add(TRACKER, variant.name, ranMs[0]!);
        figures.add(OWN, variant.name, await open.page.evaluate<number>('window.ownDoneMs'));
      });
    }
  }
}
