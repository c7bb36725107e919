/**
 * Owns the list of commands. Only the one that is meant is loaded: a collector that runs for months should not hold the parsers and the catalogue
 * that `build` and `check` need.
 */
import { Command } from 'commander';

declare const KELISIM_VERSION: string;

/** In the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  audit: async () => (await import('./audit/audit-command.ts')).auditCommand(),
  build: async () => (await import('./build-command.ts')).buildCommand(),
  check: async () => (await import('./check/check-command.ts')).checkCommand(),
  discover: async () => (await import('./audit/discover-command.ts')).discoverCommand(),
  head: async () => (await import('./head-command.ts')).headCommand(),
  collector: async () => (await import('./collector/collector-command.ts')).collectorCommand(),
};

export async function runCommandLine(args: readonly string[]): Promise<void> {
  const program = new Command('kelisim')
    // What stands after the name of a command is that command's: `collector` and its own commands all have a --db.
    .enablePositionalOptions()
    .description('Cookie consent and tracking control in Kazakh, Russian and English')
    .version(KELISIM_VERSION);
  const name = args[2] ?? '';
  // Help and anything that is no command's name need them all.
  const meant = Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]!] : Object.values(COMMANDS);
  for (const command of await Promise.all(meant.map((load) => load()))) program.addCommand(command);
  await program.parseAsync([...args]);
}
