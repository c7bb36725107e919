/**
 * Owns the configs that a site owner may get wrong, for the generic file: what stands in the page, the console line, what is still released.
 * Leaves to others: telling their stories (broken-config.spec.ts).
 */
import { type DemoWorld, putGenericFile } from '../support/demo-world.ts';
import { ARRIVALS, type Arrivals, without } from './expected-arrivals.ts';

const HEAD = '/kelisim/head/kelisim.js';

/** The generic file with the config in the page; null: without one. */
export function inlineConfig(text: string | null): string {
  const config = text === null ? '' : `<script type="application/json" id="kelisim-config">${text}</script>`;
  return `${config}<script src="${HEAD}"></script>`;
}

export function dataConfig(url: string): string {
  return `<script src="${HEAD}" data-config="${url}"></script>`;
}

const config = (world: DemoWorld) => world.built.jetfin.config;
const changed = (world: DemoWorld, changes: object) => JSON.stringify({ ...config(world), ...changes });

export interface BrokenConfig {
  readonly title: string;
  readonly tag: (world: DemoWorld) => string;
  /** The one line: path and remedy. */
  readonly line: RegExp;
  /** What "accept all" may release. */
  readonly released: Arrivals;
}

const nothing: Arrivals = {};
const { accepted } = ARRIVALS.jetfin;

export const BROKEN_CONFIGS: readonly BrokenConfig[] = [
  {
    title: 'there is no config at all',
    tag: () => inlineConfig(null),
    line: /there is no config; put it into .*kelisim-config.*data-config/,
    released: nothing,
  },
  {
    title: 'the inline config is not JSON',
    tag: () => inlineConfig('{ "version": 1, '),
    line: /config.*JSON/,
    released: nothing,
  },
  {
    title: 'the inline config is a list',
    tag: () => inlineConfig('[1, 2]'),
    line: /config.*object/,
    released: nothing,
  },
  {
    title: 'the inline config has no services and a wrong version',
    tag: (world) => inlineConfig(changed(world, { version: 2, services: 'all' })),
    line: /version .*write 1/,
    released: nothing,
  },
  {
    title: 'the inline config names a vendor that the catalogue does not know',
    tag: (world) =>
      inlineConfig(
        changed(world, {
          services: config(world).services.map((item) =>
            item.vendor === 'meta-pixel' ? { ...item, vendor: 'meta-pixl' } : item,
          ),
        }),
      ),
    line: /services\[3\]\.vendor .*meta-pixl.*meta-pixel/,
    released: without(accepted, ['meta-pixel']),
  },
  {
    title: 'the inline config puts a vendor into a category that does not exist',
    tag: (world) =>
      inlineConfig(
        changed(world, {
          services: config(world).services.map((item) =>
            item.vendor === 'calltouch' ? { ...item, category: 'advertizing' } : item,
          ),
        }),
      ),
    line: /services\[11\]\.category .*advertizing.*advertising/,
    released: without(accepted, ['calltouch']),
  },
  {
    title: 'the inline config names a language that does not exist',
    tag: (world) => inlineConfig(changed(world, { languages: ['ru', 'kz'] })),
    line: /languages.*kz.*kk/,
    released: accepted,
  },
  {
    title: 'the file behind data-config is missing',
    tag: () => dataConfig('/kelisim/none.json'),
    line: /data-config.*JSON/,
    released: nothing,
  },
  {
    title: 'the file behind data-config is not JSON',
    tag: (world) => dataConfig(putGenericFile(world, 'not-json.json', '<!doctype html>')),
    line: /data-config.*JSON/,
    released: nothing,
  },
];
