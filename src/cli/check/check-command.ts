/**
 * Owns `kelisim check`: reads the config and what else it is given, prints what was found, sets the exit code:
 * 0 nothing that has to be mended, 1 errors, 2 warnings (with --strict only), 3 something could not be read.
 * Leaves to others: finding (the check-*.ts beside it), words and codes (check-codes.ts, docs/check.md).
 */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { SiteConfig } from '../../core/config.ts';
import { checkColours } from './check-colours.ts';
import { checkConfig } from './check-config.ts';
import type { CheckFinding } from './check-finding.ts';
import { checkPage } from './check-page.ts';
import { checkPolicyTexts, type PolicyText } from './check-policy-texts.ts';
import { countFindings, findingsJson, findingsText } from './print-findings.ts';
import { readConfig } from '../read-config.ts';
import { resolveConfig } from '../resolve-config.ts';

const EXIT = { fine: 0, errors: 1, warnings: 2, unreadable: 3 } as const;

export function checkCommand(): Command {
  return new Command('check')
    .description('say what is wrong or missing in a site.json, and in the pages, colours and policy texts around it')
    .argument('<config>', 'the site.json')
    .option('--json', 'for programs')
    .option('--strict', 'warnings, too, make the exit code 2')
    .option('--css <file...>', 'style sheets that set --kelisim-… colours: contrast')
    .option('--page <file...>', 'pages as they are served; /path=FILE says where one stands on the site')
    .option(
      '--policy <language=file...>',
      "the policy's texts, kk=FILE ru=FILE: compared with each other and the config",
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing to mend, 1 errors, 2 warnings with --strict, 3 something could not be read.',
    )
    .action(run);
}

interface CheckOptions {
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly css?: readonly string[];
  readonly page?: readonly string[];
  readonly policy?: readonly string[];
}

/** A file that the user named and that cannot be read ends the run: half a check must not look like a whole one. */
class Unreadable extends Error {}

function run(file: string, options: CheckOptions): void {
  try {
    const findings = findAll(file, options);
    process.stdout.write(options.json ? findingsJson(file, findings) : findingsText(file, findings));
    const { error, warning } = countFindings(findings);
    process.exitCode = error ? EXIT.errors : warning && options.strict ? EXIT.warnings : EXIT.fine;
  } catch (problem) {
    if (!(problem instanceof Unreadable)) throw problem;
    process.stderr.write(`${problem.message}\n`);
    process.exitCode = EXIT.unreadable;
  }
}

function findAll(file: string, { css = [], page = [], policy = [] }: CheckOptions): CheckFinding[] {
  const read = readConfig(file);
  if ('problem' in read) throw new Unreadable(read.problem);
  const pages = page.map(pageOf);
  const texts = policy.map(policyOf);
  const sheets = css.map((name) => ({ name, text: textOf(name) }));
  const findings = checkConfig(read.config, new Date().toISOString().slice(0, 10));
  findings.push(...sheets.flatMap(({ name, text }) => coloursOf(name, text)));
  // The rest reads the config; with a broken one it would speak of what is not there.
  if (findings.some(({ refs, severity }) => severity === 'error' && refs === '')) return findings;
  const config = read.config as SiteConfig;
  const site = resolveConfig(config);
  return [...findings, ...pages.flatMap((item) => checkPage(item, site)), ...checkPolicyTexts(texts, config)];
}

function coloursOf(name: string, text: string): CheckFinding[] {
  try {
    return checkColours(name, text);
  } catch (error) {
    throw new Unreadable(`${name}: not CSS (${(error as Error).message})`);
  }
}

/** `apply.html` or `/apply=apply.html`. */
function pageOf(argument: string): { readonly file: string; readonly html: string; readonly path?: string } {
  const [, path, named] = /^(\/[^=]*)=(.+)$/.exec(argument) ?? [];
  const file = named ?? argument;
  return { file, html: textOf(file), ...(path !== undefined && { path }) };
}

function policyOf(argument: string): PolicyText {
  const [, language, file] = /^(kk|ru)=(.+)$/.exec(argument) ?? [];
  if (!language || !file) throw new Unreadable(`--policy ${argument}: write kk=FILE or ru=FILE`);
  return { language: language as 'kk' | 'ru', file, text: textOf(file) };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Unreadable(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
