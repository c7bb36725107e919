/**
 * Owns `kelisim collector erase` and `kelisim collector retain`: taking records away for good, one subject's or those whose time is over.
 * Both only count until --yes is given.
 */
import { Command, InvalidArgumentError } from 'commander';
import type { RecordFilter } from '../../collector/storage/storage.ts';
import { databaseOption, runOnStorage } from './run-on-storage.ts';

interface EraseOptions {
  readonly db: string;
  readonly site?: string;
  readonly subject: string;
  readonly yes: boolean;
}

interface RetainOptions {
  readonly db: string;
  readonly site?: string;
  readonly days: number;
  readonly yes: boolean;
}

const DAY_MS = 86_400_000;

export function eraseCommand(): Command {
  return new Command('erase')
    .description("delete one subject's records for good; without --yes it only counts them")
    .addOption(databaseOption())
    .requiredOption('--subject <id>', 'subject id, as it stands in the records', parseSubject)
    .option('--site <id>', 'only of this site')
    .option('--yes', 'delete', false)
    .action(async ({ db, site, subject, yes }: EraseOptions, command: Command) =>
      erase(command, db, { subject, ...(site !== undefined && { site }) }, 'subject', yes),
    );
}

export function retainCommand(): Command {
  return new Command('retain')
    .description('delete records received longer ago than --days; without --yes it only counts them')
    .addOption(databaseOption())
    .requiredOption('--days <number>', 'how many days records are kept', parseDays)
    .option('--site <id>', 'only of this site')
    .option('--yes', 'delete', false)
    .action(async ({ db, site, days, yes }: RetainOptions, command: Command) => {
      const to = new Date(Date.now() - days * DAY_MS).toISOString();
      await erase(command, db, { to, ...(site !== undefined && { site }) }, 'retention', yes);
    });
}

async function erase(command: Command, db: string, filter: RecordFilter, reason: string, yes: boolean): Promise<void> {
  await runOnStorage(command, db, async (storage) => {
    const at = new Date().toISOString();
    const count = await storage.erase(filter, { at, reason }, !yes);
    if (yes) await storage.logAdmin({ at, token: 'command line', what: `erase (${reason})`, count });
    process.stdout.write(yes ? `${count} records erased\n` : `${count} records would be erased; add --yes to do it\n`);
  });
}

function parseSubject(text: string): string {
  if (!/^[A-Za-z0-9_-]{22}$/.test(text))
    throw new InvalidArgumentError('A subject id has 22 characters of A-Z a-z 0-9 _ -.');
  return text;
}

/** Not less than a year: the proof must outlive the consent it proves. */
function parseDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 365)
    throw new InvalidArgumentError('Write a whole number of days, 365 or more.');
  return days;
}
