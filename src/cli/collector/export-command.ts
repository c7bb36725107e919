/** Owns `kelisim collector export`: a file of records and a manifest beside it, by which a copy can be checked. */
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import type { ExportFormat } from '../../collector/evidence/export-rows.ts';
import { addFilterOptions, databaseOption, type FilterOptions, filterOf, runOnStorage } from './run-on-storage.ts';

interface ExportOptions extends FilterOptions {
  readonly db: string;
  readonly out: string;
  readonly format: ExportFormat;
}

export function exportCommand(): Command {
  const command = new Command('export')
    .description('write records to a file, with a manifest beside it')
    .addOption(databaseOption())
    .requiredOption('--out <file>', 'new file; the manifest gets its name with .manifest.json')
    .addOption(
      new Option('--format <format>', 'form of the file').choices(['jsonl', 'csv', 'iso27560']).default('jsonl'),
    );
  return addFilterOptions(command).action(run);
}

async function run(options: ExportOptions, command: Command): Promise<void> {
  const { exportRows } = await import('../../collector/evidence/export-rows.ts');
  await runOnStorage(command, options.db, async (storage) => {
    const filter = filterOf(options);
    const running = exportRows(storage.rows(filter), {
      format: options.format,
      filter,
      exportedAt: new Date().toISOString(),
      findNotice: (hash) => storage.findNotice(hash),
    });
    // Evidence: for its owner only, and never over another file.
    await pipeline(running.chunks, createWriteStream(options.out, { flags: 'wx', mode: 0o600 })).catch(
      (error: unknown) => command.error(`Cannot write ${options.out}: ${(error as Error).message}.`),
    );
    const manifest = running.manifest();
    await writeFile(`${options.out}.manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    process.stdout.write(`${manifest.rows} records in ${options.out}, SHA-256 ${manifest.sha256}\n`);
  });
}
