/**
 * Owns making one site's files on disk from the shipped ones, without a bundler: reads what the package ships, checks the config, writes.
 * Leaves to others: what the files are (compose-site.ts).
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SiteConfig } from '../core/config.ts';
import { type ConfigFinding, checkSiteConfig } from '../core/schema/site-config.ts';
import { RULES } from '../vendors/generated/rules.ts';
import { composeSite } from './compose-site.ts';
import { fillHeadSmallest } from './fill-head-smallest.ts';

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
  const { outDir, distDir, publicPath = '/kelisim/', nonce, mapHost } = options;
  const client = readdirSync(join(distDir, 'client')).map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(join(distDir, 'client', name))),
  }));
  const site = await composeSite({
    config: options.config as SiteConfig,
    parts: { head: (name) => readFileSync(join(distDir, 'head', name), 'utf8'), client },
    publicPath,
    nonce,
    mapHost,
    fill: fillHeadSmallest,
  });
  mkdirSync(outDir, { recursive: true });
  for (const name of readdirSync(outDir)) if (OURS.test(name)) rmSync(join(outDir, name), { recursive: true });
  for (const { name, bytes } of site.files) {
    mkdirSync(dirname(join(outDir, name)), { recursive: true });
    writeFileSync(join(outDir, name), bytes);
  }
  return { files: site.files.map(({ name }) => name), tagHtml: site.tagHtml, headHtml: site.headHtml, findings };
}
