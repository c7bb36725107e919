/**
 * Owns `kelisim head`: prints what stands first in the head of a site's pages, or what the site's server sends, for each level (DESIGN §2).
 * What is printed on the standard output can be pasted as it is; words for the reader go to the other one.
 * Leaves to others: the block (fence-block.ts), the maps (nginx-map.ts), what makes no sense together (head-options.ts).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { dayOf } from '../core/choice-cookie.ts';
import { fenceData } from '../core/fence-data.ts';
import { type FenceData, strictestPolicy } from '../core/fence-policy.ts';
import { checkSiteConfig } from '../core/schema/site-config.ts';
import { RULES } from '../vendors/generated/rules.ts';
import { buildSite } from './build-site.ts';
import { pasteBlock } from './fence-block.ts';
import { type HeadOptions, levelOf, refusalOf } from './head-options.ts';
import { originOf } from './kelisim-header.ts';
import { nginxMaps } from './nginx-map.ts';
import { preloadHint } from './preload-hints.ts';
import { readConfig } from './read-config.ts';
import { resolveConfig } from './resolve-config.ts';

/** This file runs from dist/cli; the shipped parts lie beside it. */
const DIST = join(dirname(fileURLToPath(import.meta.url)), '..');

export function headCommand(): Command {
  return new Command('head')
    .description('print what stands first in <head>, or what the server sends, for a level of protection')
    .requiredOption('--config <file>', 'the site.json')
    .option('--level <level>', 'tag, inline, fence or header (default: fence)')
    .option('--public-path <path>', "where `kelisim build`'s folder is served", '/kelisim/')
    .option('--form <form>', "Kelisim's script at levels fence and header: tag or inline (default: tag)")
    .option('--nonce <text>', 'what your template puts into nonce attributes, for sites with a nonce policy')
    .option('--preload <files>', "the site's own blocking scripts and styles, with commas between")
    .option('--quiet-lookahead', 'level inline: keep the browser from fetching ahead')
    .option('--forms', 'levels fence and header: forms, too, may only go to allowed hosts')
    .option('--report-only', 'the strictest policy as a header that only reports, to try first')
    .option('--nginx', 'level header: the maps for nginx')
    .action(run);
}

async function run(options: HeadOptions): Promise<void> {
  const refusal = refusalOf(options);
  if (refusal !== null) return fail(refusal);
  const read = readConfig(options.config);
  if ('problem' in read) return fail(read.problem);
  const findings = checkSiteConfig(read.config, { vendors: Object.keys(RULES) });
  if (findings.length)
    return fail(findings.map(({ path, message }) => `${options.config}: ${path || 'the file'}: ${message}`).join('\n'));
  const site = resolveConfig(read.config);
  const origin = originOf(options.publicPath);
  const fence = fenceData(site, { ...(origin && { origin }), ...(options.forms && { forms: true }) });
  if (options.reportOnly) return print(reportOnly(fence, options.nginx === true));
  if (options.nginx) return print(nginxMaps(fence, site.stamp.site, dayOf(Date.now())));
  await printBlock(options, read.config, fence);
}

async function printBlock(options: HeadOptions, config: unknown, fence: FenceData): Promise<void> {
  const files = options.preload?.split(',').map((file) => file.trim()) ?? [];
  const hints = files.filter(Boolean).map(preloadHint);
  const refused = hints.flatMap((hint) => ('refusal' in hint ? [hint.refusal] : []));
  if (refused.length) return fail(refused.join('\n'));
  const outDir = mkdtempSync(join(tmpdir(), 'kelisim-head-'));
  try {
    const publicPath = options.publicPath.replace(/\/*$/, '/');
    const nonce = { ...(options.nonce && { nonce: options.nonce }) };
    const built = await buildSite({ config, outDir, distDir: DIST, publicPath, ...nonce });
    const level = levelOf(options);
    print(
      pasteBlock({
        level,
        built,
        distDir: DIST,
        fence,
        ...nonce,
        ...(options.form !== undefined && { form: options.form as 'tag' | 'inline' }),
        ...(options.quietLookahead && { quietLookahead: true }),
        hints: hints.flatMap((hint) => ('html' in hint ? [hint.html] : [])),
      }),
    );
    process.stderr.write(adviceFor(level, options));
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

function adviceFor(level: string, { publicPath, quietLookahead }: HeadOptions): string {
  const lines = [
    `Paste this first in <head>, right after the charset. Its files: kelisim build, served at ${publicPath}`,
  ];
  if (level === 'fence' || quietLookahead)
    lines.push('Do not minify it: the empty <noscript></noscript> has to stay where it is.');
  if (level === 'header')
    lines.push('The server sends the policy: kelisim head --nginx, or the middleware of the package.');
  if (level === 'fence' || level === 'header')
    lines.push(
      'Everything the pages load before the choice must be in hosts.necessary; try it with --report-only first.',
    );
  return `${lines.join('\n')}\n`;
}

function reportOnly(fence: FenceData, isNginx: boolean): string {
  const policy = strictestPolicy(fence);
  return isNginx
    ? `add_header Content-Security-Policy-Report-Only "${policy}" always;\n`
    : `Content-Security-Policy-Report-Only: ${policy}\n`;
}

function print(text: string): void {
  process.stdout.write(text);
}

function fail(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
