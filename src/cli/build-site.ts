/**
 * Owns making one site's files from the shipped ones, without a bundler (DESIGN §1 Installation): the head file with its config and rules
 * inside, the client beside it in a folder of its own, the site's module and disclosures, notice texts by hash, SRI values, the two forms to paste.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { bannerStyle } from '../core/banner-style.ts';
import type { SiteConfig } from '../core/config.ts';
import { LANGUAGES, type Language } from '../core/language.ts';
import { type ConfigFinding, checkSiteConfig } from '../core/schema/site-config.ts';
import { type NoticeTextsByLanguage, noticeTexts } from '../core/notice-texts.ts';
import { BANNER_TEXTS } from '../core/generated/banner-texts.ts';
import type { HeadData } from '../core/head-data.ts';
import { RULES } from '../vendors/generated/rules.ts';
import { firstLayer, packSite } from './pack-site.ts';
import { fillHead, fillHeadSmallest } from './fill-head.ts';
import { headHtml, tagHtml } from './paste-forms.ts';
import { siteDisclosures, siteModules } from './site-modules.ts';
import { resolveConfig } from './resolve-config.ts';

/** Names and folders made by an earlier build, which a new one replaces; anything else in the folder stays. */
const OURS =
  /^(?:kelisim(?:\.[0-9a-f]{10})?\.js|k[0-9a-f]{10}|notices|(?:tag|head|fence|header)\.html|integrity\.json)$/;

export interface BuildSiteOptions {
  /** The parsed site.json. */
  readonly config: unknown;
  readonly outDir: string;
  /** The package's dist folder, with head/ and client/. */
  readonly distDir: string;
  /** Where `outDir` will be served, with a slash at the end. Default `/kelisim/`. */
  readonly publicPath?: string;
  /** What the site's template puts into the nonce attribute of head.html. */
  readonly nonce?: string;
  /** Changes the hosts of rules (a demo plays the vendors on loopback); a host may come back with a path. */
  readonly mapHost?: (host: string) => string;
}

export interface BuiltSite {
  /** Paths relative to `outDir`. */
  readonly files: string[];
  readonly tagHtml: string;
  readonly headHtml: string;
  /** What is wrong with the config. Not empty: nothing was written. */
  readonly findings: ConfigFinding[];
}

/** Builds a site's files. A wrong config is a value (`findings`), not an exception. */
export async function buildSite(options: BuildSiteOptions): Promise<BuiltSite> {
  const findings = checkSiteConfig(options.config, { vendors: Object.keys(RULES) });
  if (findings.length) return { files: [], tagHtml: '', headHtml: '', findings };
  const config = options.config as SiteConfig;
  const languages = LANGUAGES.filter((code) => !config.languages || config.languages.includes(code));
  const { outDir, distDir, publicPath = '/kelisim/', mapHost = (host: string) => host } = options;
  mkdirSync(outDir, { recursive: true });
  for (const name of readdirSync(outDir)) if (OURS.test(name)) rmSync(join(outDir, name), { recursive: true });

  const resolved = resolveConfig(config);
  const texts = noticeTexts(resolved, BANNER_TEXTS, config.site);
  const notice = JSON.stringify(noticeOf(config, languages, texts));
  const noticeHash = sha256(notice);
  mkdirSync(join(outDir, 'notices'), { recursive: true });
  writeFileSync(join(outDir, 'notices', `${noticeHash}.json`), notice);

  const modules = siteModules(config, languages);
  const packed = packSite({ ...resolved, config: firstLayer(config) }, noticeHash, mapHost);
  // The gate inside workers knows the site's rules too.
  modules.push({
    name: 'kelisim-worker.js',
    text: fillHead(readFileSync(join(distDir, 'head/template-worker.js'), 'utf8'), { rules: packed.rules }),
  });
  const clientFiles = readdirSync(join(distDir, 'client')).map((name) => readFileSync(join(distDir, 'client', name)));
  const dir = `k${sha256(Buffer.concat([...clientFiles, ...modules.map((file) => Buffer.from(file.text))])).slice(0, 10)}/`;
  cpSync(join(distDir, 'client'), join(outDir, dir), { recursive: true });
  for (const file of modules) writeFileSync(join(outDir, dir, file.name), file.text);

  const data: HeadData = {
    // In the order that compresses best (fill-head.ts).
    ...(config.ui?.banner !== false && { style: bannerStyle(config.ui), texts }),
    site: packed,
    dir,
  };
  const template = readFileSync(
    join(distDir, 'head', config.ui?.banner === false ? 'template-bare.js' : 'template.js'),
    'utf8',
  );
  const head = fillHeadSmallest(template, data);
  const name = `kelisim.${sha256(head).slice(0, 10)}.js`;
  const tag = tagHtml(`${publicPath}${name}`, integrity(head), options.nonce);
  const inline = headHtml(fillHead(template, { ...data, base: publicPath }), options.nonce);
  for (const [file, text] of [
    [name, head],
    ['kelisim.js', head],
    ['tag.html', tag],
    ['head.html', inline],
  ] as const) {
    writeFileSync(join(outDir, file), text);
  }
  const files = filesBelow(outDir);
  const hashes = Object.fromEntries(
    files.filter((file) => file.endsWith('.js')).map((file) => [file, integrity(readFileSync(join(outDir, file)))]),
  );
  writeFileSync(join(outDir, 'integrity.json'), `${JSON.stringify({ version: 1, files: hashes }, null, 2)}\n`);
  return { files: [...files, 'integrity.json'], tagHtml: tag, headHtml: inline, findings };
}

/** The exact words of this site's notice in every language: what the notice hash in a record stands for. */
function noticeOf(config: SiteConfig, languages: readonly Language[], texts: NoticeTextsByLanguage): object {
  const pick = <T>(from: Record<Language, T>) => Object.fromEntries(languages.map((code) => [code, from[code]]));
  return {
    version: 1,
    site: config.site,
    banner: texts,
    disclosures: pick(
      Object.fromEntries(LANGUAGES.map((code) => [code, siteDisclosures(config, code)])) as Record<Language, object>,
    ),
    config,
  };
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Subresource integrity value (W3C SRI §3.1). */
function integrity(data: string | Uint8Array): string {
  return `sha384-${createHash('sha384').update(data).digest('base64')}`;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split('\\').join('/'))
    .sort();
}
