/**
 * Owns section 8: settings of a site with a thousand services of its own, at full speed and with every file loaded: until the dialog is painted,
 * and how many elements the notice has then. The floor lists their names. Leaves to others: the clock (click-clock.ts).
 */
import { setTimeout as wait } from 'node:timers/promises';
import { CATEGORIES } from '../../src/core/category.ts';
import type { ServiceConfig, SiteConfig } from '../../src/core/config.ts';
import { benchPage } from './bench-page.ts';
import type { BenchServer } from './bench-server.ts';
import { BenchSite } from './bench-site.ts';
import type { ChromiumLab, OpenPage, Profile } from './chromium-lab.ts';
import { installClickClock, timedClick } from './click-clock.ts';
import type { FigureOptions, Figures, Limit } from './figures.ts';
import { floorWithSettings } from './minimal-floor.ts';
import { type Asking, HANDLES, openSettings, OPENS } from './notice-handles.ts';
import { FLOOR, INLINE, rotated, type Section } from './section.ts';

const SECTION = '8. Settings with 1 000 services';
const PROFILE: Profile = { cpu: 1, isSlow4g: false };
const SERVICES = 1000;
const MOST_PAINTED_MS = 80;
const MOST_ELEMENTS = 2000;
const OPTIONAL = CATEGORIES.filter((category) => category !== 'necessary');
const SETTLE_MS = 500;

const figure = (name: string, unit: FigureOptions['unit'], most?: number): FigureOptions => {
  const limits: Limit[] = most === undefined ? [] : [{ variant: INLINE, most, kind: 'value' }];
  return { section: SECTION, name: `1 000 services: ${name}`, unit, base: FLOOR, limits };
};
const SHOWN = figure('click → dialog painted, files loaded, 1×', 'ms', MOST_PAINTED_MS);
const TASK = figure('opening, task time, 1× (thread time)', 'ms');
const ELEMENTS = figure('elements of the notice, settings opened', '', MOST_ELEMENTS);
const LISTED = figure('click → a third of them listed and painted, 1×', 'ms');
const LISTED_ELEMENTS = figure('elements of the notice, a third of them listed', '');

export class VendorsSection implements Section {
  readonly name = 'notice, 1 000 services';
  readonly isSlowToMeasure = true;
  readonly #lab: ChromiumLab;
  readonly #variants = [FLOOR, INLINE] as const;

  private constructor(lab: ChromiumLab, server: BenchServer, site: BenchSite) {
    this.#lab = lab;
    const services = ownServices();
    const floor = floorWithSettings(
      OPTIONAL.map((name) => ({
        name,
        services: services.filter(({ category }) => category === name).map(({ name: own = '' }) => own),
      })),
    );
    const blocks = { [FLOOR]: `<script>${floor}</script>`, [INLINE]: site.block({ level: 'inline' }) };
    for (const [i, name] of this.#variants.entries()) server.put(`/vendors/${i}`, benchPage({ block: blocks[name] }));
  }

  static async build(lab: ChromiumLab, server: BenchServer, workDir: string, distDir: string): Promise<VendorsSection> {
    const change = ({ categories: _, ...config }: SiteConfig) => ({ ...config, services: ownServices() });
    const site = await BenchSite.build(workDir, distDir, { change });
    site.serve(server);
    return new VendorsSection(lab, server, site);
  }

  async round(index: number, figures: Figures): Promise<void> {
    for (const variant of rotated(this.#variants, index)) {
      await this.#lab.visitor({ profile: PROFILE, watch: true }, async (visitor) => {
        const open = await visitor.go(`/vendors/${this.#variants.indexOf(variant)}`);
        await open.until(`bench.banner() > 0 && document.readyState === 'complete'`);
        await open.page.evaluate(installClickClock);
        const { shownMs, taskMs } = await openSettings(open, variant);
        figures.add(SHOWN, variant, shownMs);
        figures.add(TASK, variant, taskMs);
        figures.add(ELEMENTS, variant, await elementsOf(open, variant));
        if (variant === FLOOR) return;
        await wait(SETTLE_MS);
        figures.add(LISTED, variant, (await timedClick(open, OPENS.services, OPENS.hasServices)).shownMs);
        figures.add(LISTED_ELEMENTS, variant, await elementsOf(open, variant));
      });
    }
  }
}

/** What is there when it is painted, shadow roots included. */
function elementsOf({ page }: OpenPage, asking: Asking): Promise<number> {
  return page.evaluate((hosts) => {
    const countIn = (root: Element | ShadowRoot): number =>
      [...root.querySelectorAll('*')].reduce(
        (count, { shadowRoot }) => count + 1 + (shadowRoot ? countIn(shadowRoot) : 0),
        0,
      );
    return [...document.querySelectorAll(hosts)].reduce(
      (count, host) => count + 1 + countIn(host) + (host.shadowRoot ? countIn(host.shadowRoot) : 0),
      0,
    );
  }, HANDLES[asking].hosts);
}

/** In equal parts in the categories that have a switch. */
function ownServices(): ServiceConfig[] {
  return Array.from({ length: SERVICES }, (_, i) => ({
    id: `own-${i}`,
    name: `Сервис ${i + 1}`,
    hosts: [`own-${i}.example`],
    category: OPTIONAL[i % OPTIONAL.length]!,
    purpose: { kk: 'Сайтты бағалау.', ru: 'Оценка работы сайта.', en: 'Measuring the site.' },
    provider: { name: `Компания ${i + 1}`, country: 'KZ' },
    operator: 'jet-car',
  }));
}
