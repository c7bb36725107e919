/**
 * Owns what moves when a visitor who has chosen is asked again: the reason comes later than the banner, and the banner grows by it. Every shift
 * of the page counts, from its start until the reason is read. Leaves to others: shifts of a first visit (measure-first-visit.ts).
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { SiteConfig } from '../../src/core/config.ts';
import { benchPage } from './bench-page.ts';
import type { BenchServer } from './bench-server.ts';
import { BenchSite } from './bench-site.ts';
import type { ChromiumLab, Profile } from './chromium-lab.ts';
import type { FigureOptions, Figures } from './figures.ts';
import { INLINE, rotated, type Section, TAG } from './section.ts';

const PROFILE: Profile = { cpu: 4, isSlow4g: false };
const WIDTHS_PX = [1280, 360];
const LEVELS = [INLINE, TAG] as const;
/** The control: the same page and banner, nothing to tell. */
const FIRST = 'first visit';
const SETTLE_MS = 700;
/** Below the banner's own sentence: the reason is there. */
const REASON = `!!document.querySelector('kelisim-banner')?.shadowRoot?.querySelector('[part="again"] br')`;
const BASIS = `localStorage.getItem('kelisim.basis') !== null`;

const shift = (widthPx: number): FigureOptions => ({
  section: '3. Returning visitor',
  name: `layout shift, asked again, ${widthPx} px`,
  unit: '',
  base: FIRST,
  limits: LEVELS.map((variant) => ({ variant, most: 0, kind: 'value' })),
});

export class AskedAgainSection implements Section {
  readonly name = 'notice, asked again';
  readonly isSlowToMeasure = true;
  readonly #lab: ChromiumLab;

  private constructor(lab: ChromiumLab) {
    this.#lab = lab;
  }

  /** @param site as it is now; before, it had another edition of its policy and one service less. */
  static async build(
    lab: ChromiumLab,
    server: BenchServer,
    site: BenchSite,
    dirs: { readonly workDir: string; readonly distDir: string },
  ): Promise<AskedAgainSection> {
    const change = (config: SiteConfig) => ({
      ...config,
      policy: { ...config.policy, edition: 'earlier' },
      services: config.services.filter(({ vendor }) => vendor !== 'jivochat'),
    });
    const before = await BenchSite.build(dirs.workDir, dirs.distDir, { change });
    before.serve(server);
    server.put('/again/before', benchPage({ block: before.block({ level: 'inline' }) }));
    server.put(`/again/${INLINE}`, benchPage({ block: site.block({ level: 'inline' }) }));
    server.put(`/again/${TAG}`, benchPage({ block: site.block({ level: 'tag' }) }));
    return new AskedAgainSection(lab);
  }

  async round(index: number, figures: Figures): Promise<void> {
    for (const widthPx of WIDTHS_PX)
      for (const variant of rotated(LEVELS, index)) {
        const value = await this.#lab.visitor({ profile: PROFILE, watch: true, widthPx }, async (visitor) => {
          const first = await visitor.go('/again/before');
          await first.until(`bench.banner() > 0 && document.readyState === 'complete'`);
          await wait(SETTLE_MS);
          figures.add(shift(widthPx), FIRST, (await first.recorded()).layoutShift);
          await first.accept();
          await first.until(BASIS);
          await first.close();
          const open = await visitor.go(`/again/${variant}`);
          await open.until(`${REASON} && document.readyState === 'complete'`);
          await wait(SETTLE_MS);
          return (await open.recorded()).layoutShift;
        });
        figures.add(shift(widthPx), variant, value);
      }
  }
}
