/**
 * Owns section 6: bytes of the head and of what is opened, brotli, 1 kB = 1 000 B, and how the head grows by a service and by a vendor of the
 * catalogue. One round is enough.
 */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { buildSite } from '../../src/cli/build-site.ts';
import { fillHeadSmallest } from '../../src/cli/fill-head-smallest.ts';
import { firstLayer, packSite } from '../../src/cli/pack-site.ts';
import type { SiteConfig } from '../../src/core/config.ts';
import { noticeTexts } from '../../src/core/notice-texts.ts';
import { BANNER_TEXTS } from '../../src/core/generated/banner-texts.ts';
import { resolveSite } from '../../src/core/resolve-site.ts';
import { RULES } from '../../src/vendors/generated/rules.ts';
import { readConfig } from './bench-site.ts';
import type { Figures, Limit } from './figures.ts';

const SECTION = '6. Bytes, brotli';
const SITES = ['jetfin', 'kengo', 'kreditomat'];
/** What opening the settings loads beside the head, in one language (tools/check-sizes.ts). */
const SETTINGS = /^(?:kelisim-(?:client|open-settings-.{8}|kk-.{8})|site)\.js$/;
/** What opening a category's services loads beyond that, in one language: the vendors' words, the words of codes, and what draws them. */
const DISCLOSURES = (language: string) =>
  new RegExp(`^(?:kelisim-(?:parts|data-${language})|site-${language})-.*\\.js$`);

export async function measureBytes(workDir: string, distDir: string, figures: Figures): Promise<void> {
  const add = (name: string, variant: string, bytes: number, most?: number) => {
    const limits: Limit[] = most === undefined ? [] : SITES.concat('any').map((site) => limit(site, most));
    figures.add({ section: SECTION, name, unit: 'B', limits }, variant, bytes);
  };
  for (const site of SITES) {
    const config = readConfig(site);
    const full = await build(config, workDir, distDir);
    const bare = await build({ ...config, ui: { ...config.ui, banner: false } }, workDir, distDir);
    add('head script', site, brotli(full.head), 9000);
    add('head script without banner', site, brotli(bare.head), 7000);
    add('head.html, the inline form', site, brotli(full.inline));
    add('head script and settings opened', site, [full.head, ...full.files(SETTINGS)].map(brotli).reduce(sum), 20_000);
    for (const language of config.languages ?? [])
      add(
        `disclosures of ${config.services.length} services beyond the opened settings, ${language}`,
        site,
        full.files(DISCLOSURES(language)).map(brotli).reduce(sum, 0),
        site === 'jetfin' ? 12_000 : undefined,
      );
    add('per service of the site', site, await perService(config, workDir, distDir));
    add('per vendor of the catalogue that the site does not use', site, perVendor(config, distDir));
  }
  add('generic file, every rule', 'any', brotli(readFileSync(join(distDir, 'head/kelisim.js'))), 13_000);
}

async function build(config: SiteConfig, workDir: string, distDir: string) {
  const outDir = mkdtempSync(join(workDir, 'bytes-'));
  const { findings } = await buildSite({ config, outDir, distDir });
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  const client = join(outDir, readdirSync(outDir).find((name) => /^k[0-9a-f]{10}$/.test(name))!);
  return {
    head: readFileSync(join(outDir, 'kelisim.js')),
    inline: readFileSync(join(outDir, 'head.html')),
    /** Of the client, by their names. */
    files: (names: RegExp) =>
      readdirSync(client)
        .filter((name) => names.test(name))
        .map((name) => readFileSync(join(client, name))),
  };
}

/** Between the site without services and the site with all of them; a service that leaves takes its rules to the catalogue's hosts. */
async function perService(config: SiteConfig, workDir: string, distDir: string): Promise<number> {
  const [all, none] = [
    await build(config, workDir, distDir),
    await build({ ...config, services: [] }, workDir, distDir),
  ];
  return (brotli(all.head) - brotli(none.head)) / config.services.length;
}

function perVendor(config: SiteConfig, distDir: string): number {
  const template = readFileSync(join(distDir, 'head/template.js'), 'utf8');
  const used = new Set(config.services.map(({ vendor }) => vendor));
  const sizeOf = (rules: typeof RULES) => {
    const site = resolveSite(config, rules);
    const packed = packSite({ ...site, config: firstLayer(config) }, '0'.repeat(64), (host) => host);
    const texts = noticeTexts(site, BANNER_TEXTS, config.site);
    return brotli(Buffer.from(fillHeadSmallest(template, { site: packed, texts, dir: 'k0000000000/' })));
  };
  const others = Object.keys(RULES).filter((id) => !used.has(id));
  const onlyOwn = Object.fromEntries(Object.entries(RULES).filter(([id]) => used.has(id)));
  return (sizeOf(RULES) - sizeOf(onlyOwn)) / others.length;
}

function brotli(file: Buffer): number {
  return brotliCompressSync(file).length;
}

function limit(variant: string, most: number): Limit {
  return { variant, most, kind: 'value' };
}

function sum(total: number, next: number): number {
  return total + next;
}
