/** Owns the list of commands. */
import { Command } from 'commander';
import { discoverCommand } from './audit/discover-command.ts';
import { buildCommand } from './build-command.ts';
import { checkCommand } from './check/check-command.ts';
import { collectorCommand } from './collector/collector-command.ts';
import { headCommand } from './head-command.ts';

declare const KELISIM_VERSION: string;

export async function runCommandLine(args: readonly string[]): Promise<void> {
  const program = new Command('kelisim')
    // What stands after the name of a command is that command's: `collector` and its own commands all have a --db.
    .enablePositionalOptions()
    .description('Cookie consent and tracking control in Kazakh, Russian and English')
    .version(KELISIM_VERSION)
    .addCommand(buildCommand())
    .addCommand(checkCommand())
    .addCommand(discoverCommand())
    .addCommand(headCommand())
    .addCommand(collectorCommand());
  await program.parseAsync([...args]);
}
