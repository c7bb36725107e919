/**
 * Owns what one site's files are (DESIGN §1 Installation): the head file with its config and rules inside, the client beside it in a folder of
 * its own, the site's module and disclosures, notice texts by hash, SRI values, the two forms to paste. Nothing of Node: the config builder
 * makes the same files in the page. Leaves to others: reading the shipped parts, checking the config, writing (build-site.ts).
 */
import { bannerStyle } from '../core/banner-style.ts';
import type { SiteConfig } from '../core/config.ts';
import { BANNER_TEXTS } from '../core/generated/banner-texts.ts';
import type { HeadData } from '../core/head-data.ts';
import { LANGUAGES, type Language } from '../core/language.ts';
import { type NoticeTextsByLanguage, noticeTexts } from '../core/notice-texts.ts';
import { integrity, sha256 } from './digest.ts';
import { fillHead } from './fill-head.ts';
import { SHOWN_TEXTS } from './generated/shown-texts.ts';
import { firstLayer, packSite } from './pack-site.ts';
import { headHtml, tagHtml } from './paste-forms.ts';
import { resolveConfig } from './resolve-config.ts';
import { siteDisclosures, siteModules } from './site-modules.ts';

export interface SiteFile {
  /** Path with slashes. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the package ships, as it lies in dist. */
export interface ShippedParts {
  /** A file of dist/head. */
  head(name: 'template.js' | 'template-bare.js' | 'template-worker.js'): string;
  /** The files of dist/client, by name. */
  readonly client: readonly SiteFile[];
}

export interface ComposeOptions {
  readonly config: SiteConfig;
  readonly parts: ShippedParts;
  /** Where the files will be served, with a slash at the end. */
  readonly publicPath: string;
  /** What the site's template puts into the nonce attribute of head.html. */
  readonly nonce?: string | undefined;
  /** Changes the hosts of rules (a demo plays the vendors on loopback); a host may come back with a path. */
  readonly mapHost?: ((host: string) => string) | undefined;
  /** Fills the head file that is served; by default in the order in which the fields stand. */
  readonly fill?: (template: string, data: HeadData) => string;
}

export interface ComposedSite {
  /** In the order of their names; `integrity.json` last. */
  readonly files: readonly SiteFile[];
  readonly tagHtml: string;
  readonly headHtml: string;
}

/** @param options the config is a checked one. */
export async function composeSite(options: ComposeOptions): Promise<ComposedSite> {
  const { config, parts, publicPath, nonce, mapHost = (host: string) => host, fill = fillHead } = options;
  const languages = LANGUAGES.filter((code) => !config.languages || config.languages.includes(code));
  const resolved = resolveConfig(config);
  const texts = noticeTexts(resolved, BANNER_TEXTS, config.site);
  const notice = JSON.stringify(noticeOf(config, languages, texts));
  const noticeHash = await sha256(notice);

  const packed = packSite({ ...resolved, config: firstLayer(config) }, noticeHash, mapHost);
  const own = (await siteModules(config, languages)).map(({ name, text }) => fileOf(name, text));
  // The gate inside workers knows the site's rules too.
  own.push(fileOf('kelisim-worker.js', fillHead(parts.head('template-worker.js'), { rules: packed.rules })));
  const client = parts.client.toSorted(byName);
  const dir = `k${(await sha256(joined([...client, ...own]))).slice(0, 10)}/`;

  // In the order that compresses best (fill-head.ts).
  const data: HeadData = {
    ...(config.ui?.banner !== false && { style: bannerStyle(config.ui), texts }),
    site: packed,
    dir,
  };
  const template = parts.head(config.ui?.banner === false ? 'template-bare.js' : 'template.js');
  const head = fill(template, data);
  const name = `kelisim.${(await sha256(head)).slice(0, 10)}.js`;
  const tag = tagHtml(`${publicPath}${name}`, await integrity(head), nonce);
  const inline = headHtml(fillHead(template, { ...data, base: publicPath }), nonce);
  const shipped = client.filter((file) => !own.some((other) => other.name === file.name));
  const files = [
    fileOf(`notices/${noticeHash}.json`, notice),
    ...[...shipped, ...own].map((file) => ({ ...file, name: dir + file.name })),
    fileOf(name, head),
    fileOf('kelisim.js', head),
    fileOf('tag.html', tag),
    fileOf('head.html', inline),
  ].sort(byName);
  return { files: [...files, await integrityFile(files)], tagHtml: tag, headHtml: inline };
}

/**
 * The exact words of this site's notice in every language: what the notice hash in a record stands for. Banner, then settings and placeholders
 * (`words`, by id), what they say of each vendor, and the config with the owner's own sentences.
 */
function noticeOf(config: SiteConfig, languages: readonly Language[], texts: NoticeTextsByLanguage): object {
  const pick = <T>(from: Readonly<Record<Language, T>>) =>
    Object.fromEntries(languages.map((code) => [code, from[code]]));
  return {
    version: 1,
    site: config.site,
    banner: texts,
    words: pick(SHOWN_TEXTS),
    disclosures: pick(
      Object.fromEntries(LANGUAGES.map((code) => [code, siteDisclosures(config, code)])) as Record<Language, object>,
    ),
    config,
  };
}

async function integrityFile(files: readonly SiteFile[]): Promise<SiteFile> {
  const scripts = files.filter(({ name }) => name.endsWith('.js'));
  const hashes = await Promise.all(scripts.map(async ({ name, bytes }) => [name, await integrity(bytes)] as const));
  return fileOf('integrity.json', `${JSON.stringify({ version: 1, files: Object.fromEntries(hashes) }, null, 2)}\n`);
}

function fileOf(name: string, text: string): SiteFile {
  return { name, bytes: new TextEncoder().encode(text) };
}

/** By code units, as a folder is read sorted. */
function byName(one: SiteFile, other: SiteFile): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}

function joined(files: readonly SiteFile[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(files.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let at = 0;
  for (const { bytes } of files) {
    all.set(bytes, at);
    at += bytes.length;
  }
  return all;
}
