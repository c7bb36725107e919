/**
 * Owns the site under test: one service per category on the trackers' hosts, built by the product's own code, and how each level stands in its pages.
 * The client is left out (an empty module): what is measured is done by the head script and the browser.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { type BuiltSite, buildSite } from '../../src/cli/build-site.ts';
import { pasteBlock } from '../../src/cli/fence-block.ts';
import { headerPolicy } from '../../src/cli/header-policy.ts';
import { dayOf, formatChoice } from '../../src/core/choice-cookie.ts';
import type { ServiceConfig, SiteConfig } from '../../src/core/config.ts';
import { fenceData } from '../../src/core/fence-data.ts';
import type { FenceData } from '../../src/core/fence-policy.ts';
import { resolveSite } from '../../src/core/resolve-site.ts';
import { RULES } from '../../src/vendors/generated/rules.ts';
import { buildHead } from '../../tools/build.ts';
import { TRACKER_HOSTS, type TrackerCategory } from './tracker-url.ts';

export const LEVELS = ['tag', 'inline', 'inline-quiet', 'fence', 'header'] as const;
export type Level = (typeof LEVELS)[number];

/** Of this process: two measurements may run beside each other. */
const CACHE = join(import.meta.dirname, `../../.cache/matrix/${process.pid}`);
const DIST = join(CACHE, 'dist');
const SITE = join(CACHE, 'site');
const PUBLIC_PATH = '/kelisim/';

/** Of tools/build.ts, those that a site's build needs. */
const HEAD_FILES = [
  ['head-entry.ts', 'template.js'],
  ['worker/worker-entry.ts', 'template-worker.js'],
  ['fence/fence-entry.ts', 'fence-line.js'],
  ['fence/header-entry.ts', 'header-line.js'],
  ['fence/quiet-entry.ts', 'quiet-line.js'],
] as const;

const text = (words: string) => ({ kk: words, ru: words, en: words });

const CONFIG: SiteConfig = {
  version: 1,
  site: 'matrix',
  operators: [{ name: text('Matrix') }],
  policy: { edition: '1', url: { kk: '/policy', ru: '/policy' } },
  services: (Object.keys(TRACKER_HOSTS) as TrackerCategory[]).map(
    (category): ServiceConfig => ({
      id: `tracker-${category}`,
      name: category,
      hosts: [TRACKER_HOSTS[category]],
      category,
      purpose: text('Measured'),
      provider: { name: 'Tracker', country: 'KZ' },
    }),
  ),
};

/** The categories a visitor may grant, by their letters in the choice cookie. */
export const OPTIONAL = { f: 'functional', a: 'analytics', d: 'advertising' } as const;
export type OptionalLetter = keyof typeof OPTIONAL;
export const ALL_LETTERS = 'fad';

export class MatrixSite {
  readonly #built: BuiltSite;
  readonly #fence: FenceData;

  private constructor(built: BuiltSite, fence: FenceData) {
    this.#built = built;
    this.#fence = fence;
  }

  /** @param port of the trackers: a policy names hosts with their ports. */
  static async build(port: number): Promise<MatrixSite> {
    process.once('exit', () => rmSync(CACHE, { recursive: true, force: true }));
    mkdirSync(join(DIST, 'client'), { recursive: true });
    for (const [entry, file] of HEAD_FILES) await buildHead(entry, file, join(DIST, 'head'));
    writeFileSync(
      join(DIST, 'client/kelisim-client.js'),
      ['start', 'openSettings', 'warmUp'].map((name) => `export async function ${name}() {}\n`).join(''),
    );
    const built = await buildSite({ config: CONFIG, outDir: SITE, distDir: DIST, publicPath: PUBLIC_PATH });
    if (built.findings.length > 0) throw new Error(`the matrix's own config: ${JSON.stringify(built.findings)}`);
    const fence = fenceData(resolveSite(CONFIG, RULES), { mapSource: (host) => `http://${host}:${port}`, forms: true });
    return new MatrixSite(built, fence);
  }

  /** What stands first in the head at a level. */
  block(level: Level): string {
    return pasteBlock({
      level: level === 'inline-quiet' ? 'inline' : level,
      quietLookahead: level === 'inline-quiet',
      built: this.#built,
      distDir: DIST,
      fence: this.#fence,
    });
  }

  /** What the server of the site adds to the answer with a page. */
  headers(level: Level, cookie: string | undefined, path: string): Record<string, string> {
    const policy = level === 'header' ? headerPolicy(this.#fence, cookie, path, dayOf(Date.now())) : null;
    return policy === null ? {} : { 'content-security-policy': policy };
  }

  /** Letters as in the choice cookie, '' for a refusal. */
  choiceCookie(letters: string): string {
    return formatChoice({ day: dayOf(Date.now()), letters, services: {} }, this.#fence.scope);
  }

  /** A file of the build by its address, null when there is none. */
  readonly file = (path: string): Buffer | null => {
    if (!path.startsWith(PUBLIC_PATH)) return null;
    const file = normalize(join(SITE, path.slice(PUBLIC_PATH.length)));
    return file.startsWith(SITE) && existsSync(file) ? readFileSync(file) : null;
  };
}
