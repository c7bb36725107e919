/**
 * Owns what `kelisim audit` and `kelisim discover` share on the command line: how the visits are made, and where it is said.
 * Leaves to others: whether it makes sense (read-visits.ts, loaded only when one of them runs), the other options of each command.
 */
import type { Command } from 'commander';

/** As commander hands them over. */
export interface VisitFlags {
  readonly repeats?: string;
  readonly parallel?: string;
  readonly settle?: string;
  readonly budget?: string;
  readonly language?: string;
  readonly viewport?: string;
  readonly mobile?: boolean;
  readonly route?: readonly string[];
  readonly script?: string;
  readonly accept?: string;
  readonly reject?: string;
  readonly withdraw?: readonly string[];
  readonly allowOrigin?: readonly string[];
  readonly browser?: string;
  readonly browserArg?: readonly string[];
  readonly ignoreCertificateErrors?: boolean;
}

export function addVisitFlags(command: Command): Command {
  const list = (value: string, before: readonly string[] = []): string[] => [...before, value];
  return command
    .option('--repeats <number>', 'fresh visits per phase, 1 to 20')
    .option('--parallel <number>', 'visits at the same time, 1 to 8 (default: 2)')
    .option('--settle <time>', 'how long a page may take until it is quiet, as 8s (default: 8s)')
    .option(
      '--budget <time>',
      'how long the whole may take, as 5m; what does not fit is skipped and said (default: 5m)',
    )
    .option('--language <language>', "the visitor's language, and that of the words: kk, ru or en (default: kk)")
    .option('--viewport <size>', 'the window, as 1280x800')
    .option('--mobile', 'visit as a phone: touch, its user agent, 390x844')
    .option('--route <path>', 'a single-page route to go to after the first page, as /calculator (repeatable)', list)
    .option('--script <file>', 'a module that logs in: export default async (page) => { … }')
    .option('--accept <selector>', "another banner's button that accepts all; otherwise its words are looked for")
    .option('--reject <selector>', "another banner's button that rejects all")
    .option('--withdraw <selector>', 'what to click to withdraw, in this order (repeatable)', list)
    .option(
      '--allow-origin <origin>',
      'a further origin the page may go to, as https://id.example.kz (repeatable)',
      list,
    )
    .option('--browser <path>', 'the Chromium or Chrome to use')
    .option('--browser-arg <argument>', 'a further argument for it, as --proxy-server=… (repeatable)', list)
    .option('--ignore-certificate-errors', 'visit a test server whose certificate nobody signed');
}
