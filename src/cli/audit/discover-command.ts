/**
 * Owns the options of `kelisim discover` and what its help says. Leaves to others: running it (run-discover.ts, loaded only then),
 * docs/discover.md, which a test compares with these options.
 */
import { Command } from 'commander';
import { usageExit } from './usage-exit.ts';
import { addVisitFlags, type VisitFlags } from './visit-flags.ts';

export interface DiscoverFlags extends VisitFlags {
  readonly config?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export function discoverCommand(): Command {
  const command = new Command('discover')
    .description('visit a site before and after "accept all", and propose its site.json from what was seen')
    .argument('<url...>', 'pages of the site; the choice is made on the first one')
    .option('--config <file>', 'compare with this site.json: new, not seen any more, different')
    .option('--out <file>', 'write the proposal, or the config with what is new in it, to this file')
    .option('--force', 'overwrite that file')
    .option('--json', 'all that was seen, for programs');
  return usageExit(addVisitFlags(command))
    .addHelpText(
      'after',
      '\nExit codes: 0 proposed, or nothing differs; 1 differences from --config; 2 not everything could be seen; 3 wrong options or config; 4 nothing could be observed.',
    )
    .action(async (urls: string[], flags: DiscoverFlags) => {
      const { runDiscover } = await import('./run-discover.ts');
      await runDiscover(urls, flags);
    });
}
