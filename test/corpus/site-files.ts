/**
 * Owns reading one site of the corpus from its folder, and changing it: files as text, its config over the shared one, what its server does
 * beside answering files. A change makes a new site; nothing is written to disk.
 * Leaves to others: serving (corpus-world.ts), what is planted and expected (expected.ts).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { SiteConfig } from '../../src/core/config.ts';

/** What the site's server does that files cannot say (`server.json`). */
export interface ServerBehaviour {
  /** Header fields by path. `{{scope}}` and `{{day}}` stand for those of a valid choice cookie. */
  readonly headers?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Path prefixes that are passed on to a vendor. */
  readonly proxies?: Readonly<Record<string, string>>;
  /** A server that remembers by its session that something was asked for once, and later gives a cookie back. */
  readonly session?: {
    readonly cookie: string;
    readonly remembers: string;
    readonly restores: string;
    readonly sets: string;
  };
}

export interface CorpusSite {
  readonly id: string;
  /** By path from the site's root without the leading slash, as `about/index.html`; pictures as latin1. */
  readonly files: Readonly<Record<string, string>>;
  /** Null: the site has no Kelisim. */
  readonly config: SiteConfig | null;
  readonly level: 'tag' | 'inline';
  readonly server: ServerBehaviour;
}

/** What a fix changes: a page or file of the site, `site.json`, or `server.json`. */
export interface Edit {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

export const CORPUS_DIR = import.meta.dirname;
const SITES_DIR = join(CORPUS_DIR, 'sites');

export function isBinary(name: string): boolean {
  return /\.(?:png|gif)$/.test(name);
}

export function siteIds(): string[] {
  return readdirSync(SITES_DIR).sort();
}

export function readSite(id: string): CorpusSite {
  const folder = join(SITES_DIR, id);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  return siteOf(
    id,
    Object.fromEntries(
      names.map((name) => [name, readFileSync(join(folder, name), isBinary(name) ? 'latin1' : 'utf8')]),
    ),
  );
}

/** The site with its files changed. Throws when a text to be replaced is not there: such a fix says something wrong. */
export function editSite(site: CorpusSite, edits: readonly Edit[]): CorpusSite {
  const files = { ...site.files };
  for (const { file, before, after } of edits) {
    const text = files[file];
    if (text === undefined || !text.includes(before)) throw new Error(`${site.id}/${file} does not hold “${before}”`);
    files[file] = text.replace(before, () => after);
  }
  return siteOf(site.id, files);
}

function siteOf(id: string, files: Readonly<Record<string, string>>): CorpusSite {
  const own = files['site.json'];
  const { level = 'tag', ...config } = (own === undefined ? {} : JSON.parse(own)) as Partial<SiteConfig> & {
    level?: CorpusSite['level'];
  };
  return {
    id,
    files,
    config: own === undefined ? null : { ...sharedConfig(), ...config },
    level,
    server: JSON.parse(files['server.json'] ?? '{}') as ServerBehaviour,
  };
}

function sharedConfig(): SiteConfig {
  return JSON.parse(readFileSync(join(CORPUS_DIR, 'site.json'), 'utf8')) as SiteConfig;
}

/** A file that all sites have under `/shared/`, undefined when there is none. */
export function sharedFile(name: string): string | undefined {
  const file = join(CORPUS_DIR, 'shared', name);
  return /^[a-z-]+\.[a-z]+$/.test(name) && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The site with other values in its config. */
export function writeConfig(site: CorpusSite, changes: Partial<SiteConfig>): CorpusSite {
  const own = JSON.parse(site.files['site.json'] ?? '{}') as object;
  return siteOf(site.id, { ...site.files, 'site.json': JSON.stringify({ ...own, ...changes }, null, 2) });
}
