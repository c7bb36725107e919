/** Owns `kelisim build`: reads site.json, says what is wrong with it by path and remedy, writes the files and prints what to paste. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { buildSite } from './build-site.ts';

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
    .action(run);
}

async function run(options: { config: string; out: string; publicPath: string; nonce?: string }): Promise<void> {
  const path = resolve(options.config);
  if (!existsSync(path)) return fail(`${options.config}: no such file`);
  let config: unknown;
  try {
    config = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return fail(`${options.config}: not JSON (${(error as Error).message})`);
  }
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
  process.stdout.write(
    [
      `${site.files.length} files in ${options.out}, to be served at ${publicPath}`,
      '',
      'Paste one of these as the first thing in <head>:',
      `  tag.html   ${site.tagHtml.trim()}`,
      '  head.html  the same script inline: stronger, and a round trip faster',
      '',
    ].join('\n'),
  );
}

function fail(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
