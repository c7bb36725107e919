/**
 * Owns reading the catalogue's data folder; for tools and tests only, never part of a page (Node).
 * Leaves to others: what a file must look like (vendor-file.ts).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parseVendorFile, type VendorFile } from './vendor-file.ts';

const DATA_FOLDER = new URL('./data/', import.meta.url);

/**
 * Every vendor of the catalogue, sorted by id.
 *
 * @throws when a file is broken: the catalogue is part of the source, so a build must not go on. The message lists every problem.
 */
export function loadVendorFiles(folder: URL = DATA_FOLDER): VendorFile[] {
  const problems: string[] = [];
  const files: VendorFile[] = [];
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
    const parsed = parseVendorFile(readJson(new URL(name, folder), name));
    if ('problems' in parsed) problems.push(...parsed.problems.map((problem) => `${name}: ${problem}`));
    else if (`${parsed.file.id}.json` !== name)
      problems.push(`${name}: id: is ${parsed.file.id}, must be the file's name`);
    else files.push(parsed.file);
  }
  if (problems.length) throw new Error(`The vendor catalogue is broken:\n${problems.join('\n')}`);
  // By code unit, not by locale: the generated files must be the same on every machine.
  return files.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function readJson(url: URL, name: string): unknown {
  try {
    return JSON.parse(readFileSync(url, 'utf8'));
  } catch (cause) {
    throw new Error(`${name}: is not JSON`, { cause });
  }
}
