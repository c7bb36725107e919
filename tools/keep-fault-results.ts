/** Owns keeping results of long runs in docs/faults-collector.json and writing docs/faults-collector.md anew. Leaves the words to test/faults/faults-report.ts. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { faultsReport, type KeptResults } from '../test/faults/faults-report.ts';

const root = join(import.meta.dirname, '..');
const JSON_FILE = join(root, 'docs/faults-collector.json');

/** The day, Node and load of a result. */
export function runCircumstances(): { readonly date: string; readonly node: string; readonly load: string } {
  const date = new Date().toISOString().slice(0, 16).replace('T', ' ');
  return { date, node: process.version, load: loadavg()[0]?.toFixed(1) ?? '' };
}

/** A result takes the place of an older one of the same name; the order stays. */
export function keepFaultResults(news: Partial<KeptResults>): void {
  const none: KeptResults = { faults: {}, fuzz: {} };
  const before = existsSync(JSON_FILE) ? (JSON.parse(readFileSync(JSON_FILE, 'utf8')) as KeptResults) : none;
  const kept = { faults: { ...before.faults, ...news.faults }, fuzz: { ...before.fuzz, ...news.fuzz } };
  writeFileSync(JSON_FILE, `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync(join(root, 'docs/faults-collector.md'), faultsReport(kept));
}
