/**
 * Owns the site whose files are measured: demo/jetfin, built as an owner builds it, from a copy of dist (a build under way disturbs nobody),
 * and the choice cookies of its visitors. Leaves to others: serving (bench-server.ts), pages (bench-page.ts).
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type BuiltSite, buildSite } from '../../src/cli/build-site.ts';
import { pasteBlock, type PasteOptions } from '../../src/cli/fence-block.ts';
import { preloadHint } from '../../src/cli/preload-hints.ts';
import { dayOf, formatChoice } from '../../src/core/choice-cookie.ts';
import type { SiteConfig } from '../../src/core/config.ts';
import { fenceData } from '../../src/core/fence-data.ts';
import { resolveSite } from '../../src/core/resolve-site.ts';
import { CHOICE_COOKIE_NAME } from '../../src/core/storage-keys.ts';
import { RULES } from '../../src/vendors/generated/rules.ts';
import type { BenchServer } from './bench-server.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What plays vendors where names cannot be mapped: no request of the measured pages may leave the machine. */
export const LOOPBACK_VENDORS: Readonly<Record<string, string>> = {
  'mc.yandex.ru': '127.0.0.2',
  'connect.facebook.net': '127.0.0.3',
};

export interface SiteOptions {
  /** Vendors on loopback addresses instead of their names. */
  readonly isLoopback?: boolean;
  /** Every service of the page can be granted: without replay, and without those for other paths. */
  readonly isOpenable?: boolean;
  /** What else is different about the site. */
  readonly change?: (config: SiteConfig) => SiteConfig;
}

/** One site as `kelisim build` made it. */
export class BenchSite {
  readonly built: BuiltSite;
  readonly outDir: string;
  readonly #config: SiteConfig;
  readonly #distDir: string;

  private constructor(built: BuiltSite, outDir: string, config: SiteConfig, distDir: string) {
    this.built = built;
    this.outDir = outDir;
    this.#config = config;
    this.#distDir = distDir;
  }

  static async build(workDir: string, distDir: string, options: SiteOptions = {}): Promise<BenchSite> {
    const { change = (same) => same } = options;
    const config = change(configOf(options));
    const outDir = mkdtempSync(join(workDir, 'site-'));
    const mapHost = (host: string) => (options.isLoopback && LOOPBACK_VENDORS[host]) || host;
    const built = await buildSite({ config, outDir, distDir, mapHost });
    if (built.findings.length > 0) throw new Error(`the bench's config: ${JSON.stringify(built.findings)}`);
    return new BenchSite(built, outDir, config, distDir);
  }

  /** What stands first in the head. */
  block(options: Pick<PasteOptions, 'level' | 'form' | 'quietLookahead'>, preload: readonly string[] = []): string {
    const hints = preload.map(preloadHint).flatMap((hint) => ('html' in hint ? [hint.html] : []));
    const fence = fenceData(resolveSite(this.#config, RULES));
    return pasteBlock({ ...options, built: this.built, distDir: this.#distDir, fence, hints });
  }

  /** Puts Kelisim's files where the block looks for them. */
  serve(server: BenchServer): void {
    for (const entry of readdirSync(this.outDir, { withFileTypes: true, recursive: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile()) server.put(`/kelisim/${relative(this.outDir, file)}`, readFileSync(file));
    }
  }

  /** @param letters of the granted categories. @param services exceptions, as the text of the cookie has them. */
  choice(letters: string): { readonly name: string; readonly value: string } {
    const { scope } = resolveSite(this.#config, RULES).stamp;
    return { name: CHOICE_COOKIE_NAME, value: formatChoice({ day: dayOf(Date.now()), letters, services: {} }, scope) };
  }
}

/** A folder with the shipped files, to be removed at the end. */
export function copyDist(): { readonly workDir: string; readonly distDir: string; remove(): void } {
  const workDir = mkdtempSync(join(tmpdir(), 'kelisim-bench-'));
  const distDir = join(workDir, 'dist');
  for (const folder of ['head', 'client'])
    cpSync(join(ROOT, 'dist', folder), join(distDir, folder), { recursive: true });
  return { workDir, distDir, remove: () => rmSync(workDir, { recursive: true, force: true }) };
}

function configOf({ isOpenable }: SiteOptions): SiteConfig {
  const config = readConfig('jetfin');
  const { services } = config;
  return {
    ...config,
    sync: { ...config.sync!, acknowledge: 'status' },
    ...(isOpenable && {
      services: services
        .filter(({ vendor, onlyOn }) => onlyOn === undefined && vendor !== 'yandex-webvisor')
        .map(({ notOn: _, ...service }) => service),
    }),
  };
}

export function readConfig(site: string): SiteConfig {
  return JSON.parse(readFileSync(join(ROOT, 'demo', site, 'site.json'), 'utf8')) as SiteConfig;
}
