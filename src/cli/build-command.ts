/** Owns `kelisim build`: reads site.json, says what is wrong with it by path and remedy, writes the files and prints what to paste. */
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { fenceData } from '../core/fence-data.ts';
import { buildSite } from './build-site.ts';
import { checkConfig } from './check/check-config.ts';
import { findingsText } from './check/print-findings.ts';
import { pasteBlock } from './fence-block.ts';
import { originOf } from './kelisim-header.ts';
import { readConfig } from './read-config.ts';
import { resolveConfig } from './resolve-config.ts';

/** This file runs from dist/cli; the shipped parts lie beside it. */
const DIST = join(dirname(fileURLToPath(import.meta.url)), '..');

export function buildCommand(): Command {
  return new Command('build')
    .description("make one site's files from its site.json")
    .requiredOption('--config <file>', 'the site.json')
    .requiredOption('--out <folder>', 'where the files go')
    .option('--public-path <path>', 'where that folder will be served', '/kelisim/')
    .option(
      '--nonce <text>',
      "what your template puts into the script's nonce attribute, for sites with a nonce policy",
    )
    .option('--level <level>', 'fence or header: also write the block to paste for that level')
    .action(run);
}

interface BuildOptions {
  readonly config: string;
  readonly out: string;
  readonly publicPath: string;
  readonly nonce?: string;
  readonly level?: string;
}

async function run(options: BuildOptions): Promise<void> {
  const { level } = options;
  if (level !== undefined && level !== 'fence' && level !== 'header')
    return fail(`--level ${level}: tag.html and head.html are always written; fence and header can be asked for.`);
  const read = readConfig(options.config);
  if ('problem' in read) return fail(read.problem);
  const { config } = read;
  const publicPath = options.publicPath.replace(/\/*$/, '/');
  const site = await buildSite({
    config,
    outDir: resolve(options.out),
    distDir: DIST,
    publicPath,
    ...(options.nonce && { nonce: options.nonce }),
  });
  if (site.findings.length) {
    return fail(
      site.findings.map((item) => `${options.config}: ${item.path || 'the file'}: ${item.message}`).join('\n'),
    );
  }
  warn(options.config, config);
  if (level) {
    const origin = originOf(publicPath);
    const fence = fenceData(resolveConfig(config), origin ? { origin } : {});
    const nonce = options.nonce ? { nonce: options.nonce } : {};
    const block = pasteBlock({ level, built: site, distDir: DIST, fence, ...nonce });
    writeFileSync(join(resolve(options.out), `${level}.html`), block);
  }
  process.stdout.write(
    [
      `${site.files.length} files in ${options.out}, to be served at ${publicPath}`,
      '',
      'Paste one of these as the first thing in <head>:',
      `  tag.html   ${site.tagHtml.trim()}`,
      '  head.html  the same script inline: stronger, and a round trip faster',
      ...(level ? [`  ${level}.html  level ${level}; kelisim head prints it with other options`] : []),
      '',
    ].join('\n'),
  );
}

/** What `kelisim check` would warn of: said, and the files are made all the same. Its notes are left to it. */
function warn(file: string, config: unknown): void {
  const findings = checkConfig(config, new Date().toISOString().slice(0, 10)).filter(
    ({ severity }) => severity !== 'note',
  );
  if (findings.length) process.stderr.write(`${findingsText(file, findings)}(kelisim check ${file} says more)\n\n`);
}

function fail(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
