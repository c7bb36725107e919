/** Owns `kelisim collector backup`: a copy of the SQLite file while the collector goes on, verified before it counts. */
import { Command } from 'commander';
import { databaseOption, runOnStorage } from './run-on-storage.ts';

export function backupCommand(): Command {
  return new Command('backup')
    .description('copy the SQLite file while the collector runs, and verify the copy')
    .addOption(databaseOption())
    .requiredOption('--out <file>', 'new file')
    .action(async ({ db, out }: { db: string; out: string }, command: Command) => {
      await runOnStorage(command, db, async (storage) =>
        storage.backup(out).catch((error: unknown) => command.error(`No copy was made: ${(error as Error).message}.`)),
      );
      const { verifyRows } = await import('../../collector/evidence/verify-rows.ts');
      await runOnStorage(command, out, async (copy) => {
        const { rows, damaged } = await verifyRows(copy.rows({}));
        if (damaged)
          command.error(`The copy has ${damaged} damaged records of ${rows}: look at the original with "verify".`);
        process.stdout.write(`${rows} records in ${out}, every hash fits\n`);
      });
    });
}
