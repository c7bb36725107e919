/**
 * Owns section 2: from a real click on accept to the last gated script's own clock. Twenty external scripts on a slow phone; inline ones in
 * growing numbers at full speed, with what they cost before the click.
 */
import { benchPage } from './bench-page.ts';
import type { BenchServer } from './bench-server.ts';
import type { ChromiumLab, Profile } from './chromium-lab.ts';
import type { FigureOptions, Figures } from './figures.ts';
import { FLOOR, INLINE, NONE, rotated, type Section } from './section.ts';
import { vendorScript, type VisitVariant } from './visit-variants.ts';

const SECTION = '2. Accept';
const SLOW: Profile = { cpu: 4, isSlow4g: true };
const FAST: Profile = { cpu: 1, isSlow4g: false };
/** Scripts whose addresses belong to vendors of the site, by the service that marks them. */
export const ACCEPT_HOSTS: Readonly<Record<string, string>> = {
  'yandex-metrica': 'mc.yandex.ru',
  'google-analytics-4': 'www.google-analytics.com',
  'meta-pixel': 'connect.facebook.net',
  calltouch: 'mod.calltouch.ru',
  jivochat: 'code.jivosite.com',
};
const EXTERNAL = 20;
const SIZES = [10, 1000, 10_000];
/** The floor and a half: a percentage above it is what DESIGN §6 allows. */
const MOST_TIMES_FLOOR = 1.05;
const MOST_INLINE_MS = 300;

const KINDS = ['five services', 'one service', "five services, vendors' hosts"] as const;
type Kind = (typeof KINDS)[number];

const external = (kind: Kind): FigureOptions => ({
  section: SECTION,
  name: `accept → ${EXTERNAL} external scripts ran, ${kind}, 4× CPU + Slow 4G`,
  unit: 'ms',
  base: FLOOR,
  limits: [{ variant: INLINE, most: MOST_TIMES_FLOOR, kind: 'times', base: FLOOR }],
});
const inline = (size: number): FigureOptions => ({
  section: SECTION,
  name: `accept → ${spaced(size)} inline scripts ran, 1×`,
  unit: 'ms',
  base: FLOOR,
  limits: size === SIZES.at(-1) ? [{ variant: INLINE, most: MOST_INLINE_MS, kind: 'value' }] : [],
});
const finding = (size: number): FigureOptions => ({
  section: SECTION,
  name: `before the click, ${spaced(size)} inline scripts: task time above none, 1× (thread time)`,
  unit: 'ms',
  base: FLOOR,
});
/** Growing linearly, both steps cost the same for each further script. */
const growth = (what: string, from: number, to: number): FigureOptions => ({
  section: SECTION,
  name: `${what}, for each further script from ${spaced(from)} to ${spaced(to)}`,
  unit: 'µs',
  base: FLOOR,
});
const depth = (size: number): FigureOptions => ({
  section: SECTION,
  name: `depth of the call stack in the last of ${spaced(size)} inline scripts`,
  unit: '',
  base: FLOOR,
});

export class AcceptSection implements Section {
  readonly name = 'accept';
  readonly isSlowToMeasure = true;
  readonly #lab: ChromiumLab;
  readonly #variants: readonly VisitVariant[];

  /** @param variants of which floor and inline are measured; how the head script came does not matter any more at the click. */
  constructor(lab: ChromiumLab, server: BenchServer, variants: readonly VisitVariant[]) {
    this.#lab = lab;
    this.#variants = variants.filter(({ name }) => [NONE, FLOOR, INLINE].includes(name));
    for (let i = 0; i < EXTERNAL; i++) server.put(`/tr/gated-${i}.js`, 'bench.ran();');
    for (const [i, { block }] of this.#variants.entries()) {
      for (const [k, kind] of KINDS.entries())
        server.put(`/accept/${i}/external-${k}`, benchPage({ block, body: externals(kind) }));
      for (const size of SIZES) server.put(`/accept/${i}/${size}`, benchPage({ block, body: inlines(size) }));
    }
  }

