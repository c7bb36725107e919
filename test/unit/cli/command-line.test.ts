/** The whole command line, as the bin runs it: options belong to the command they stand after. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runCommandLine } from '../../../src/cli/run-command-line.ts';
import { openStorage } from '../../../src/collector/storage/open-storage.ts';

test('A command of the collector takes the --db that stands after its own name, not the collector.', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kelisim-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // What the build puts in.
  vi.stubGlobal('KELISIM_VERSION', '0.0.0');
  onTestFinished(() => void vi.unstubAllGlobals());
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
  const db = join(folder, 'records.db');
  await (await openStorage(db)).close();
  await runCommandLine(['node', 'kelisim', 'collector', 'verify', '--db', db]);
  expect(write.mock.calls.flat().join('')).toBe('0 records, every hash fits\n');
});

test('The help lists every command, though only the one that is meant is loaded.', async () => {
  vi.stubGlobal('KELISIM_VERSION', '0.0.0');
  onTestFinished(() => void vi.unstubAllGlobals());
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const error = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => {
    for (const spy of [exit, write, error]) spy.mockRestore();
  });
  await expect(runCommandLine(['node', 'kelisim', '--help'])).rejects.toThrow('exit 0');
  const printed = write.mock.calls.flat().join('');
  for (const name of ['build', 'check', 'head', 'collector']) expect(printed).toMatch(new RegExp(`^  ${name} `, 'm'));
  // A name that is no command's, also one that every object has.
  for (const name of ['colector', 'constructor'])
    await expect(runCommandLine(['node', 'kelisim', name]), name).rejects.toThrow('exit 1');
  expect(error.mock.calls.flat().join('')).toContain('Did you mean collector?');
});
