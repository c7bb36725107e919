/** Owns `kelisim collector verify`: recomputes the hash of every row; exit code 1 and the first damaged row when one does not fit. */
import { Command } from 'commander';
import { databaseOption, runOnStorage } from './run-on-storage.ts';

export function verifyCommand(): Command {
  return new Command('verify')
    .description('recompute the hash of every stored record and name the first damaged row')
    .addOption(databaseOption())
    .action(async ({ db }: { db: string }, command: Command) => {
      const { verifyRows } = await import('../../collector/evidence/verify-rows.ts');
      await runOnStorage(command, db, async (storage) => {
        const { rows, damaged, first } = await verifyRows(storage.rows({}));
        if (!first) return void process.stdout.write(`${rows} records, every hash fits\n`);
        process.stdout.write(
          `${rows} records, ${damaged} damaged; the first: row ${first.seq}, record ${first.id} (${first.what})\n`,
        );
        process.exitCode = 1;
      });
    });
}
