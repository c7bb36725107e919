/** Owns what the commands on a stored database share: opening it, closing it whatever happens, one sentence when it cannot be opened. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { RecordFilter, RecordStorage } from '../../collector/storage/storage.ts';

/** Only a file that is there: a mistyped name would make an empty database, verify it, and say that all is well. */
export async function runOnStorage(
  command: Command,
  address: string,
  work: (storage: RecordStorage) => Promise<void>,
): Promise<void> {
  const [{ existsSync }, { isPostgres, openStorage }, { StorageOpenError }] = await Promise.all([
    import('node:fs'),
    import('../../collector/storage/open-storage.ts'),
    import('../../collector/storage/storage.ts'),
  ]);
  if (!isPostgres(address) && !existsSync(address))
    command.error(`There is no file ${address}: give --db the collector's database.`);
  try {
    const storage = await openStorage(address);
    try {
      await work(storage);
    } finally {
      await storage.close();
    }
  } catch (error) {
    if (error instanceof StorageOpenError) command.error(error.message);
    throw error;
  }
}

export function databaseOption(): Option {
  return new Option(
    '--db <address>',
    "the collector's SQLite file, or postgres://user:password@host/database",
  ).makeOptionMandatory();
}

export interface FilterOptions {
  readonly site?: string;
  readonly subject?: string;
  readonly id?: string;
  readonly from?: string;
  readonly to?: string;
  readonly test?: boolean;
}

/** Options that narrow what a command works on. */
export function addFilterOptions(command: Command): Command {
  return command
    .option('--site <id>', 'only of this site')
    .option('--subject <id>', 'only of this subject id (22 characters)')
    .option('--id <id>', 'only this record')
    .option('--from <date>', 'received on this day or later, as 2026-07-01 (UTC)', parseDay)
    .option('--to <date>', 'received before this day', parseDay)
    .option('--no-test', 'without records of test runs');
}

export function filterOf({ site, subject, id, from, to, test }: FilterOptions): RecordFilter {
  return {
    ...(site !== undefined && { site }),
    ...(subject !== undefined && { subject }),
    ...(id !== undefined && { id }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(test === false && { test }),
  };
}

function parseDay(text: string): string {
  const instant = new Date(`${text}T00:00:00.000Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(instant.getTime()))
    throw new InvalidArgumentError('Write a day as 2026-07-01.');
  return instant.toISOString();
}
