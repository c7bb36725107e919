/**
 * Owns what commander itself refuses (an unknown option, a missing address): exit code 3 in the commands of the audit, because 1 means findings
 * there, and a pipeline must not take a slip of the pen for a leak.
 */
import type { Command } from 'commander';
import { EXIT } from './exit-code.ts';

export function usageExit(command: Command): Command {
  return command
    .showHelpAfterError(`(kelisim ${command.name()} --help lists the options)`)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT.usage));
}