  async round(index: number, figures: Figures): Promise<void> {
    const asking = this.#variants.filter(({ name }) => name !== NONE);
    for (const [k, kind] of KINDS.entries())
      for (const variant of rotated(asking, index))
        figures.add(external(kind), variant.name, await this.#externalMs(variant, `external-${k}`));
    const found = new Map<string, Inline>();
    for (const size of SIZES)
      for (const variant of rotated(this.#variants, index))
        found.set(`${variant.name} ${size}`, await this.#inline(variant, size));
    for (const { name } of asking) addInline(figures, name, (variant, size) => found.get(`${variant} ${size}`)!);
  }

  #pathOf(variant: VisitVariant, page: string): string {
    return `/accept/${this.#variants.indexOf(variant)}/${page}`;
  }

  #externalMs(variant: VisitVariant, page: string): Promise<number> {
    return this.#lab.visitor({ profile: SLOW, watch: true }, async (visitor) => {
      const open = await visitor.go(this.#pathOf(variant, page));
      await open.until(`bench.banner() > 0 && document.readyState === 'complete'`);
      await open.accept();
      const { ranMs, clickMs } = await open.until(`bench.ranCount() >= ${EXTERNAL}`);
      return ranMs.at(-1)! - clickMs;
    });
  }

  #inline(variant: VisitVariant, size: number): Promise<Inline> {
    const hasBanner = variant.name !== NONE;
    return this.#lab.visitor({ profile: FAST, watch: hasBanner }, async (visitor) => {
      const open = await visitor.go(this.#pathOf(variant, String(size)));
      await open.until(`document.readyState === 'complete'${hasBanner ? ' && bench.banner() > 0' : ''}`);
      const taskMs = await open.threadMs('TaskDuration');
      if (!hasBanner) return { taskMs, releaseMs: 0, stackDepth: 0 };
      await open.accept();
      const { ranMs, clickMs } = await open.until('bench.ranCount() > 0');
      const [ran, stackDepth] = await open.page.evaluate<[number, number]>('[window.inlineRan, window.inlineDepth]');
      if (ran !== size) throw new Error(`${variant.name}: ${ran} of ${size} inline scripts ran`);
      return { taskMs, releaseMs: ranMs.at(-1)! - clickMs, stackDepth };
    });
  }
}

interface Inline {
  readonly taskMs: number;
  readonly releaseMs: number;
  readonly stackDepth: number;
}

function addInline(figures: Figures, variant: string, found: (variant: string, size: number) => Inline): void {
  const foundMs = (size: number) => found(variant, size).taskMs - found(NONE, size).taskMs;
  const releaseMs = (size: number) => found(variant, size).releaseMs;
  for (const [i, size] of SIZES.entries()) {
    figures.add(inline(size), variant, releaseMs(size));
    figures.add(finding(size), variant, foundMs(size));
    figures.add(depth(size), variant, found(variant, size).stackDepth);
    const from = SIZES[i - 1];
    if (from === undefined) continue;
    const perScript = (ms: (size: number) => number) => ((ms(size) - ms(from)) * 1000) / (size - from);
    figures.add(growth('accept → ran', from, size), variant, perScript(releaseMs));
    figures.add(growth('before the click', from, size), variant, perScript(foundMs));
  }
}

function externals(kind: Kind): string {
  const services = Object.keys(ACCEPT_HOSTS).slice(0, kind === 'one service' ? 1 : undefined);
  return Array.from({ length: EXTERNAL }, (_, i) => {
    const service = services[i % services.length]!;
    // From the page's own host the browser starts them all at once; on a new host it does not, unless they are preloaded.
    const origin = kind.endsWith('hosts') ? `https://${ACCEPT_HOSTS[service]}` : '';
    return vendorScript(true, service, { src: `${origin}/tr/gated-${i}.js` });
  }).join('\n');
}

const COUNT = 'inlineRan=(window.inlineRan||0)+1';
const COUNT_LAST = `${COUNT};Error.stackTraceLimit=Infinity;inlineDepth=new Error().stack.split("\\n").length-1;bench.ran()`;

function inlines(size: number): string {
  const script = (text: string) => vendorScript(true, 'yandex-metrica', { text });
  return `${`${script(COUNT)}\n`.repeat(size - 1)}${script(COUNT_LAST)}`;
}

/** 10 000 */
function spaced(count: number): string {
  return count.toLocaleString('en').replaceAll(',', ' ');
}
